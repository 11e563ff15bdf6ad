"""How many live at each site and in each of its grids on a day, and which class of size a site is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, distinct, func, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.households.models import Membership, RoomAssignment
from resettle_desktop.households.queries.register import Register, Statement
from resettle_desktop.sites.models import Grid, GridPlace
from resettle_desktop.sites.queries import size_classes
from resettle_desktop.sites.rules import Governance, size_class_of

NOBODY: Final = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Headcount:
    """What lives in a place: rooms there are, rooms somebody has, households and people."""

    rooms: int
    taken: int
    households: int
    people: int

    @property
    def free(self) -> int:
        """Rooms nobody has."""
        return self.rooms - self.taken


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """A site with who lives there on the day."""

    id: int
    uid: str
    name: str
    governance: Governance
    size_class: str
    count: Headcount


@dataclass(frozen=True, slots=True)
class GridFigures:
    """A grid with who lives in it on the day; ``uid`` is "" for what belongs to no grid."""

    uid: str
    name: str
    count: Headcount


def site_figures(session: Session, as_of: date, known_at: datetime | None = None) -> tuple[SiteFigures, ...]:
    """All sites with their figures, in the order they were added."""
    register = Register(as_of, known_at)
    counts = _counts(session, _places(register, register.building.site_id))
    classes = size_classes(session, as_of, known_at)
    site = register.site
    rows = session.execute(select(site.id, site.uid, site.name, site.governance).order_by(site.id))
    answer = []
    for key, uid, name, governed in rows:
        governance, count = Governance(governed), counts.get(key, Headcount(*NOBODY))
        size = size_class_of(count.people, governance, classes)
        answer.append(SiteFigures(key, uid, name, governance, size, count))
    return tuple(answer)


def grid_figures(
    session: Session, site_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[GridFigures, ...]:
    """The grids of a site with their figures, and last what belongs to none, where something does."""
    register = Register(as_of, known_at)
    grid, room, site = as_known(Grid, known_at), register.room, register.site
    place = and_(
        GridPlace.building_id == room.building_id,
        or_(GridPlace.stair_unit_id.is_(None), GridPlace.stair_unit_id == room.stair_unit_id),
        register.held(GridPlace),
    )
    statement = _places(register, GridPlace.grid_id).outerjoin(GridPlace, place)
    statement = statement.join(site, site.id == register.building.site_id).where(site.uid == site_uid)
    counts = _counts(session, statement)
    names = session.execute(
        select(grid.id, grid.uid, grid.name)
        .join(site, site.id == grid.site_id)
        .where(site.uid == site_uid)
        .order_by(grid.sort_key, grid.id)
    ).all()
    answer = [GridFigures(uid, name, counts.get(key, Headcount(*NOBODY))) for key, uid, name in names]
    outside = counts.get(None)
    return (*answer, GridFigures("", "", outside)) if outside else tuple(answer)


def sites_of_class(session: Session, register: Register, name: str) -> list[int]:
    """The keys of the sites that are of a class on the day; of residents nothing else is counted."""
    people = (
        select(register.building.site_id, func.count(distinct(Membership.person_id)))
        .select_from(RoomAssignment)
        .join(register.room, register.room.id == RoomAssignment.room_id)
        .join(register.building, register.building.id == register.room.building_id)
        .join(
            Membership,
            and_(Membership.household_id == RoomAssignment.household_id, register.held(Membership)),
        )
        .where(register.held(RoomAssignment))
        .group_by(register.building.site_id)
    )
    counts: dict[int, int] = dict(session.execute(people).all())
    classes = size_classes(session, register.as_of, register.known_at)
    rows = session.execute(select(register.site.id, register.site.governance))
    return [
        key
        for key, governance in rows
        if size_class_of(counts.get(key, 0), Governance(governance), classes) == name
    ]


def _places(register: Register, group: Any) -> Statement:
    """Rooms, rooms taken, households and people, grouped by a place; somebody in two rooms counts once."""
    room, building = register.room, register.building
    return (
        select(
            group,
            func.count(distinct(room.id)),
            func.count(distinct(RoomAssignment.room_id)),
            func.count(distinct(Membership.household_id)),
            func.count(distinct(Membership.person_id)),
        )
        .select_from(room)
        .join(building, building.id == room.building_id)
        .outerjoin(RoomAssignment, and_(RoomAssignment.room_id == room.id, register.held(RoomAssignment)))
        .outerjoin(
            Membership,
            and_(Membership.household_id == RoomAssignment.household_id, register.held(Membership)),
        )
        .group_by(group)
    )


def _counts(session: Session, statement: Statement) -> dict[Any, Headcount]:
    return {row[0]: Headcount(*row[1:]) for row in session.execute(statement)}
