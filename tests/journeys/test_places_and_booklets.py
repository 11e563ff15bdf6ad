"""Through the whole window by keys: a site is divided, its people counted by grid, a booklet written down."""

from collections.abc import Callable
from typing import TypeVar

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.people_lists.forms import OpenListPage
from resettle_desktop.households.pages.people_lists.page import PeopleListsPage
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.pages.site_figures_page import SiteFiguresPage
from resettle_desktop.sites.pages.grids_page import AddGridPage, GridsPage
from tests.households.town import Town
from tests.journeys.conftest import Counter

P = TypeVar("P", bound=Page)


def on_top(counter: Counter, kind: type[P]) -> P:
    """The page on top, which is of this kind."""
    page = counter.page
    assert isinstance(page, kind)
    return page


def test_a_site_is_divided_and_its_people_are_counted(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    town.register(room="3-1-101")
    counter = open_counter()
    counter.press("Alt+3", "Ctrl+G", "F9")
    on_top(counter, AddGridPage)
    counter.line("东片", "")  # nothing is marked yet: the cursor goes to the places
    counter.press("Down", "Space", "F9")
    assert on_top(counter, GridsPage).title == "云水苑的网格"
    counter.press("Esc", "Ctrl+R")
    figures = on_top(counter, SiteFiguresPage)
    assert [figures.grids.index(row, 0).data() for row in range(2)] == ["东片", "不属于网格"]
    assert [figures.grids.index(0, place).data() for place in range(1, 5)] == ["1", "5", "10", "9"]
    counter.press("Esc", "F7")
    rooms = on_top(counter, RoomsPage)
    assert rooms.title == "住房  共20套，空房19套"
    rooms.filters.site.setFocus()
    counter.line("ysy")
    counter.press("F4")
    counter.line("东片")
    assert rooms.title == "住房  共10套，空房9套"
    counter.press("Alt+2", "Ctrl+R")
    people = on_top(counter, PeoplePage)
    people.filters.site.setFocus()
    counter.line("ysy")
    counter.press("F4")
    people.filters.grid.setFocus()
    counter.line("东片")
    assert people.title == "人员名册  共5人"


def test_a_booklet_is_written_down_from_the_household(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    town.register(room="3-1-101")
    counter = open_counter()
    counter.type("王国梁", "Return")
    on_top(counter, HouseholdPage)
    counter.press("Ctrl+R", "F9")
    on_top(counter, OpenListPage)
    counter.line("", "", "20181120", "140902001")
    counter.press("F9")
    lists = on_top(counter, PeopleListsPage)
    assert lists.rows.index(0, 4).data() == "和本户一样"
    counter.press("Esc")
    assert on_top(counter, HouseholdPage).lists.lines[0].text() == "户口簿　王国梁5人"
