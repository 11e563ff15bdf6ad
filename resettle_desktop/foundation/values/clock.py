"""The one clock a unit of work is given, and the civil date and wording of its instants in +08:00."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

# A fixed offset: China has had no summer time since 1991, and Windows brings no time zone database.
CHINA_TIME: Final = timezone(timedelta(hours=8), "UTC+08:00")

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Clock(Protocol):
    """Tells the present instant: aware, UTC, whole milliseconds."""

    def __call__(self) -> datetime:
        """Return the present instant."""
        ...


def system_clock() -> datetime:
    """Return the computer's present instant."""
    return whole_milliseconds(datetime.now(UTC))


def whole_milliseconds(instant: datetime) -> datetime:
    """Return the aware instant in UTC, cut to milliseconds; a naive one is a bug and raises ValueError."""
    return from_milliseconds(to_milliseconds(instant))


def to_milliseconds(instant: datetime) -> int:
    """Return the milliseconds since 1970-01-01 UTC, as instants are stored; a naive one raises ValueError."""
    if instant.tzinfo is None:
        raise ValueError(f"instant without zone: {instant!r}")
    return (instant - EPOCH) // _MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the aware UTC instant of a stored number of milliseconds."""
    return EPOCH + milliseconds * _MILLISECOND


def civil_date(instant: datetime) -> date:
    """Return the date the office's wall calendar shows at this instant."""
    return whole_milliseconds(instant).astimezone(CHINA_TIME).date()


def spoken_instant(instant: datetime) -> str:
    """Return the instant as a clerk reads it: 2026年11月3日 09:05."""
    local = whole_milliseconds(instant).astimezone(CHINA_TIME)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def end_of_day(day: date) -> datetime:
    """Return the last instant of a day of the office's wall calendar."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), CHINA_TIME)
    return midnight.astimezone(UTC) - _MILLISECOND
