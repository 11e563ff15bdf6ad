"""Instants in UTC, their civil date and their wording."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.values.clock import (
    CHINA_TIME,
    civil_date,
    from_milliseconds,
    spoken_instant,
    system_clock,
    to_milliseconds,
    whole_milliseconds,
)

instants = st.integers(-(2**39), 2**43).map(
    lambda n: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=n, microseconds=n % 1000)
)


def test_the_system_clock_tells_utc_in_whole_milliseconds() -> None:
    now = system_clock()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, 999000, UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(1988, 7, 1, 15, 30, tzinfo=UTC), date(1988, 7, 1)),
    ],
)
def test_the_civil_date_changes_at_midnight_in_china(utc: datetime, expected: date) -> None:
    assert civil_date(utc) == expected
    assert civil_date(utc.astimezone(CHINA_TIME)) == expected


def test_an_instant_is_spoken_in_china_time() -> None:
    assert spoken_instant(datetime(2026, 11, 3, 1, 5, 59, tzinfo=UTC)) == "2026年11月3日 09:05"


def test_an_instant_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without zone"):
        whole_milliseconds(system_clock().replace(tzinfo=None))


@given(instants)
def test_milliseconds_round_trip(instant: datetime) -> None:
    assert from_milliseconds(to_milliseconds(instant)) == whole_milliseconds(instant)
    assert timedelta(0) <= instant - whole_milliseconds(instant) < timedelta(milliseconds=1)
