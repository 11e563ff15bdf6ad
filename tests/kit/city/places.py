"""The sites of a city, one after the other as homes are needed, and the villages its people come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.sites.rules import Governance, natural_key, room_label
from tests.kit.city.rows import Sheets

UNITS, FLOORS = 6, 18
AREAS: Final = (5000, 7500, 7500, 10000)
"""Of the doors of a floor, in hundredths of a square metre."""
BUILDINGS: Final = 6
"""A site has so many."""
BUILDINGS_OF_A_GRID: Final = 2
RURAL_EACH: Final = 4
VILLAGES: Final = 60
TOWNSHIP: Final = "晋川省云州市北岭县"


@dataclass(frozen=True, slots=True)
class Home:
    """A room to live in."""

    room_id: int
    label: str
    area_hundredths: int
    site: str


@dataclass(frozen=True, slots=True)
class Village:
    """Where people come from."""

    id: int
    name: str
    hamlet: str
    township: str


class Places:
    """Homes without end, and villages."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets
        self.villages = [self._village(serial) for serial in range(VILLAGES)]
        self.homes = self._homes()

    def _village(self, serial: int) -> Village:
        township, name = f"{TOWNSHIP}第{serial % 6 + 1}乡", f"柏树沟{serial}村"
        hamlet = f"{serial % 9 + 1}队"
        initials = first_letters(next(iter(word_readings(name)), ()))
        return Village(self._sheets.village.add(township, name, hamlet, initials), name, hamlet, township)

    def _homes(self) -> Iterator[Home]:
        sheets, serial = self._sheets, 0
        while True:
            serial += 1
            site = f"安和{serial}区"
            rural = serial % RURAL_EACH == 0
            site_id = sheets.site.add(site, Governance.RURAL if rural else Governance.URBAN)
            homes: list[Home] = []
            for place in range(BUILDINGS):
                if place % BUILDINGS_OF_A_GRID == 0:
                    name = f"第{place // BUILDINGS_OF_A_GRID + 1}网格"
                    grid = sheets.grid.add(site_id, name, natural_key(name))
                homes += self._building(site, site_id, grid, str(place + 1))
            yield from homes

    def _building(self, site: str, site_id: int, grid: int, label: str) -> Iterator[Home]:
        sheets = self._sheets
        building = sheets.building.add(site_id, label, natural_key(label))
        sheets.grid_place.since(grid, building)
        for number in range(1, UNITS + 1):
            unit = sheets.unit.add(building, str(number), natural_key(str(number)))
            for floor in range(1, FLOORS + 1):
                for place, area in enumerate(AREAS, start=1):
                    door = f"{floor}{place:02}"
                    name = room_label(label, str(number), door)
                    room = sheets.room.add(building, unit, door, name, natural_key(name), floor, area)
                    yield Home(room, name, area, site)
