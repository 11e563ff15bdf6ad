"""Official lists as choices of a form, and back."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.values.period import ImpreciseDate

E = TypeVar("E", bound=StrEnum)

YES: Final = "yes"
NO: Final = "no"
FEN: Final = 100


def listed(words: Mapping[E, str], only: Iterable[E] | None = None) -> tuple[Choice, ...]:
    """A list of official words as choices, in its order."""
    return choices_of((key.value, words[key]) for key in (words if only is None else only))


def optional(kind: type[E], value: str) -> E | None:
    """A chosen value as the member it stands for; None for nothing."""
    return kind(value) if value else None


def chosen(kind: type[E], line: ChoiceInput, field: str) -> E | None:
    """What is chosen in a line, None for nothing. Raises Refusal for words that are not in its list."""
    return optional(kind, line.require(field))


def yes_or_no(yes: str = "是", no: str = "否") -> tuple[Choice, ...]:
    """Two answers; left empty nobody knows."""
    return (Choice(YES, yes, keys=("1", "y")), Choice(NO, no, keys=("0", "n")))


def said_yes(line: ChoiceInput, field: str) -> bool | None:
    """Which of the two is chosen, None for neither. Raises Refusal for words that are neither."""
    answer = line.require(field)
    return answer == YES if answer else None


def show_yes(line: ChoiceInput, *, yes: bool | None) -> None:
    """Show one of the two answers, or none."""
    line.choose_value(None if yes is None else YES if yes else NO)


def spoken_yuan(fen: int | None) -> str:
    """An amount as it is typed: 2500, 2500.50."""
    if fen is None:
        return ""
    return f"{fen // FEN}" if fen % FEN == 0 else f"{fen // FEN}.{fen % FEN:02}"


def typed_fen(typed: str, field: str) -> int | None:
    """Yuan typed with at most two decimals, in fen; None for nothing. Raises Refusal for what is none."""
    text = typed.replace(",", "").replace("，", "").removesuffix("元").strip()
    if not text:
        return None
    whole, _, rest = text.partition(".")
    if not (whole.isdecimal() and (not rest or rest.isdecimal()) and len(rest) <= 2 and len(whole) <= 10):
        raise Refusal("金额请填元，最多两位小数", field)
    return int(whole) * FEN + int(rest.ljust(2, "0") or 0)


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
