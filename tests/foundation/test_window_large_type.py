"""The window in the largest type, and for a clerk who has gone on: nothing out of sight, no pulling."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QWidget

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.page import NavEntry, Page, PageSpec
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.window.desk import Desk
from resettle_desktop.foundation.window.navigation import Navigation
from resettle_desktop.foundation.window.window import Window
from tests.foundation.ui.gallery import COLUMNS, RESIDENTS, Resident, plan_of
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen, keys, type_text
from tests.kit.things import ThingDraft, add_sample_tables, make_thing


class LowList(Page):
    """Much to read above a list; there is nothing that takes the cursor but the list."""

    name = "large.low"
    title = "王国梁家  GH0012"

    def build(self) -> None:
        card = Card(self.context.theme, "从哪里来")
        self.first = QLabel("石湾村后沟")
        card.body.addWidget(self.first)
        card.body.addSpacing(self.context.theme.px(400))
        self.body.addWidget(card)
        self.model: RowsModel[Resident] = RowsModel(COLUMNS, self)
        self.model.set_rows(RESIDENTS)
        self.table = RowsView(self.context.theme, self.model)
        self.table.setAccessibleName("家庭成员")
        self.table.setFixedHeight(self.context.theme.px(34 + 38 * 5))
        self.body.addWidget(self.table)
        self.line = TextInput("备注")
        self.line.setAccessibleName("备注")
        self.body.addWidget(self.line)

    def first_focus(self) -> QWidget | None:
        return self.table

    def commands(self) -> Sequence[Command]:
        def nothing() -> None:
            """The key is what matters here."""

        return (
            Command("F3", "加成员", nothing, "user-plus"),
            Command("F4", "补充资料", nothing, "clipboard-list"),
            Command("F6", "换户主", nothing, button=False),
            Command("F7", "分房调房", nothing, button=False, ready=lambda: False),
            Command("Ctrl+I", "看全号", nothing, button=False),
            Command("F9", "打印证明", nothing, "printer", primary=True),
        )


class SlowForm(Form):
    """Its act is done when the clerk is elsewhere already."""

    name = "large.form"
    title = "造一件东西"
    use_case = staticmethod(make_thing)

    def build(self) -> None:
        self.label = self.field("label", "名字(&N)", TextInput(), required=True)

    def draft(self) -> ThingDraft:
        return ThingDraft("" if self.label.value() == "不成" else self.label.value())

    def done(self, result: Any) -> None:
        self.context.notices.say(f"造好了 {self.label.value()}")
        self.context.open_page("large.low", "made")


def pages(entries: int) -> tuple[PageSpec, ...]:
    """A list, a form, and so many entries in the navigation."""
    more = tuple(
        PageSpec(f"more.{n}", f"第{n}台", LowList, nav=NavEntry(n, "inbox", f"第{n}台", f"第{n}台"))
        for n in range(2, entries + 1)
    )
    first = PageSpec(LowList.name, LowList.title, LowList, nav=NavEntry(1, "users", "搬迁户", "搬迁户"))
    return (first, PageSpec(SlowForm.name, SlowForm.title, SlowForm, under="more.2"), *more)


class Counter:
    """A window with these pages in it."""

    def __init__(self, screen: Screen, entries: int = 7) -> None:
        self.screen = screen
        self.window = Window(screen.context.theme, "易地搬迁社区服务台")
        plan = replace(plan_of(screen), pages=pages(entries), home=LowList.name)
        self.desk = Desk(screen.context.theme, plan)
        self.window.enter_desk(self.desk)
        screen.show(self.window, 1366, 698)
        screen.qtbot.wait(1)

    def enlarge(self, scale: float) -> None:
        self.screen.context.theme.set_scale(scale)
        self.screen.qtbot.wait(1)

    def open(self, name: str, uid: str | None = None) -> Page:
        self.desk.open_page(name, uid)
        self.screen.settle()
        self.screen.qtbot.wait(1)
        assert self.desk.page is not None
        return self.desk.page

    def sees(self, widget: QWidget, part: QRect | None = None) -> bool:
        """Whether the whole widget, or a part of it, is in the page area."""
        box = part or widget.rect()
        corner = widget.mapTo(self.desk.stack, box.topLeft())
        return self.desk.stack.rect().contains(QRect(corner, box.size()))


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


@pytest.fixture
def counter(screen: Screen) -> Counter:
    return Counter(screen)


# The navigation


def bar_of(navigation: Navigation) -> QScrollBar:
    """The scroll bar that nobody is to see."""
    area = navigation.findChild(QScrollArea)
    assert area is not None
    return area.verticalScrollBar()


@pytest.mark.parametrize("entries", [7, 10])
@pytest.mark.parametrize("size", [(1366, 698), (1024, 698), (800, 560)])
def test_every_entry_of_the_navigation_is_reached_and_no_bar_stands_beside_it(
    screen: Screen, entries: int, size: tuple[int, int]
) -> None:
    counter = Counter(screen, entries)
    counter.window.resize(*size)
    counter.enlarge(1.75)
    navigation = counter.desk.navigation
    assert not bar_of(navigation).isVisible()
    for name, button in navigation.buttons.items():
        counter.open(name)
        corner = button.mapTo(navigation, QPoint())
        assert navigation.rect().contains(QRect(corner, button.size())), "the lit entry is whole"
        assert button.width() < navigation.width()
    assert complaints(navigation) == []


def test_seven_entries_stand_in_sight_together_in_the_largest_type(counter: Counter) -> None:
    counter.enlarge(1.75)
    navigation = counter.desk.navigation
    lowest = list(navigation.buttons.values())[-1]
    assert bar_of(navigation).maximum() == 0
    assert lowest.mapTo(navigation, QPoint(0, lowest.height())).y() <= navigation.height()
    assert len({button.height() for button in navigation.buttons.values()}) == 1


@pytest.mark.parametrize("scale", [1.0, 1.5, 1.75])
def test_entries_are_as_high_as_the_room_allows_from_the_start(screen: Screen, scale: float) -> None:
    screen.context.theme.set_scale(scale)
    counter = Counter(screen)
    heights = [button.height() for button in counter.desk.navigation.buttons.values()]
    counter.enlarge(1.25)
    counter.enlarge(scale)
    assert [button.height() for button in counter.desk.navigation.buttons.values()] == heights


def test_a_page_lights_the_entry_it_is_under(counter: Counter) -> None:
    counter.open(SlowForm.name)
    assert counter.desk.navigation.buttons["more.2"].isChecked()


# A page opens at its top


def test_a_page_opens_at_its_top_with_the_cursor_in_a_list_below(counter: Counter) -> None:
    counter.enlarge(1.75)
    for _ in range(2):
        page = counter.open(LowList.name, "one")
        assert isinstance(page, LowList)
        assert page.table.hasFocus()
        assert counter.sees(page.first)
        page.line.setFocus()
        counter.screen.qtbot.wait(1)
        assert counter.sees(page.line), "where the cursor goes the page follows"
        assert not counter.sees(page.first)
        counter.open("more.3")


def test_arrow_keys_bring_their_row_into_sight(counter: Counter) -> None:
    counter.enlarge(1.75)
    page = counter.open(LowList.name, "one")
    assert isinstance(page, LowList)
    for step in ("Down", "Down", "Up"):
        keys(page.table, step)
        assert counter.sees(page.table.viewport(), page.table.visualRect(page.table.currentIndex()))


def test_the_page_keys_read_on_where_nothing_takes_them(counter: Counter) -> None:
    counter.enlarge(1.75)
    page = counter.open(LowList.name, "one")
    assert isinstance(page, LowList)
    counter.desk.go_to_search()
    keys(counter.window.focusWidget() or page, "PgDown")
    assert not counter.sees(page.first)
    keys(counter.window.focusWidget() or page, "PgUp")
    assert counter.sees(page.first)


def test_a_title_is_not_shortened_for_the_buttons(counter: Counter) -> None:
    page = counter.open(LowList.name, "one")
    heading = counter.desk.heading
    for title in ("王国梁家  GH0012", "增加家庭成员：阿卜杜热合曼·麦麦提家（GH0012）"):
        page.set_heading(title)
        for scale in (1.0, 1.25, 1.5, 1.75):
            counter.enlarge(scale)
            assert heading.title.width() >= heading.title.sizeHint().width(), (title, scale)
            assert complaints(heading) == []


# The hint bar


def test_the_foot_keeps_the_key_sheet_and_the_main_key_where_room_is_short(counter: Counter) -> None:
    counter.open(LowList.name, "one")
    whole = ["加成员", "补充资料", "换户主", "看全号", "打印证明", "搜索", "按键", "锁定", "换人"]
    assert counter.desk.hints.texts == whole
    counter.enlarge(1.75)
    shown = counter.desk.hints.texts
    assert {"打印证明", "按键"} <= set(shown)
    assert shown == [text for text in whole if text in shown]
    assert len(shown) < len(whole)


# Where the clerk is, he stays


def test_a_form_that_is_done_when_the_clerk_is_elsewhere_only_says_so(counter: Counter) -> None:
    form = counter.open(SlowForm.name)
    assert isinstance(form, SlowForm)
    type_text(form.label, "算盘")
    form.submit()
    counter.open("more.3")
    assert counter.desk.notices.text == "造好了 算盘"
    assert counter.desk.stack.here is not None
    assert counter.desk.stack.here.name == "more.3"


def test_a_refusal_that_comes_when_the_clerk_is_elsewhere_is_said(counter: Counter) -> None:
    form = counter.open(SlowForm.name)
    assert isinstance(form, SlowForm)
    type_text(form.label, "不成")
    form.submit()
    counter.open("more.3")
    assert counter.desk.notices.text.startswith("造一件东西没有办成：")
    assert form.is_dirty


# What is said


def test_a_short_line_after_a_long_one_is_low_in_the_very_next_picture(counter: Counter) -> None:
    counter.enlarge(1.75)
    notices = counter.desk.notices
    notices.say("已登记")
    low = notices.height()
    notices.say("磁盘已满，刚才这一步没有保存，之前办好的都在。" * 4)
    assert notices.height() > low
    notices.say("已登记", take_back=partial(notices.say, ""))
    assert notices.height() == low


def test_the_cursor_and_what_was_read_are_as_they_were_on_the_way_back(counter: Counter) -> None:
    counter.enlarge(1.75)
    page = counter.open(LowList.name, "one")
    assert isinstance(page, LowList)
    keys(page.table, "Down")
    keys(page.table, "Down")
    counter.open("more.3")
    counter.desk.go_back()
    counter.screen.settle()
    assert page.table.currentIndex().row() == 2


def test_a_page_stays_where_it_was_while_another_or_the_lock_is_on_top(counter: Counter) -> None:
    counter.enlarge(1.75)
    page = counter.open(LowList.name, "one")
    assert isinstance(page, LowList)
    counter.open(SlowForm.name)
    counter.desk.go_back()
    counter.screen.qtbot.wait(1)
    assert counter.sees(page.first)
    lock = QWidget()
    lock.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    counter.window.lock(lock)
    counter.screen.qtbot.wait(1)
    counter.window.unlock()
    counter.screen.qtbot.wait(1)
    assert page.table.hasFocus()
    for key in ("Ctrl+K", "Esc", "Ctrl+L", "Home"):
        keys(counter.window.focusWidget() or page, key)
        counter.screen.qtbot.wait(1)
    assert page.table.hasFocus()
    assert counter.sees(page.first)


def test_a_menu_that_is_open_does_not_keep_the_room_of_larger_type(counter: Counter) -> None:
    counter.enlarge(1.75)
    counter.desk.top_bar.open_menu()
    counter.enlarge(1.0)
    assert not counter.desk.top_bar.menu.isVisible()
