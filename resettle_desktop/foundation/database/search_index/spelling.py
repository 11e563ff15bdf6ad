"""One spelling for what is kept and what is typed, so that the two can meet."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from resettle_desktop.foundation.values.citizen_number import first_eighteen
from resettle_desktop.foundation.values.pinyin import FuzzySounds, Reading, first_letters
from resettle_desktop.foundation.values.private_use import real_characters

EVERY_SOUND: Final = FuzzySounds.all()

_ORDINARY: Final = re.compile(r"[\u4e00-\u9fa50-9a-z-]+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_PUNCTUATION: Final = re.compile(r"[\x00-/:-`{-\x7f]+")
_ALNUM: Final = re.compile(r"[0-9a-z]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_CHINESE_FIRST: Final = re.compile(r"^[^\x00-\x7f]+")
# Interpuncts of names, and the apostrophes input methods put between syllables.
_UNHEARD: Final = frozenset("·•‧∙⋅・･●˙'’‘ʼ`´")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Cn"})


def searchable(text: str) -> str:
    """Return the text in small half-width letters and real characters, without what is not heard or seen."""
    text = text.lower()
    if _ORDINARY.fullmatch(text):
        return text
    text = unicodedata.normalize("NFKC", text.translate(real_characters())).lower()
    return "".join(map(_spelled, text))


def _spelled(character: str) -> str:
    if character.isascii() and character.isprintable():
        return "" if character in _UNHEARD else character
    if character.isspace():
        return " "
    code = ord(character)
    if 0xC0 <= code < 0x250:
        return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    if character in _UNHEARD or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if unicodedata.category(character) in _INVISIBLE and not 0x20000 <= code <= 0x3FFFD:
        return ""
    return character


def han_runs(spelled: str) -> list[str]:
    """Return the runs of characters beyond ASCII in a searchable text; each such character is a word."""
    return _NOT_ASCII.findall(spelled)


def pairs(run: str) -> list[str]:
    """Return every two neighbouring characters."""
    return [run[place : place + 2] for place in range(len(run) - 1)]


def whole(spelled: str) -> str:
    """Return a searchable text without spaces and punctuation."""
    return _PUNCTUATION.sub("", spelled)


class Sound(NamedTuple):
    """One reading as it is typed: of the whole, and of what follows the first syllable."""

    initials: str
    pinyin: str
    given_initials: str
    given_pinyin: str

    def folded(self, fuzzy: FuzzySounds) -> "Sound":
        """Return the sound with fuzzy sounds folded."""
        fold, fold_initials = fuzzy.fold, fuzzy.fold_initials
        return Sound(
            fold_initials(self.initials),
            fold(self.pinyin),
            fold_initials(self.given_initials),
            fold(self.given_pinyin),
        )


def sound(reading: Reading) -> Sound:
    """Return the letters of a reading; ü counts as u, which is what half of the people type."""
    given = reading[1:]
    return Sound(
        first_letters(reading),
        typed_letters("".join(reading)),
        first_letters(given),
        typed_letters("".join(given)),
    )


def typed_letters(letters: str) -> str:
    """Return letters as sounds are kept."""
    return letters.replace("v", "u")


def room_key(label: str) -> str:
    """Return 14-1-403 for 14-1-403, 14号楼1单元403室 or 福安苑14栋1-403."""
    return "-".join(_ALNUM.findall(searchable(label)))


def room_keys(label: str) -> list[str]:
    """Return the room as people shorten it: 14-1-403, 1-403, 403, 14-403."""
    parts = room_key(label).split("-")
    keys = ["-".join(parts[place:]) for place in range(len(parts))]
    if len(parts) > 2:
        keys.append(f"{parts[0]}-{parts[-1]}")
    return [key for key in keys if key]


def household_key(number: str) -> str:
    """Return a household number without separators."""
    return whole(searchable(number))


def household_keys(number: str) -> list[str]:
    """Return the number and its ends from each group of digits on: HY-2026-0012, 20260012, 0012, 12.

    And without the Chinese it begins with: 练LG0030 is typed LG0030.
    """
    spelled = searchable(number)
    keys = [whole(spelled), whole(_CHINESE_FIRST.sub("", spelled))]
    keys += (whole(spelled[digits.start() :]) for digits in _DIGITS.finditer(spelled))
    last = keys[-1].lstrip("0")
    return list(dict.fromkeys(key for key in (*keys, last) if key))


def number_key(number: str) -> str:
    """Return an identity number as it is looked for: its first eighteen places, small x."""
    return first_eighteen(number).lower()


def birth_keys(birth: date) -> tuple[str, str]:
    """Return the day as typed: 19520101 and 520101."""
    day = birth.isoformat().replace("-", "")
    return day, day[2:]


def unique(words: Sequence[str]) -> str:
    """Return the words once each, apart by spaces."""
    return " ".join(dict.fromkeys(words))
