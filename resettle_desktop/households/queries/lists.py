"""Lists of households and rooms on one day; every list is one set-based question."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

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
from resettle_desktop.households.queries.asking import values_of
from resettle_desktop.households.queries.listing import BY_NUMBER, chosen_households, household_ids
from resettle_desktop.households.queries.register import (
    ALL,
    IDS,
    SHAPES_KEPT,
    ListFilter,
    Order,
    Register,
    Shape,
    Statement,
    by_first_home,
    ordered,
    register_then,
    rows_of,
    when,
)
from resettle_desktop.households.queries.rows import (
    HouseholdLink,
    HouseholdRow,
    RoomChoice,
    imprecise,
)
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.sites.models import OriginVillage, Room
from resettle_desktop.sites.queries import room_of, rooms_like

CHUNK: Final = 500
"""How many keys one question names; SQLite allows more, its planner is happier with fewer."""

KINDS: Final[Mapping[str | None, RelocationKind]] = {one.value: one for one in RelocationKind}


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


def first_households(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_NUMBER,
    limit: int,
) -> tuple[HouseholdRow, ...]:
    """The first lines of the list, in one question; as known then, its first keys and then their lines."""
    if known_at is not None:
        keys = household_ids(session, wanted, as_of, known_at, order=order, limit=limit)
        return households_by_id(session, keys, as_of, known_at)
    statement = _first_lines(Shape.of(wanted, known_at, order, limit))
    rows = rows_of(session, statement, values_of(session, wanted, as_of, known_at, limit))
    return tuple(map(_line, by_first_home(rows)))


def _rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None
) -> dict[int, HouseholdRow]:
    statement = _lines_by_key(then=known_at is not None)
    rows = rows_of(session, statement, {"ids": ids, **when(as_of, known_at)})
    return {row[0]: _line(row) for row in by_first_home(rows)}


@lru_cache(maxsize=SHAPES_KEPT)
def _first_lines(shape: Shape) -> Statement:
    register, chosen = shape.register(), chosen_households(shape)
    lines = _lines(register).join(chosen, chosen.c.id == register.household.id)
    return ordered(lines, chosen.c.sort, chosen.c.id, shape.order)


@cache
def _lines_by_key(*, then: bool) -> Statement:
    register = register_then(then=then)
    if then:
        heads = select(Headship.person_id).where(Headship.household_id.in_(IDS))
        rooms = select(RoomAssignment.room_id).where(RoomAssignment.household_id.in_(IDS))
        register.narrowed_to(households=IDS, people=heads, rooms=rooms)
    return _lines(register).where(register.household.id.in_(IDS))


def _lines(register: Register) -> Statement:
    household, person = register.household, register.person
    origin = as_known(OriginVillage, register.known_at)
    members = (
        select(func.count())
        .where(Membership.household_id == household.id, register.held(Membership))
        .correlate(household)
        .scalar_subquery()
    )
    statement = (
        select(
            household.id,
            household.uid,
            household.number,
            person.uid,
            person.name,
            members,
            register.site.name,
            register.room.label,
            origin.name,
            origin.hamlet,
            PersonPhone.phone,
            household.relocation_kind,
            RoomAssignment.starts,
            RoomAssignment.id,
        )
        .join(Headship, and_(Headship.household_id == household.id, register.held(Headship)))
        .join(person, person.id == Headship.person_id)
        .join(origin, origin.id == household.origin_village_id)
        .outerjoin(PersonPhone, and_(PersonPhone.person_id == person.id, register.held(PersonPhone)))
    )
    return register.with_homes(statement)


def _line(row: Sequence[Any]) -> HouseholdRow:
    key, uid, number, head_uid, head, members, site, room, origin, hamlet, phone, kind, *_stay = row
    # In the order of the fields: by their names it takes twice as long.
    return HouseholdRow(
        key,
        uid,
        number,
        head_uid,
        head,
        members,
        site or "",
        room or "",
        origin,
        hamlet,
        phone or "",
        KINDS.get(kind),
    )


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
