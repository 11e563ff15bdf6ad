"""Dates and numerals as papers write them."""

from datetime import date
from typing import Final

_NUMBERING_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")


def spoken_date(day: date) -> str:
    """Return 2026年11月3日: Arabic, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def dashed_date(day: date) -> str:
    """Return 2026-11-03, the form of lists and files (GB/T 7408)."""
    return day.isoformat()


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese characters: 十一, 二十三."""
    if not 1 <= number <= 99:
        raise ValueError(f"out of range 1 to 99: {number}")
    tens, ones = divmod(number, 10)
    text = str(ones).translate(_NUMBERING_DIGITS) if ones else ""
    if tens:
        text = ("" if tens == 1 else str(tens).translate(_NUMBERING_DIGITS)) + "十" + text
    return text
