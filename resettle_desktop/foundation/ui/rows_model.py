"""Models of lists: rows held in memory, and very long lists of which only ids and a few pages are held.

model = RowsModel(columns)
model.set_rows(rows)

model = IdListModel(columns, fetch=lambda ids, then: worker.ask(rows_by_id(ids), then, owner=page))
model.set_ids(array("q", ids))
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

NOWHERE: Final = QModelIndex()
ROW_ROLE: Final = Role.UserRole + 1
"""Asks an index for its whole frozen row."""
PAGE_ROWS: Final = 200
PAGES_KEPT: Final = 64
WAITING: Final = "…"


class ColumnsModel(QAbstractTableModel, Generic[R]):
    """What both kinds have in common: cells come from the columns, the row from ``row_at``."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, position: int) -> R | None:
        """The row at a position; None while it is being fetched."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return True

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or not self.hasIndex(index.row(), index.column()):
            return None
        if role == ROW_ROLE:
            return self.row_at(index.row())
        column = self.columns[index.column()]
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            row = self.row_at(index.row())
            return WAITING if row is None else shown_text(column, row)
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if not 0 <= section < (len(self.columns) if orientation == Qt.Orientation.Horizontal else len(self)):
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Role.DisplayRole else None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def shown_text(column: Column[R], row: R) -> str:
    """The words of a cell; a chip's word when the column shows chips."""
    chip = column.chip(row) if column.chip is not None else None
    return chip.text if chip is not None else column.value(row)


class RowsModel(ColumnsModel[R]):
    """A list of frozen rows held in memory (up to some thousands)."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.rows: Sequence[R] = ()
        self._sorting: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, in the order last asked for."""
        self.beginResetModel()
        self.rows = self._sorted(rows)
        self.endResetModel()

    @override
    def row_at(self, position: int) -> R | None:
        return self.rows[position]

    @override
    def __len__(self) -> int:
        return len(self.rows)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or self.columns[column].sort is None:
            return
        self._sorting = (column, order)
        self.set_rows(self.rows)

    def _sorted(self, rows: Sequence[R]) -> Sequence[R]:
        if self._sorting is None:
            return tuple(rows)
        key = self.columns[self._sorting[0]].sort
        descending = self._sorting[1] == Qt.SortOrder.DescendingOrder
        return tuple(rows) if key is None else tuple(sorted(rows, key=key, reverse=descending))


Fetch = Callable[[Sequence[int], Callable[[Sequence[R]], None]], None]


class IdListModel(ColumnsModel[R]):
    """A list of any length: all ids in order (8 bytes each), and the pages that were looked at last.

    ``fetch(ids, then)`` asks for one page; a cell shows "…" until it is there. ``fetch`` must answer the rows
    in the order of the ids, leaving none out. Sorting and filtering are a new list of ids: ``order_asked``
    tells the column's key and which way. A list may begin with its first rows
    (``set_ids(ids, rows)``) and be completed when the rest is known (``complete``).
    """

    order_asked: ClassVar[Signal] = Signal(str, object)

    def __init__(self, columns: Sequence[Column[R]], fetch: Fetch[R], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.ids: array[int] = array("q")
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._asked: set[int] = set()
        self._edition = 0
        self._begun = False

    def set_ids(self, ids: array[int], rows: Sequence[R] = ()) -> None:
        """Show another list, or (with ``rows``) its first page only."""
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self._asked.clear()
        self._edition += 1
        self._begun = bool(rows)
        if rows:
            self._pages[0] = rows
        self.endResetModel()

    def complete(self, ids: array[int]) -> None:
        """Go on below the rows that are shown already; another list is shown anew."""
        shown = len(self.ids)
        if not self._begun or ids[:shown] != self.ids:
            self.set_ids(ids)
        elif len(ids) > shown:
            self.beginInsertRows(NOWHERE, shown, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].key:
            self.order_asked.emit(self.columns[column].key, order)

    @override
    def __len__(self) -> int:
        return len(self.ids)

    @override
    def row_at(self, position: int) -> R | None:
        number, place = divmod(position, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            return None
        self._pages.move_to_end(number)
        if place < len(page):
            return page[place]
        if self._begun and number == 0:
            self._ask(0)
        return None

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        self._asked.add(number)
        edition = self._edition
        start = number * PAGE_ROWS
        self._fetch(
            self.ids[start : start + PAGE_ROWS].tolist(), lambda rows: self._arrived(edition, number, rows)
        )

    def _arrived(self, edition: int, number: int, rows: Sequence[R]) -> None:
        if edition != self._edition:
            return  # the list was replaced while this page was on its way
        self._asked.discard(number)
        self._begun = self._begun and number != 0
        self._pages[number] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(self.ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
