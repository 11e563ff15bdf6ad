"""The table of every list: whole rows, chips, one height; typed letters go on to the search box."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.chips import chip_size, paint_chip
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.rows_model import ROW_ROLE, ColumnsModel
from resettle_desktop.foundation.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PADDING: Final = 12


class RowsDelegate(QStyledItemDelegate):
    """Paints a cell: ground, hair line, chip or words; the current row has a bar at its left."""

    def __init__(self, theme: Theme, view: "RowsView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(tokens.HEIGHT["row"]))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain: Any = option  # the binding's stubs do not know its fields
        theme, box = self._theme, plain.rect
        chosen = bool(plain.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "selection" if chosen else "row_hover" if index.row() == self._view.hovered else "surface"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("border"))
        if chosen and self._view.hasFocus() and index.column() == self._view.first_column():
            painter.fillRect(box.left(), box.top(), theme.px(4), box.height() - 1, theme.colour("focus"))
        column: Column[Any] = self._view.columns[index.column()]
        row = index.data(ROW_ROLE)
        chip = column.chip(row) if column.chip is not None and row is not None else None
        edge = theme.px(PADDING)
        if chip is not None:
            left = box.right() - edge - chip_size(chip, theme).width() if column.right else box.left() + edge
            painter.setClipRect(box)
            paint_chip(painter, left, QRectF(box).center().y(), chip, theme)
        else:
            ink = "on_selection" if chosen else "muted" if column.muted else "text"
            painter.setPen(theme.colour(ink))
            painter.setFont(theme.font("body", bold=column.strong))
            room = box.adjusted(edge, 0, -edge, 0)
            text = str(index.data() or "")
            cut = Qt.TextElideMode.ElideLeft if column.keep_end else Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, cut, room.width())
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Words that are cut stand whole in the tool tip; others need none."""
        QToolTip.showText(event.globalPos(), self.cut_words(index), view)
        return True

    def cut_words(self, index: Index) -> str:
        """The whole words of a cell that is too narrow for them, else nothing."""
        column: Column[Any] = self._view.columns[index.column()]
        row, text = index.data(ROW_ROLE), str(index.data() or "")
        room = self._view.columnWidth(index.column()) - 2 * self._theme.px(PADDING)
        if column.chip is not None and row is not None and column.chip(row) is not None:
            return ""
        metrics = QFontMetrics(self._theme.font("body", bold=column.strong))
        return text if metrics.horizontalAdvance(text) > room else ""


class RowsView(QTableView):
    """A table of rows. ``opened`` tells which row Enter or a double click opens."""

    opened: ClassVar[Signal] = Signal(object)

    def __init__(self, theme: Theme, model: ColumnsModel[Any]) -> None:
        super().__init__()
        self._theme = theme
        self.columns = model.columns
        self.hovered = -1
        self.setModel(model)
        self.setItemDelegate(RowsDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(any(column.sortable for column in self.columns))
        header.sectionClicked.connect(self._sort_by)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._open)
        self.entered.connect(self._hover)
        model.modelReset.connect(self._mark_first)
        theme.changed.connect(self._measure)
        self._measure()

    def row(self) -> Any:
        """The row the cursor is on, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def first_column(self) -> int:
        """The first column that is shown."""
        return next((place for place in range(len(self.columns)) if not self.isColumnHidden(place)), 0)

    def go_to(self, position: int) -> None:
        """Put the cursor on a row."""
        index = self.model().index(position, self.first_column())
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def bring_row_into_sight(self) -> None:
        """Scroll the page the list stands on so that the row the cursor is on can be seen."""
        index, area = self.currentIndex(), self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None or not index.isValid():
            return
        row = self.visualRect(index)
        middle = self.viewport().mapTo(area.widget(), row.center()).y()
        area.ensureVisible(0, middle, 0, row.height() * 3 // 2)

    def _mark_first(self) -> None:
        self.hovered = -1
        if self.model().rowCount():
            self.go_to(0)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row)

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self.hovered:
            self.hovered = index.row()
            self.viewport().update()

    def _sort_by(self, section: int) -> None:
        if not self.columns[section].sortable:
            return
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        same = header.sortIndicatorSection() == section
        ascending = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if same and ascending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, order)
        self.model().sort(section, order)

    def show_order(self, key: str, *, descending: bool) -> None:
        """Mark the column a long list is sorted by, by its key."""
        header = self.horizontalHeader()
        section = next((place for place, column in enumerate(self.columns) if column.key == key), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(section >= 0)
        header.setSortIndicator(section, order)

    def _measure(self) -> None:
        height = self._theme.px(tokens.HEIGHT["row"])
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(self._theme.px(tokens.HEIGHT["header"]))
        self.setMinimumHeight(self._theme.px(tokens.HEIGHT["header"] + 2 * tokens.HEIGHT["row"]))
        self._share_out()

    def _share_out(self) -> None:
        """Give the columns their widths; optional ones go first when the room is short."""
        em, padding = self._theme.px(tokens.TYPE["body"]), 2 * self._theme.px(PADDING)
        wanted = {place: column.width * em + padding for place, column in enumerate(self.columns)}
        room = self.viewport().width()
        for place in reversed(range(len(self.columns))):
            if sum(wanted.values()) > room and self.columns[place].optional:
                del wanted[place]
        if sum(wanted.values()) > room:
            total = sum(wanted.values())
            wanted = {place: width * room // total for place, width in wanted.items()}
        left = room - sum(wanted.values())
        growing = [place for place in wanted if self.columns[place].stretch] or list(wanted)[-1:]
        for place in range(len(self.columns)):
            self.setColumnHidden(place, place not in wanted)
        for order, place in enumerate(growing):
            # The last one takes what the division leaves, so that no gap shows at the edge.
            extra = left - order * (left // len(growing)) if place == growing[-1] else left // len(growing)
            wanted[place] = max(padding + 2 * em, wanted[place] + extra)
        for place, width in wanted.items():
            self.setColumnWidth(place, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.text().isprintable() and event.text().strip() and not command:
            event.ignore()  # letters and digits go to the search box, not to Qt's jump to a row
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.bring_row_into_sight()
