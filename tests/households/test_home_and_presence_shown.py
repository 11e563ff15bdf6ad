"""Where a household lives and lived, and where its people in fact are, as pages and papers say it."""

from datetime import date

from resettle_desktop.households.pages.household.facts_card import room_lines
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_facts import where_and_what_lines
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.queries import certificate_facts, person_row
from resettle_desktop.households.queries.standing import person_statuses, standing_of
from resettle_desktop.households.rules.circumstances import PRESENCES
from resettle_desktop.households.rules.declared import RoomReason
from resettle_desktop.households.use_cases import AssignRoomDraft, HouseholdItems, assign_room
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    BackDraft,
    WorkingAwayDraft,
    record_discharge,
    record_enlistment,
    record_imprisonment,
    record_working_away,
)
from resettle_desktop.households.use_cases.places import correct_building
from resettle_desktop.sites.queries import building_of
from resettle_desktop.sites.use_cases import GridDraft, add_grid
from resettle_desktop.sites.use_cases.buildings import CorrectBuildingDraft
from tests.households.test_pages import at
from tests.households.town import TODAY, Town, on
from tests.kit.screen import Screen


def moved_once(town: Town) -> str:
    """A household that changed its room, in a building with an address and a grid of its own."""
    uid = town.register(room="3-1-101", items=HouseholdItems(moved_in=on(2018, 11, 10)))
    town.desk.do(add_grid, GridDraft(town.site, "第一网格", ((town.building, None),), date(2020, 1, 1)))
    change = AssignRoomDraft(
        uid, town.room("3-2-501"), on(2026, 11, 2), RoomReason.EXCHANGED, "柳政发〔2026〕3号"
    )
    town.desk.do(assign_room, change)
    building = town.desk.ask(building_of, town.building)
    assert building is not None
    draft = CorrectBuildingDraft(building.uid, building.label, address="柳沟镇迎宾路20号")
    town.desk.do(correct_building, draft)
    return uid


def test_the_rooms_stand_with_grid_document_and_the_address_of_the_house(town: Town) -> None:
    uid = moved_once(town)
    lines = dict(room_lines(town.view(uid)))
    assert lines["网格"] == "第一网格"
    assert lines["地址"] == "柳沟镇迎宾路20号"
    assert "柳政发〔2026〕3号" in lines["住进来"]
    assert "调换" in lines["住进来"]
    assert "3号楼1单元101室" in lines["以前住"]
    assert "至2026年11月2日" in lines["以前住"]
    before = town.view(uid, date(2026, 11, 1))
    assert not before.earlier
    assert before.dwelling is not None
    assert before.dwelling.room.label == "3-1-101"
    assert town.desk.ask(certificate_facts, uid, TODAY).site_address == "柳沟镇迎宾路20号"


def test_where_somebody_lives_and_what_he_is_stand_on_his_page(town: Town, screen: Screen) -> None:
    uid = moved_once(town)
    head, son = town.person(uid, "王国梁"), town.person(uid, "王小军")
    town.desk.do(record_working_away, WorkingAwayDraft(head, on(2026, 3), "太原市", 8))
    town.desk.do(record_enlistment, AwayByStateDraft(son, on(2025, 9, 1), "某部"))
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert page.rooms.lines
    assert page.members.model.index(0, 5).data() == "务工"
    person = PersonPage(screen.context)
    at(screen, person, son)
    assert person.chip is not None
    assert person.chip.text == "服现役　2025年9月1日"
    town.desk.do(record_discharge, BackDraft(son, on(2026, 9, 1)))
    statuses = town.desk.ask(person_statuses, son, TODAY)
    assert standing_of(statuses) == ""
    row = town.desk.ask(person_row, son, TODAY)
    assert row is not None
    assert ("服现役", "2025年9月1日至2026年9月1日　某部") in where_and_what_lines(row, statuses, whole=False)
    row = town.desk.ask(person_row, head, TODAY)
    assert row is not None
    assert row.presence is not None
    (lives,) = where_and_what_lines(row, (), whole=False)
    assert lives[0] == "现在住"
    assert lives[1].startswith(f"{PRESENCES[row.presence.kind]}　太原市　2026年3月")


def test_prison_is_said_only_with_what_is_whole(town: Town) -> None:
    uid = town.register()
    son = town.person(uid, "王小军")
    town.desk.do(record_imprisonment, AwayByStateDraft(son, on(2026, 5, 1)))
    row, statuses = town.desk.ask(person_row, son, TODAY), town.desk.ask(person_statuses, son, TODAY)
    assert row is not None
    assert standing_of(statuses) == ""
    assert "收监服刑" not in dict(where_and_what_lines(row, statuses, whole=False))
    assert dict(where_and_what_lines(row, statuses, whole=True))["收监服刑"].startswith("2026年5月1日起")
