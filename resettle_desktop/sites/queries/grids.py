"""The grids of a site: what belongs to each, since when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.sites.models import Building, Grid, GridPlace, Site, StairUnit
from resettle_desktop.sites.rules import spoken_place


@dataclass(frozen=True, slots=True)
class GridPlaceRow:
    """A building, or (with ``unit_uid``) one of its staircases, in a grid since a day."""

    building_uid: str
    unit_uid: str | None
    label: str
    since: date


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid with what belongs to it on the day; without places it is not used."""

    id: int
    uid: str
    version: int
    site_uid: str
    site_name: str
    name: str
    places: tuple[GridPlaceRow, ...]

    @property
    def spoken(self) -> str:
        """What belongs to it: 1号楼、2号楼1单元."""
        return "、".join(place.label for place in self.places)

    @property
    def since(self) -> date | None:
        """Since when it is as it is; None while it is not used."""
        return max((place.since for place in self.places), default=None)


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A building or a staircase of a site, and the grid it belongs to on the day ("" for none) since when."""

    building_uid: str
    unit_uid: str | None
    label: str
    grid_uid: str = ""
    grid: str = ""
    since: date | None = None


def grid_rows(
    session: Session, site_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[GridRow, ...]:
    """The grids of a site, 2 before 10, each with its places."""
    grid, site = as_known(Grid, known_at), as_known(Site, known_at)
    building = as_known(Building, known_at)
    grids = session.execute(
        select(
            grid.id, grid.uid, grid.version, site.uid.label("site_uid"), site.name.label("site"), grid.name
        )
        .join(site, site.id == grid.site_id)
        .where(site.uid == site_uid)
        .order_by(grid.sort_key, grid.id)
    ).all()
    rows = session.execute(
        select(
            GridPlace.grid_id,
            building.uid.label("building_uid"),
            StairUnit.uid.label("unit_uid"),
            building.zone,
            building.label,
            StairUnit.label.label("unit"),
            GridPlace.starts,
        )
        .join(building, building.id == GridPlace.building_id)
        .outerjoin(StairUnit, StairUnit.id == GridPlace.stair_unit_id)
        .where(GridPlace.grid_id.in_([row.id for row in grids]), holds(GridPlace, as_of, known_at))
        .order_by(building.zone, building.sort_key, building.label, StairUnit.sort_key)
    )
    places = defaultdict(list)
    for row in rows:
        label = spoken_place(row.zone, row.label, row.unit or "")
        places[row.grid_id].append(GridPlaceRow(row.building_uid, row.unit_uid, label, row.starts))
    return tuple(
        GridRow(row.id, row.uid, row.version, row.site_uid, row.site, row.name, tuple(places[row.id]))
        for row in grids
    )


def grid_of(session: Session, uid: str, as_of: date) -> GridRow | None:
    """One grid."""
    statement = select(Site.uid).join(Grid, Grid.site_id == Site.id).where(Grid.uid == uid)
    site_uid = session.execute(statement).scalar_one_or_none()
    rows = grid_rows(session, site_uid, as_of) if site_uid else ()
    return next((row for row in rows if row.uid == uid), None)


def grid_place_choices(session: Session, site_uid: str, as_of: date) -> tuple[PlaceChoice, ...]:
    """Every building of a site, each followed by its staircases where it has several."""
    rows = session.execute(
        select(
            Building.id,
            Building.uid,
            Building.zone,
            Building.label,
            StairUnit.id.label("unit_id"),
            StairUnit.uid.label("unit_uid"),
            StairUnit.label.label("unit"),
        )
        .join(Site, Site.id == Building.site_id)
        .outerjoin(StairUnit, StairUnit.building_id == Building.id)
        .where(Site.uid == site_uid)
        .order_by(Building.zone, Building.sort_key, Building.label, StairUnit.sort_key, StairUnit.label)
    ).all()
    held = session.execute(
        select(GridPlace.building_id, GridPlace.stair_unit_id, Grid.uid, Grid.name, GridPlace.starts)
        .join(Grid, Grid.id == GridPlace.grid_id)
        .join(Site, Site.id == Grid.site_id)
        .where(Site.uid == site_uid, holds(GridPlace, as_of))
    )
    grids = {(building, unit): (uid, name, since) for building, unit, uid, name, since in held}
    units = defaultdict(list)
    for row in rows:
        units[row.id].append(row)
    choices = []
    for building_id, own in units.items():
        first = own[0]
        whole = grids.get((building_id, None), ())
        label = spoken_place(first.zone, first.label, "")
        choices.append(PlaceChoice(first.uid, None, label, *whole))
        if len(own) > 1:
            choices += [
                PlaceChoice(
                    row.uid,
                    row.unit_uid,
                    spoken_place(row.zone, row.label, row.unit),
                    *grids.get((building_id, row.unit_id), ()),
                )
                for row in own
            ]
    return tuple(choices)
