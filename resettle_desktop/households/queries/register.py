"""What the lists of the register stand on: the conditions that narrow them, an order, the tables of a day.

A statement costs more to make than to run. So it is made for a ``Shape`` (which conditions there are, which
order), once, and gets the day and the other values when it runs:

    keys_of(session, _statement(Shape.of(wanted, known_at, order, limit)), values)
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Date, Integer, Row, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import Instant, Interval
from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import Household, Person, RoomAssignment
from resettle_desktop.households.rules.declared import Labour, RelocationKind
from resettle_desktop.households.rules.dwelling import Occupancy
from resettle_desktop.sites.models import Building, Grid, GridPlace, Room, Site
from resettle_desktop.sites.rules import Governance


class Lacking(StrEnum):
    """What a household or a person may still lack."""

    NUMBER = "number"
    PHONE = "phone"
    EVIDENCE = "evidence"
    TITLE = "title"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is narrowed by; what is None does not narrow it.

    In a list of households, age, labour and a number that is lacking are those of any member, a telephone is
    the head's. ``size_class`` is the name of one; ``occupancy`` narrows a list of rooms.
    """

    site_uid: str | None = None
    building_uid: str | None = None
    grid_uid: str | None = None
    governance: Governance | None = None
    size_class: str | None = None
    origin_uid: str | None = None
    relocation_kind: RelocationKind | None = None
    without_room: bool = False
    youngest: int | None = None
    oldest: int | None = None
    labour: Labour | None = None
    lacking: Lacking | None = None
    occupancy: Occupancy | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """The column a list is sorted by, by its key."""

    column: str
    descending: bool = False


ALL: Final = ListFilter()
CONDITIONS: Final = tuple(condition.name for condition in fields(ListFilter))

DAY: Final[Any] = bindparam("as_of", type_=Date)
THEN: Final[Any] = bindparam("known_at", type_=Instant)
LIMIT: Final[Any] = bindparam("limit", type_=Integer)
IDS: Final[Any] = bindparam("ids", expanding=True)
SHAPES_KEPT: Final = 256
"""How many statements of a kind are kept."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a statement for a list depends on, beside the values it is asked with."""

    narrowed: frozenset[str]
    """The conditions there are, by the names ``ListFilter`` has for them."""
    lacking: Lacking | None
    occupancy: Occupancy | None
    order: Order
    limited: bool
    then: bool
    """Whether it is asked what the office knew at an earlier instant."""

    @classmethod
    def of(
        cls, wanted: ListFilter, known_at: datetime | None, order: Order, limit: int | None = None
    ) -> Self:
        """The shape of a question."""
        narrowed = frozenset(name for name in CONDITIONS if getattr(wanted, name) not in {None, False, ""})
        return cls(narrowed, wanted.lacking, wanted.occupancy, order, limit is not None, known_at is not None)

    def has(self, *names: str) -> bool:
        """Whether one of these conditions narrows the list."""
        return not self.narrowed.isdisjoint(names)

    def register(self) -> "Register":
        """The tables of the day it will be asked for."""
        return register_then(then=self.then)


Statement = Select[*tuple[Any, ...]]
Sort = Callable[["Register", Statement], tuple[Statement, Any]]


@dataclass(frozen=True)
class Register:
    """The tables of the register as of a day, as the office knew them at an instant."""

    as_of: date
    known_at: datetime | None = None
    household: Any = field(init=False)
    person: Any = field(init=False)
    room: Any = field(init=False)
    building: Any = field(init=False)
    site: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "household", as_known(Household, self.known_at))
        object.__setattr__(self, "person", as_known(Person, self.known_at))
        object.__setattr__(self, "room", as_known(Room, self.known_at))
        object.__setattr__(self, "building", as_known(Building, self.known_at))
        object.__setattr__(self, "site", as_known(Site, self.known_at))

    def narrowed_to(self, *, households: Any, people: Any, rooms: Any) -> Self:
        """The same for a few lines with these keys: what was known then is put together of theirs alone."""
        for model, name, keys in (
            (Household, "household", households),
            (Person, "person", people),
            (Room, "room", rooms),
        ):
            object.__setattr__(self, name, as_known(model, self.known_at, keys=keys))
        return self

    def held(self, model: type[Interval]) -> ColumnElement[bool]:
        """The rows of an interval table that held."""
        return holds(model, self.as_of, self.known_at)

    def homes(self, *columns: Any) -> Statement:
        """The rooms households lived in, with the names above them."""
        return (
            select(*columns)
            .select_from(RoomAssignment)
            .join(self.room, self.room.id == RoomAssignment.room_id)
            .join(self.building, self.building.id == self.room.building_id)
            .join(self.site, self.site.id == self.building.site_id)
            .where(self.held(RoomAssignment))
        )

    def first_home(self, column: Any) -> Any:
        """A column of the home that a line of a list shows: the one lived in longest."""
        return (
            self.homes(column)
            .where(RoomAssignment.household_id == self.household.id)
            .order_by(RoomAssignment.starts, RoomAssignment.id)
            .limit(1)
            .correlate(self.household)
            .scalar_subquery()
        )

    def with_homes(self, statement: Statement) -> Statement:
        """The statement on households with all their rooms beside: room, building and site, or none."""
        lives_in = and_(RoomAssignment.household_id == self.household.id, self.held(RoomAssignment))
        return (
            statement.outerjoin(RoomAssignment, lives_in)
            .outerjoin(self.room, self.room.id == RoomAssignment.room_id)
            .outerjoin(self.building, self.building.id == self.room.building_id)
            .outerjoin(self.site, self.site.id == self.building.site_id)
        )

    def in_grid(self, grid_uid: Any, *columns: Any) -> Statement:
        """The rooms that belonged to a grid."""
        one_staircase = or_(
            GridPlace.stair_unit_id.is_(None), GridPlace.stair_unit_id == self.room.stair_unit_id
        )
        return (
            select(*columns)
            .select_from(Grid)
            .join(GridPlace, and_(GridPlace.grid_id == Grid.id, self.held(GridPlace)))
            .join(self.room, and_(self.room.building_id == GridPlace.building_id, one_staircase))
            .where(Grid.uid == grid_uid)
        )


def register_then(*, then: bool) -> Register:
    """The tables of a day (and, with ``then``, an instant) that a statement gets when it runs."""
    return Register(DAY, THEN if then else None)


def when(as_of: date, known_at: datetime | None) -> dict[str, Any]:
    """The values for a statement on ``register_then``."""
    return {"as_of": as_of} if known_at is None else {"as_of": as_of, "known_at": known_at}


def in_order(
    statement: Statement, column: Any, key: Any, shape: Shape, *, with_sort: bool = False
) -> Statement:
    """In the order of a column, which is answered as ``sort`` when asked for, and no more than are wanted."""
    if with_sort:
        column = column.label("sort")
        statement = statement.add_columns(column)
    statement = ordered(statement, column, key, shape.order)
    return statement.limit(LIMIT) if shape.limited else statement


def ordered(statement: Statement, column: Any, key: Any, order: Order) -> Statement:
    """In the order of a column; the key decides between equals, so that one index serves both directions."""
    return statement.order_by(*((by.desc() if order.descending else by) for by in (column, key)))


def by_first_home(rows: Sequence[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """One row for each key, in their order, of several rooms that with the one lived in longest.

    A row begins with its key and ends with the start and the key of the stay in the room.
    """
    found = {row[0]: row for row in rows}
    if len(found) < len(rows):
        several = sorted((row for row in rows if row[-1] is not None), key=itemgetter(-2, -1), reverse=True)
        found |= {row[0]: row for row in several}
    return found.values()


def rows_of(session: Session, statement: Statement, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """What a statement answers; plain columns need nothing a session does beside its connection."""
    return session.connection().execute(statement, values).all()


def keys_of(session: Session, statement: Statement, values: Mapping[str, Any]) -> "array[int]":
    """What a statement for keys answers, eight bytes a key."""
    if values.get("class_sites") == []:  # no site is of the class: no line is gone through
        return array("q")
    return array("q", session.connection().execute(statement, values).scalars())
