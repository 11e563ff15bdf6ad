"""Lists: rows and pages of rows by keys, models that Qt's own tester accepts, None that stays alive."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from sqlalchemy import text
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, ChipLabel, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.inputs import choices_of
from resettle_desktop.foundation.ui.inputs.option_list import OptionModel
from resettle_desktop.foundation.ui.rows_model import PAGE_ROWS, WAITING, IdListModel, RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsDelegate, RowsView
from resettle_desktop.foundation.ui.table_page import LongTablePage, TablePage
from resettle_desktop.foundation.ui.tokens import Scheme
from tests.kit.screen import Screen, keys
from tests.kit.things import ThingDraft, add_sample_tables, make_thing


@dataclass(frozen=True, slots=True)
class ThingRow:
    id: int
    uid: str
    label: str


COLUMNS = (
    Column[ThingRow]("号", lambda row: str(row.id), width=4, right=True, sort=lambda row: row.id),
    Column[ThingRow]("名字", lambda row: row.label, stretch=True, strong=True, sort=lambda row: row.label),
    Column[ThingRow]("状态", lambda row: "新", width=5, chip=lambda row: Chip("新", Tone.OK)),
    Column[ThingRow]("备注", lambda row: "", width=20, optional=True, muted=True),
)
ROWS = tuple(ThingRow(number, str(number), f"东西{number:03}") for number in range(5))


def thing_rows(session: Session, ids: Sequence[int] | None = None) -> list[ThingRow]:
    rows = session.execute(text("SELECT id, uid, label FROM thing ORDER BY id"))
    found = {row.id: ThingRow(row.id, row.uid, row.label) for row in rows}
    return list(found.values()) if ids is None else [found[one] for one in ids]


class ThingsPage(TablePage[ThingRow]):
    name = "test.things"
    title = "东西"
    columns = COLUMNS
    reload_on = frozenset({"thing"})
    empty_text = "还没有东西"
    opened: ClassVar[list[ThingRow]] = []

    def build_bar(self) -> None:
        self.bar.addWidget(ChipLabel(self.context.theme, Chip("全部", Tone.NEUTRAL)))

    def question(self) -> Callable[[Session], Sequence[ThingRow]]:
        return thing_rows

    def open_row(self, row: ThingRow) -> None:
        self.context.open_page("test.thing", row.uid)


class LongThingsPage(LongTablePage[ThingRow]):
    name = "test.long"
    title = "很多东西"
    columns = COLUMNS
    reload_on = frozenset({"thing"})

    def ids_question(self) -> Callable[[Session], array[int]]:
        return lambda session: array("q", session.execute(text("SELECT id FROM thing ORDER BY id")).scalars())

    def rows_question(self, ids: Sequence[int]) -> Callable[[Session], Sequence[ThingRow]]:
        return lambda session: thing_rows(session, ids)


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


def add(screen: Screen, *labels: str) -> None:
    for label in labels:
        worker = screen.context.worker
        worker.act(make_thing, ThingDraft(label), lambda _key: None, owner=screen.context.notices)
    screen.settle()


# Pages


def test_an_empty_list_says_what_to_do_and_fills_when_the_file_changes(screen: Screen) -> None:
    page = screen.show(ThingsPage(screen.context))
    page.show_subject(None)
    screen.settle()
    assert page.empty.isVisible()
    add(screen, "算盘", "秤")
    assert page.table.isVisible()
    assert [row.label for row in page.model.rows] == ["算盘", "秤"]


def test_enter_opens_the_row_and_the_cursor_stays_on_it_after_a_reload(screen: Screen) -> None:
    page = screen.show(ThingsPage(screen.context))
    add(screen, "一", "二", "三")
    page.table.setFocus()
    keys(page.table, "Down")
    assert page.current_row is not None
    assert page.current_row.label == "二"
    add(screen, "四")
    assert page.current_row.label == "二"
    keys(page.table, "Return")
    assert screen.opened == [("test.thing", page.current_row.uid)]
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=center(page.table, 0))
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=center(page.table, 0))
    assert len(screen.opened) == 2


def center(view: RowsView, row: int) -> Any:
    return view.visualRect(view.model().index(row, 1)).center()


def test_a_hidden_page_reloads_when_it_is_shown_again(screen: Screen) -> None:
    page = screen.show(ThingsPage(screen.context))
    page.hide()
    add(screen, "算盘")
    assert page.model.rows == ()
    page.show()
    screen.settle()
    assert len(page.model.rows) == 1


def test_a_title_sorts_and_sorts_back(screen: Screen) -> None:
    page = screen.show(ThingsPage(screen.context))
    add(screen, "乙", "丙", "甲")
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(0)
    header.sectionClicked.emit(0)
    assert [row.id for row in page.model.rows] == [3, 2, 1]
    add(screen, "丁")
    assert [row.id for row in page.model.rows] == [4, 3, 2, 1]
    header.sectionClicked.emit(2)
    assert [row.id for row in page.model.rows] == [4, 3, 2, 1], "a column without an order keeps the list"


def test_letters_are_left_to_the_search_box(screen: Screen) -> None:
    heard: list[str] = []

    class Listening(ThingsPage):
        @override
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.text())

    page = screen.show(Listening(screen.context))
    add(screen, "a", "b")

    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_B)
    assert heard == ["b"]
    assert page.current_row is not None
    assert page.current_row.label == "a"


def test_optional_columns_give_way_when_the_room_is_short(screen: Screen) -> None:
    page = screen.show(ThingsPage(screen.context), 1100)
    add(screen, "算盘")
    assert not page.table.isColumnHidden(3)
    page.window().resize(420, 400)
    screen.qtbot.waitUntil(lambda: page.table.isColumnHidden(3))
    assert not any(page.table.isColumnHidden(place) for place in range(3))
    total = sum(page.table.columnWidth(place) for place in range(3))
    assert total == page.table.viewport().width()


def test_words_that_are_cut_stand_whole_in_the_tool_tip(screen: Screen) -> None:
    model = RowsModel(COLUMNS)
    long = "系统管理员、负责人、户档岗、党务岗、便民跟进岗、居民事务岗"
    model.set_rows([ThingRow(1, "1", long), ThingRow(2, "2", "东西")])
    view = screen.show(RowsView(screen.context.theme, model), 320, 200)
    delegate = view.itemDelegate()
    assert isinstance(delegate, RowsDelegate)
    said = [[delegate.cut_words(model.index(row, column)) for column in range(3)] for row in range(2)]
    assert said == [["", long, ""], ["", "", ""]]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_list_is_painted_in_every_scheme(screen: Screen, scheme: Scheme) -> None:
    page = screen.show(ThingsPage(screen.context))
    add(screen, "算盘")
    screen.context.theme.set_scheme(scheme)
    page.table.setFocus()
    first, again = page.grab().toImage(), page.grab().toImage()
    assert first == again
    colours = {
        first.pixelColor(x, y).name() for x in range(0, first.width(), 3) for y in range(first.height())
    }
    assert screen.context.theme.colour("selection").name() in colours


def test_a_long_list_fetches_only_what_is_looked_at(screen: Screen) -> None:
    page = screen.show(LongThingsPage(screen.context))
    add(screen, *(f"东西{number}" for number in range(30)))
    page.show_subject(None)
    screen.settle()
    screen.qtbot.waitUntil(lambda: page.model.data(page.model.index(29, 1)) == "东西29")
    screen.settle()
    assert page.current_row is not None


# Models


def test_the_models_are_models(qapp: QObject, qtmodeltester: ModelTester) -> None:
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    rows = RowsModel(COLUMNS)
    rows.set_rows(ROWS)
    check(rows)
    holder = QWidget()
    options = OptionModel(holder)
    options.set_choices(choices_of([("1", "一"), ("2", "二")]))
    check(options)
    long = IdListModel(COLUMNS, lambda ids, then: then([ROWS[one % 5] for one in ids]))
    long.set_ids(array("q", range(1000)))
    check(long)


def test_a_page_is_asked_for_once_and_old_ones_are_let_go(qapp: QObject) -> None:
    asked: list[int] = []
    waiting: list[Callable[[], None]] = []

    def fetch(ids: Sequence[int], then: Callable[[Sequence[ThingRow]], None]) -> None:
        asked.append(ids[0])
        waiting.append(lambda: then([ThingRow(one, str(one), f"第{one}") for one in ids]))

    model = IdListModel(COLUMNS, fetch)
    model.set_ids(array("q", range(PAGE_ROWS * 100)))
    assert model.data(model.index(5, 1)) == WAITING
    assert model.data(model.index(6, 1)) == WAITING
    assert asked == [0]
    waiting.pop()()
    assert model.data(model.index(6, 1)) == "第6"
    for page in range(1, 70):
        model.data(model.index(page * PAGE_ROWS, 0))
        waiting.pop()()
    model.data(model.index(0, 0))
    assert asked[-1] == 0, "the first page was let go"
    stale = waiting.pop()
    model.set_ids(array("q", range(10)))
    stale()
    assert model.data(model.index(5, 1)) == WAITING, "an answer for the list before is not shown"


def test_none_keeps_its_references(qapp: QObject) -> None:
    """PySide6 6.12 gives one reference of None away at each call that returns it, until the process dies."""
    model = RowsModel(COLUMNS)
    model.set_rows(ROWS)
    index = model.index(0, 0)
    before = sys.getrefcount(None)
    for _ in range(5_000):
        model.data(index, Qt.ItemDataRole.DecorationRole)
        qapp.property("no such property")
    assert sys.getrefcount(None) >= before - 50
