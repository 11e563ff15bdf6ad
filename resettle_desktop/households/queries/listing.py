"""Which households and people a list shows and in which order: filters that combine, a sort for every column.

ids = household_ids(session, ListFilter(site_uid=uid), today, order=Order("members", descending=True))
first = household_ids(session, ListFilter(), today, limit=60)
"""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Date, FromClause, and_, bindparam, exists, func, literal_column, not_, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.households.models import (
    Headship,
    HomeTitle,
    LifeEvent,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.queries.asking import values_of
from resettle_desktop.households.queries.guardians import lacks_guardian
from resettle_desktop.households.queries.register import (
    SHAPES_KEPT,
    Lacking,
    ListFilter,
    Order,
    Register,
    Shape,
    Sort,
    Statement,
    in_order,
    keys_of,
)
from resettle_desktop.households.rules.homes import TitleStage
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.sites.models import OriginVillage

LEADERS: Final[Mapping[str, frozenset[str]]] = {
    "household": frozenset({"number"}),
    "person": frozenset({"name", "birth", "number"}),
    "head": frozenset({"head"}),
}
"""Columns of the tables that have an index, and of a household what its head has."""
OF_HOUSEHOLD: Final = frozenset({"household", "kind", "head", "site", "room"})
"""What a list of people is sorted by that asks for the household's own row."""
VERIFIED: Final[Any] = literal_column(f"'{NumberState.VERIFIED.value}'")
"""Spelt out: the index of those without a number serves a question whose words it can see."""
BY_NUMBER: Final = Order("number")
BY_NAME: Final = Order("name")

RARE: Final = frozenset({Lacking.EVIDENCE, Lacking.GUARDIAN})
"""What so few lack that they are sorted sooner than all others are walked past."""


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
    statement = _households(Shape.of(wanted, known_at, order, limit))
    return keys_of(session, statement, values_of(session, wanted, as_of, known_at, limit))


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
    statement = _people(Shape.of(wanted, known_at, by_birth(order), limit))
    return keys_of(session, statement, values_of(session, wanted, as_of, known_at, limit))


def by_birth(order: Order) -> Order:
    """By age is by the day of birth, which has an index; who was born last is the youngest."""
    if order.column != "age":
        return order
    return replace(order, column="birth", descending=not order.descending)


def chosen_households(shape: Shape) -> FromClause:
    """The households of a shape as a table of ``id`` and ``sort``, what they are sorted by."""
    return _of_households(shape, with_sort=True).subquery("chosen")


def chosen_people(shape: Shape) -> FromClause:
    """The people of a shape as a table of ``id`` and ``sort``, what they are sorted by."""
    return _of_people(shape, with_sort=True).subquery("chosen")


@lru_cache(maxsize=SHAPES_KEPT)
def _households(shape: Shape) -> Statement:
    return _of_households(shape)


@lru_cache(maxsize=SHAPES_KEPT)
def _people(shape: Shape) -> Statement:
    return _of_people(shape)


def _of_households(shape: Shape, *, with_sort: bool = False) -> Statement:
    register, order = shape.register(), shape.order
    household, member = register.household, as_known(Person, register.known_at, "member")
    headed = Headship.household_id == household.id
    if _leads("household", shape):
        headed = Headship.household_id == household.id + 0
    statement = (
        select(household.id)
        .join(Headship, and_(headed, register.held(Headship)))
        .where(*_of_household(register, shape, household.id))
    )
    if shape.has("youngest", "oldest", "labour") or shape.lacking is Lacking.NUMBER:
        members = exists().where(
            Membership.household_id == household.id,
            register.held(Membership),
            member.id == Membership.person_id,
            *_of_person(member, shape),
        )
        statement = statement.where(members)
    if shape.lacking is Lacking.PHONE:
        statement = statement.where(_without_phone(register, Headship.person_id))
    if shape.lacking is Lacking.EVIDENCE:
        statement = statement.where(household.id.in_(_unproved(register, LifeEvent.household_id)))
    if shape.lacking is Lacking.GUARDIAN:
        theirs = select(Membership.household_id).join(member, member.id == Membership.person_id)
        statement = statement.where(
            household.id.in_(theirs.where(register.held(Membership), _unguarded(register, member)))
        )
    sort = _led_by_heads if _leads("head", shape) else HOUSEHOLD_SORTS[order.column]
    statement, column = sort(register, statement)
    return in_order(statement, column, household.id, shape, with_sort=with_sort)


def _of_people(shape: Shape, *, with_sort: bool = False) -> Statement:
    register, order = shape.register(), shape.order
    household, person = register.household, register.person
    person_key = person.id + 0 if _leads("person", shape) else person.id
    by_household = order.column == "household" and _leads("household", replace(shape, order=BY_NUMBER))
    household_key = household.id + 0 if by_household else household.id
    belongs = and_(Membership.person_id == person_key, register.held(Membership))
    statement = select(person.id).join(Membership, belongs)
    home = Membership.household_id
    # Its own row lies somewhere else for each: it is looked up only where something of it is asked for.
    if shape.then or shape.has("origin_uid", "relocation_kind") or order.column in OF_HOUSEHOLD:
        statement = statement.join(household, household_key == Membership.household_id)
        home = household.id
    statement = statement.where(*_of_household(register, shape, home), *_of_person(person, shape))
    if shape.lacking is Lacking.PHONE:
        statement = statement.where(_without_phone(register, person.id))
    if shape.lacking is Lacking.EVIDENCE:
        statement = statement.where(person.id.in_(_unproved(register, LifeEvent.person_id)))
    if shape.lacking is Lacking.GUARDIAN:
        statement = statement.where(_unguarded(register, person))
    statement, column = PEOPLE_SORTS[order.column](register, statement)
    return in_order(statement, column, person.id, shape, with_sort=with_sort)


def _leads(table: str, shape: Shape) -> bool:
    """Whether the first lines come soonest along an index of the table that is in the list's order.

    Its key plus nothing is no key to look it up by: the planner can only begin with it. Left alone it reads
    every dated row and sorts them all for a screenful. A place's few homes are sorted sooner than walked to.
    """
    few = shape.has("site_uid", "building_uid", "grid_uid", "origin_uid") or shape.lacking in RARE
    return shape.limited and not shape.then and not few and shape.order.column in LEADERS[table]


# What narrows


def _of_household(register: Register, shape: Shape, key: Any) -> list[Any]:
    """What narrows by the household; ``key`` is its key, or the column of a membership that has it."""
    household, site, building = register.household, register.site, register.building
    home = register.homes(RoomAssignment.household_id)
    mine, listed = RoomAssignment.household_id == key, (household, Membership)
    # A place is small and goes first; what most homes share is looked up home by home.
    conditions: list[Any] = []
    if shape.has("site_uid"):
        conditions.append(key.in_(home.where(site.uid == bindparam("site_uid"))))
    if shape.has("building_uid"):
        conditions.append(key.in_(home.where(building.uid == bindparam("building_uid"))))
    if shape.has("grid_uid"):
        grid = register.in_grid(bindparam("grid_uid"), RoomAssignment.household_id)
        lived_in = and_(RoomAssignment.room_id == register.room.id, register.held(RoomAssignment))
        conditions.append(key.in_(grid.join(RoomAssignment, lived_in)))
    if shape.has("governance"):
        governed = home.where(mine, site.governance == bindparam("governance"))
        conditions.append(governed.correlate(*listed).exists())
    if shape.has("size_class"):
        of_size = site.id.in_(bindparam("class_sites", expanding=True))
        conditions.append(home.where(mine, of_size).correlate(*listed).exists())
    if shape.has("without_room"):
        conditions.append(~exists(RoomAssignment.id).where(mine, register.held(RoomAssignment)))
    if shape.has("origin_uid"):
        origin = select(OriginVillage.id).where(OriginVillage.uid == bindparam("origin_uid"))
        conditions.append(household.origin_village_id.in_(origin))
    if shape.has("relocation_kind"):
        conditions.append(household.relocation_kind == bindparam("relocation_kind"))
    if shape.lacking is Lacking.TITLE:
        title = as_known(HomeTitle, register.known_at)
        issued = exists().where(title.household_id == key, title.stage == TitleStage.ISSUED)
        conditions.append(~issued)
    return conditions


def _of_person(person: Any, shape: Shape) -> list[Any]:
    conditions: list[Any] = []
    if shape.has("youngest"):
        conditions += _born_by(person, "old")
    if shape.has("oldest"):
        first = bindparam("young_first", type_=Date)
        conditions += [person.birth >= first, not_(and_(*_born_by(person, "young")))]
    if shape.has("labour"):
        conditions.append(person.labour == bindparam("labour"))
    if shape.lacking is Lacking.NUMBER:
        conditions.append(person.number_state != VERIFIED)
    return conditions


def _unguarded(register: Register, person: Any) -> Any:
    return lacks_guardian(person, register.as_of, register.known_at, bindparam("grown_since", type_=Date))


def _born_by(person: Any, name: str) -> list[Any]:
    """Born on the day or before for certain (as ``age_on`` counts): of a year or a month, its last day."""
    day, month, year = (bindparam(f"{name}_{part}", type_=Date) for part in ("day", "month", "year"))
    return [
        person.birth <= day,
        or_(person.birth_precision != Precision.YEAR.value, person.birth < year),
        or_(person.birth_precision != Precision.MONTH.value, person.birth < month),
    ]


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


def _led_by_heads(register: Register, statement: Statement) -> tuple[Statement, Any]:
    head = register.person
    return statement.join(head, head.id + 0 == Headship.person_id), head.name_sort


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
    "register_no": _by("register_no", of="person"),
    "kind": _by("relocation_kind", of="household"),
}
"""How the columns of the list of people are sorted, by their keys."""
