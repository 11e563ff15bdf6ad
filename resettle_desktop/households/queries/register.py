"""What the lists of the register stand on: the conditions that narrow them, an order, the tables of a day."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import Interval
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

    def in_grid(self, grid_uid: str, *columns: Any) -> Statement:
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


def ordered(statement: Statement, column: Any, key: Any, order: Order) -> Statement:
    """In the order of a column; the key decides between equals, so that one index serves both directions."""
    return statement.order_by(*((by.desc() if order.descending else by) for by in (column, key)))


def keys_of(session: Session, statement: Statement) -> "array[int]":
    """What a statement for keys answers, eight bytes a key."""
    return array("q", session.execute(statement).scalars())
