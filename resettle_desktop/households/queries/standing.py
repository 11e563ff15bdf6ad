"""What must be seen first of somebody or of a file: gone, away for good, closed."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import Household, Person, PersonStatus
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.circumstances import GONE, STATUSES, StatusKind
from resettle_desktop.households.rules.homes import CLOSED_BECAUSE, ClosedBecause

SEEN_FIRST: Final = (*GONE, StatusKind.MISSING, StatusKind.SERVING, StatusKind.EMIGRATED)
"""Prison is not among them: a screen is read over the counter."""


def person_standing(session: Session, uid: str, as_of: date, known_at: datetime | None = None) -> str:
    """死亡、失踪 and their like with the day, as on the day; "" for everybody else."""
    row = session.execute(
        select(PersonStatus.kind, PersonStatus.starts, PersonStatus.starts_precision)
        .join(Person, Person.id == PersonStatus.person_id)
        .where(
            Person.uid == uid,
            PersonStatus.kind.in_([kind.value for kind in SEEN_FIRST]),
            holds(PersonStatus, as_of, known_at),
        )
        .order_by(PersonStatus.starts)
        .limit(1)
    ).one_or_none()
    if row is None:
        return ""
    since = imprecise(row.starts, row.starts_precision)
    return f"{STATUSES[StatusKind(row.kind)]}　{since.spoken() if since else ''}"


def household_closed(session: Session, uid: str, as_of: date, known_at: datetime | None = None) -> str:
    """Why and when a household's file was closed; "" while it is open."""
    household = as_known(Household, known_at)
    row = session.execute(
        select(household.closed_on, household.closed_on_precision, household.closed_because).where(
            household.uid == uid, household.closed_on <= as_of
        )
    ).one_or_none()
    if row is None:
        return ""
    day = imprecise(row.closed_on, row.closed_on_precision)
    return f"{CLOSED_BECAUSE[ClosedBecause(row.closed_because)]}　{day.spoken() if day else ''}"
