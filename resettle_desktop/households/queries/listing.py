"""Which households and people a list shows and in which order: filters that combine, a sort for every column.

ids = household_ids(session, ListFilter(site_uid=uid), today, order=Order("members", descending=True))
first = household_ids(session, ListFilter(), today, limit=60)
"""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.households.models import (
    Headship,
    HomeTitle,
    LifeEvent,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.queries.register import (
    Lacking,
    ListFilter,
    Order,
    Register,
    Sort,
    Statement,
    keys_of,
    ordered,
)
from resettle_desktop.households.queries.site_figures import sites_of_class
from resettle_desktop.households.rules.homes import TitleStage
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.sites.models import OriginVillage

LEADERS: Final[Mapping[str, frozenset[str]]] = {
    "household": frozenset({"number"}),
    "person": frozenset({"name", "birth", "number"}),
}
"""Columns of the tables that have an index."""
BY_NUMBER: Final = Order("number")
BY_NAME: Final = Order("name")


def household_ids(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_NUMBER,
    limit: int | None = None,
) -> "array[int]":
    """The keys of the households of the day that fit, in order; only the first ``limit`` when it is given.

    A household is there on the days somebody heads it.
    """
    register = Register(as_of, known_at)
    household, member = register.household, as_known(Person, known_at, "member")
    key = household.id + 0 if _leads("household", order, wanted, register, limit) else household.id
    members = exists().where(
        Membership.household_id == household.id,
        register.held(Membership),
        member.id == Membership.person_id,
        *_of_person(member, as_of, wanted),
    )
    statement = (
        select(household.id)
        .join(Headship, and_(Headship.household_id == key, register.held(Headship)))
        .where(*_of_household(session, register, wanted))
    )
    if _asks_for_people(wanted):
        statement = statement.where(members)
    if wanted.lacking is Lacking.PHONE:
        statement = statement.where(_without_phone(register, Headship.person_id))
    if wanted.lacking is Lacking.EVIDENCE:
        statement = statement.where(household.id.in_(_unproved(register, LifeEvent.household_id)))
    statement, column = HOUSEHOLD_SORTS[order.column](register, statement)
    return keys_of(session, ordered(statement, column, household.id, order).limit(limit))


def people_ids(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_NAME,
    limit: int | None = None,
) -> "array[int]":
    """The keys of the people of the day that fit, in order. Somebody is there while he is in a household."""
    register = Register(as_of, known_at)
    household, person = register.household, register.person
    if order.column == "age":  # who was born last is the youngest; the days of birth have an index
        order = replace(order, column="birth", descending=not order.descending)
    person_key = person.id + 0 if _leads("person", order, wanted, register, limit) else person.id
    by_household = order.column == "household" and _leads("household", BY_NUMBER, wanted, register, limit)
    household_key = household.id + 0 if by_household else household.id
    statement = (
        select(person.id)
        .join(Membership, and_(Membership.person_id == person_key, register.held(Membership)))
        .join(household, household_key == Membership.household_id)
        .where(*_of_household(session, register, wanted), *_of_person(person, as_of, wanted))
    )
    if wanted.lacking is Lacking.PHONE:
        statement = statement.where(_without_phone(register, person.id))
    if wanted.lacking is Lacking.EVIDENCE:
        statement = statement.where(person.id.in_(_unproved(register, LifeEvent.person_id)))
    statement, column = PEOPLE_SORTS[order.column](register, statement)
    return keys_of(session, ordered(statement, column, person.id, order).limit(limit))


def _leads(table: str, order: Order, wanted: ListFilter, register: Register, limit: int | None) -> bool:
    """Whether the first lines come soonest along an index of the table that is in the list's order.

    Its key plus nothing is no key to look it up by: the planner can only begin with it. Left alone it reads
    every dated row and sorts them all for a screenful. A place's few homes are sorted sooner than walked to.
    """
    narrowed_to_a_place = wanted.site_uid or wanted.building_uid or wanted.grid_uid or wanted.origin_uid
    proved = wanted.lacking is not Lacking.EVIDENCE
    soon = limit is not None and register.known_at is None and proved and not narrowed_to_a_place
    return soon and order.column in LEADERS[table]


# What narrows


def _of_household(session: Session, register: Register, wanted: ListFilter) -> list[Any]:
    household, site, building = register.household, register.site, register.building
    home = register.homes(RoomAssignment.household_id)
    mine = RoomAssignment.household_id == household.id
    # A place is small and goes first; what most homes share is looked up home by home.
    conditions: list[Any] = []
    if wanted.site_uid:
        conditions.append(household.id.in_(home.where(site.uid == wanted.site_uid)))
    if wanted.building_uid:
        conditions.append(household.id.in_(home.where(building.uid == wanted.building_uid)))
    if wanted.grid_uid:
        grid = register.in_grid(wanted.grid_uid, RoomAssignment.household_id)
        lived_in = and_(RoomAssignment.room_id == register.room.id, register.held(RoomAssignment))
        conditions.append(household.id.in_(grid.join(RoomAssignment, lived_in)))
    if wanted.governance:
        governed = home.where(mine, site.governance == wanted.governance).correlate(household)
        conditions.append(governed.exists())
    if wanted.size_class:
        of_size = site.id.in_(sites_of_class(session, register, wanted.size_class))
        conditions.append(home.where(mine, of_size).correlate(household).exists())
    if wanted.without_room:
        conditions.append(~exists().where(mine, register.held(RoomAssignment)))
    if wanted.origin_uid:
        origin = select(OriginVillage.id).where(OriginVillage.uid == wanted.origin_uid)
        conditions.append(household.origin_village_id.in_(origin))
    if wanted.relocation_kind:
        conditions.append(household.relocation_kind == wanted.relocation_kind)
    if wanted.lacking is Lacking.TITLE:
        title = as_known(HomeTitle, register.known_at)
        issued = exists().where(title.household_id == household.id, title.stage == TitleStage.ISSUED)
        conditions.append(~issued)
    return conditions


def _asks_for_people(wanted: ListFilter) -> bool:
    narrowing = (wanted.youngest, wanted.oldest, wanted.labour)
    return any(value is not None for value in narrowing) or wanted.lacking is Lacking.NUMBER


def _of_person(person: Any, as_of: date, wanted: ListFilter) -> list[Any]:
    conditions: list[Any] = []
    if wanted.youngest is not None:
        conditions.append(person.birth <= years_before(as_of, wanted.youngest))
    if wanted.oldest is not None:
        conditions.append(person.birth > years_before(as_of, wanted.oldest + 1))
    if wanted.labour is not None:
        conditions.append(person.labour == wanted.labour)
    if wanted.lacking is Lacking.NUMBER:
        conditions.append(person.number_state != NumberState.VERIFIED)
    return conditions


def years_before(day: date, years: int) -> date:
    """The last birthday of those who are so many years old on the day; nobody is born before the year 1."""
    year = max(1, day.year - years)
    # Who was born on 29 February is a year older on 1 March of other years.
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _without_phone(register: Register, person_id: Any) -> Any:
    reached = select(PersonPhone.id).where(
        PersonPhone.person_id == person_id, register.held(PersonPhone), PersonPhone.phone.is_not(None)
    )
    return ~reached.correlate_except(PersonPhone).exists()


def _unproved(register: Register, whose: Any) -> Statement:
    return select(whose).where(LifeEvent.evidence_later, register.held(LifeEvent), whose.is_not(None))


# What sorts: the statement with the tables it needs, and the column


def _by(name: str, *, of: str) -> Sort:
    return lambda register, statement: (statement, getattr(getattr(register, of), name))


def _by_home(name: str, *, of: str) -> Sort:
    return lambda register, statement: (
        statement,
        register.first_home(getattr(getattr(register, of), name)),
    )


def _by_origin(register: Register, statement: Statement) -> tuple[Statement, Any]:
    origin = as_known(OriginVillage, register.known_at)
    joined = statement.join(origin, origin.id == register.household.origin_village_id)
    return joined, origin.name + origin.hamlet


def _by_members(register: Register, statement: Statement) -> tuple[Statement, Any]:
    members = select(func.count()).where(
        Membership.household_id == register.household.id, register.held(Membership)
    )
    return statement, members.correlate(register.household).scalar_subquery()


def _by_head(register: Register, statement: Statement) -> tuple[Statement, Any]:
    head = register.person
    return statement.join(head, head.id == Headship.person_id), head.name_sort


def _by_head_of_person(register: Register, statement: Statement) -> tuple[Statement, Any]:
    head = as_known(Person, register.known_at, "head")
    name = (
        select(head.name_sort)
        .join(Headship, and_(Headship.person_id == head.id, register.held(Headship)))
        .where(Headship.household_id == register.household.id)
    )
    return statement, name.correlate(register.household).scalar_subquery()


def _by_phone(whose: Callable[[Register], Any]) -> Sort:
    def sort(register: Register, statement: Statement) -> tuple[Statement, Any]:
        phone = and_(PersonPhone.person_id == whose(register), register.held(PersonPhone))
        return statement.outerjoin(PersonPhone, phone), PersonPhone.phone

    return sort


def _by_relation(_register: Register, statement: Statement) -> tuple[Statement, Any]:
    return statement, Membership.relation


HOUSEHOLD_SORTS: Final[Mapping[str, Sort]] = {
    "number": _by("number", of="household"),
    "head": _by_head,
    "members": _by_members,
    "origin": _by_origin,
    "site": _by_home("name", of="site"),
    "room": _by_home("sort_key", of="room"),
    "phone": _by_phone(lambda _: Headship.person_id),
    "kind": _by("relocation_kind", of="household"),
}
"""How the columns of the list of households are sorted, by their keys."""

PEOPLE_SORTS: Final[Mapping[str, Sort]] = {
    "name": _by("name_sort", of="person"),
    "relation": _by_relation,
    "sex": _by("sex", of="person"),
    "birth": _by("birth", of="person"),
    "age": _by("birth", of="person"),
    "number": _by("number", of="person"),
    "phone": _by_phone(lambda register: register.person.id),
    "household": _by("number", of="household"),
    "head": _by_head_of_person,
    "site": _by_home("name", of="site"),
    "room": _by_home("sort_key", of="room"),
    "labour": _by("labour", of="person"),
    "kind": _by("relocation_kind", of="household"),
}
"""How the columns of the list of people are sorted, by their keys."""
