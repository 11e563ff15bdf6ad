"""The list that drops from a choice: a child frame of the window, so the cursor stays in the line.

What is chosen by has the room first; the note beside it is shortened at its beginning (of a county's township
the end tells more).
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QPalette
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
from shiboken6 import isValid

from resettle_desktop.foundation.overriding import override
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
    """One choice: its text, and as much of its note as there is room for, muted, at the right end."""

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
        metrics = plain.fontMetrics
        painter.setPen(plain.palette.color(ink))
        text = metrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        left = room.width() - metrics.horizontalAdvance(text) - 2 * edge
        if choice.note and left > metrics.height() * 2:
            # The list's own palette has lost the theme's muted colour to the style sheet.
            muted = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
            painter.setPen(plain.palette.color(ink) if chosen else muted)
            note = metrics.elidedText(choice.note, Qt.TextElideMode.ElideLeft, left)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        painter.restore()


class OptionList(QFrame):
    """Drops below its line (above, where there is no room below) and never takes the focus."""

    def __init__(self, line: QWidget, picked: Callable[[Choice], None]) -> None:
        super().__init__(line.window())
        self._line = line
        self._followed: list[QWidget] = []
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
        self._place()
        self._follow()
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Mark another choice; it stops at both ends."""
        last = len(self.model.choices) - 1
        row = min(max(self.view.currentIndex().row() + rows, 0), last)
        self.view.setCurrentIndex(self.model.index(row))

    def _follow(self) -> None:
        """Watch everything the line stands in: the page moves under it when a row or a question comes."""
        self._leave()
        around: QWidget | None = self._line
        while around is not None and not around.isWindow():
            around.installEventFilter(self)
            self._followed.append(around)
            around = around.parentWidget()

    def _leave(self) -> None:
        for widget in self._followed:
            if isValid(widget):  # the page may be gone before its list
                widget.removeEventFilter(self)
        self._followed.clear()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize} and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()

    def _place(self) -> None:
        """Stand under the line, or over it where there is more room; never on it."""
        window, choices = self._line.window(), self.model.choices
        if not choices or not window.isAncestorOf(self._line):
            return
        metrics = self.view.fontMetrics()
        wanted = min(len(choices), SHOWN_ROWS) * round(metrics.height() * 1.55) + 10
        widest = max(metrics.horizontalAdvance(f"{choice.text}　　{choice.note}") for choice in choices)
        width = min(max(self._line.width(), widest + metrics.height() * 3), window.width() - 16)
        line = QRect(self._line.mapTo(window, QPoint()), self._line.size())
        over, under = line.top() - 6, window.height() - line.bottom() - 6
        below = wanted <= under or under >= over
        height = min(wanted, under if below else over)
        left = max(4, min(line.left(), window.width() - width - 8))
        self.setGeometry(left, line.bottom() + 2 if below else line.top() - height - 2, width, height)
