"""What a clerk types into: text, passwords, identity and telephone numbers, dates, names, choices."""

from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import Choice, choices_of, matching
from resettle_desktop.foundation.ui.inputs.date_input import DateInput
from resettle_desktop.foundation.ui.inputs.name_input import NameInput
from resettle_desktop.foundation.ui.inputs.number_input import GroupedInput, NumberInput, PhoneInput
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput, TextInput

__all__ = [
    "Choice",
    "ChoiceInput",
    "DateInput",
    "GroupedInput",
    "NameInput",
    "NumberInput",
    "PasswordInput",
    "PhoneInput",
    "TextInput",
    "choices_of",
    "matching",
]
