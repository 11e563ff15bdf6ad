"""Dates and numerals of papers."""

from datetime import date

import pytest

from resettle_desktop.foundation.values.numerals import (
    chinese_date,
    chinese_number,
    dashed_date,
    spoken_date,
    year_in_brackets,
)


def test_dates_of_papers_and_lists() -> None:
    day = date(2026, 11, 3)
    assert spoken_date(day) == "2026年11月3日"
    assert dashed_date(day) == "2026-11-03"
    assert year_in_brackets(day.year) == "〔2026〕"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 23), "二〇二六年十一月二十三日"),
        (date(2020, 10, 10), "二〇二〇年十月十日"),
        (date(1999, 1, 30), "一九九九年一月三十日"),
    ],
)
def test_dates_in_chinese_characters(day: date, expected: str) -> None:
    assert chinese_date(day) == expected


def test_chinese_numbers_differ_and_have_no_zero() -> None:
    numbers = [chinese_number(n) for n in range(1, 100)]
    assert len(set(numbers)) == 99
    assert not any("〇" in number for number in numbers)
    for outside in (0, 100):
        with pytest.raises(ValueError, match="out of range"):
            chinese_number(outside)
