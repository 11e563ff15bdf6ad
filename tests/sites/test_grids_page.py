"""The pages of grids: divided, renamed, divided anew and no longer used by the keyboard alone."""

import pytest

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.sites.pages.grids_page import (
    AddGridPage,
    CloseGridPage,
    GridPlacesPage,
    GridsPage,
    RenameGridPage,
)
from resettle_desktop.sites.pages.sites_page import SitesPage
from resettle_desktop.sites.queries import GridRow, grid_rows
from tests.households.keyboard import Keyboard
from tests.households.town import Town, town_of
from tests.kit.office import Desk
from tests.kit.screen import Screen


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site of one building with two staircases."""
    return town_of(desk)


def at(screen: Screen, page: Page, uid: str | None) -> Keyboard:
    screen.open(page, uid)
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    screen.settle()
    return Keyboard(screen)


def grids(town: Town, screen: Screen) -> tuple[GridRow, ...]:
    return town.desk.ask(grid_rows, town.site, screen.context.today())


def spoken(town: Town, screen: Screen) -> list[tuple[str, str]]:
    return [(row.name, row.spoken) for row in grids(town, screen)]


def test_the_grids_of_a_site_from_first_to_last(town: Town, screen: Screen) -> None:
    hands = at(screen, SitesPage(screen.context), None)
    hands.press("Ctrl+G")
    assert screen.opened == [("sites.grids", town.site)]

    page = AddGridPage(screen.context)
    hands = at(screen, page, town.site)
    hands.type("第一网格", "Return", "Return")
    assert hands.cursor is page.places  # nothing is marked yet: the cursor goes there
    assert [line.place.label for line in page.places.lines.rows] == ["3号楼", "3号楼1单元", "3号楼2单元"]
    hands.press("Down", "Space", "Up", "Space")  # the whole building instead of its staircase
    assert [(line.marked, line.covered) for line in page.places.lines.rows] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    hands.press("F9")
    assert screen.opened[-1] == ("sites.grids", town.site)
    assert spoken(town, screen) == [("第一网格", "3号楼")]

    page = AddGridPage(screen.context)
    hands = at(screen, page, town.site)
    hands.type("第二网格")
    page.places.setFocus()
    hands.press("Down", "Down", "Space", "F9")
    assert spoken(town, screen) == [("第一网格", "3号楼1单元"), ("第二网格", "3号楼2单元")]

    listed = GridsPage(screen.context)
    hands = at(screen, listed, town.site)
    assert listed.title == "云水苑的网格"
    first = grids(town, screen)[0].uid
    hands.press("F6", "F7", "Return")
    assert screen.opened[-3:] == [
        ("sites.rename_grid", first),
        ("sites.close_grid", first),
        ("sites.grid_places", first),
    ]

    hands = at(screen, RenameGridPage(screen.context), first)
    hands.press("Ctrl+A")
    hands.type("东片", "F9")
    assert [row.name for row in grids(town, screen)] == ["东片", "第二网格"]

    divided = GridPlacesPage(screen.context)
    hands = at(screen, divided, first)
    assert divided.places.chosen() == ((town.building, divided.places.lines.rows[1].place.unit_uid),)
    divided.places.setFocus()
    hands.press("Space", "F9")
    assert spoken(town, screen) == [("东片", "3号楼"), ("第二网格", "")]

    hands = at(screen, CloseGridPage(screen.context), first)
    hands.press("F9")
    assert spoken(town, screen) == [("东片", ""), ("第二网格", "")]
    at(screen, listed, town.site)
    assert [listed.model.index(row, 3).data() for row in range(2)] == ["不用了", "不用了"]
    listed.as_of.setText("-1")
    listed.as_of.editingFinished.emit()
    screen.settle()
    assert "截至" in listed.title
    hands = at(screen, CloseGridPage(screen.context), first)
    hands.press("F9")
    assert "已经不用了" in screen.context.notices.text
