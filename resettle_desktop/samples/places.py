"""The invented places of the practice township."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.sites.queries import building_rows, room_rows
from resettle_desktop.sites.rules import Governance, Numbering, Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    GridDraft,
    OriginVillageDraft,
    SiteDraft,
    add_building,
    add_grid,
    add_origin_village,
    add_site,
)

TOWNSHIP: Final = "晋川省云州市青岭县柳沟镇"
"""Invented from the province down."""

SITES: Final = (
    SiteDraft("云水苑", Governance.URBAN, "149999100001", TOWNSHIP, "柳沟镇迎宾路18号"),
    SiteDraft("惠民家园", Governance.URBAN, "149999100002", TOWNSHIP, "柳沟镇振兴街6号"),
    SiteDraft("石桥新村", Governance.RURAL, "149999100201", TOWNSHIP, "柳沟镇石桥村西"),
)

FLATS: Final = Plan(units=2, floors=5, rooms_per_floor=2)
ROW: Final = Plan(units=0, floors=1, rooms_per_floor=10, numbering=Numbering.RUNNING)

BUILDINGS: Final = (
    *((0, "", str(label), FLATS, 7500) for label in range(1, 5)),
    (1, "东区", "1", FLATS, 10000),
    (1, "西区", "1", FLATS, 6000),
    (2, "", "1", ROW, 12500),
    (2, "", "2", ROW, 12500),
)
"""Which site, zone, label, plan and area of each building."""

GRIDS: Final = (
    (0, "第一网格", (0, 1)),
    (0, "第二网格", (2, 3)),
    (1, "东片", (4,)),
    (1, "西片", (5,)),
)
"""Which site, name and buildings (by their places above) of each grid."""

GRIDS_SINCE: Final = date(2019, 3, 1)

ORIGINS: Final = tuple(
    OriginVillageDraft(f"晋川省云州市青岭县{township}", village, hamlet)
    for township, village, hamlet in (
        ("沟门乡", "石湾村", "后沟"),
        ("沟门乡", "石湾村", "前沟"),
        ("沟门乡", "老羊圪洞村", ""),
        ("沟门乡", "黑峪村", "圪台上"),
        ("圪塄乡", "梁家山村", "阳坡"),
        ("圪塄乡", "梁家山村", "背坡"),
        ("圪塄乡", "水泉梁村", "二道沟"),
        ("柳沟镇", "磨盘村", ""),
        ("柳沟镇", "杨家圪堵村", "寨子上"),
        ("柳沟镇", "芦草沟村", "南塔"),
    )
)


@dataclass(frozen=True, slots=True)
class Places:
    """What was made: the uids of rooms by site, and of origin villages."""

    rooms: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]


def fill_places(store: Store, actor: Actor) -> Places:
    """Make sites, buildings, rooms, grids and origin villages, each by its own act."""
    sites: list[str] = []
    for site in SITES:
        with store.working(actor) as work:
            sites.append(add_site(work, site))
    buildings: list[str] = []
    for place, zone, label, plan, area in BUILDINGS:
        draft = BuildingDraft(sites[place], label, zone, plan=plan, area_hundredths=area)
        with store.working(actor) as work:
            buildings.append(add_building(work, draft))
    for place, name, own in GRIDS:
        grid = GridDraft(sites[place], name, tuple((buildings[one], None) for one in own), GRIDS_SINCE)
        with store.working(actor) as work:
            add_grid(work, grid)
    origins: list[str] = []
    for origin in ORIGINS:
        with store.working(actor) as work:
            origins.append(add_origin_village(work, origin))
    with store.reading() as session:
        rooms = tuple(
            tuple(
                room.uid
                for building in building_rows(session, site)
                for room in room_rows(session, building.uid)
            )
            for site in sites
        )
    return Places(rooms, tuple(origins))
