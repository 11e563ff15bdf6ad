"""The list that drops from a choice: a child frame of the window, so the cursor stays in the line."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from resettle_desktop.foundation.ui.inputs.choices import Choice

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
SHOWN_ROWS: Final = 8


class OptionModel(QAbstractListModel):
    """The choices that fit what is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.choices)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text} {choice.note}".strip()
        return None


class OptionDelegate(QStyledItemDelegate):
    """One choice: its text, and its note in muted words at the right end."""

    def __init__(self, model: OptionModel) -> None:
        super().__init__(model)
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        plain: Any = option
        return QSize(60, round(plain.fontMetrics.height() * 1.55))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain: Any = option
        choice = self._model.choices[index.row()]
        chosen = bool(plain.state & QStyle.StateFlag.State_Selected)
        ink = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        if chosen:
            painter.fillRect(plain.rect, plain.palette.color(QPalette.ColorRole.Highlight))
        edge = plain.fontMetrics.averageCharWidth() + 4
        room: QRect = plain.rect.adjusted(edge, 0, -edge, 0)
        note_width = plain.fontMetrics.horizontalAdvance(choice.note)
        if choice.note:
            painter.setPen(plain.palette.color(ink if chosen else QPalette.ColorRole.PlaceholderText))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, choice.note)
            room = room.adjusted(0, 0, -note_width - edge, 0)
        painter.setPen(plain.palette.color(ink))
        text = plain.fontMetrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class OptionList(QFrame):
    """Drops below its line (above, where there is no room below) and never takes the focus."""

    def __init__(self, line: QWidget, picked: Callable[[Choice], None]) -> None:
        super().__init__(line.window())
        self._line = line
        self.setProperty("part", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = OptionModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(OptionDelegate(self.model))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.clicked.connect(lambda index: picked(self.model.choices[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.view)
        self.hide()
        line.destroyed.connect(self.deleteLater)

    @property
    def current(self) -> Choice | None:
        """The choice Enter would take."""
        row = self.view.currentIndex().row()
        return self.model.choices[row] if 0 <= row < len(self.model.choices) else None

    def show_choices(self, choices: Sequence[Choice], current: int) -> None:
        """Show these choices with one of them marked; none at all hides the list."""
        self.model.set_choices(choices)
        if not choices:
            self.hide()
            return
        self.view.setCurrentIndex(self.model.index(max(0, current)))
        self._place(len(choices))
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Mark another choice; it stops at both ends."""
        last = len(self.model.choices) - 1
        row = min(max(self.view.currentIndex().row() + rows, 0), last)
        self.view.setCurrentIndex(self.model.index(row))

    def _place(self, count: int) -> None:
        window = self._line.window()
        row_height = round(self.view.fontMetrics().height() * 1.55)
        height = min(count, SHOWN_ROWS) * row_height + 10
        wanted = max(
            self.view.fontMetrics().horizontalAdvance(f"{c.text}　{c.note}") for c in self.model.choices
        )
        width = min(max(self._line.width(), wanted + 48), window.width() - 16)
        below = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        top = below.y()
        if top + height > window.height():
            top = max(4, self._line.mapTo(window, QPoint(0, -height - 2)).y())
        left = min(below.x(), window.width() - width - 8)
        self.setGeometry(QRect(max(4, left), top, width, height))
