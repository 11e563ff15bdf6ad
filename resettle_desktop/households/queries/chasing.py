"""Numbers to be asked for: counted for the desk, and the list of them."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import Person, PersonStatus
from resettle_desktop.households.queries.people import household_of, link_of, with_household
from resettle_desktop.households.queries.rows import NumberHolder, NumberToChase
from resettle_desktop.households.rules.circumstances import GONE
from resettle_desktop.households.rules.identity import NumberState

CITIZEN_DIGITS: Final = 18
"""A longer number repeats the holder's own first."""
MOST_COUNTED: Final = 100
"""The desk says no more than that there are more."""


def numbers_awaited(session: Session, as_of: date) -> tuple[int, date | None]:
    """How many numbers were to be asked for by the day, and since when the first; the rest is "more"."""
    dead = exists().where(
        PersonStatus.person_id == Person.id,
        PersonStatus.kind.in_([kind.value for kind in GONE]),
        holds(PersonStatus, as_of),
    )
    waiting = (
        select(Person.number_chase_on)
        .where(
            Person.number_chase_on <= as_of,
            Person.number_state != NumberState.VERIFIED,
            Person.merged_into_uid.is_(None),
            ~dead,
        )
        .order_by(Person.number_chase_on)
        .limit(MOST_COUNTED + 1)
    )
    days = session.execute(waiting).scalars().all()
    return len(days), days[0] if days else None


def numbers_to_chase(
    session: Session, as_of: date, known_at: datetime | None = None, *, within_days: int = 0
) -> tuple[NumberToChase, ...]:
    """People alive whose number is missing or doubtful and was to be asked for by the day, the oldest first.

    Where the doubtful number is verified of somebody else (重号), it is told of whom.
    """
    until = date.fromordinal(as_of.toordinal() + within_days)
    person, holder = as_known(Person, known_at), as_known(Person, known_at, "holder")
    people = (
        select(
            person.uid.label("person_uid"),
            person.name,
            person.number_state,
            person.number_reason,
            person.number_chase_on,
            holder.id.label("holder_id"),
            holder.uid.label("holder_uid"),
            holder.name.label("holder_name"),
        )
        .select_from(person)
        .outerjoin(
            holder,
            and_(
                holder.number == func.substr(person.number, 1, CITIZEN_DIGITS),
                holder.number_state == NumberState.VERIFIED,
                holder.id != person.id,
            ),
        )
    )
    rows = session.execute(
        with_household(people, person, as_of, known_at)
        .where(
            person.number_chase_on <= until,
            person.number_state != NumberState.VERIFIED,
            person.merged_into_uid.is_(None),
            ~exists().where(
                PersonStatus.person_id == person.id,
                PersonStatus.kind.in_([kind.value for kind in GONE]),
                holds(PersonStatus, as_of, known_at),
            ),
        )
        .order_by(person.number_chase_on, person.name_sort, person.id)
    ).all()
    return tuple(_to_chase(session, row, as_of, known_at) for row in rows)


def _to_chase(
    session: Session, row: Row[*tuple[Any, ...]], as_of: date, known_at: datetime | None
) -> NumberToChase:
    uid, name, state, reason, chase_on, holder_id, holder_uid, holder_name, *link = row
    held = None
    if holder_id is not None:
        home = household_of(session, holder_id, as_of, known_at)
        held = NumberHolder(holder_uid, holder_name, home)
    return NumberToChase(uid, name, NumberState(state), reason or "", chase_on, link_of(*link), held)
