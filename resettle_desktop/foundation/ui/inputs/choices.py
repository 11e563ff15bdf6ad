"""What can be chosen, and how typed letters find it: text, code, pinyin initials.

The sign-in box chooses too: the table of sounds is loaded with the first letter, not before the first paint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is kept, what is shown, a muted note, further keys (codes, short names)."""

    value: str
    text: str
    note: str = ""
    keys: tuple[str, ...] = ()


def choices_of(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Choices from (value, text) pairs."""
    return tuple(Choice(value, text) for value, text in pairs)


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that fit what is typed, the best first; all of them when nothing is."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(choices)
    ranked = [
        (rank, position, choice)
        for position, choice in enumerate(choices)
        if (rank := rank_of(choice, wanted)) is not None
    ]
    return [choice for _rank, _position, choice in sorted(ranked, key=lambda entry: entry[:2])]


def rank_of(choice: Choice, wanted: str) -> int | None:
    """How well it fits: 0 the thing itself, 1 its beginning, 2 its pinyin, 3 inside; None not at all."""
    text = choice.text.casefold()
    keys = [key.casefold() for key in choice.keys]
    short, whole = sounds_of(choice.text)
    if wanted in (text, choice.value.casefold(), *keys):
        return 0
    if text.startswith(wanted) or any(key.startswith(wanted) for key in keys):
        return 1
    if any(letters.startswith(wanted) for letters in (*short, *whole)):
        return 2
    if wanted in text or any(wanted in letters for letters in short):
        return 3
    return None


@cache
def sounds_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pinyin initials of a text and its whole pinyin, each in all of its readings."""
    pinyin: Any = import_module("resettle_desktop.foundation.values.pinyin")
    readings = pinyin.word_readings(text)
    return tuple(pinyin.first_letters(reading) for reading in readings), tuple(
        "".join(reading) for reading in readings
    )
