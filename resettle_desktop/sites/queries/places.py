"""Sites with their tree, rooms by what is typed, origin villages by sound."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.sites.models import Building, OriginVillage, Room, Site, StairUnit
from resettle_desktop.sites.rules import Governance, origin_line, spoken_area, spoken_room, typed_room

AFTER_ALL: Final = "\U0010ffff"
"""Sorts behind every text that begins with what stands before it."""

_ROOM_TERM: Final = re.compile(r"[0-9].*")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with what stands on it."""

    id: int
    uid: str
    version: int
    name: str
    governance: Governance
    division_code: str | None
    division_name: str
    address: str
    buildings: int
    rooms: int


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building of a site."""

    id: int
    uid: str
    version: int
    site_uid: str
    zone: str
    label: str
    address: str
    units: int
    rooms: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A stair unit of a building."""

    id: int
    uid: str
    version: int
    building_uid: str
    label: str
    rooms: int


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room with the names above it."""

    id: int
    uid: str
    version: int
    site_id: int
    site_uid: str
    site_name: str
    zone: str
    building_uid: str
    building: str
    unit_uid: str | None
    unit: str
    door: str
    label: str
    floor: int | None
    area_hundredths: int | None
    inner_area_hundredths: int | None
    layout: str
    delivered_on: date | None
    title_unit_no: str
    note: str
    address: str
    """The address the police have numbered: the building's own, else the site's."""
    division_code: str
    division_name: str

    @property
    def spoken(self) -> str:
        """As papers write it: 3号楼2单元501室."""
        return self.zone + spoken_room(self.building, self.unit, self.door)

    @property
    def area(self) -> str:
        """Square metres as papers write them, "" when nobody knows."""
        return spoken_area(self.area_hundredths)


@dataclass(frozen=True, slots=True)
class OriginVillageRow:
    """A village people came from, with one of its hamlets."""

    id: int
    uid: str
    version: int
    division_code: str | None
    division_name: str
    name: str
    hamlet: str
    initials: str
    abolished_on: date | None
    code_from: date | None = None

    @property
    def line(self) -> str:
        """The origin as one line of a paper."""
        return origin_line(self.division_name, self.name, self.hamlet)

    @property
    def short(self) -> str:
        """The origin as clerks say it: 石湾村后沟."""
        return origin_line("", self.name, self.hamlet)


def any_site(session: Session) -> bool:
    """Whether the office has a site at all."""
    return session.execute(select(Site.id).limit(1)).first() is not None


def site_rows(session: Session) -> tuple[SiteRow, ...]:
    """All sites, in the order they were added."""
    buildings = (
        select(func.count()).select_from(Building).where(Building.site_id == Site.id).scalar_subquery()
    )
    rooms = (
        select(func.count())
        .select_from(Room)
        .join(Building, Building.id == Room.building_id)
        .where(Building.site_id == Site.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Site.id,
            Site.uid,
            Site.version,
            Site.name,
            Site.governance,
            Site.division_code,
            func.coalesce(Site.division_name, ""),
            func.coalesce(Site.address, ""),
            buildings,
            rooms,
        ).order_by(Site.id)
    )
    return tuple(SiteRow(row[0], row[1], row[2], row[3], Governance(row[4]), *row[5:]) for row in rows)


def site_of(session: Session, uid: str) -> SiteRow | None:
    """One site."""
    return next((row for row in site_rows(session) if row.uid == uid), None)


def building_rows(session: Session, site_uid: str) -> tuple[BuildingRow, ...]:
    """The buildings of a site, 2 before 10."""
    units = (
        select(func.count())
        .select_from(StairUnit)
        .where(StairUnit.building_id == Building.id)
        .scalar_subquery()
    )
    rooms = select(func.count()).select_from(Room).where(Room.building_id == Building.id).scalar_subquery()
    rows = session.execute(
        select(
            Building.id,
            Building.uid,
            Building.version,
            Site.uid,
            Building.zone,
            Building.label,
            func.coalesce(Building.address, ""),
            units,
            rooms,
        )
        .join(Site, Site.id == Building.site_id)
        .where(Site.uid == site_uid)
        .order_by(Building.zone, Building.sort_key, Building.label)
    )
    return tuple(BuildingRow(*row) for row in rows)


def building_of(session: Session, uid: str) -> BuildingRow | None:
    """One building."""
    statement = select(Site.uid).join(Building, Building.site_id == Site.id).where(Building.uid == uid)
    site_uid = session.execute(statement).scalar_one_or_none()
    rows = building_rows(session, site_uid) if site_uid else ()
    return next((row for row in rows if row.uid == uid), None)


def unit_rows(session: Session, building_uid: str) -> tuple[UnitRow, ...]:
    """The stair units of a building."""
    rooms = select(func.count()).select_from(Room).where(Room.stair_unit_id == StairUnit.id).scalar_subquery()
    rows = session.execute(
        select(StairUnit.id, StairUnit.uid, StairUnit.version, Building.uid, StairUnit.label, rooms)
        .join(Building, Building.id == StairUnit.building_id)
        .where(Building.uid == building_uid)
        .order_by(StairUnit.sort_key, StairUnit.label)
    )
    return tuple(UnitRow(*row) for row in rows)


def rooms_with_places(known_at: datetime | None = None) -> "Select[*tuple[Any, ...]]":
    """Every room with the names above it, in the order of ``RoomRow``; conditions are the asker's."""
    room, building, site = (as_known(model, known_at) for model in (Room, Building, Site))
    return (
        select(
            room.id,
            room.uid,
            room.version,
            site.id,
            site.uid,
            site.name,
            building.zone,
            building.uid,
            building.label,
            StairUnit.uid,
            func.coalesce(StairUnit.label, ""),
            room.door,
            room.label,
            room.floor,
            room.area_hundredths,
            room.inner_area_hundredths,
            func.coalesce(room.layout, ""),
            room.delivered_on,
            func.coalesce(room.title_unit_no, ""),
            func.coalesce(room.note, ""),
            func.coalesce(func.nullif(building.address, ""), site.address, ""),
            func.coalesce(site.division_code, ""),
            func.coalesce(site.division_name, ""),
        )
        .join(building, building.id == room.building_id)
        .join(site, site.id == building.site_id)
        .outerjoin(StairUnit, StairUnit.id == room.stair_unit_id)
    )


def room_rows(session: Session, building_uid: str) -> tuple[RoomRow, ...]:
    """The rooms of a building, unit by unit."""
    rows = session.execute(
        rooms_with_places().where(Building.uid == building_uid).order_by(Room.sort_key, Room.label)
    )
    return tuple(RoomRow(*row) for row in rows)


def room_of(session: Session, uid: str) -> RoomRow | None:
    """One room."""
    row = session.execute(rooms_with_places().where(Room.uid == uid)).one_or_none()
    return None if row is None else RoomRow(*row)


def rooms_by_id(session: Session, ids: Iterable[int], known_at: datetime | None = None) -> dict[int, RoomRow]:
    """Rooms by their keys, as the office knew them at ``known_at``."""
    wanted = list(ids)
    if not wanted:
        return {}
    statement = rooms_with_places(known_at)
    rows = session.execute(statement.where(statement.selected_columns[0].in_(wanted)))
    return {row[0]: RoomRow(*row) for row in rows}


def rooms_like(
    session: Session, typed: str, limit: int = 30, *more: ColumnElement[bool]
) -> tuple[RoomRow, ...]:
    """Rooms whose label begins with what is typed (3-2, 3栋2单元501), in order.

    Words before the number choose the site, by its characters or the letters they begin with: hmy 3-2-501.
    ``more`` conditions are the asker's.
    """
    site_words, label = _split_typed(typed)
    conditions = [*more]
    if label:
        conditions += [Room.label >= label, Room.label < label + AFTER_ALL]
    if site_words:
        conditions.append(Site.id.in_(_sites_like(session, site_words)))
    rows = session.execute(
        rooms_with_places()
        .where(*conditions)
        .order_by(Room.label != label, Room.sort_key, Site.id)
        .limit(limit)
    )
    return tuple(RoomRow(*row) for row in rows)


def _split_typed(typed: str) -> tuple[str, str]:
    number = _ROOM_TERM.search(typed)
    if number is None:
        return typed.strip(), ""
    return typed[: number.start()].strip(" -·,，"), typed_room(number[0])


def _sites_like(session: Session, typed: str) -> list[int]:
    rows = session.execute(select(Site.id, Site.name))
    return [key for key, name in rows if sounds_like(name, typed)]


def sounds_like(name: str, typed: str) -> bool:
    """Whether a place's name holds the typed characters, or the typed letters begin its sound somewhere."""
    wanted = "".join(typed.lower().split())
    if wanted in name.lower():
        return True
    if not (wanted.isascii() and wanted.isalpha()):
        return False
    return any(
        wanted in first_letters(reading) or "".join(reading).startswith(wanted)
        for reading in word_readings(name)
    )


def _origin_columns(known_at: datetime | None = None) -> "Select[*tuple[Any, ...]]":
    origin = as_known(OriginVillage, known_at)
    return select(
        origin.id,
        origin.uid,
        origin.version,
        origin.division_code,
        origin.division_name,
        origin.name,
        origin.hamlet,
        origin.initials,
        origin.abolished_on,
        origin.code_from,
    )


def origin_village_rows(session: Session) -> tuple[OriginVillageRow, ...]:
    """All origin villages, division by division."""
    rows = session.execute(
        _origin_columns().order_by(
            OriginVillage.division_name, OriginVillage.name, OriginVillage.hamlet, OriginVillage.id
        )
    )
    return tuple(OriginVillageRow(*row) for row in rows)


def origin_village_of(session: Session, uid: str) -> OriginVillageRow | None:
    """One origin village."""
    row = session.execute(_origin_columns().where(OriginVillage.uid == uid)).one_or_none()
    return None if row is None else OriginVillageRow(*row)


def origin_villages_by_id(
    session: Session, ids: Iterable[int], known_at: datetime | None = None
) -> dict[int, OriginVillageRow]:
    """Origin villages by their keys, as the office knew them at ``known_at``."""
    wanted = list(ids)
    if not wanted:
        return {}
    statement = _origin_columns(known_at)
    rows = session.execute(statement.where(statement.selected_columns[0].in_(wanted)))
    return {row[0]: OriginVillageRow(*row) for row in rows}


def origin_villages_like(session: Session, typed: str, limit: int = 30) -> tuple[OriginVillageRow, ...]:
    """Origin villages by characters of the name, hamlet or division, or by the letters they begin with.

    Villages whose own name begins with what is typed come first. Every word typed must be found.
    """
    words = typed.lower().split()
    found = [row for row in origin_village_rows(session) if all(_names(row, word) for word in words)]
    if words:
        found.sort(key=lambda row: not _begins(row, words[0]))
    return tuple(found[:limit])


def _names(row: OriginVillageRow, word: str) -> bool:
    if word in f"{row.division_name} {row.name}{row.hamlet}".lower() or word == row.division_code:
        return True
    return any(letters.startswith(word) for letters in row.initials.split())


def _begins(row: OriginVillageRow, word: str) -> bool:
    first = row.initials.split()[:1]
    return (
        row.name.startswith(word)
        or (row.hamlet or row.name).startswith(word)
        or any(letters.startswith(word) for letters in first)
    )
