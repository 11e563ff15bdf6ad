"""The lines of the list of people on one day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import (
    Headship,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.queries.asking import values_of
from resettle_desktop.households.queries.listing import BY_NAME, by_birth, chosen_people, people_ids
from resettle_desktop.households.queries.lists import CHUNK, KINDS
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
from resettle_desktop.households.queries.rows import ListedPerson, imprecise
from resettle_desktop.households.rules.checks import age_on
from resettle_desktop.households.rules.declared import Labour
from resettle_desktop.households.rules.identity import NumberState

# A look into a table costs a fifth of calling the enumeration; a list does it some hundred times.
SEXES: Final[Mapping[str, Sex]] = {one.value: one for one in Sex}
NUMBER_STATES: Final[Mapping[str, NumberState]] = {one.value: one for one in NumberState}
LABOURS: Final[Mapping[str | None, Labour]] = {one.value: one for one in Labour}


def listed_people(
    session: Session,
    as_of: date,
    known_at: datetime | None = None,
    wanted: ListFilter = ALL,
) -> tuple[ListedPerson, ...]:
    """All people of the day that fit, by the sound of their names."""
    return people_by_id(session, people_ids(session, wanted, as_of, known_at), as_of, known_at)


def people_by_id(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[ListedPerson, ...]:
    """The lines of a list for these keys, in their order; who is gone is left out."""
    found: dict[int, ListedPerson] = {}
    for first in range(0, len(ids), CHUNK):
        rows = _rows(session, ids[first : first + CHUNK], as_of, known_at)
        found.update((row.id, row) for row in rows)
    return tuple(found[key] for key in ids if key in found)


def first_people(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_NAME,
    limit: int,
) -> tuple[ListedPerson, ...]:
    """The first lines of the list, in one question; as known then, its first keys and then their lines."""
    if known_at is not None:
        keys = people_ids(session, wanted, as_of, known_at, order=order, limit=limit)
        return people_by_id(session, keys, as_of, known_at)
    statement = _first_lines(Shape.of(wanted, known_at, by_birth(order), limit))
    rows = rows_of(session, statement, values_of(session, wanted, as_of, known_at, limit))
    return tuple(_line(row, as_of) for row in by_first_home(rows))


def _rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None
) -> Iterator[ListedPerson]:
    statement = _lines_by_key(then=known_at is not None)
    rows = rows_of(session, statement, {"ids": ids, **when(as_of, known_at)})
    return (_line(row, as_of) for row in by_first_home(rows))


@lru_cache(maxsize=SHAPES_KEPT)
def _first_lines(shape: Shape) -> Statement:
    register, chosen = shape.register(), chosen_people(shape)
    lines = _lines(register).join(chosen, chosen.c.id == register.person.id)
    return ordered(lines, chosen.c.sort, chosen.c.id, shape.order)


@cache
def _lines_by_key(*, then: bool) -> Statement:
    register = register_then(then=then)
    theirs = select(Membership.household_id).where(Membership.person_id.in_(IDS))
    heads = select(Headship.person_id).where(Headship.household_id.in_(theirs))
    if then:
        rooms = select(RoomAssignment.room_id).where(RoomAssignment.household_id.in_(theirs))
        register.narrowed_to(households=theirs, people=IDS, rooms=rooms)
    return _lines(register, heads).where(register.person.id.in_(IDS))


def _lines(register: Register, heads: Any = None) -> Statement:
    """The lines' columns; ``heads`` are the keys of those who may head the households."""
    household, person = register.household, register.person
    head = as_known(Person, register.known_at, "head", keys=heads)
    statement = (
        select(
            person.id,
            person.uid,
            person.name,
            Membership.relation,
            person.sex,
            person.birth,
            person.birth_precision,
            person.number,
            person.number_state,
            PersonPhone.phone,
            person.labour,
            person.register_no,
            household.uid,
            household.number,
            head.name,
            household.relocation_kind,
            register.site.name,
            register.room.label,
            RoomAssignment.starts,
            RoomAssignment.id,
        )
        .join(Membership, and_(Membership.person_id == person.id, register.held(Membership)))
        .join(household, household.id == Membership.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, register.held(Headship)))
        .outerjoin(head, head.id == Headship.person_id)
        .outerjoin(PersonPhone, and_(PersonPhone.person_id == person.id, register.held(PersonPhone)))
    )
    return register.with_homes(statement)


def _line(row: Sequence[Any], as_of: date) -> ListedPerson:
    key, uid, name, relation, sex, born, precision, number, state, phone, labour, register_no, *home = row
    household_uid, household_number, head, kind, site, room, *_stay = home
    birth = imprecise(born, precision)
    # In the order of the fields: by their names it takes twice as long.
    return ListedPerson(
        key,
        uid,
        name,
        relation,
        SEXES[sex],
        birth,
        age_on(birth, as_of),
        number or "",
        NUMBER_STATES[state],
        phone or "",
        LABOURS.get(labour),
        household_uid,
        household_number,
        head or "",
        KINDS.get(kind),
        site or "",
        room or "",
        register_no or "",
    )
