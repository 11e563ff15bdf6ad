"""Acts that are no event: a member goes over, a room is put right or renumbered, a village is gone."""

from datetime import date

import pytest

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.forms.move_member import MoveMemberPage
from resettle_desktop.households.pages.forms.renumber_room import RenumberRoomPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.sites.pages.origin_villages_page import AbolishVillagePage, OriginVillagesPage
from resettle_desktop.sites.pages.room_forms import CorrectRoomPage
from resettle_desktop.sites.queries import origin_village_of, room_of
from tests.households.keyboard import Keyboard
from tests.households.town import Town, member, on, town_of
from tests.kit.office import Desk
from tests.kit.screen import Screen, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site."""
    return town_of(desk)


def at(screen: Screen, page: Page, uid: str | None = None) -> Keyboard:
    """Open a page with the cursor where it begins."""
    screen.open(page, uid)
    screen.settle()
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    return Keyboard(screen)


def done(screen: Screen) -> None:
    opened = len(screen.opened)
    Keyboard(screen).press("F9")
    screen.qtbot.waitUntil(lambda: len(screen.opened) > opened)


def test_a_member_goes_over_to_another_household(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    uncle = town.register(member("王国柱", "02", "19660708", 21), items=MOVED)
    granny = town.person(uid, "张秀英")
    at(screen, PersonPage(screen.context), granny).press("Ctrl+M")
    assert screen.opened == [("households.move_member", granny)]
    form = MoveMemberPage(screen.context)
    at(screen, form, granny)
    type_text(form.household, "wangguozhu")
    screen.qtbot.waitUntil(lambda: bool(form.household.options))
    Keyboard(screen).press("Return")
    form.relation.choose_value("52")
    form.on.restore("2026-09-01")
    done(screen)
    assert screen.opened[-1] == ("households.household", uncle)
    assert {m.person.name: m.relation for m in town.view(uncle).members}["张秀英"] == "52"


def test_what_is_known_of_a_room_is_put_right(town: Town, screen: Screen) -> None:
    room = town.room("3-1-101")
    page = RoomsPage(screen.context)
    hands = at(screen, page, town.building)
    screen.qtbot.waitUntil(lambda: page.current_row is not None and page.current_row.room.uid == room)
    hands.press("F6")
    hands.press("F7")
    assert screen.opened == [("sites.correct_room", room), ("households.renumber_room", room)]
    form = CorrectRoomPage(screen.context)
    at(screen, form, room)
    assert form.area.value() == "105.30"
    form.area.clear()
    type_text(form.area, "98.6")
    type_text(form.layout_words, "三室一厅")
    done(screen)
    row = town.desk.ask(room_of, room)
    assert row is not None
    assert (row.area_hundredths, row.layout, row.label) == (9860, "三室一厅", "3-1-101")


def test_a_room_gets_its_right_number(town: Town, screen: Screen) -> None:
    town.register(items=MOVED, room="3-1-101")
    room = town.room("3-1-101")
    form = RenumberRoomPage(screen.context)
    at(screen, form, room)
    assert form.door.value() == "101"
    form.door.clear()
    type_text(form.door, "106")
    done(screen)
    assert screen.opened == [("households.rooms", town.building)]
    row = town.desk.ask(room_of, room)
    assert row is not None
    assert row.label == "3-1-106"
    assert "王国梁" in town.found("3-1-106")


def test_a_village_is_merged_away_and_still_there_after_all(town: Town, screen: Screen) -> None:
    hands = at(screen, OriginVillagesPage(screen.context))
    hands.press("F6")
    assert screen.opened == [("sites.abolish_village", town.origin)]
    for typed, kept in (("20201231", date(2020, 12, 31)), ("", None)):
        form = AbolishVillagePage(screen.context)
        at(screen, form, town.origin)
        form.day.clear()
        type_text(form.day, typed)
        done(screen)
        row = town.desk.ask(origin_village_of, town.origin)
        assert row is not None
        assert row.abolished_on == kept
        form.close()
