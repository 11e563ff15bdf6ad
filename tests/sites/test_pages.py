"""The pages about places: sites with their buildings, a building made with all its rooms, origin villages."""

from datetime import date

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.pages.forms.correct_building import CorrectBuildingPage
from resettle_desktop.households.pages.forms.correct_site import CorrectSitePage
from resettle_desktop.sites.pages import PAGES
from resettle_desktop.sites.pages.building_forms import AddBuildingPage, AddRoomsPage, preview_words
from resettle_desktop.sites.pages.division_choices import division_choices
from resettle_desktop.sites.pages.origin_villages_page import AddOriginVillagePage, OriginVillagesPage
from resettle_desktop.sites.pages.site_forms import AddSitePage
from resettle_desktop.sites.pages.sites_page import SitesPage
from resettle_desktop.sites.queries import building_rows, origin_village_rows, room_rows, site_of, site_rows
from resettle_desktop.sites.rules import Plan, planned_rooms
from tests.households.keyboard import Keyboard
from tests.households.town import Town, town_of
from tests.kit.layout_guards import complaints
from tests.kit.office import Desk
from tests.kit.screen import Screen


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site, one building of twenty flats and one origin village."""
    return town_of(desk)


def at(screen: Screen, page: Page, uid: str | None = None) -> Keyboard:
    """Open a page with the cursor where it begins."""
    screen.open(page, uid)
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    screen.settle()
    return Keyboard(screen)


def test_an_empty_office_is_told_what_to_do_first(desk: Desk, screen: Screen) -> None:
    page = SitesPage(screen.context)
    hands = at(screen, page)
    assert page.empty.isVisible()
    assert page.empty.text.text() == "还没有安置区"
    hands.press("F9")
    assert screen.opened == [("sites.add_site", None)]


def test_a_site_its_buildings_and_their_rooms(town: Town, screen: Screen) -> None:
    page = SitesPage(screen.context)
    hands = at(screen, page)
    assert [page.sites.index(0, column).data() for column in (0, 2, 3)] == ["云水苑", "1栋", "20套"]
    hands.press("Return")
    assert hands.at == "楼栋"
    assert page.buildings.index(0, 0).data() == "3号楼"
    hands.press("Return")
    assert screen.opened == [("households.rooms", town.building)]
    hands.press("F3")
    assert screen.opened[-1] == ("sites.add_building", town.site)


def test_a_site_is_registered_and_put_right(town: Town, screen: Screen) -> None:
    hands = at(screen, AddSitePage(screen.context))
    hands.line("和顺苑", "", "晋川省云州市青岭县柳沟镇", "幸福路1号")
    site = town.desk.ask(site_rows)[-1]
    assert (site.name, site.division_name, site.address) == (
        "和顺苑",
        "晋川省云州市青岭县柳沟镇",
        "幸福路1号",
    )
    assert screen.opened == [("sites.add_building", site.uid)]

    page = CorrectSitePage(screen.context)
    hands = at(screen, page, site.uid)
    page.site_name.setFocus()
    hands.press("Ctrl+A")
    hands.type("和顺新苑", "F9")
    row = town.desk.ask(site_of, site.uid)
    assert row is not None
    assert row.name == "和顺新苑"


def test_a_building_is_put_right_by_key(town: Town, screen: Screen) -> None:
    sites = SitesPage(screen.context)
    hands = at(screen, sites)
    hands.press("Return", "Ctrl+F4")
    assert screen.opened == [("households.correct_building", town.building)]
    page = CorrectBuildingPage(screen.context)
    hands = at(screen, page, town.building)
    assert (hands.at, page.told.text()) == ("楼栋号", "")
    hands.press("Ctrl+A")
    hands.type("12号楼")
    assert page.told.text() == "这栋楼的20套住房，房号由 3-…-… 改为 12-…-…；已经打印的文书不变"
    hands.press("F9")
    assert screen.opened[-1] == ("sites.sites", None)
    assert town.desk.ask(building_rows, town.site)[0].label == "12"
    assert town.desk.ask(room_rows, town.building)[0].label == "12-1-101"


def test_a_name_that_is_taken_is_refused_in_its_field(town: Town, screen: Screen) -> None:
    page = AddSitePage(screen.context)
    at(screen, page).type("云水苑", "F9")
    assert page.fields["name"].error == "已经有叫“云水苑”的安置区，请核对"


def test_a_building_is_made_with_all_it_previews(town: Town, screen: Screen) -> None:
    page = AddBuildingPage(screen.context)
    hands = at(screen, page, town.site)
    assert hands.at == "楼栋号"
    hands.line("5", "", "3", "11", "2")
    assert page.preview.text() == (
        "将生成 3个单元，共66套：5-1-101、5-1-102、5-1-201、5-1-202 … 5-3-1001、5-3-1002、5-3-1101、5-3-1102"
    )
    page.inner_area.setFocus()
    hands.type("61.5", "Return", "Return")
    hands.type("2018", "F9")
    assert page.fields["delivered_on"].error == "交付日要填到日"
    hands.press("Ctrl+A")
    hands.type("20181110", "F9")
    building = town.desk.ask(building_rows, town.site)[-1]
    assert (building.units, building.rooms) == (3, 66)
    rooms = town.desk.ask(room_rows, building.uid)
    assert {(row.inner_area_hundredths, row.delivered_on) for row in rooms} == {(6150, date(2018, 11, 10))}
    assert screen.opened == [("households.rooms", building.uid)]


def test_a_plan_no_building_has_is_said_in_the_preview(town: Town, screen: Screen) -> None:
    page = AddBuildingPage(screen.context)
    hands = at(screen, page, town.site)
    hands.line("5", "", "3", "99", "2")
    assert page.preview.text() == "层数应在1到60之间，请核对"
    hands.press("F9")
    assert page.fields["floors"].error == "层数应在1到60之间，请核对"


def test_single_houses_have_no_unit() -> None:
    assert (
        preview_words("东1", tuple(planned_rooms(Plan(0, 1, 3))))
        == "将生成 没有单元，共3套：东1-101、东1-102、东1-103"
    )


def test_rooms_are_added_later(town: Town, screen: Screen) -> None:
    hands = at(screen, AddRoomsPage(screen.context), town.building)
    hands.line("1", "601 602", "6", "105.3", "86.5", "三室一厅", "20181110")
    added = [row for row in town.desk.ask(room_rows, town.building) if row.floor == 6]
    assert [(row.label, row.area, row.inner_area_hundredths, row.layout) for row in added] == [
        ("3-1-601", "105.30", 8650, "三室一厅"),
        ("3-1-602", "105.30", 8650, "三室一厅"),
    ]
    assert {row.delivered_on for row in added} == {date(2018, 11, 10)}


def test_an_origin_village_is_registered(town: Town, screen: Screen) -> None:
    at(screen, OriginVillagesPage(screen.context)).press("F9")
    assert screen.opened == [("sites.add_origin_village", None)]
    hands = at(screen, AddOriginVillagePage(screen.context))
    hands.line("晋川省云州市青岭县沟门乡", "崖畔村", "上崖")
    assert [row.short for row in town.desk.ask(origin_village_rows)] == ["崖畔村上崖", "石湾村后沟"]


def test_divisions_of_the_office_come_before_the_countrys(town: Town) -> None:
    choices = town.desk.ask(division_choices, "沟门")
    assert choices[0].text == "晋川省云州市青岭县沟门乡"
    assert any("府谷县" in choice.text for choice in choices[1:])


LOOKS = (
    (Scheme.LIGHT, 1.0, 1178, 560),
    (Scheme.LIGHT, 1.0, 924, 640),
    (Scheme.DARK, 1.25, 1253, 540),
    (Scheme.CONTRAST, 1.75, 1250, 500),
)


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.name)
def test_pages_are_whole_at_every_size(town: Town, screen: Screen, spec: PageSpec) -> None:
    page = spec.factory(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(town.building if isinstance(page, AddRoomsPage) else town.site)
    for scheme, scale, width, height in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)
