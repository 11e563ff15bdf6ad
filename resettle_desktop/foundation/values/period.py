"""Dates known to the day, the month or the year, as clerks type them."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2199
PRECISION: Final = "_precision"
"""What is kept beside a date ``moved_in`` to say how exactly it is known: ``moved_in_precision``."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class ImpreciseDate:
    """A date by its earliest day and how exactly it is known; nothing is invented that nobody said."""

    earliest: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        day = self.earliest
        if self.precision is not Precision.DAY and day.day != 1:
            raise ValueError(f"a date known to the {self.precision} begins on a first: {day}")
        if self.precision is Precision.YEAR and day.month != 1:
            raise ValueError(f"a date known to the year begins in January: {day}")

    @property
    def latest(self) -> date:
        """The last day it can be."""
        day = self.earliest
        match self.precision:
            case Precision.DAY:
                return day
            case Precision.MONTH:
                return day.replace(day=calendar.monthrange(day.year, day.month)[1])
            case Precision.YEAR:
                return day.replace(month=12, day=31)

    def spoken(self) -> str:
        """Return 2018年, 2018年3月 or 2018年3月5日."""
        day = self.earliest
        match self.precision:
            case Precision.DAY:
                return f"{day.year}年{day.month}月{day.day}日"
            case Precision.MONTH:
                return f"{day.year}年{day.month}月"
            case Precision.YEAR:
                return f"{day.year}年"

    def dashed(self) -> str:
        """Return 2018, 2018-03 or 2018-03-05, which `parse_typed_date` reads back."""
        return self.earliest.isoformat()[: _DASHED_LENGTH[self.precision]]


_DASHED_LENGTH: Final = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


def date_of(name: str) -> str:
    """The name of the date that a name says the precision of; of any other name itself."""
    return name.removesuffix(PRECISION)


_DASHES: Final = re.compile(r"[‐‑‒–—―−]")
_SPACES: Final = re.compile(r"\s*([-./年月日号])\s*")
_RELATIVE: Final = re.compile(r"([-+])(\d{1,5})")
_PARTS: Final = re.compile(r"(\d{1,4})(?:年|[-./ ])(?:(\d{1,2})(?:月|[-./ ])?(?:(\d{1,2})[日号]?)?)?")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})(?:月|[-./ ])(?:(\d{1,2})[日号]?)?")
_LUNAR: Final = re.compile(r"农历|阴历|旧历|正月|冬月|腊月|闰|初[一二三四五六七八九十]")
_WORDS: Final = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_NOT_A_DATE: Final = "看不懂这个日期，请按20261123、1123（今年）、-3（三天前）或2018年3月的样子输入"


def parse_typed_date(text: str, today: date, *, field: str | None = None) -> ImpreciseDate:
    """Read a date as clerks type it: 20261123, 1123, -3, 2026-11-23, 2026年11月, 201803, 2018.

    Full-width digits, Chinese full stops and spaces are taken as what was meant. Month and day without a
    year are of the year of `today`. Raises Refusal, with `field`, for what is no date.
    """
    typed = _tidied(text)
    if not typed:
        raise Refusal("请填写日期", field)
    if _LUNAR.search(typed):
        raise Refusal("这是农历日期，请问清公历日期再填；只知道年份或年月也可以", field)
    if typed in _WORDS:
        return _days_from(today, _WORDS[typed], field)
    if relative := _RELATIVE.fullmatch(typed):
        return _days_from(today, int(relative[1] + relative[2]), field)
    for year, month, day in _readings(typed, today):
        return _checked(year, month, day, field)
    raise Refusal(_NOT_A_DATE, field)


def _tidied(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ".").replace("·", ".")
    return " ".join(_SPACES.sub(r"\1", _DASHES.sub("-", typed)).split())


def _readings(typed: str, today: date) -> Iterator[tuple[int, int | None, int | None]]:
    if typed.isascii() and typed.isdigit():
        yield from _digits_only(typed, today)
    elif (short := _MONTH_DAY.fullmatch(typed)) and (short[2] or "月" in typed):
        yield today.year, int(short[1]), int(short[2]) if short[2] else None
    elif (parts := _PARTS.fullmatch(typed)) and len(parts[1]) == 4:
        yield (
            int(parts[1]),
            int(parts[2]) if parts[2] else None,
            int(parts[3]) if parts[3] else None,
        )


def _digits_only(typed: str, today: date) -> Iterator[tuple[int, int | None, int | None]]:
    match len(typed):
        case 8:
            yield int(typed[:4]), int(typed[4:6]), int(typed[6:])
        # Six digits are a year and a month; 520101 would leave the century to a guess.
        case 6 if FIRST_YEAR <= int(typed[:4]) <= LAST_YEAR:
            yield int(typed[:4]), int(typed[4:]), None
        case 4 if int(typed) >= FIRST_YEAR:
            yield int(typed), None, None
        case 4:
            yield today.year, int(typed[:2]), int(typed[2:])


def _checked(year: int, month: int | None, day: int | None, field: str | None) -> ImpreciseDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"年份{year}不对，请核对", field)
    if month is None:
        return ImpreciseDate(date(year, 1, 1), Precision.YEAR)
    if not 1 <= month <= 12:
        raise Refusal(f"没有{month}月，请核对", field)
    if day is None:
        return ImpreciseDate(date(year, month, 1), Precision.MONTH)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Refusal(f"没有这一天：{year}年{month}月{day}日，请核对", field)
    return ImpreciseDate(date(year, month, day))


def _days_from(today: date, days: int, field: str | None) -> ImpreciseDate:
    day = today + timedelta(days=days)
    return _checked(day.year, day.month, day.day, field)
