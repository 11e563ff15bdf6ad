"""A file that was closed and somebody who died take nothing new; what stands in them can be put right."""

import pytest

from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.ui.words import ElidedLabel
from resettle_desktop.households.pages.forms.homes import HomesPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.people_lists.page import PeopleListsPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    record_death,
    record_missing,
)
from resettle_desktop.sites.pages.origin_villages_page import AbolishVillagePage
from tests.households.keyboard import Keyboard
from tests.households.town import Town, member, on
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
NEW = {"加成员": "F3", "变更": "Ctrl+E", "换户主": "F6", "分房调房": "F7", "打印证明": "F9"}


def ready(page: HouseholdPage | PersonPage) -> dict[str, bool]:
    """What can be done, by its words."""
    return {command.text: command.ready() for command in page.declared}


@pytest.fixture
def alone(town: Town) -> tuple[str, str]:
    """A household whose only member has died."""
    uid = town.register(member("高二牛", "02", "19400101", 41), items=MOVED)
    person = town.person(uid, "高二牛")
    town.desk.do(record_death, DeathDraft(person, on(2026, 10, 20)))
    return uid, person


def test_a_closed_file_takes_nothing_new_and_says_why(
    town: Town, screen: Screen, alone: tuple[str, str]
) -> None:
    page = HouseholdPage(screen.context)
    screen.open(page, town.register())
    assert all(ready(page).values())
    page.show_subject(alone[0])
    screen.settle()
    off = {text for text, on_now in ready(page).items() if not on_now}
    assert off == set(NEW)
    for text, key in NEW.items():
        screen.context.notices.clear()
        Keyboard(screen).press(key)
        assert "已销户" in screen.context.notices.text, text
    assert screen.opened == []
    Keyboard(screen).press("Ctrl+D", "F4", "Ctrl+O")
    assert [name for name, _ in screen.opened] == [
        "households.extract",
        "households.complete_household",
        "households.correct_origin",
    ]


def test_a_closed_file_is_promised_no_room_and_its_lists_take_nobody(
    town: Town, screen: Screen, alone: tuple[str, str]
) -> None:
    page = HouseholdPage(screen.context)
    screen.open(page, alone[0])
    assert (page.glance.home.fact.text(), page.glance.home.note.text()) == ("没有住房", "")
    lists = PeopleListsPage(screen.context)
    screen.open(lists, alone[0])
    for key in ("F9", "F3"):
        screen.context.notices.clear()
        Keyboard(screen).press(key)
        assert "已销户" in screen.context.notices.text, key
    assert screen.opened == []
    screen.open(lists, town.register())
    Keyboard(screen).press("F9")
    assert [name for name, _ in screen.opened] == ["households.open_list"]


@pytest.mark.parametrize("kind", [HomesPage, AbolishVillagePage])
def test_captions_are_whole_in_large_type(
    town: Town, screen: Screen, kind: type[HomesPage] | type[AbolishVillagePage]
) -> None:
    screen.context.theme.set_scheme(Scheme.CONTRAST)
    screen.context.theme.set_scale(1.75)
    page = kind(screen.context)
    screen.show(page, 890, 2400)  # as wide as the window; the page scrolls
    page.show_subject(town.register() if kind is HomesPage else town.origin)
    screen.settle()
    for label in page.findChildren(ElidedLabel):
        if label.isVisible() and label.text():
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()
    assert [said for said in complaints(page) if said.startswith("cut")] == []


def test_nothing_new_is_written_of_the_dead(town: Town, screen: Screen, alone: tuple[str, str]) -> None:
    page = PersonPage(screen.context)
    screen.open(page, alone[1])
    for key in ("Ctrl+T", "Ctrl+G", "Ctrl+J"):
        screen.context.notices.clear()
        Keyboard(screen).press(key)
        assert "高二牛：死亡" in screen.context.notices.text, key
    assert screen.opened == []
    Keyboard(screen).press("F6")
    assert screen.opened == [("households.correct_person", alone[1])]


def test_who_was_declared_dead_can_come_back(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_missing, MissingDraft(son, on(2026, 5), dead=True))
    page = PersonPage(screen.context)
    screen.open(page, son)
    assert not ready(page)["登记电话"]
    assert ready(page)["变更"], "a court may take it back"


def test_a_person_s_page_gives_the_cursor_to_the_page(town: Town, screen: Screen) -> None:
    page = PersonPage(screen.context)
    screen.open(page, town.person(town.register(), "王小军"))
    assert page.first_focus() is page.history.table
    assert page.history.table.hasFocus()
