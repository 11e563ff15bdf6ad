"""What a clerk types into: text, passwords, identity and telephone numbers, dates, names, choices.

The sign-in box needs two of these before the first paint; the modules of the others, and the values they
check, are imported when a name of theirs is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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

HOMES: Final = {
    "choice_input": ("ChoiceInput",),
    "choices": ("Choice", "choices_of", "matching"),
    "date_input": ("DateInput",),
    "name_input": ("NameInput",),
    "number_input": ("GroupedInput", "NumberInput", "PhoneInput"),
    "text_input": ("PasswordInput", "TextInput"),
}


def __getattr__(name: str) -> Any:
    """Import the module a name lives in (PEP 562)."""
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{home}"), name)
