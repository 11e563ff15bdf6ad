"""The list of rooms on one day: which there are, in which order, who lives in them."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Headship, Household, Membership, Person, RoomAssignment
from resettle_desktop.households.queries.asking import values_of
from resettle_desktop.households.queries.lists import CHUNK, occupants_of
from resettle_desktop.households.queries.register import (
    SHAPES_KEPT,
    ListFilter,
    Order,
    Register,
    Shape,
    Sort,
    Statement,
    in_order,
    keys_of,
    rows_of,
)
from resettle_desktop.households.queries.rows import HouseholdLink
from resettle_desktop.households.rules.dwelling import Occupancy
from resettle_desktop.sites.queries import RoomRow, rooms_by_id
from resettle_desktop.sites.rules import spoken_place

BY_ROOM: Final = Order("room")


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A line of the list of rooms: the room and who lives there on the day."""

    room: RoomRow
    household: HouseholdLink | None
    since: ImpreciseDate | None
    members: int

    @property
    def id(self) -> int:
        """The room's key."""
        return self.room.id

    @property
    def uid(self) -> str:
        """The room's uid."""
        return self.room.uid

    @property
    def building(self) -> str:
        """The building as clerks say it."""
        return spoken_place(self.room.zone, self.room.building, "")

    @property
    def occupancy(self) -> Occupancy:
        """How the room stands."""
        if self.household is None:
            return Occupancy.FREE
        return Occupancy.LIVED_IN if self.household.head_name else Occupancy.TO_TAKE_BACK


def room_ids(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_ROOM,
    limit: int | None = None,
) -> "array[int]":
    """The keys of the rooms that fit, in order; only the first ``limit`` when it is given."""
    statement = _rooms(Shape.of(wanted, known_at, order, limit))
    return keys_of(session, statement, values_of(session, wanted, as_of, known_at, limit))


@lru_cache(maxsize=SHAPES_KEPT)
def _rooms(shape: Shape) -> Statement:
    register = shape.register()
    statement = select(register.room.id).where(*_narrowed(register, shape))
    statement, column = ROOM_SORTS[shape.order.column](register, statement)
    return in_order(statement, column, register.room.id, shape)


def first_rooms(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None = None,
    *,
    order: Order = BY_ROOM,
    limit: int,
) -> tuple[RoomLine, ...]:
    """The first lines of the list."""
    ids = room_ids(session, wanted, as_of, known_at, order=order, limit=limit)
    return room_lines(session, ids, as_of, known_at)


def free_rooms(session: Session, wanted: ListFilter, as_of: date, known_at: datetime | None = None) -> int:
    """How many of the rooms that fit nobody has."""
    wanted = replace(wanted, occupancy=Occupancy.FREE)
    statement = _count(Shape.of(wanted, known_at, BY_ROOM))
    (row,) = rows_of(session, statement, values_of(session, wanted, as_of, known_at))
    return int(row[0])


@lru_cache(maxsize=SHAPES_KEPT)
def _count(shape: Shape) -> Statement:
    register = shape.register()
    return select(func.count()).select_from(register.room).where(*_narrowed(register, shape))


def room_lines(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[RoomLine, ...]:
    """The lines of a list for these keys, in their order; a key that is gone is left out."""
    found: dict[int, RoomLine] = {}
    for first in range(0, len(ids), CHUNK):
        keys = ids[first : first + CHUNK]
        rooms = rooms_by_id(session, keys, known_at)
        occupants = occupants_of(session, keys, as_of, known_at)
        sizes = _sizes(session, [link.id for link, _since in occupants.values()], as_of, known_at)
        for key, room in rooms.items():
            household, since = occupants.get(key, (None, None))
            found[key] = RoomLine(room, household, since, sizes.get(household.id, 0) if household else 0)
    return tuple(found[key] for key in ids if key in found)


def _sizes(
    session: Session, household_ids: Sequence[int], as_of: date, known_at: datetime | None
) -> dict[int, int]:
    rows = session.execute(
        select(Membership.household_id, func.count())
        .where(Membership.household_id.in_(household_ids), Register(as_of, known_at).held(Membership))
        .group_by(Membership.household_id)
    )
    return dict(rows.all())


def _narrowed(register: Register, shape: Shape) -> list[ColumnElement[bool]]:
    room, building, site = register.room, register.building, register.site
    places = select(building.id).join(site, site.id == building.site_id)
    conditions: list[ColumnElement[bool]] = []
    if shape.has("site_uid"):
        conditions.append(room.building_id.in_(places.where(site.uid == bindparam("site_uid"))))
    if shape.has("building_uid"):
        one = select(building.id).where(building.uid == bindparam("building_uid"))
        conditions.append(room.building_id.in_(one))
    if shape.has("grid_uid"):
        conditions.append(room.id.in_(register.in_grid(bindparam("grid_uid"), room.id)))
    if shape.has("governance"):
        governed = places.where(site.governance == bindparam("governance"))
        conditions.append(room.building_id.in_(governed))
    if shape.has("size_class"):
        of_size = places.where(site.id.in_(bindparam("class_sites", expanding=True)))
        conditions.append(room.building_id.in_(of_size))
    if shape.occupancy is Occupancy.FREE:
        conditions.append(~_stay(register).exists())
    elif shape.occupancy is Occupancy.LIVED_IN:
        conditions.append(_headed(register).exists())
    elif shape.occupancy is Occupancy.TO_TAKE_BACK:
        conditions += [_stay(register).exists(), ~_headed(register).exists()]
    return conditions


def _stay(register: Register, *columns: Any) -> Statement:
    """Who has the room of the line."""
    return (
        select(*(columns or (RoomAssignment.id,)))
        .select_from(RoomAssignment)
        .where(RoomAssignment.room_id == register.room.id, register.held(RoomAssignment))
        .correlate(register.room)
    )


def _headed(register: Register) -> Statement:
    """Who has the room of the line and is headed by somebody."""
    heads = and_(Headship.household_id == RoomAssignment.household_id, register.held(Headship))
    return _stay(register).join(Headship, heads)


# What sorts


def _by_room(name: str) -> Sort:
    return lambda register, statement: (statement, getattr(register.room, name))


def _by_place(column: Any) -> Sort:
    def sort(register: Register, statement: Statement) -> tuple[Statement, Any]:
        building, site = register.building, register.site
        joined = statement.join(building, building.id == register.room.building_id)
        return joined.join(site, site.id == building.site_id), column(register)

    return sort


def _of_occupant(register: Register, column: Any, *joins: tuple[Any, Any]) -> Any:
    """A column of who has the room; of several households the one that came first, as its line shows."""
    statement = _stay(register, column)
    for model, condition in joins:
        statement = statement.join(model, condition)
    first = statement.order_by(RoomAssignment.starts, RoomAssignment.id).limit(1)
    return first.scalar_subquery()


def _by_household(register: Register, statement: Statement) -> tuple[Statement, Any]:
    household = as_known(Household, register.known_at, "occupant")
    same = household.id == RoomAssignment.household_id
    return statement, _of_occupant(register, household.number, (household, same))


def _by_head(register: Register, statement: Statement) -> tuple[Statement, Any]:
    head = as_known(Person, register.known_at, "occupant_head")
    heads = and_(Headship.household_id == RoomAssignment.household_id, register.held(Headship))
    who = head.id == Headship.person_id
    return statement, _of_occupant(register, head.name_sort, (Headship, heads), (head, who))


def _by_since(register: Register, statement: Statement) -> tuple[Statement, Any]:
    return statement, _of_occupant(register, RoomAssignment.starts)


def _by_members(register: Register, statement: Statement) -> tuple[Statement, Any]:
    members = select(func.count()).where(
        Membership.household_id == RoomAssignment.household_id, register.held(Membership)
    )
    return statement, _of_occupant(register, members.correlate(RoomAssignment).scalar_subquery())


def _by_occupancy(register: Register, statement: Statement) -> tuple[Statement, Any]:
    headed, stay = _headed(register).exists(), _stay(register).exists()
    return statement, case((headed, 0), (stay, 1), else_=2)


ROOM_SORTS: Final[Mapping[str, Sort]] = {
    "room": _by_room("sort_key"),
    "site": _by_place(lambda register: register.site.name),
    "building": _by_place(lambda register: register.building.zone + register.building.sort_key),
    "area": _by_room("area_hundredths"),
    "inner_area": _by_room("inner_area_hundredths"),
    "layout": _by_room("layout"),
    "delivered": _by_room("delivered_on"),
    "title_unit": _by_room("title_unit_no"),
    "state": _by_occupancy,
    "household": _by_household,
    "head": _by_head,
    "members": _by_members,
    "since": _by_since,
}
"""How the columns of the list of rooms are sorted, by their keys."""
