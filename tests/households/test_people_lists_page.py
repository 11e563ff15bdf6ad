"""The pages of hukou booklets and other lists: proposed from the members, differences said plainly."""

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.pages.household.lists_card import ListsCard
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.people_lists.differences import differences
from resettle_desktop.households.pages.people_lists.forms import (
    NO_DIVISION,
    CloseListPage,
    CorrectListPage,
    EnterOnListPage,
    LeaveListPage,
    OpenListPage,
)
from resettle_desktop.households.pages.people_lists.page import PeopleListsPage
from resettle_desktop.households.queries.people_lists import PeopleLists, lists_of_household
from resettle_desktop.households.rules.circumstances import ListKind
from resettle_desktop.households.use_cases import HouseholdItems
from tests.households.keyboard import Keyboard
from tests.households.test_people_lists import booklet
from tests.households.town import Town, member, on
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


def at(screen: Screen, page: Page, uid: str) -> Keyboard:
    screen.open(page, uid)
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    screen.settle()
    return Keyboard(screen)


def lists(town: Town, screen: Screen, uid: str) -> PeopleLists:
    return town.desk.ask(lists_of_household, uid, screen.context.today())


def said(card: ListsCard) -> list[str]:
    return [line.text() for line in card.lines if not line.isHidden()]


def test_two_booklets_in_one_household(town: Town, screen: Screen) -> None:
    """A07: the grandmother's hukou stands alone."""
    uid = town.register(items=MOVED)
    page = OpenListPage(screen.context)
    hands = at(screen, page, uid)
    assert (page.kind.text(), page.holder.text()) == ("户口簿", "王国梁")
    assert len(page.table.ticked()) == 5
    mother = town.person(uid, "张秀英")
    page.table.boxes[mother].setFocus()
    hands.press("Space")
    page.since.setFocus()
    hands.type("20181120", "Return")
    hands.type("140902001", "F9")
    assert screen.opened == [("households.people_lists", uid)]
    found = lists(town, screen, uid)
    assert [(p.name, p.relation) for p in found.lists[0].people] == [
        ("王国梁", "户主"),
        ("李改莲", "妻"),
        ("王小军", "长子"),
        ("王小红", "长女"),
    ]

    page = OpenListPage(screen.context)
    hands = at(screen, page, uid)
    assert page.table.ticked() == (mother,)
    assert page.holder.text() == "张秀英"
    page.since.setFocus()
    hands.type("20181120", "F9")
    found = lists(town, screen, uid)
    assert [row.name for row in found.lists] == ["王国梁的户口簿", "张秀英的户口簿"]
    assert found.unlisted == ()
    assert differences(found, found.lists[0]) == ("本户有、户口簿上没有：张秀英（在张秀英的户口簿上）",)


def test_one_booklet_over_two_households(town: Town, screen: Screen) -> None:
    """The reverse: the uncle is a household of ours and on his brother's booklet."""
    uid = town.register(items=MOVED)
    uncle = town.register(member("王国柱", "02", "19660708", 21), items=MOVED)
    first = booklet(town, uid, {"王国梁": "02", "李改莲": "12"})
    page = EnterOnListPage(screen.context)
    hands = at(screen, page, first)
    assert page.title == "名册上加人  王国梁的户口簿"
    hands.type("王国柱", "Return")
    hands.type("兄", "Return")
    hands.type("2019", "F9")
    assert screen.opened == [("households.people_lists", uid)]

    shown = PeopleListsPage(screen.context)
    hands = at(screen, shown, uid)
    assert shown.differences.text().splitlines() == [
        "户口簿上有、本户没有：王国柱（王国柱家 练LG0002）",
        "本户有、户口簿上没有：王小军、王小红、张秀英",
    ]
    assert shown.rows.index(0, 4).data() == "差4人"
    assert [shown.people.index(row, 3).data() for row in range(3)] == ["本户", "本户", "王国柱家（练LG0002）"]
    hands.press("F3", "F4", "F6", "F7", "F9", "Return", "Return")
    assert screen.opened[1:] == [
        ("households.enter_on_list", first),
        ("households.correct_list", first),
        ("households.leave_list", first),
        ("households.close_list", first),
        ("households.open_list", uid),
        ("households.person", town.person(uid, "王国梁")),
    ]
    at(screen, shown, uncle)
    assert (
        shown.differences.text()
        == "户口簿上有、本户没有：王国梁（王国梁家 练LG0001）、李改莲（王国梁家 练LG0001）"
    )

    home = HouseholdPage(screen.context)
    hands = at(screen, home, uid)
    assert said(home.lists) == [
        "户口簿　王国梁3人",
        "户口簿上有、本户没有：王国柱（王国柱家 练LG0002）",
        "本户有、户口簿上没有：王小军、王小红、张秀英",
    ]
    hands.press("Ctrl+R")
    assert screen.opened[-1] == ("households.people_lists", uid)


def test_a_list_is_put_right_left_and_closed(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    first = booklet(town, uid, {"王国梁": "02", "张秀英": "52"}, "140902001")
    page = CorrectListPage(screen.context)
    hands = at(screen, page, first)
    assert page.number.text() == "140902001"
    page.address.setFocus()
    hands.type("青岭县沟门乡石湾村", "Return")
    page.division.setFocus()
    hands.type("没有这个乡")
    page.note.setFocus()
    hands.press("F9")
    assert page.fields["division_code"].error == NO_DIVISION
    page.division.setFocus()
    hands.press("Ctrl+A")
    hands.type("忻州市岢岚县宋家沟", "Return")
    hands.press("F9")
    (found,) = lists(town, screen, uid).lists
    assert (found.address, found.division_code) == ("青岭县沟门乡石湾村", "140929102000")
    page = CorrectListPage(screen.context)
    hands = at(screen, page, first)
    assert page.division.text() == "山西省忻州市岢岚县宋家沟镇"
    hands.press("F9")
    assert lists(town, screen, uid).lists[0].division_code == "140929102000"

    leaving = LeaveListPage(screen.context)
    hands = at(screen, leaving, first)
    hands.type("张秀英", "Return")
    hands.type("20240501", "F9")
    assert [person.name for person in lists(town, screen, uid).lists[0].people] == ["王国梁"]

    hands = at(screen, CloseListPage(screen.context), first)
    hands.press("F9")
    (closed,) = lists(town, screen, uid).lists
    assert closed.people == ()
    shown = PeopleListsPage(screen.context)
    at(screen, shown, uid)
    assert shown.rows.index(0, 4).data() == "不用了"
    shown.filters.as_of.setText("20200101")
    shown.filters.as_of.editingFinished.emit()
    screen.settle()
    assert shown.rows.index(0, 3).data() == "2人"
    shown.filters.as_of.setText("20180101")
    shown.filters.as_of.editingFinished.emit()
    screen.settle()
    assert shown.empty.isVisible()
    hands = at(screen, CloseListPage(screen.context), first)
    hands.press("F9")
    assert "已经没有人了" in screen.context.notices.text
    assert closed.kind is ListKind.HUKOU_BOOKLET


LOOKS = (
    (Scheme.LIGHT, 1.0, 1178, 560),
    (Scheme.DARK, 1.25, 1253, 540),
    (Scheme.CONTRAST, 1.75, 1250, 500),
)


@pytest.mark.parametrize(
    "kind", [PeopleListsPage, OpenListPage, CorrectListPage, EnterOnListPage, LeaveListPage, CloseListPage]
)
def test_the_pages_are_whole_at_every_size(town: Town, screen: Screen, kind: type[Page]) -> None:
    uid = town.register(items=MOVED)
    first = booklet(town, uid, {"王国梁": "02", "张秀英": "52"}, "140902001")
    page = kind(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(uid if kind in {PeopleListsPage, OpenListPage} else first)
    for scheme, scale, width, height in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)
