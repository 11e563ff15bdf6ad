"""Official lists as choices of a form, and back."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.values.period import ImpreciseDate

E = TypeVar("E", bound=StrEnum)


def listed(words: Mapping[E, str], only: Iterable[E] | None = None) -> tuple[Choice, ...]:
    """A list of official words as choices, in its order."""
    return choices_of((key.value, words[key]) for key in (words if only is None else only))


def optional(kind: type[E], value: str) -> E | None:
    """A chosen value as the member it stands for; None for nothing."""
    return kind(value) if value else None


def chosen(kind: type[E], line: ChoiceInput, field: str) -> E | None:
    """What is chosen in a line, None for nothing. Raises Refusal for words that are not in its list."""
    return optional(kind, line.require(field))


def whole_number(line: TextInput, field: str, what: str) -> int | None:
    """A count typed in a line, None for nothing. Raises Refusal for what is no whole number."""
    typed = line.value()
    if not typed:
        return None
    if not (typed.isdecimal() and len(typed) <= 9):
        raise Refusal(f"{what}请填数字", field)
    return int(typed)


def exact_day(line: DateInput, field: str) -> date | None:
    """A day typed in a line. Raises Refusal for what is no date."""
    typed = line.value_or_none(field)
    return typed.earliest if typed else None


def shown_date(value: ImpreciseDate | None) -> str:
    """A date as an input shows it."""
    return value.dashed() if value else ""
