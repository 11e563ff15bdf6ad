"""The lines of the list of people on one day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Headship, Membership, Person, PersonPhone
from resettle_desktop.households.queries.listing import people_ids
from resettle_desktop.households.queries.lists import CHUNK, first_homes
from resettle_desktop.households.queries.register import ALL, ListFilter, Register
from resettle_desktop.households.queries.rows import ListedPerson, imprecise
from resettle_desktop.households.rules.checks import age_on
from resettle_desktop.households.rules.declared import Labour, RelocationKind
from resettle_desktop.households.rules.identity import NumberState


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


def _rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None
) -> Iterator[ListedPerson]:
    register = Register(as_of, known_at)
    household, person = register.household, register.person
    head = as_known(Person, known_at, "head")
    rows = session.execute(
        select(
            person.id,
            person.uid,
            person.name,
            person.sex,
            person.birth,
            person.birth_precision,
            person.number,
            person.number_state,
            person.labour,
            PersonPhone.phone,
            Membership.relation,
            household.id.label("household_id"),
            household.uid.label("household_uid"),
            household.number.label("household_number"),
            household.relocation_kind,
            head.name.label("head_name"),
        )
        .join(Membership, and_(Membership.person_id == person.id, register.held(Membership)))
        .join(household, household.id == Membership.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, register.held(Headship)))
        .outerjoin(head, head.id == Headship.person_id)
        .outerjoin(PersonPhone, and_(PersonPhone.person_id == person.id, register.held(PersonPhone)))
        .where(person.id.in_(ids))
    ).all()
    homes = first_homes(session, list({row.household_id for row in rows}), as_of, known_at)
    return (_line(row, homes.get(row.household_id, ("", "")), as_of) for row in rows)


def _line(row: Row[*tuple[Any, ...]], home: tuple[str, str], as_of: date) -> ListedPerson:
    birth = imprecise(row.birth, row.birth_precision)
    return ListedPerson(
        id=row.id,
        uid=row.uid,
        name=row.name,
        relation=row.relation,
        sex=Sex(row.sex),
        birth=birth,
        age=age_on(birth, as_of),
        number=row.number or "",
        number_state=NumberState(row.number_state),
        phone=row.phone or "",
        labour=Labour(row.labour) if row.labour else None,
        household_uid=row.household_uid,
        household_number=row.household_number,
        head_name=row.head_name or "",
        relocation_kind=RelocationKind(row.relocation_kind) if row.relocation_kind else None,
        site_name=home[0],
        room_label=home[1],
    )
