"""Names of places are put right together with what people are found by."""

from dataclasses import replace

import pytest

from resettle_desktop.foundation.errors import Refusal, StaleDraft
from resettle_desktop.households.queries import household_view
from resettle_desktop.households.use_cases import correct_building, correct_site
from resettle_desktop.sites.queries import building_of, building_rows, room_rows, site_of, site_rows
from resettle_desktop.sites.rules import Governance, Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    CorrectBuildingDraft,
    CorrectSiteDraft,
    SiteDraft,
    add_building,
    add_site,
)
from tests.households.town import TODAY, Town, member


def test_who_lives_in_a_site_is_found_by_its_right_name(town: Town) -> None:
    town.register(room="3-2-501")
    town.register(member("赵德胜", "02", "19600101", 11))
    assert len(town.found("云水苑")) == 5
    town.desk.do(correct_site, CorrectSiteDraft(town.site, "清风苑", Governance.URBAN))
    assert len(town.found("清风苑")) == 5
    assert len(town.found("qfy 王小军")) == 1
    assert town.found("云水苑") == []


def test_a_site_is_corrected_once_and_keeps_a_name_of_its_own(town: Town) -> None:
    row = town.desk.ask(site_of, town.site)
    assert row is not None
    right = CorrectSiteDraft(
        town.site, "云水苑社区", Governance.RURAL, address="迎宾路18号", version=row.version
    )
    town.desk.do(correct_site, right)
    with pytest.raises(StaleDraft) as stale:
        town.desk.do(correct_site, replace(right, name="云水苑小区"))
    assert [(d.column, d.mine, d.theirs) for d in stale.value.differences] == [
        ("name", "云水苑小区", "云水苑社区")
    ]
    assert [site.name for site in town.desk.ask(site_rows)] == ["云水苑社区"]
    other = town.desk.do(add_site, SiteDraft("惠民家园"))
    with pytest.raises(Refusal, match="已经有叫“云水苑社区”的安置区"):
        town.desk.do(correct_site, CorrectSiteDraft(other, "云水苑社区", Governance.URBAN))
    with pytest.raises(Refusal, match="没有找到这个安置区"):
        town.desk.do(correct_site, replace(right, site_uid="gone", version=None))


def test_with_a_building_its_rooms_are_named_right_and_people_found_there(town: Town) -> None:
    uid = town.register(room="3-2-501")
    town.register(member("赵德胜", "02", "19600101", 11))
    before = town.desk.clock()
    assert len(town.found("3-2-501")) == 5
    town.desk.do(correct_building, CorrectBuildingDraft(town.building, "12号楼", "东区", "迎宾路18号"))
    assert len(town.found("12-2-501")) == 5
    assert town.found("3-2-501") == []
    row = town.desk.ask(building_of, town.building)
    assert row is not None
    assert (row.zone, row.label, row.address, row.version) == ("东区", "12", "迎宾路18号", 2)
    rooms = town.desk.ask(room_rows, town.building)
    assert [rooms[0].label, rooms[-1].label] == ["12-1-101", "12-2-502"]
    assert {room.version for room in rooms} == {2}
    now, then = town.view(uid), town.desk.ask(household_view, uid, TODAY, before)
    assert [[home.room.spoken for home in view.dwellings] for view in (now, then)] == [
        ["东区12号楼2单元501室"],
        ["3号楼2单元501室"],
    ]


def test_a_buildings_address_alone_leaves_its_rooms_alone(town: Town) -> None:
    town.desk.do(correct_building, CorrectBuildingDraft(town.building, "3", address="迎宾路20号"))
    assert {room.version for room in town.desk.ask(room_rows, town.building)} == {1}


def test_a_building_is_corrected_once_and_is_the_only_one_of_its_label(town: Town) -> None:
    other = town.desk.do(add_building, BuildingDraft(town.site, "5", plan=Plan(0, 1, 3)))
    assert [room.label for room in town.desk.ask(room_rows, other)] == ["5-101", "5-102", "5-103"]
    with pytest.raises(Refusal, match="这个安置区已经有“3”楼栋") as refusal:
        town.desk.do(correct_building, CorrectBuildingDraft(other, "3号楼"))
    assert refusal.value.field == "label"
    right = CorrectBuildingDraft(other, "东1", version=1)
    town.desk.do(correct_building, right)
    assert [room.label for room in town.desk.ask(room_rows, other)] == ["东1-101", "东1-102", "东1-103"]
    with pytest.raises(StaleDraft):
        town.desk.do(correct_building, replace(right, label="东2"))
    town.desk.do(correct_building, CorrectBuildingDraft(other, "3", "西区"))
    assert [(row.zone, row.label) for row in town.desk.ask(building_rows, town.site)] == [
        ("", "3"),
        ("西区", "3"),
    ]
    with pytest.raises(Refusal, match="没有找到这栋楼"):
        town.desk.do(correct_building, replace(right, building_uid="gone", version=None))
