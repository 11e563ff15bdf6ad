"""Dates as clerks type them, and half-open periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision, parse_typed_date

TODAY = date(2026, 11, 23)
days = st.dates(date(1850, 1, 1), date(2199, 12, 31))


def imprecise(day: date, precision: Precision) -> ImpreciseDate:
    match precision:
        case Precision.DAY:
            return ImpreciseDate(day)
        case Precision.MONTH:
            return ImpreciseDate(day.replace(day=1), precision)
        case Precision.YEAR:
            return ImpreciseDate(day.replace(month=1, day=1), precision)


imprecise_dates = st.builds(imprecise, days, st.sampled_from(Precision))


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("20261123", "2026年11月23日"),
        ("２０２６１１２３", "2026年11月23日"),
        ("1123", "2026年11月23日"),
        ("0101", "2026年1月1日"),
        ("-3", "2026年11月20日"),
        ("－３", "2026年11月20日"),
        ("+1", "2026年11月24日"),
        ("-0", "2026年11月23日"),
        ("今天", "2026年11月23日"),
        ("昨天", "2026年11月22日"),
        ("2026-11-23", "2026年11月23日"),
        ("2026-1-3", "2026年1月3日"),
        ("2026.11.23", "2026年11月23日"),
        ("2026。11。23", "2026年11月23日"),
        ("2026．11．23", "2026年11月23日"),
        ("2026/11/23", "2026年11月23日"),
        ("2026 11 23", "2026年11月23日"),
        ("2026—11—23", "2026年11月23日"),
        ("2026年11月23日", "2026年11月23日"),
        (" 2026 年 11 月 23 号 ", "2026年11月23日"),
        ("2026年11月23", "2026年11月23日"),
        ("2026年11月", "2026年11月"),
        ("2026-11", "2026年11月"),
        ("2018年", "2018年"),
        ("2018", "2018年"),
        ("1952", "1952年"),
        ("201803", "2018年3月"),
        ("2018年3月", "2018年3月"),
        ("2018.3", "2018年3月"),
        ("11月23日", "2026年11月23日"),
        ("11-23", "2026年11月23日"),
        ("11.23", "2026年11月23日"),
        ("8月", "2026年8月"),
        ("20240229", "2024年2月29日"),
    ],
)
def test_typed_dates(typed: str, spoken: str) -> None:
    assert parse_typed_date(typed, TODAY).spoken() == spoken


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("1990-02-29", "没有这一天：1990年2月29日"),
        ("19900229", "没有这一天"),
        ("0230", "没有这一天：2026年2月30日"),
        ("20261301", "没有13月"),
        ("2026-00-01", "没有0月"),
        ("2026-04-31", "没有这一天"),
        ("2026-4-0", "没有这一天"),
        ("0001-01-01", "年份1不对"),
        ("99991231", "年份9999不对"),
        ("-99999", "年份1753不对"),
        ("", "请填写日期"),
        ("　", "请填写日期"),
        ("农历八月十五", "农历"),
        ("腊月初八", "农历"),
        ("520101", "看不懂"),
        ("26-11-23", "看不懂"),
        ("123", "看不懂"),
        ("123456789", "看不懂"),
        ("明年", "看不懂"),
        ("--3", "看不懂"),
        ("2026-11-23-1", "看不懂"),
        ("٢٠٢٦", "看不懂"),
    ],
)
def test_what_is_no_date_is_refused_in_one_sentence(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_typed_date(typed, TODAY, field="birth")
    assert part in refused.value.text
    assert refused.value.field == "birth"


@given(imprecise_dates)
def test_spoken_and_dashed_dates_are_read_back(known: ImpreciseDate) -> None:
    assert parse_typed_date(known.spoken(), TODAY) == known
    assert parse_typed_date(known.dashed(), TODAY) == known
    assert known.earliest <= known.latest


@given(days)
def test_every_day_is_read_as_eight_digits(day: date) -> None:
    assert parse_typed_date(f"{day:%Y%m%d}", TODAY) == ImpreciseDate(day)


@given(st.text(max_size=20) | st.text("0123456789年月日号-./。 ", max_size=12))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        known = parse_typed_date(text, TODAY)
    except Refusal:
        return
    assert parse_typed_date(known.dashed(), TODAY) == known


@pytest.mark.parametrize(
    ("day", "precision"), [(date(2018, 3, 5), Precision.MONTH), (date(2018, 3, 1), Precision.YEAR)]
)
def test_no_day_is_invented_for_a_month_or_year(day: date, precision: Precision) -> None:
    with pytest.raises(ValueError, match="begins"):
        ImpreciseDate(day, precision)
