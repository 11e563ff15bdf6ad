"""网格: parts of a site, by building or by staircase; a place belongs to one grid at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.sites.models import Building, Grid, GridPlace, Site, StairUnit
from resettle_desktop.sites.rules import named_place, natural_key
from resettle_desktop.sites.use_cases.finding import GONE, PLACES, found

GRID_TAKEN: Final = "这个安置区已经有叫“{}”的网格，请核对"
ELSEWHERE: Final = "{}不在这个安置区，请重新选择"
NOT_YET: Final = "日期{}还没有到，请核对"
TOO_EARLY: Final = "{}从{}起才划到现在的网格，新的日期不能早于它，请核对"
UNUSED: Final = "{}已经不用了，不用再停"
TWICE: Final = "{}填了两次，请核对"

Places = tuple[tuple[str, str | None], ...]
"""Uids of buildings, each with one of its stair units or (None) whole."""


@dataclass(frozen=True, slots=True)
class GridDraft:
    """A new grid of a site and what belongs to it from ``since``."""

    site_uid: str
    name: str
    places: Places
    since: date


@dataclass(frozen=True, slots=True)
class RenameGridDraft:
    """The right name of a grid."""

    grid_uid: str
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class GridPlacesDraft:
    """All that belongs to a grid from ``since``; what another grid had until then leaves it."""

    grid_uid: str
    places: Places
    since: date


@dataclass(frozen=True, slots=True)
class CloseGridDraft:
    """A grid that nothing belongs to from ``since`` on."""

    grid_uid: str
    since: date


@act("登记网格", needs=PLACES)
def add_grid(work: Work, draft: GridDraft) -> str:
    """Add a grid to a site and return its uid."""
    site_id = found(work, Site, draft.site_uid, "这个安置区", field="site")
    name = _free_name(work, site_id, draft.name)
    uid = new_uid()
    grid_id = work.insert(Grid, uid=uid, site_id=site_id, name=name, sort_key=natural_key(name))
    work.about("grid", uid, name)
    _set_places(work, grid_id, site_id, draft.places, draft.since)
    return uid


@act("更正网格名称", needs=PLACES)
def rename_grid(work: Work, draft: RenameGridDraft) -> None:
    """Give a grid its right name."""
    grid_id = found(work, Grid, draft.grid_uid, "这个网格", field="grid")
    name = _free_name(work, work.row(Grid, grid_id)["site_id"], draft.name, except_id=grid_id)
    work.about("grid", draft.grid_uid, name)
    work.update(Grid, grid_id, version=draft.version, name=name, sort_key=natural_key(name))


@act("划分网格", needs=PLACES)
def set_grid_places(work: Work, draft: GridPlacesDraft) -> None:
    """Say what belongs to a grid from a day on."""
    grid_id = found(work, Grid, draft.grid_uid, "这个网格", field="grid")
    grid = work.row(Grid, grid_id)
    work.about("grid", draft.grid_uid, grid["name"])
    _set_places(work, grid_id, grid["site_id"], draft.places, draft.since)


@act("停用网格", needs=PLACES)
def close_grid(work: Work, draft: CloseGridDraft) -> None:
    """No longer use a grid from a day on; it can be given places again later."""
    grid_id = found(work, Grid, draft.grid_uid, "这个网格", field="grid")
    grid = work.row(Grid, grid_id)
    work.about("grid", draft.grid_uid, grid["name"])
    if not _standing(work, grid_id, []):
        raise Refusal(UNUSED.format(grid["name"]))
    _set_places(work, grid_id, grid["site_id"], (), draft.since)


def _free_name(work: Work, site_id: int, text: str, *, except_id: int | None = None) -> str:
    name = named_place(text, field="name", what="网格名称")
    same = work.session.execute(
        select(Grid.id).where(Grid.site_id == site_id, Grid.name == name)
    ).scalar_one_or_none()
    if same is not None and same != except_id:
        raise Refusal(GRID_TAKEN.format(name), "name")
    return name


def _set_places(work: Work, grid_id: int, site_id: int, places: Places, since: date) -> None:
    if since > work.today:
        raise Refusal(NOT_YET.format(spoken_date(since)), "since")
    wanted = _found_places(work, site_id, places)
    kept: set[tuple[int, int | None]] = set()
    staying: list[dict[str, Any]] = []
    for row, label in _standing(work, grid_id, list(wanted)):
        place = (row.building_id, row.stair_unit_id)
        if row.grid_id == grid_id and place in wanted:
            kept.add(place)
            continue
        if row.starts > since:
            raise Refusal(TOO_EARLY.format(label, spoken_date(row.starts)), "since")
        if row.starts == since:  # divided wrongly on the day: it never held
            work.supersede(GridPlace, row.id)
        else:
            work.supersede(GridPlace, row.id, ends=since, ends_precision="day")
        if row.grid_id != grid_id:
            staying += [
                {
                    "grid_id": row.grid_id,
                    "building_id": row.building_id,
                    "stair_unit_id": unit,
                    "starts": since,
                }
                for unit in _rest_of_building(work, row, wanted)
            ]
    work.insert_many(
        GridPlace,
        [
            *staying,
            *(
                {"grid_id": grid_id, "building_id": building, "stair_unit_id": unit, "starts": since}
                for building, unit in wanted
                if (building, unit) not in kept
            ),
        ],
    )


def _found_places(work: Work, site_id: int, places: Places) -> dict[tuple[int, int | None], str]:
    wanted: dict[tuple[int, int | None], str] = {}
    for building_uid, unit_uid in places:
        building_id = found(work, Building, building_uid, "这栋楼", field="places")
        building = work.row(Building, building_id)
        if building["site_id"] != site_id:
            raise Refusal(ELSEWHERE.format(building["label"]), "places")
        unit_id = None if unit_uid is None else found(work, StairUnit, unit_uid, "这个单元", field="places")
        if unit_id is not None and work.row(StairUnit, unit_id)["building_id"] != building_id:
            raise Refusal(GONE.format("这个单元"), "places")
        overlapping = [(one, unit) for one, unit in wanted if one == building_id and None in {unit, unit_id}]
        if overlapping or (building_id, unit_id) in wanted:
            raise Refusal(TWICE.format(building["label"]), "places")
        wanted[building_id, unit_id] = building["label"]
    return wanted


def _standing(work: Work, grid_id: int, wanted: list[tuple[int, int | None]]) -> list[tuple[Any, str]]:
    """The rows without an end that make way: the grid's own, and others' that cover a wanted place."""
    table = table_of(GridPlace)
    buildings = {building for building, _ in wanted}
    rows = work.session.execute(
        select(table, Building.label)
        .join(Building, Building.id == table.c.building_id)
        .where(
            known(GridPlace),
            table.c.ends.is_(None),
            or_(table.c.grid_id == grid_id, table.c.building_id.in_(buildings)),
        )
        .order_by(table.c.id)
    ).all()
    return [(row, row.label) for row in rows if row.grid_id == grid_id or _covers(row, wanted)]


def _covers(row: Any, wanted: list[tuple[int, int | None]]) -> bool:
    return any(
        row.building_id == building and (unit is None or row.stair_unit_id in {None, unit})
        for building, unit in wanted
    )


def _rest_of_building(work: Work, row: Any, wanted: dict[tuple[int, int | None], str]) -> list[int]:
    """The staircases that stay with another grid when only some of its building leave it."""
    if row.stair_unit_id is not None or (row.building_id, None) in wanted:
        return []
    units = work.session.execute(
        select(StairUnit.id).where(StairUnit.building_id == row.building_id).order_by(StairUnit.id)
    ).scalars()
    return [unit for unit in units if (row.building_id, unit) not in wanted]
