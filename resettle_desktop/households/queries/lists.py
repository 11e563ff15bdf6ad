"""Lists of households and rooms on one day; every list is one set-based question."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.queries.listing import household_ids
from resettle_desktop.households.queries.register import ALL, ListFilter, Register
from resettle_desktop.households.queries.rows import (
    HouseholdLink,
    HouseholdRow,
    RoomChoice,
    imprecise,
)
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.sites.models import Room
from resettle_desktop.sites.queries import origin_villages_by_id, room_of, rooms_like

CHUNK: Final = 500
"""How many keys one question names; SQLite allows more, its planner is happier with fewer."""


def any_household(session: Session) -> bool:
    """Whether the office has registered a household at all."""
    return session.execute(select(Household.id).limit(1)).first() is not None


def households_by_id(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[HouseholdRow, ...]:
    """The lines of a list for these keys, in their order; a key that is gone is left out."""
    found: dict[int, HouseholdRow] = {}
    for first in range(0, len(ids), CHUNK):
        found.update(_rows(session, ids[first : first + CHUNK], as_of, known_at))
    return tuple(found[key] for key in ids if key in found)


def household_rows(
    session: Session,
    as_of: date,
    known_at: datetime | None = None,
    wanted: ListFilter = ALL,
) -> tuple[HouseholdRow, ...]:
    """All households of the day that fit, in the order of their numbers."""
    return households_by_id(session, household_ids(session, wanted, as_of, known_at), as_of, known_at)


def _rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None
) -> dict[int, HouseholdRow]:
    register = Register(as_of, known_at)
    household, person = register.household, register.person
    members = (
        select(func.count())
        .where(Membership.household_id == household.id, register.held(Membership))
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            household.id,
            household.uid,
            household.number,
            household.origin_village_id,
            household.relocation_kind,
            person.uid.label("head_uid"),
            person.name.label("head_name"),
            members.label("members"),
            PersonPhone.phone,
        )
        .join(Headship, and_(Headship.household_id == household.id, register.held(Headship)))
        .join(person, person.id == Headship.person_id)
        .outerjoin(PersonPhone, and_(PersonPhone.person_id == person.id, register.held(PersonPhone)))
        .where(household.id.in_(ids))
    ).all()
    origins = origin_villages_by_id(session, {row.origin_village_id for row in rows}, known_at)
    rooms = first_homes(session, ids, as_of, known_at)
    answer = {}
    for row in rows:
        origin = origins[row.origin_village_id]
        site_name, room_label = rooms.get(row.id, ("", ""))
        answer[row.id] = HouseholdRow(
            id=row.id,
            uid=row.uid,
            number=row.number,
            head_uid=row.head_uid,
            head_name=row.head_name,
            members=row.members,
            site_name=site_name,
            room_label=room_label,
            origin=origin.name,
            hamlet=origin.hamlet,
            phone=row.phone or "",
            relocation_kind=RelocationKind(row.relocation_kind) if row.relocation_kind else None,
        )
    return answer


def first_homes(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> dict[int, tuple[str, str]]:
    """The site and the room of these households; of several rooms the one lived in longest."""
    register = Register(as_of, known_at)
    rows = session.execute(
        register.homes(RoomAssignment.household_id, register.site.name, register.room.label)
        .where(RoomAssignment.household_id.in_(ids))
        .order_by(RoomAssignment.starts.desc(), RoomAssignment.id.desc())
    )
    return {key: (site, label) for key, site, label in rows}


def occupants_of(
    session: Session, room_ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> dict[int, tuple[HouseholdLink, ImpreciseDate | None]]:
    """Who lives in these rooms on the day: the household with its head, and since when.

    Of several households in one room it is the one that came first.
    """
    household, person = as_known(Household, known_at), as_known(Person, known_at)
    rows = session.execute(
        select(
            RoomAssignment.room_id,
            RoomAssignment.starts,
            RoomAssignment.starts_precision,
            household.id,
            household.uid,
            household.number,
            person.name,
        )
        .join(household, household.id == RoomAssignment.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, as_of, known_at)))
        .outerjoin(person, person.id == Headship.person_id)
        .where(RoomAssignment.room_id.in_(room_ids), holds(RoomAssignment, as_of, known_at))
        .order_by(RoomAssignment.starts.desc(), RoomAssignment.id.desc())
    )
    return {
        room_id: (HouseholdLink(key, uid, number, name or ""), imprecise(starts, precision))
        for room_id, starts, precision, key, uid, number, name in rows
    }


def room_choices(
    session: Session,
    typed: str,
    as_of: date,
    known_at: datetime | None = None,
    *,
    free_only: bool = False,
    limit: int = 30,
) -> tuple[RoomChoice, ...]:
    """Rooms for what is typed, each with who lives there on the day; only free ones when asked for."""
    taken = exists().where(RoomAssignment.room_id == Room.id, holds(RoomAssignment, as_of, known_at))
    conditions = (~taken,) if free_only else ()
    rooms = rooms_like(session, typed, limit, *conditions)
    occupants = occupants_of(session, [room.id for room in rooms], as_of, known_at)
    choices = []
    for room in rooms:
        household, since = occupants.get(room.id, (None, None))
        choices.append(RoomChoice(room, household, since))
    return tuple(choices)


def room_choice(
    session: Session, room_uid: str, as_of: date, known_at: datetime | None = None
) -> RoomChoice | None:
    """One room and who lives there on the day."""
    room = room_of(session, room_uid)
    if room is None:
        return None
    household, since = occupants_of(session, [room.id], as_of, known_at).get(room.id, (None, None))
    return RoomChoice(room, household, since)
