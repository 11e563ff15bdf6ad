"""What must be seen first of somebody or of a file: gone, away for good, closed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import as_known, known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Household, Person, PersonStatus
from resettle_desktop.households.queries.person_rows import StatusRow
from resettle_desktop.households.queries.rows import PRECISIONS, imprecise
from resettle_desktop.households.rules.circumstances import GONE, STATUSES, StatusKind
from resettle_desktop.households.rules.homes import CLOSED_BECAUSE, ClosedBecause

SEEN_FIRST: Final = (*GONE, StatusKind.MISSING, StatusKind.SERVING, StatusKind.EMIGRATED)
"""Prison is not among them: a screen is read over the counter."""


def person_statuses(
    session: Session, uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[StatusRow, ...]:
    """Every status that had begun by the day, the last one first; what ended by then says when."""
    rows = session.execute(
        select(table_of(PersonStatus))
        .join(Person, Person.id == PersonStatus.person_id)
        .where(Person.uid == uid, known(PersonStatus, known_at), PersonStatus.starts <= as_of)
        .order_by(PersonStatus.starts.desc(), PersonStatus.id.desc())
    )
    return tuple(
        StatusRow(
            StatusKind(row.kind),
            row.place or "",
            row.note or "",
            ImpreciseDate(row.starts, PRECISIONS[row.starts_precision]),
            imprecise(row.ends, row.ends_precision) if row.ends is not None and row.ends <= as_of else None,
        )
        for row in rows
    )


def standing_of(statuses: Sequence[StatusRow]) -> str:
    """死亡、失踪 and their like with the day, where one holds; "" for everybody else."""
    first = next(
        (one for one in reversed(statuses) if one.until is None and one.kind in SEEN_FIRST),
        None,
    )
    return f"{STATUSES[first.kind]}　{first.since.spoken()}" if first else ""


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
