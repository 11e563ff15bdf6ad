"""Very long names and rare characters on every page that shows a family: nothing breaks, nothing is lost."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from resettle_desktop.foundation.ui.inputs import Choice
from resettle_desktop.foundation.ui.page import PageSpec
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.window.heading import Heading
from resettle_desktop.households.pages import PAGES as HOUSEHOLD_PAGES
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages import PAGES as MATTERS_PAGES
from resettle_desktop.matters.pages.events.merge_page import MergePage
from tests.households.town import Town, member, on, town_of, wangs
from tests.kit.layout_guards import complaints, name_of
from tests.kit.office import Desk
from tests.kit.screen import Screen, grab

LOOKS = ((Scheme.LIGHT, 1.0, 1178, 640, "100"), (Scheme.CONTRAST, 1.75, 924, 560, "175"))
LONG = ("阿卜杜热西提·买买提吐尔逊·" * 16)[:199]
RARE = "王\U0002c386𠮷㛃"

OF_A_HOUSEHOLD = (
    "households.household",
    "households.add_member",
    "households.complete_household",
    "households.change_head",
    "households.assign_room",
    "matters.events",
    "matters.birth",
    "matters.merge",
    "matters.split",
    "matters.head_changed",
)
OF_A_PERSON = (
    "households.person",
    "households.complete_person",
    "households.correct_person",
    "households.correct_relation",
    "households.move_member",
    "matters.death",
    "matters.marriage_out",
    "matters.duplicate_person",
)
OF_NOBODY = ("households.households", "households.people", "households.rooms")
SPECS = {spec.name: spec for spec in (*HOUSEHOLD_PAGES, *MATTERS_PAGES)}


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def family(town: Town) -> str:
    """Five people: the head and his daughter have two hundred letters, the son three nobody has seen."""
    head, wife, son, daughter, mother = wangs()
    return town.register(
        replace(head, name=LONG),
        wife,
        replace(son, name=RARE),
        replace(daughter, name=LONG[:-1] + "古", nickname=LONG[:60]),
        mother,
        room="3-2-501",
        items=HouseholdItems(moved_in=on(2018, 11, 10)),
    )


def other_family(town: Town) -> str:
    """Another head with a name as long, and a wife."""
    return town.register(
        replace(member("赵大山", "02", "19610101", 31), name=LONG[2:] + "山"),
        member("赵小花", "12", "19620101", 32),
        room="3-2-502",
        items=HouseholdItems(moved_in=on(2018, 11, 10)),
    )


@pytest.mark.parametrize("name", [*OF_A_HOUSEHOLD, *OF_A_PERSON, *OF_NOBODY])
def test_a_page_keeps_its_shape(town: Town, screen: Screen, name: str) -> None:
    household = family(town)
    town.register(member("赵德胜", "02", "19600101", 11))
    spec: PageSpec = SPECS[name]
    uid = None
    if name in OF_A_HOUSEHOLD:
        uid = household
    elif name in OF_A_PERSON:
        uid = town.desk.ask(
            lambda session: next(
                iter(
                    session.connection()
                    .exec_driver_sql("SELECT uid FROM person ORDER BY id LIMIT 1")
                    .scalars()
                )
            )
        )
    page = spec.factory(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(uid)
    if isinstance(page, MergePage):
        page.merged.choose(Choice(other_family(town), f"{LONG}家"))
        screen.qtbot.waitUntil(lambda: bool(page.table.members))
    keeps_its_shape(screen, area, page, name)


def keeps_its_shape(screen: Screen, area: QScrollArea, page: QWidget, name: str) -> None:
    """Nothing is cut and nothing is wider than its room, in every look."""
    for scheme, scale, width, height, look in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.window().resize(width, height)
        area.setMinimumHeight(height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)
        folder = os.environ.get("LOOK_AT")
        if folder:
            grab(area, Path(folder) / f"C-{name}-{look}.png")
        screen.qtbot.waitUntil(lambda: page.width() <= area.viewport().width(), timeout=2000)


@pytest.mark.parametrize("name", ["households.household", "households.add_member", "matters.events"])
def test_a_heading_keeps_the_number_of_the_household(town: Town, screen: Screen, name: str) -> None:
    household = family(town)
    number = town.view(household).number
    page = SPECS[name].factory(screen.context)
    screen.show(page)
    page.show_subject(household)
    screen.qtbot.waitUntil(lambda: number in page.title)
    heading = screen.show(Heading(screen.context.theme))
    heading.show_page(page)
    for scheme, scale, width, _height, look in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        heading.window().resize(width, 160)
        screen.settle()
        title = heading.title
        assert title.shown().startswith(page.title[:4]), look
        assert "…家" in title.shown(), (look, title.shown())
        assert number in title.shown(), (look, title.shown())
        assert title.fontMetrics().horizontalAdvance(title.shown()) <= title.width(), look
        heading.grab()
        assert (title.toolTip(), name_of(title)) == (page.title, page.title)
        assert heading.width() <= width
        assert complaints(heading) == []
