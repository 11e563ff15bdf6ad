"""Dates and numerals of papers."""

from datetime import date

import pytest

from resettle_desktop.foundation.values.numerals import (
    chinese_number,
    dashed_date,
    spoken_date,
)


def test_dates_of_papers_and_lists() -> None:
    day = date(2026, 11, 3)
    assert spoken_date(day) == "2026年11月3日"
    assert dashed_date(day) == "2026-11-03"


def test_chinese_numbers_differ_and_have_no_zero() -> None:
    numbers = [chinese_number(n) for n in range(1, 100)]
    assert len(set(numbers)) == 99
    assert not any("〇" in number for number in numbers)
    for outside in (0, 100):
        with pytest.raises(ValueError, match="out of range"):
            chinese_number(outside)
