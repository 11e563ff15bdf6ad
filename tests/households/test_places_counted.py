"""Who lives at a site and in its grids on a day, the class that makes, and lists narrowed by them."""

from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.site_figures_page import SiteFiguresPage
from resettle_desktop.households.queries import (
    Headcount,
    ListFilter,
    Order,
    RoomLine,
    free_rooms,
    grid_figures,
    household_rows,
    listed_people,
    people_by_id,
    people_ids,
    room_ids,
    room_lines,
    site_figures,
)
from resettle_desktop.households.rules.dwelling import Occupancy
from resettle_desktop.households.use_cases import AssignRoomDraft, HouseholdItems, assign_room
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.sites.queries import unit_rows
from resettle_desktop.sites.rules import Plan, SizeClass
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    GridDraft,
    SiteDraft,
    SizeClassesDraft,
    add_building,
    add_grid,
    add_site,
    set_size_classes,
)
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, on
from tests.kit.screen import Screen

SINCE = date(2019, 3, 1)
MOVED = HouseholdItems(moved_in=on(2020))
ZHAO = member("赵德胜", "02", "19600101", 11)
QIAN = member("钱满仓", "02", "19610101", 11)


@pytest.fixture
def divided(town: Town) -> Town:
    """A site of two grids (one staircase each) and an empty one; three households, one of them in both."""
    one, two = town.desk.ask(unit_rows, town.building)
    for name, unit in (("东片", one), ("西片", two)):
        town.desk.do(add_grid, GridDraft(town.site, name, ((town.building, unit.uid),), SINCE))
    other = town.desk.do(add_site, SiteDraft("惠民家园"))
    town.desk.do(add_building, BuildingDraft(other, "1", plan=Plan(1, 1, 2)))
    town.desk.do(set_size_classes, SizeClassesDraft((SizeClass("大", 6), SizeClass("小", 0)), SINCE))
    town.register(room="3-1-101", items=MOVED)
    zhao = town.register(ZHAO, room="3-1-102", items=MOVED)
    town.register(QIAN, room="3-2-101", items=MOVED)
    town.desk.do(assign_room, AssignRoomDraft(zhao, town.room("3-2-102"), on(2021)))
    return town


def rooms(town: Town, wanted: ListFilter, day: date = TODAY, by: str = "room") -> list[RoomLine]:
    keys = town.desk.ask(room_ids, wanted, day, order=Order(by))
    return list(town.desk.ask(room_lines, keys, day))


def test_somebody_in_two_rooms_is_counted_once(divided: Town) -> None:
    yunshui, huimin = divided.desk.ask(site_figures, TODAY)
    assert (yunshui.size_class, yunshui.count) == ("大", Headcount(20, 4, 3, 7))
    assert (huimin.size_class, huimin.count, huimin.count.free) == ("小", Headcount(2, 0, 0, 0), 2)
    grids = divided.desk.ask(grid_figures, divided.site, TODAY)
    assert [(row.name, row.count) for row in grids] == [
        ("东片", Headcount(10, 2, 2, 6)),
        ("西片", Headcount(10, 2, 2, 2)),
    ]
    before = divided.desk.ask(site_figures, date(2019, 12, 31))
    assert [(row.size_class, row.count.people) for row in before] == [("小", 0), ("小", 0)]
    (undivided,) = [
        row for row in divided.desk.ask(grid_figures, divided.site, date(2019, 1, 1)) if row.count.rooms
    ]
    assert (undivided.uid, undivided.count.rooms) == ("", 20)


def test_lists_are_narrowed_by_grid_and_size(divided: Town) -> None:
    def heads(wanted: ListFilter) -> list[str]:
        return [row.head_name for row in divided.desk.ask(household_rows, TODAY, None, wanted)]

    east, west = divided.desk.ask(grid_figures, divided.site, TODAY)
    assert heads(ListFilter(grid_uid=east.uid)) == ["王国梁", "赵德胜"]
    assert heads(ListFilter(grid_uid=west.uid)) == ["赵德胜", "钱满仓"]
    assert heads(ListFilter(size_class="大")) == ["王国梁", "赵德胜", "钱满仓"]
    assert heads(ListFilter(size_class="小")) == heads(ListFilter(size_class="没有")) == []
    people = divided.desk.ask(listed_people, TODAY, None, ListFilter(grid_uid=west.uid, size_class="大"))
    assert [row.name for row in people] == ["钱满仓", "赵德胜"]
    assert len(rooms(divided, ListFilter(grid_uid=east.uid))) == 10
    assert len(rooms(divided, ListFilter(size_class="小"))) == 2


def test_rooms_are_lived_in_free_or_to_be_taken_back(divided: Town) -> None:
    zhao = next(
        row for row in rooms(divided, ListFilter()) if row.household and row.household.head_name == "赵德胜"
    )
    assert zhao.household is not None
    draft = DeathDraft(divided.person(zhao.household.uid, "赵德胜"), on(2026, 10, 1))
    divided.desk.do(record_death, draft)

    def labels(occupancy: Occupancy, day: date = TODAY) -> list[str]:
        found = rooms(divided, ListFilter(site_uid=divided.site, occupancy=occupancy), day)
        assert {row.occupancy for row in found} <= {occupancy}
        return [row.room.label for row in found]

    assert labels(Occupancy.LIVED_IN) == ["3-1-101", "3-2-101"]
    assert labels(Occupancy.TO_TAKE_BACK) == ["3-1-102", "3-2-102"]
    assert labels(Occupancy.TO_TAKE_BACK, date(2026, 9, 30)) == []
    assert len(labels(Occupancy.FREE)) == 16
    assert divided.desk.ask(free_rooms, ListFilter(), TODAY) == 18


def test_rooms_are_sorted_by_what_their_lines_show(divided: Town) -> None:
    def first(by: str) -> tuple[str, str, str]:
        keys = divided.desk.ask(room_ids, ListFilter(), TODAY, order=Order(by, descending=True), limit=1)
        (row,) = divided.desk.ask(room_lines, keys, TODAY)
        return row.room.label, row.household.head_name if row.household else "", row.room.site_name

    assert first("members") == ("3-1-101", "王国梁", "云水苑")
    assert first("head")[1] == "赵德胜"
    assert first("since") == ("3-2-102", "赵德胜", "云水苑")
    assert first("household")[1] == "钱满仓"
    assert first("area")[2] == "云水苑"
    assert first("state")[1] == ""
    assert first("room")[0] == "3-2-502"


def test_people_are_sorted_by_age(divided: Town) -> None:
    keys = divided.desk.ask(people_ids, ListFilter(), TODAY, order=Order("age"))
    ages = [row.age for row in divided.desk.ask(people_by_id, keys, TODAY)]
    assert ages == sorted(ages, key=lambda age: age or 0)
    oldest = divided.desk.ask(people_ids, ListFilter(), TODAY, order=Order("age", descending=True), limit=1)
    assert divided.desk.ask(people_by_id, oldest, TODAY)[0].name == "张秀英"


def test_a_grid_is_chosen_after_its_site(divided: Town, screen: Screen) -> None:
    page = PeoplePage(screen.context)
    screen.open(page)
    hands = Keyboard(screen)
    hands.press("F4")
    page.filters.site.setFocus()
    hands.type("云水苑", "Return")
    page.filters.grid.setFocus()
    hands.type("西片", "Return")
    assert page.title == "人员名册  共2人"
    kept = page.filters.criteria()
    page.filters.site.choose_value(None)
    screen.settle()
    assert page.filters.grid.text() == ""
    assert page.title == "人员名册  共7人"
    page.filters.restore(kept)
    screen.settle()
    assert (page.filters.grid.text(), page.title) == ("西片", "人员名册  共2人")
    page.filters.restore("{}")
    page.filters.size_class.choose_value("小")
    screen.settle()
    assert page.title == "人员名册  共0人"


def test_the_page_of_figures(divided: Town, screen: Screen) -> None:
    page = SiteFiguresPage(screen.context)
    screen.open(page)
    hands = Keyboard(screen)
    page.site_table.setFocus()

    def shown(model: RowsModel[Any], row: int) -> list[str]:
        return [model.index(row, place).data() for place in range(model.columnCount())]

    assert shown(page.sites, 0) == ["云水苑", "大", "城镇社区治理", "3", "7", "20", "16"]
    assert shown(page.grids, 1) == ["西片", "2", "2", "10", "8"]
    hands.press("Return")
    assert hands.cursor is page.grid_table
    hands.press("Ctrl+G", "F4")
    assert screen.opened == [("sites.grids", divided.site), ("sites.size_classes", None)]
    page.filters.as_of.setText("20191231")
    page.filters.as_of.editingFinished.emit()
    screen.settle()
    assert page.title == "人数和规模（截至2019年12月31日）"
    assert shown(page.sites, 0)[1:5] == ["小", "城镇社区治理", "0", "0"]
