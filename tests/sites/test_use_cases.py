"""Places come into the file and are found again."""

from dataclasses import replace
from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.pages.origin_villages_page import code_held
from resettle_desktop.sites.queries import (
    building_rows,
    origin_village_of,
    origin_villages_like,
    room_of,
    room_rows,
    rooms_like,
    site_of,
    unit_rows,
)
from resettle_desktop.sites.rules import Governance, Numbering, Plan
from resettle_desktop.sites.use_cases import (
    AbolishVillageDraft,
    BuildingDraft,
    CorrectRoomDraft,
    NewRoom,
    OriginVillageDraft,
    RoomsDraft,
    SiteDraft,
    UnitsDraft,
    abolish_origin_village,
    add_building,
    add_origin_village,
    add_rooms,
    add_site,
    add_units,
    correct_room,
)
from tests.kit.office import Desk, actor_of


@pytest.fixture
def site(desk: Desk) -> str:
    """A site without buildings."""
    return desk.do(add_site, SiteDraft("云水苑", division_code="149999100001", address="迎宾路18号"))


def test_a_site_is_added_once(desk: Desk, site: str) -> None:
    row = desk.ask(site_of, site)
    assert row is not None
    assert (row.name, row.governance, row.buildings, row.rooms) == ("云水苑", Governance.URBAN, 0, 0)
    with pytest.raises(Refusal, match="已经有叫“云水苑”的安置区"):
        desk.do(add_site, SiteDraft(" 云水苑 "))


def test_a_plan_makes_units_and_rooms_in_one_entry(desk: Desk, site: str) -> None:
    plan = Plan(units=3, floors=11, rooms_per_floor=2)
    building = desk.do(add_building, BuildingDraft(site, "12号楼", "东区", plan=plan, area_hundredths=7500))
    (row,) = desk.ask(building_rows, site)
    assert (row.zone, row.label, row.units, row.rooms) == ("东区", "12", 3, 66)
    assert [unit.label for unit in desk.ask(unit_rows, building)] == ["1", "2", "3"]
    rooms = desk.ask(room_rows, building)
    assert [room.label for room in rooms[:3]] == ["12-1-101", "12-1-102", "12-1-201"]
    assert rooms[-1].spoken == "东区12号楼3单元1102室"
    assert {room.area for room in rooms} == {"75.00"}
    with pytest.raises(Refusal, match="已经有“东区12”楼栋"):
        desk.do(add_building, BuildingDraft(site, "１２", "东区"))
    desk.do(add_building, BuildingDraft(site, "12", "西区"))


def test_a_row_of_houses_has_no_units(desk: Desk, site: str) -> None:
    row = Plan(0, 1, 4, Numbering.RUNNING)
    building = desk.do(add_building, BuildingDraft(site, "2排", plan=row))
    rooms = desk.ask(room_rows, building)
    assert [(room.label, room.spoken) for room in rooms[:2]] == [("2-1", "2排1号"), ("2-2", "2排2号")]
    assert desk.ask(unit_rows, building) == ()


def test_units_and_rooms_are_added_by_hand(desk: Desk, site: str) -> None:
    building = desk.do(add_building, BuildingDraft(site, "5"))
    desk.do(add_units, UnitsDraft(building, ("1单元", "2")))
    unit = desk.ask(unit_rows, building)[1]
    rooms = (NewRoom("101室", 1, 8000), NewRoom("102"))
    desk.do(add_rooms, RoomsDraft(building, unit.uid, rooms))
    assert [room.label for room in desk.ask(room_rows, building)] == ["5-2-101", "5-2-102"]
    for bad, sentence in (
        (UnitsDraft(building, ("2",)), "已经有“2”单元"),
        (UnitsDraft(building, ("3", "3单元")), "已经有“3”单元"),
        (UnitsDraft(building, ()), "请至少填写一个单元号"),
    ):
        with pytest.raises(Refusal, match=sentence):
            desk.do(add_units, bad)
    for rooms_draft, sentence in (
        (RoomsDraft(building, unit.uid, (NewRoom("101"),)), "已经有5-2-101"),
        (RoomsDraft(building, None, (NewRoom("7"), NewRoom("7"))), "已经有5-7"),
        (RoomsDraft(building, None, ()), "请至少填写一个房号"),
        (RoomsDraft(building, "gone", (NewRoom("7"),)), "没有找到这个单元"),
    ):
        with pytest.raises(Refusal, match=sentence):
            desk.do(add_rooms, rooms_draft)


def test_a_room_is_corrected_and_keeps_its_number(desk: Desk, site: str) -> None:
    building = desk.do(add_building, BuildingDraft(site, "5", plan=Plan(1, 1, 1)))
    (room,) = desk.ask(room_rows, building)
    draft = CorrectRoomDraft(
        room.uid,
        1,
        10530,
        9210,
        "三室一厅",
        date(2018, 10, 1),
        "149999 100001 GB00001 F00010001".replace(" ", ""),
        "朝南",
    )
    desk.do(correct_room, draft)
    now = desk.ask(room_of, room.uid)
    assert now is not None
    assert (now.label, now.area, now.layout, now.delivered_on) == (
        "5-1-101",
        "105.30",
        "三室一厅",
        date(2018, 10, 1),
    )
    with pytest.raises(Refusal, match="不动产单元号最多28位"):
        desk.do(correct_room, replace(draft, title_unit_no="1" * 29))
    with pytest.raises(Refusal, match="面积不对"):
        desk.do(correct_room, replace(draft, area_hundredths=0))


def test_rooms_are_found_by_their_beginning_and_their_site(desk: Desk, site: str) -> None:
    other = desk.do(add_site, SiteDraft("惠民家园"))
    for uid in (site, other):
        desk.do(add_building, BuildingDraft(uid, "3", plan=Plan(2, 5, 2)))
    assert len(desk.ask(rooms_like, "3-2-501")) == 2
    assert [room.site_name for room in desk.ask(rooms_like, "hmjy 3-2-501")] == ["惠民家园"]
    assert [room.site_name for room in desk.ask(rooms_like, "云水3栋2单元501")] == ["云水苑"]
    assert len(desk.ask(rooms_like, "3-2", 50)) == 20
    assert len(desk.ask(rooms_like, "云水", 50)) == 20
    assert desk.ask(rooms_like, "9-9") == ()


def test_origin_villages_are_chosen_by_sound_or_character(desk: Desk) -> None:
    township = "晋川省云州市青岭县沟门乡"
    uid = desk.do(add_origin_village, OriginVillageDraft(township, "石湾村", "后沟", "149999101201"))
    desk.do(add_origin_village, OriginVillageDraft(township, "石湾村", "前沟"))
    desk.do(add_origin_village, OriginVillageDraft(township, "老羊圪洞村"))
    for typed, count in (
        ("sw", 2),
        ("石湾", 2),
        ("hg", 1),
        ("swchg", 1),
        ("沟门", 3),
        ("lyg", 1),
        ("", 3),
        ("sw qg", 1),
    ):
        assert len(desk.ask(origin_villages_like, typed)) == count, typed
    assert desk.ask(origin_villages_like, "149999101201")[0].uid == uid
    row = desk.ask(origin_village_of, uid)
    assert row is not None
    assert (row.line, row.short) == (township + "石湾村后沟", "石湾村后沟")
    with pytest.raises(Refusal, match="“石湾村后沟”已经在迁出村名册里"):
        desk.do(add_origin_village, OriginVillageDraft(township, "石湾村", "后沟"))
    desk.do(abolish_origin_village, AbolishVillageDraft(uid, date(2021, 6, 1)))
    with pytest.raises(Refusal, match="撤并日期还没有到"):
        desk.do(abolish_origin_village, AbolishVillageDraft(uid, date(2027, 6, 1)))
    coded = AbolishVillageDraft(uid, date(2021, 6, 1), code_from=date(2012, 1, 1))
    desk.do(abolish_origin_village, coded)
    row = desk.ask(origin_village_of, uid)
    assert row is not None
    assert code_held(row) == "149999101201 2012-01-01起至2021-06-01"
    with pytest.raises(Refusal, match="代码启用日期晚于撤并日期"):
        desk.do(abolish_origin_village, replace(coded, code_from=date(2022, 1, 1)))


def test_who_may_say_which_places_there_are(desk: Desk) -> None:
    with pytest.raises(Refusal, match="您的岗位不办这件事"):
        desk.do(add_site, SiteDraft("云水苑"), by=actor_of(Role.PARTY_CLERK))
    desk.do(add_site, SiteDraft("云水苑"), by=actor_of(Role.HOUSEHOLD_CLERK))
