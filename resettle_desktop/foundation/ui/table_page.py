"""A list page: a question, columns, what opening a row does.

class HouseholdsPage(TablePage[HouseholdRow]):
    name = "households.households"
    title = "搬迁户"
    reload_on = frozenset({"household", "membership"})
    columns = (
        Column("户号", lambda row: row.number, width=7),
        Column("户主", lambda row: row.head, width=6, strong=True),
        Column("状态", lambda row: row.stage, width=6, chip=lambda row: Chip(row.stage, Tone.OK)),
    )
    empty_text = "还没有登记搬迁户"
    empty_advice = "按 F3 登记第一户"

    def question(self) -> Callable[[Session], Sequence[HouseholdRow]]:
        return partial(households, as_of=self.context.today())

    def open_row(self, row: HouseholdRow) -> None:
        self.context.open_page("households.household", row.uid)
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.empty import EmptyState
from resettle_desktop.foundation.ui.layout import Card, OneOf, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import ColumnsModel, IdListModel, RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

R = TypeVar("R")


class ListPage(Page, Generic[R]):
    """What both kinds of list have in common: bar on top, table, empty state, count."""

    columns: ClassVar[Sequence[Column[Any]]] = ()
    empty_text: ClassVar[str] = "这里还没有内容"
    empty_advice: ClassVar[str] = ""
    empty_icon: ClassVar[str] = "inbox"

    bar: QHBoxLayout
    """Room above the table for filters; the count stands at its right end."""
    table: RowsView
    card: Card
    _answered: bool = False

    def open_row(self, row: R) -> None:
        """Enter or a double click on a row."""

    def make_model(self) -> ColumnsModel[R]:
        """The model behind the table."""
        raise NotImplementedError

    def build_bar(self) -> None:
        """Put filters into ``self.bar``."""

    @property
    def current_row(self) -> R | None:
        """The row the cursor is on."""
        row: R | None = self.table.row()
        return row

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.bar = QHBoxLayout()
        spaced(theme, self.bar, spacing=8)
        self.build_bar()
        if self.bar.count():
            self.body.addLayout(self.bar)
        self.card = Card(theme)
        spaced(theme, self.card.body)
        self.table = RowsView(theme, self.make_model())
        self.table.setAccessibleName(self.title)
        self.table.opened.connect(self.open_row)
        self.empty = EmptyState(theme, self.empty_text, self.empty_advice, icon=self.empty_icon)
        holder = QWidget()
        self._stack = OneOf(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.card.body.addWidget(holder)
        self.body.addWidget(self.card, 1)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    def row_ready(self) -> bool:
        """Whether there is a row to work on; taken for granted until the list has come: nothing flashes."""
        return self.current_row is not None or not self._answered

    def show_count(self, count: int) -> None:
        """Show the table, or what to do when there is nothing."""
        self._answered = True
        self._stack.setCurrentWidget(self.table if count else self.empty)
        self.commands_changed.emit()


class TablePage(ListPage[R]):
    """A list of up to some thousand rows, held whole."""

    patient: ClassVar[bool] = False
    """Whether the question looks through the whole file, and so gives way to others."""

    def question(self) -> Callable[[Session], Sequence[R]]:
        """What is asked of the file."""
        raise NotImplementedError

    @override
    def make_model(self) -> RowsModel[R]:
        self.model: RowsModel[R] = RowsModel(self.columns, self)
        return self.model

    @override
    def reload(self) -> None:
        self.context.worker.ask(
            self.question(), self.show_rows, owner=self, latest="rows", patient=self.patient
        )

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show what was answered; the cursor stays on its row when that is still there."""
        before = self.current_row
        self.model.set_rows(rows)
        self.show_count(len(rows))
        if before is not None:
            key = self.row_key(before)
            position = next((p for p, row in enumerate(self.model.rows) if self.row_key(row) == key), None)
            if position is not None:
                self.table.go_to(position)

    def row_key(self, row: R) -> Any:
        """What tells that two rows are the same thing."""
        return getattr(row, "uid", row)


class LongTablePage(ListPage[R]):
    """A list of any length: ids first, rows page by page as they come into sight.

    A page that can ask for its first rows shows them before all ids are known. A column's title sorts by
    its key: ``order`` is what the questions are asked with.
    """

    order: tuple[str, bool] | None = None
    """The key of the column the list is sorted by, and whether the largest comes first."""

    def ids_question(self) -> Callable[[Session], array[int]]:
        """All ids in order."""
        raise NotImplementedError

    def rows_question(self, ids: Sequence[int]) -> Callable[[Session], Sequence[R]]:
        """The rows of these ids, in their order, none left out."""
        raise NotImplementedError

    def first_question(self) -> Callable[[Session], Sequence[R]] | None:
        """The first rows in order, as many as fit on a screen; None where all ids come as fast."""
        return None

    def row_id(self, row: R) -> int:
        """The id of a row."""
        key: int = getattr(row, "id", 0)
        return key

    @override
    def make_model(self) -> IdListModel[R]:
        self.model: IdListModel[R] = IdListModel(self.columns, self._fetch, self)
        self.model.order_asked.connect(self.sort_by)
        return self.model

    @override
    def reload(self) -> None:
        ask = self.context.worker.ask
        first = self.first_question()
        if first is not None:
            ask(first, self._show_first, owner=self, latest="first", patient=True)
        ask(self.ids_question(), self.show_ids, owner=self, latest="ids", patient=True)

    def sort_by(self, key: str, order: Qt.SortOrder) -> None:
        """Have the list in the order of a column."""
        self.order = key, order == Qt.SortOrder.DescendingOrder
        self.reload()

    def show_ids(self, ids: array[int]) -> None:
        """Show the list that was answered."""
        self.model.complete(ids)
        self.show_count(len(ids))

    def _show_first(self, rows: Sequence[R]) -> None:
        self.model.set_ids(array("q", map(self.row_id, rows)), rows)
        if rows:
            self.show_count(len(rows))

    def _fetch(self, ids: Sequence[int], then: Callable[[Sequence[R]], None]) -> None:
        self.context.worker.ask(self.rows_question(ids), then, owner=self)
