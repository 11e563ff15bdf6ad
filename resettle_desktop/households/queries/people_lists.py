"""The lists beside our file a household has to do with: its own, and others its members stand on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds, known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    PeopleList,
    PeopleListEntry,
    Person,
)
from resettle_desktop.households.queries.people import household_of
from resettle_desktop.households.queries.rows import HouseholdLink, household_label, imprecise
from resettle_desktop.households.queries.standing import household_closed
from resettle_desktop.households.rules.circumstances import LIST_KINDS, ListKind
from resettle_desktop.households.rules.relations import relation_name


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on a list, since when, and the household he belongs to in our file."""

    uid: str
    name: str
    relation: str
    since: ImpreciseDate
    household: HouseholdLink | None


@dataclass(frozen=True, slots=True)
class PeopleListRow:
    """One list with who stood on it on the day."""

    uid: str
    version: int
    kind: ListKind
    number: str
    holder: str
    division_code: str
    address: str
    note: str
    household_uid: str
    people: tuple[ListedPerson, ...]

    @property
    def name(self) -> str:
        """How clerks call it: 王国梁的户口簿."""
        return f"{self.holder}的{LIST_KINDS[self.kind]}"


@dataclass(frozen=True, slots=True)
class PeopleLists:
    """What the page of a household's lists shows; ``unlisted`` members are on no hukou booklet we know."""

    label: str
    lists: tuple[PeopleListRow, ...]
    members: tuple[tuple[str, str], ...]
    """Uids and names of the household's members on the day."""

    unlisted: tuple[str, ...]
    closed: str = ""
    """Why and when the household's file was closed, "" while it is open."""

    def beyond(self, row: PeopleListRow) -> tuple[ListedPerson, ...]:
        """Who stands on a list and is no member of the household."""
        ours = {uid for uid, _name in self.members}
        return tuple(person for person in row.people if person.uid not in ours)

    def absent(self, row: PeopleListRow) -> tuple[tuple[str, str], ...]:
        """The members who are not on a list, each with another of its kind he is on ("" for none)."""
        there = {person.uid for person in row.people}
        elsewhere = {
            person.uid: one.name
            for one in self.lists
            if one.kind is row.kind and one.uid != row.uid
            for person in one.people
        }
        return tuple((name, elsewhere.get(uid, "")) for uid, name in self.members if uid not in there)


def lists_of_household(
    session: Session, household_uid: str, as_of: date, known_at: datetime | None = None
) -> PeopleLists:
    """The lists of a household on a day: found from it, or with one of its members on them."""
    people_list, person = as_known(PeopleList, known_at), as_known(Person, known_at)
    household = as_known(Household, known_at)
    members = session.execute(
        select(person.id, person.uid, person.name)
        .join(Membership, Membership.person_id == person.id)
        .join(household, household.id == Membership.household_id)
        .where(household.uid == household_uid, holds(Membership, as_of, known_at))
        .order_by(person.id)
    ).all()
    theirs = select(PeopleListEntry.list_id).where(
        PeopleListEntry.person_id.in_([row.id for row in members]), holds(PeopleListEntry, as_of, known_at)
    )
    began = exists().where(
        PeopleListEntry.list_id == people_list.id,
        PeopleListEntry.starts <= as_of,
        known(PeopleListEntry, known_at),
    )
    rows = session.execute(
        select(
            people_list.id,
            people_list.uid,
            people_list.version,
            people_list.kind,
            people_list.number,
            people_list.holder,
            people_list.division_code,
            people_list.address,
            people_list.note,
            household.uid.label("household_uid"),
        )
        .join(household, household.id == people_list.household_id)
        .where(or_(and_(household.uid == household_uid, began), people_list.id.in_(theirs)))
        .order_by(people_list.id)
    ).all()
    lists = tuple(_row(session, row, as_of, known_at) for row in rows)
    listed = {entry.uid for one in lists if one.kind is ListKind.HUKOU_BOOKLET for entry in one.people}
    order = list(ListKind)
    return PeopleLists(
        _label(session, household_uid, as_of, known_at),
        tuple(sorted(lists, key=lambda one: (not one.people, order.index(one.kind)))),
        tuple((row.uid, row.name) for row in members),
        tuple(row.name for row in members if row.uid not in listed),
        household_closed(session, household_uid, as_of, known_at),
    )


def _label(session: Session, household_uid: str, as_of: date, known_at: datetime | None) -> str:
    household, head = as_known(Household, known_at), as_known(Person, known_at)
    row = session.execute(
        select(household.number, head.name)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, as_of, known_at)))
        .outerjoin(head, head.id == Headship.person_id)
        .where(household.uid == household_uid)
    ).first()
    return household_label(row[1] or "", row[0]) if row else ""


def list_of(session: Session, uid: str, as_of: date) -> PeopleListRow | None:
    """One list with who stands on it."""
    household_uid = session.execute(
        select(Household.uid)
        .join(PeopleList, PeopleList.household_id == Household.id)
        .where(PeopleList.uid == uid)
    ).scalar_one_or_none()
    if household_uid is None:
        return None
    found = lists_of_household(session, household_uid, as_of).lists
    return next((one for one in found if one.uid == uid), None)


def _row(session: Session, row: Any, as_of: date, known_at: datetime | None) -> PeopleListRow:
    person = as_known(Person, known_at)
    entries = session.execute(
        select(
            person.id,
            person.uid,
            person.name,
            PeopleListEntry.relation,
            PeopleListEntry.starts,
            PeopleListEntry.starts_precision,
        )
        .join(person, person.id == PeopleListEntry.person_id)
        .where(PeopleListEntry.list_id == row.id, holds(PeopleListEntry, as_of, known_at))
        .order_by(PeopleListEntry.relation != "02", PeopleListEntry.id)
    )
    people = []
    for entry in entries:
        since = imprecise(entry.starts, entry.starts_precision)
        if since is not None:
            household = household_of(session, entry.id, as_of, known_at)
            relation = relation_name(entry.relation) if entry.relation else ""
            people.append(ListedPerson(entry.uid, entry.name, relation, since, household))
    return PeopleListRow(
        uid=row.uid,
        version=row.version,
        kind=ListKind(row.kind),
        number=row.number or "",
        holder=row.holder,
        division_code=row.division_code or "",
        address=row.address or "",
        note=row.note or "",
        household_uid=row.household_uid,
        people=tuple(people),
    )
