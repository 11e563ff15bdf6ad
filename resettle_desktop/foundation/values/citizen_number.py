"""Citizen identity numbers (GB 11643-1999): what is wrong with one, and what a right one tells."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, NoReturn

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.division_code import PRACTICE_AREAS
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.sex import Sex

MAXIMUM_AGE: Final = 130

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_WHOLE: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_LEGACY: Final = re.compile(r"[1-9][0-9]{14}")
_PERMIT_AREAS: Final = ("810000", "820000", "830000")
_DROPPED: Final = re.compile(r"[\s\-‐‑‒–—―−_]")
_FIELD: Final = "number"


class NumberKind(StrEnum):
    """Whose number it is, told by its beginning."""

    RESIDENT = "resident"
    LEGACY15 = "legacy15"
    HMT_PERMIT = "hmt_permit"
    FOREIGN_PR = "foreign_pr"


class Group(Enum):
    """The four groups a number is read aloud in, with their places."""

    AREA = (0, 6)
    BIRTH = (6, 14)
    ORDER = (14, 17)
    CHECK = (17, 18)

    @property
    def span(self) -> slice:
        """The group's places in the eighteen."""
        return slice(*self.value)


class AreaStanding(StrEnum):
    """What is known of an area code; never more than a hint, codes were retired and given again."""

    CURRENT = "current"
    RETIRED = "retired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """The standing of an area code and every name it carried, with its years: 原平县（至1981年）."""

    standing: AreaStanding
    names: tuple[str, ...] = ()


class WrongNumber(Refusal):
    """A number that cannot be one; `group` is the part at fault, None when the length is."""

    def __init__(self, text: str, group: Group | None = None) -> None:
        super().__init__(text, _FIELD)
        self.group = group


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A number that passed; `warnings` ask the clerk to look again, `hints` are to be read or not.

    `original` is what stood on the paper when it had fifteen digits, else None.
    """

    number: str
    kind: NumberKind
    birth: date
    sex: Sex
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    original: str | None = None


def normalised_number(text: str) -> str:
    """Return the number as stored: half-width, no spaces or hyphens, capital X; nothing is checked."""
    if text.isascii() and text.isalnum():
        return text.upper()
    text = unicodedata.normalize("NFKC", text).replace("×", "X")
    visible = (c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c.isspace())
    return _DROPPED.sub("", "".join(visible)).upper()


def first_eighteen(text: str) -> str:
    """Return what a number is compared by: a disability card repeats the holder's number and adds to it."""
    return normalised_number(text)[:18]


def check_character(first_seventeen: str) -> str:
    """Return the 18th place by ISO 7064 MOD 11-2."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def check_citizen_number(
    text: str,
    today: date,
    known_area: Callable[[str], AreaAnswer] | None = None,
    *,
    practice: bool = False,
) -> CitizenNumber:
    """Return what the number tells, or raise WrongNumber (a Refusal of the field number).

    Blocks on length, digits, check character, a birth date that does not exist, lies after `today` or more
    than 130 years before it. The area is only looked up: people keep the code of their first registration.
    `practice` lets the two invented test areas pass as residents.
    """
    typed = normalised_number(text)
    if not typed:
        raise WrongNumber("号码没有填；没有号码请选“暂无号码”并写明原因")
    if _LEGACY.fullmatch(typed):
        number = upgraded_number(typed)
        original = typed
    else:
        number, original = typed, None
        _check_shape(number)
    birth = _birth(number, today)
    area = number[:6]
    kind = _kind(area, practice=practice)
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    if kind is NumberKind.RESIDENT and not (practice and area in PRACTICE_AREAS):
        warnings, hints = _area_remarks(area, known_area)
    return CitizenNumber(
        number=number,
        kind=NumberKind.LEGACY15 if original else kind,
        birth=birth,
        sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE,
        warnings=warnings,
        hints=hints,
        original=original,
    )


def upgraded_number(fifteen: str) -> str:
    """Return the eighteen places of a fifteen-digit number: century 19, check character added."""
    seventeen = fifteen[:6] + "19" + fifteen[6:]
    return seventeen + check_character(seventeen)


def group_number(text: str) -> str:
    """Return the number as shown, 140902 20030307 9924; an unfinished one as far as it goes."""
    number = normalised_number(text)
    cuts = (6, 12, 15) if len(number) == 15 else (6, 14, 18)
    parts = (number[start:end] for start, end in zip((0, *cuts), (*cuts, None), strict=True))
    return " ".join(part for part in parts if part)


def mask_number(text: str) -> str:
    """Return 140902********9924; of a short number only a third at either end is left."""
    number = normalised_number(text)
    head, tail = (6, 4) if len(number) >= 15 else (len(number) // 3, len(number) // 3)
    return number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


def _check_shape(number: str) -> None:
    if not _WHOLE.fullmatch(number):
        _say_what_is_wrong(number)
    if check_character(number[:17]) != number[17]:
        raise WrongNumber("第18位校验码不符，请核对", Group.CHECK)


def _say_what_is_wrong(number: str) -> NoReturn:
    wrong = next((i for i, c in enumerate(number) if not _allowed(c, i, len(number))), None)
    if wrong is not None:
        group = next((g for g in Group if g.span.start <= wrong < g.span.stop), None)
        raise WrongNumber(
            f"号码第{wrong + 1}位是“{number[wrong]}”，只能是数字（第18位可以是X），请核对", group
        )
    if len(number) != 18:
        raise WrongNumber(f"身份证号码是18位，现在是{len(number)}位，请核对")
    if number[0] == "0":
        raise WrongNumber("号码第1位不能是0，请核对", Group.AREA)
    raise WrongNumber("号码里有不能用的字符，请核对")


def _allowed(character: str, place: int, length: int) -> bool:
    return (character.isascii() and character.isdigit()) or (character == "X" and place == length - 1)


def _birth(number: str, today: date) -> date:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        birth = date(year, month, day)
    except ValueError:
        raise WrongNumber(
            f"号码里的出生日期没有这一天：{year}年{month}月{day}日，请核对", Group.BIRTH
        ) from None
    if birth > today:
        raise WrongNumber(f"号码里的出生日期{spoken_date(birth)}还没有到，请核对", Group.BIRTH)
    if today.year - year > MAXIMUM_AGE:
        raise WrongNumber(f"号码里的出生日期{spoken_date(birth)}距今超过{MAXIMUM_AGE}年，请核对", Group.BIRTH)
    return birth


def _kind(code: str, *, practice: bool) -> NumberKind:
    if practice and code in PRACTICE_AREAS:
        return NumberKind.RESIDENT
    if code in _PERMIT_AREAS:
        return NumberKind.HMT_PERMIT
    return NumberKind.FOREIGN_PR if code[0] == "9" else NumberKind.RESIDENT


def _area_remarks(
    code: str, known_area: Callable[[str], AreaAnswer] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if code[0] in "78":
        answer = AreaAnswer(AreaStanding.UNKNOWN)
    elif known_area is None:
        return (), ()
    else:
        answer = known_area(code)
    match answer.standing:
        case AreaStanding.CURRENT:
            return (), ()
        case AreaStanding.RETIRED:
            return (), (f"地址码{code}已停用，曾是{'、'.join(answer.names)}",)
        case AreaStanding.UNKNOWN:
            return (f"地址码{code}查不到，请对照证件核对前6位",), ()
