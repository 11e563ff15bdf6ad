"""Acts on buildings, their stair units and their rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.sites.models import Building, Room, Site, StairUnit
from resettle_desktop.sites.rules import (
    TITLE_UNIT_LENGTH,
    Plan,
    check_area,
    clean_building_label,
    clean_door,
    clean_place,
    clean_unit_label,
    natural_key,
    planned_rooms,
    room_label,
)
from resettle_desktop.sites.use_cases.finding import GONE, PLACES, found

BUILDING_TAKEN: Final = "这个安置区已经有“{}”楼栋，请核对"
UNIT_TAKEN: Final = "这栋楼已经有“{}”单元，请核对"
ROOM_TAKEN: Final = "这栋楼已经有{}，请核对"
NO_ROOMS: Final = "请至少填写一个房号"


@dataclass(frozen=True, slots=True)
class BuildingDraft:
    """A new building; with a plan its units and rooms are made at once."""

    site_uid: str
    label: str
    zone: str = ""
    address: str = ""
    plan: Plan | None = None
    area_hundredths: int | None = None
    inner_area_hundredths: int | None = None
    layout: str = ""
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectBuildingDraft:
    """A building as it should stand; its rooms are named after it."""

    building_uid: str
    label: str
    zone: str = ""
    address: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class UnitsDraft:
    """More stair units for a building."""

    building_uid: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRoom:
    """One room to be added: its door, and what is known of it."""

    door: str
    floor: int | None = None
    area_hundredths: int | None = None
    inner_area_hundredths: int | None = None
    layout: str = ""
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class RoomsDraft:
    """More rooms for a building, on one of its units or (None) on none."""

    building_uid: str
    unit_uid: str | None
    rooms: tuple[NewRoom, ...]


@dataclass(frozen=True, slots=True)
class CorrectRoomDraft:
    """What is known of a room, as it should stand; its number is changed by the households' act."""

    room_uid: str
    floor: int | None = None
    area_hundredths: int | None = None
    inner_area_hundredths: int | None = None
    layout: str = ""
    delivered_on: date | None = None
    title_unit_no: str = ""
    note: str = ""
    version: int | None = None


@act("登记楼栋", needs=PLACES)
def add_building(work: Work, draft: BuildingDraft) -> str:
    """Add a building, and the units and rooms its plan asks for; return its uid."""
    site_id = found(work, Site, draft.site_uid, "这个安置区", field="site")
    names = _building_names(work, site_id, draft)
    label, zone = names["label"], names["zone"]
    check_area(draft.area_hundredths)
    check_area(draft.inner_area_hundredths, field="inner_area")
    rooms = tuple(planned_rooms(draft.plan)) if draft.plan else ()
    uid = new_uid()
    building_id = work.insert(
        Building,
        uid=uid,
        site_id=site_id,
        **names,
    )
    units = dict.fromkeys(room.unit for room in rooms if room.unit)
    unit_ids = _insert_units(work, building_id, list(units))
    layout = clean_place(draft.layout, field="layout", what="户型") or None
    work.insert_many(
        Room,
        [
            {
                **_room_names(label, room.unit, room.door),
                "building_id": building_id,
                "stair_unit_id": unit_ids.get(room.unit),
                "floor": room.floor,
                "area_hundredths": draft.area_hundredths,
                "inner_area_hundredths": draft.inner_area_hundredths,
                "layout": layout,
                "delivered_on": draft.delivered_on,
            }
            for room in rooms
        ],
    )
    work.about("building", uid, zone + label)
    return uid


@act("登记单元", needs=PLACES)
def add_units(work: Work, draft: UnitsDraft) -> None:
    """Add stair units to a building."""
    building_id = found(work, Building, draft.building_uid, "这栋楼", field="building")
    labels = [clean_unit_label(label) for label in draft.labels]
    if not labels:
        raise Refusal("请至少填写一个单元号", "unit")
    for place, label in enumerate(labels):
        there = StairUnit.building_id == building_id
        if label in labels[:place] or _taken(work, StairUnit.id, there, StairUnit.label == label):
            raise Refusal(UNIT_TAKEN.format(label), "unit")
    _insert_units(work, building_id, labels)
    work.about("building", draft.building_uid, _building_label(work, building_id))


@act("登记住房", needs=PLACES)
def add_rooms(work: Work, draft: RoomsDraft) -> None:
    """Add rooms to a building, on one of its units or on none."""
    building_id = found(work, Building, draft.building_uid, "这栋楼", field="building")
    building = _building_label(work, building_id)
    unit_id, unit = _unit(work, building_id, draft.unit_uid)
    if not draft.rooms:
        raise Refusal(NO_ROOMS, "door")
    rows: list[dict[str, Any]] = []
    for room in draft.rooms:
        check_area(room.area_hundredths)
        check_area(room.inner_area_hundredths, field="inner_area")
        rows.append(
            {
                **_room_names(building, unit, clean_door(room.door)),
                "building_id": building_id,
                "stair_unit_id": unit_id,
                "floor": room.floor,
                "area_hundredths": room.area_hundredths,
                "inner_area_hundredths": room.inner_area_hundredths,
                "delivered_on": room.delivered_on,
                "layout": clean_place(room.layout, field="layout", what="户型") or None,
            }
        )
    _refuse_taken_rooms(work, building_id, [row["label"] for row in rows])
    work.insert_many(Room, rows)
    work.about("building", draft.building_uid, building)


@act("更正住房资料", needs=PLACES)
def correct_room(work: Work, draft: CorrectRoomDraft) -> None:
    """Change what is known of a room: floor, areas, layout, delivery, title unit, note."""
    row_id = found(work, Room, draft.room_uid, "这套房", field="room")
    check_area(draft.area_hundredths)
    check_area(draft.inner_area_hundredths, field="inner_area")
    title_unit_no = clean_place(draft.title_unit_no, field="title_unit_no", what="不动产单元号").upper()
    if len(title_unit_no) > TITLE_UNIT_LENGTH:
        raise Refusal(f"不动产单元号最多{TITLE_UNIT_LENGTH}位，现在是{len(title_unit_no)}位", "title_unit_no")
    work.about("room", draft.room_uid, work.row(Room, row_id)["label"])
    work.update(
        Room,
        row_id,
        version=draft.version,
        floor=draft.floor,
        area_hundredths=draft.area_hundredths,
        inner_area_hundredths=draft.inner_area_hundredths,
        layout=clean_place(draft.layout, field="layout", what="户型") or None,
        delivered_on=draft.delivered_on,
        title_unit_no=title_unit_no or None,
        note=clean_place(draft.note, field="note", what="备注", longest=500) or None,
    )


def renumber(work: Work, room_id: int, door: str, *, version: int | None) -> str:
    """Part of renumbering a room: give it another door and return its new label."""
    row = work.row(Room, room_id)
    building = _building_label(work, row["building_id"])
    unit = _unit_label(work, row["stair_unit_id"])
    names = _room_names(building, unit, clean_door(door))
    if names["label"] != row["label"]:
        _refuse_taken_rooms(work, row["building_id"], [names["label"]])
    work.update(Room, room_id, version=version, **names)
    return str(names["label"])


def put_building_right(work: Work, draft: CorrectBuildingDraft) -> tuple[int, bool]:
    """Part of correcting a building: change it and, with its label, those of its rooms.

    Returns its key and whether its label is another.
    """
    building_id = found(work, Building, draft.building_uid, "这栋楼")
    before = work.row(Building, building_id)
    names = _building_names(work, before["site_id"], draft, but=building_id)
    work.about("building", draft.building_uid, names["zone"] + names["label"])
    work.update(Building, building_id, version=draft.version, **names)
    renamed: bool = names["label"] != before["label"]
    if renamed:
        rooms = select(Room.id, Room.door, func.coalesce(StairUnit.label, ""))
        rooms = rooms.outerjoin(StairUnit, StairUnit.id == Room.stair_unit_id)
        for room_id, door, unit in work.session.execute(
            rooms.where(Room.building_id == building_id).order_by(Room.id)
        ).all():
            work.update(Room, room_id, version=None, **_room_names(names["label"], unit, door))
    return building_id, renamed


def _building_names(
    work: Work, site_id: int, draft: BuildingDraft | CorrectBuildingDraft, *, but: int | None = None
) -> dict[str, Any]:
    """What a building is called, in its site by no other building."""
    label = clean_building_label(draft.label)
    zone = clean_place(draft.zone, field="zone", what="小区名称")
    same = (Building.site_id == site_id, Building.zone == zone, Building.label == label)
    if _taken(work, Building.id, *same, Building.id != (but or 0)):
        raise Refusal(BUILDING_TAKEN.format(zone + label), "label")
    address = clean_place(draft.address, field="address", what="门牌地址") or None
    return {"zone": zone, "label": label, "address": address, "sort_key": natural_key(label)}


def _room_names(building: str, unit: str, door: str) -> dict[str, str]:
    label = room_label(building, unit, door)
    return {"door": door, "label": label, "sort_key": natural_key(label)}


def _insert_units(work: Work, building_id: int, labels: Sequence[str]) -> dict[str, int]:
    work.insert_many(
        StairUnit,
        [{"building_id": building_id, "label": label, "sort_key": natural_key(label)} for label in labels],
    )
    found = work.session.execute(
        select(StairUnit.label, StairUnit.id).where(StairUnit.building_id == building_id)
    )
    return dict(found.all())


def _refuse_taken_rooms(work: Work, building_id: int, labels: Sequence[str]) -> None:
    there = set(
        work.session.execute(
            select(Room.label).where(Room.building_id == building_id, Room.label.in_(labels))
        ).scalars()
    )
    for place, label in enumerate(labels):
        if label in there or label in labels[:place]:
            raise Refusal(ROOM_TAKEN.format(label), "door")


def _unit(work: Work, building_id: int, uid: str | None) -> tuple[int | None, str]:
    if uid is None:
        return None, ""
    row = work.session.execute(
        select(StairUnit.id, StairUnit.label).where(
            StairUnit.uid == uid, StairUnit.building_id == building_id
        )
    ).one_or_none()
    if row is None:
        raise Refusal(GONE.format("这个单元"), "unit")
    return row.id, row.label


def _unit_label(work: Work, unit_id: int | None) -> str:
    if unit_id is None:
        return ""
    return work.session.execute(select(StairUnit.label).where(StairUnit.id == unit_id)).scalar_one()


def _building_label(work: Work, building_id: int) -> str:
    return work.session.execute(select(Building.label).where(Building.id == building_id)).scalar_one()


def _taken(work: Work, key: Any, *conditions: Any) -> bool:
    return work.session.execute(select(key).where(*conditions).limit(1)).first() is not None
