"""The search box on top and the list under it: letters not yet committed count, number keys pick."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import PADDING, RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.window.found import FoundColumn, FoundRow, SearchProvider

Key = Qt.Key
PICKED: Final = 9
KEY_SHOWN_FROM: Final = 380
Numbered = tuple[int, FoundRow]


class FoundList(QFrame):
    """The rows that were found, numbered 1 to 9; a child frame of the window that never takes the focus."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[FoundColumn],
        picked: Callable[[FoundRow], None],
        layer: QWidget,
    ) -> None:
        super().__init__(layer)
        self._layer = layer
        self._theme = theme
        self.setProperty("part", "popup")
        self.setAccessibleName("搜索结果")
        cells = [cell_column(place, column) for place, column in enumerate(columns)]
        self.model: RowsModel[Numbered] = RowsModel(
            [Column[Numbered]("", lambda row: str(row[0]), width=1, muted=True), *cells], self
        )
        self.view = RowsView(theme, self.model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(lambda index: picked(self.model.rows[index.row()][1]))
        self._remark = words(size="small", tone="muted")
        self._remark.setContentsMargins(PADDING, 0, PADDING, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.view)
        column.addWidget(self._remark)
        self.hide()

    @property
    def rows(self) -> list[FoundRow]:
        """What is shown."""
        return [row for _number, row in self.model.rows]

    @property
    def remark(self) -> str:
        """The line under the rows."""
        return self._remark.text()

    @property
    def current(self) -> FoundRow | None:
        """The row Enter would open."""
        marked = self.view.row()
        return marked[1] if marked is not None else None

    def show_rows(self, rows: Sequence[FoundRow], typed: str, line: QWidget) -> None:
        """Show rows under the search line, or that nothing was found."""
        self.model.set_rows(list(enumerate(rows[:PICKED], 1)))
        self.view.setVisible(bool(rows))
        if not rows:
            self._remark.setText(f"没有找到“{typed}”。可以少输几个字，或换成身份证后四位、房号再试。")
        else:
            more = "还有更多，接着输入可以缩小范围。" if len(rows) > PICKED else ""
            self._remark.setText(f"回车打开，数字键直接选。{more}")
        self._place(line)
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Mark another row; it stops at both ends."""
        row = self.view.currentIndex().row() + rows
        self.view.go_to(min(max(row, 0), len(self.model.rows) - 1))

    def _place(self, line: QWidget) -> None:
        window = self._layer
        px = self._theme.px
        rows = min(len(self.model.rows), PICKED)
        wanted = rows * px(tokens.HEIGHT["row"]) + px(tokens.HEIGHT["header"]) + 2 if rows else 0
        top = line.mapTo(window, QPoint(0, line.height() + 4))
        room = window.height() - top.y() - px(8)
        height = min(wanted + self._remark.sizeHint().height() + 20, room)
        width = min(max(line.width(), px(960)), window.width() - top.x() - px(8))
        self.setGeometry(QRect(top.x(), top.y(), width, height))
        self.view.setMinimumHeight(0)


def cell_column(place: int, column: FoundColumn) -> Column[Numbered]:
    """A column of the found rows as a column of the list."""
    return Column(
        column.title,
        lambda row: row[1].cells[place],
        width=column.width,
        stretch=column.stretch,
        optional=column.optional,
        strong=column.strong,
        muted=column.muted,
    )


class SearchBox(TextInput):
    """The line on top. Enter opens the marked row, a number key the row of that number, Esc puts it away.

    A number key picks only while no digit and no blank at the end say that the number is searched for.
    """

    opened: ClassVar[Signal] = Signal(object)
    left: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, provider: SearchProvider) -> None:
        super().__init__(provider.placeholder)
        self.setObjectName("search")
        self.setAccessibleName("搜索")
        self.set_remark("Ctrl+K")
        self._theme = theme
        self._provider = provider
        self._list: FoundList | None = None
        self._preedit = ""
        self._asked = ("", "")
        self._answered = ("", "")
        self._enter_waits = False
        self._borrowed = 0
        self.textEdited.connect(lambda _text: self._search())
        theme.changed.connect(self.close_list)

    @property
    def found(self) -> list[FoundRow]:
        """The rows on the screen now."""
        return self._list.rows if self._list is not None and self._list.isVisible() else []

    @property
    def is_in_use(self) -> bool:
        """Whether something is being searched for, letters of an input method too."""
        return any(self._asked)

    @property
    def found_list(self) -> FoundList | None:
        """The list under the line, once there was one."""
        return self._list

    def begin(self, text: str) -> None:
        """Take over what was typed where nothing can be typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self._borrowed = len(text)
        self._search()

    def put_away(self) -> None:
        """Empty the line and close the list."""
        self.clear()
        self._preedit = ""
        self._asked = self._answered = ("", "")
        self._enter_waits = False
        self._borrowed = 0
        self.close_list()

    def close_list(self) -> None:
        """Close the list; what is typed stays."""
        if self._list is not None:
            self._list.hide()

    def _search(self) -> None:
        asked = (self.text().strip(), self._preedit)
        if asked == self._asked:
            return
        self._asked = asked
        if not any(asked):
            self.put_away()
            return
        self._provider.ask(*asked, lambda rows: self._answer(asked, rows))

    def _answer(self, asked: tuple[str, str], rows: Sequence[FoundRow]) -> None:
        if asked != self._asked:
            return
        self._answered = asked
        if self._list is None or self._list.parent() is not self.window():
            # Of the window, not of the box: it must lie over the page. It goes when the box goes.
            self._list = FoundList(self._theme, self._provider.columns, self._open, self.window())
            self.destroyed.connect(self._list.deleteLater)
        self._list.show_rows(rows, "".join(asked), self)
        marked = self._list.current
        spoken = f"找到{len(rows)}个，{' '.join(marked.cells)}" if marked else "没有找到"
        self.setAccessibleDescription(spoken)
        if self._enter_waits:
            self._enter_waits = False
            self._open_current()
        elif not self.hasFocus():
            self.close_list()

    def _open_current(self) -> None:
        if self._answered != self._asked:
            self._enter_waits = True  # Enter came before the answer: it means the first row
        elif self._list is not None and (row := self._list.current) is not None:
            self._open(row)

    def _open(self, row: FoundRow) -> None:
        self.put_away()
        self.opened.emit(row)

    def _picks(self, event: QKeyEvent) -> FoundRow | None:
        """The row a number key means, if it means one."""
        digit = event.text()
        if digit not in tuple("123456789") or self._answered != self._asked:
            return None
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        searched = any(character.isdigit() for character in self.text()) or self.text().endswith(" ")
        rows = self.found
        if (searched or not self.text()) and not control:
            return None
        return rows[int(digit) - 1] if int(digit) <= len(rows) else None

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() == Key.Key_Backspace:
                return False  # undo to Windows, 撤回 here (decision 18); Ctrl+Z undoes what was typed
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        steps = {Key.Key_Down: 1, Key.Key_Up: -1}
        if key in steps and self.found and self._list is not None:
            self._list.move_by(steps[key])
        elif key in {Key.Key_Return, Key.Key_Enter}:
            self._open_current()
        elif key == Key.Key_Escape:
            if self.text() or self.found:
                self.put_away()
            else:
                self.left.emit()
        elif (row := self._picks(event)) is not None:
            self._open(row)
        else:
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        committed = event.commitString()
        if self._borrowed and committed and not committed.isascii():
            # The first letters were struck before the line had the cursor: the characters replace them.
            if self.text()[: self._borrowed].isalpha():  # the 4 of 4号楼 is meant
                self.setText(self.text()[self._borrowed :])
            self._borrowed = 0
        super().inputMethodEvent(event)
        self._preedit = event.preeditString().replace("'", "").replace(" ", "")
        self._search()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.OtherFocusReason:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_list()
        super().focusOutEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_remark("Ctrl+K" if self.width() >= self._theme.px(KEY_SHOWN_FROM) else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(20)
        painter = QPainter(self)
        picture = pixmap_of("search", self._theme.colour("muted").name(), side)
        painter.drawPixmap(self._theme.px(10), (self.height() - side) // 2, picture)
        painter.end()
