"""Rows typed cell by cell (the members of a household): Enter goes on, Enter on an empty row ends.

members = RowsInput(theme, (
    RowColumn("name", "姓名", NameInput, chars=6),
    RowColumn("number", "公民身份号码", NumberInput, chars=12),
    RowColumn("relation", "与户主关系", lambda: ChoiceInput(RELATIONS), chars=5),
))
self.field("members", "家庭成员(&M)", members, width=12)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words

Key = Qt.Key
NUMBER_WIDTH: Final = 24
REMOVE_WIDTH: Final = 36
LINE: Final = 36
GAP: Final = 6
HEAD: Final = 22


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One column: its name in the draft, its title, how a cell is made, and how wide (in characters)."""

    name: str
    title: str
    make: Callable[[], TextInput]
    chars: int = 6


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column name, with its number and the button that removes it."""

    cells: dict[str, TextInput]
    number: QLabel
    remove: Button

    def is_blank(self) -> bool:
        """Whether nothing was typed in the row."""
        return all(not cell.text().strip() for cell in self.cells.values())


class RowsInput(QWidget):
    """Rows of inputs with one empty row at the end. Where they do not fit in a line they take two.

    ``row_word`` counts the rows in errors (人). ``cell_left(row, name)`` tells that a cell was left after it
    was changed (fill others from it),
    ``row_added(row)`` that there is a new empty row (propose what follows from the rows before).
    """

    edited: ClassVar[Signal] = Signal()
    ended: ClassVar[Signal] = Signal()
    error_changed: ClassVar[Signal] = Signal(str)
    cell_left: ClassVar[Signal] = Signal(int, str)
    row_added: ClassVar[Signal] = Signal(int)

    def __init__(self, theme: Theme, columns: Sequence[RowColumn], row_word: str = "行") -> None:
        super().__init__()
        self.row_word = row_word
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the label's letter leads to the first cell
        self._theme = theme
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._errors: dict[TextInput, str] = {}
        self._titles = [words(column.title, size="xs", tone="muted", weight="bold") for column in columns]
        for title in self._titles:
            title.setParent(self)
        self._append_row()
        theme.changed.connect(self._arrange)

    # What is in it

    def filled(self) -> list[int]:
        """The numbers (from 0) of the rows in which something was typed."""
        return [position for position, row in enumerate(self.rows) if not row.is_blank()]

    def cell(self, row: int, name: str) -> TextInput:
        """One cell."""
        return self.rows[row].cells[name]

    def values(self) -> list[dict[str, Any]]:
        """The value of every cell (``TextInput.value``), row by row, without the empty rows."""
        return [{name: cell.value() for name, cell in self.rows[row].cells.items()} for row in self.filled()]

    def draft_value(self) -> list[dict[str, Any]]:
        """What a draft keeps."""
        return [
            {name: cell.draft_value() for name, cell in self.rows[row].cells.items()} for row in self.filled()
        ]

    def restore(self, value: Any) -> None:
        """Put back what a draft kept."""
        while len(self.rows) > 1:
            self._drop_row(self.rows[-1])
        for cell in self.rows[0].cells.values():
            cell.restore(None)
        for kept in value or ():
            row = self.rows[-1]
            for name, cell in row.cells.items():
                cell.restore(kept.get(name))
            self._append_row()

    # Errors

    def set_error(self, row: int, name: str, text: str) -> None:
        """Show an error at a cell; the words stand at the end of the field's label line."""
        cell = self.cell(row, name)
        self._errors[cell] = text
        restyle(cell, "state", "error")
        cell.setAccessibleDescription(text)
        self.error_changed.emit(self._spoken(cell))

    def clear_errors(self) -> None:
        """Show no error any more."""
        for cell in self._errors:
            restyle(cell, "state", "")
            cell.setAccessibleDescription(cell.remark)
        self._errors.clear()
        self.error_changed.emit("")

    def error_of(self, row: int, name: str) -> str:
        """The error shown at a cell."""
        return self._errors.get(self.cell(row, name), "")

    def _spoken(self, cell: TextInput) -> str:
        number = next((number for number, row in enumerate(self.rows, 1) if cell in row.cells.values()), 0)
        return f"第{number}{self.row_word} {self._errors[cell]}" if cell in self._errors else ""

    # Rows come and go

    def _append_row(self) -> None:
        cells: dict[str, TextInput] = {}
        number = words(str(len(self.rows) + 1), size="xs", tone="muted")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        remove = Button(self._theme, icon="x", role="bar", name="删去这一行")
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = Row(cells, number, remove)
        remove.clicked.connect(partial(self._remove_clicked, row))
        for column in self.columns:
            cell = column.make()
            cell.setProperty("cell", "true")
            cell.setAccessibleName(f"第{len(self.rows) + 1}行 {column.title}")
            cell.setProperty("hint", cell.placeholderText())
            cell.edited.connect(partial(self._cell_edited, cell))
            cell.returnPressed.connect(partial(self._go_on, cell))
            cell.editingFinished.connect(partial(self._finished, cell, column.name))
            cell.installEventFilter(self)
            cells[column.name] = cell
        previous = self._last_cell()
        for part in (number, *cells.values(), remove):
            part.setParent(self)
            part.show()
        for cell in cells.values():
            if previous is not None:
                QWidget.setTabOrder(previous, cell)
            previous = cell
        self.rows.append(row)
        for title, cell in zip(self._titles, self.rows[0].cells.values(), strict=True):
            title.setBuddy(cell)
        self.setFocusProxy(next(iter(self.rows[0].cells.values())))
        self._offer_removal()
        self._arrange()
        self.row_added.emit(len(self.rows) - 1)

    def _offer_removal(self) -> None:
        """The empty row at the end cannot be removed."""
        for row in self.rows:
            row.remove.setVisible(row is not self.rows[-1])

    def _last_cell(self) -> TextInput | None:
        return list(self.rows[-1].cells.values())[-1] if self.rows else None

    def _drop_row(self, row: Row) -> None:
        self.rows.remove(row)
        for part in (*row.cells.values(), row.number, row.remove):
            part.hide()
            part.deleteLater()
        for cell in row.cells.values():
            self._errors.pop(cell, None)
        for number, kept in enumerate(self.rows, 1):
            kept.number.setText(str(number))
            for column, cell in zip(self.columns, kept.cells.values(), strict=True):
                cell.setAccessibleName(f"第{number}行 {column.title}")
        if self.rows:
            for title, cell in zip(self._titles, self.rows[0].cells.values(), strict=True):
                title.setBuddy(cell)
            self.setFocusProxy(next(iter(self.rows[0].cells.values())))
        self._arrange()

    def _remove_clicked(self, row: Row) -> None:
        position = self.rows.index(row)
        if row.is_blank() and position == len(self.rows) - 1:
            return
        self._drop_row(row)
        self._first_cell(min(position, len(self.rows) - 1)).setFocus()
        self.edited.emit()

    def _first_cell(self, row: int) -> TextInput:
        return next(iter(self.rows[row].cells.values()))

    # Keys

    def _cell_edited(self, cell: TextInput) -> None:
        if self._errors.pop(cell, None) is not None:
            restyle(cell, "state", "")
            self.error_changed.emit(next((self._spoken(other) for other in self._errors), ""))
        if not self.rows[-1].is_blank():
            self._append_row()
        cell.setModified(True)
        self.edited.emit()

    def _finished(self, cell: TextInput, name: str) -> None:
        row = self._row_of(cell)
        if row is not None and cell.isModified():
            cell.setModified(False)
            self.cell_left.emit(row, name)

    def _row_of(self, cell: QObject) -> int | None:
        found = (number for number, row in enumerate(self.rows) if cell in row.cells.values())
        return next(found, None)

    def _go_on(self, cell: TextInput) -> None:
        row = self._row_of(cell)
        if row is None:
            return
        if self.rows[row].is_blank():
            self.ended.emit()
            return
        cells = list(self.rows[row].cells.values())
        place = cells.index(cell)
        target = cells[place + 1] if place + 1 < len(cells) else self._first_cell(row + 1)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, TextInput):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._moved(watched, event)
        if isinstance(event, QFocusEvent) and event.gotFocus() and watched in self._errors:
            self.error_changed.emit(self._spoken(watched))
        return super().eventFilter(watched, event)

    def _moved(self, cell: TextInput, event: QKeyEvent) -> bool:
        row = self._row_of(cell)
        if row is None:
            return False
        key = Key(event.key())
        if key == Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._remove_clicked(self.rows[row])
            return True
        steps = {Key.Key_Up: -1, Key.Key_Down: 1}
        if key not in steps or isinstance(cell, ChoiceInput):
            return False
        target = row + steps[key]
        if not 0 <= target < len(self.rows):
            return False
        place = [*self.rows[row].cells.values()].index(cell)
        [*self.rows[target].cells.values()][place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Geometry

    def _lines(self) -> list[list[int]]:
        """The columns of each line a row takes, by the room there is."""
        px = self._theme.px
        room = self.width() - px(NUMBER_WIDTH + REMOVE_WIDTH)
        em = px(16)
        lines: list[list[int]] = [[]]
        used = 0.0
        for position, column in enumerate(self.columns):
            wanted = column.chars * em + px(36)
            if lines[-1] and used + wanted > room:
                lines.append([])
                used = 0.0
            lines[-1].append(position)
            used += wanted + px(GAP)
        return lines

    def _height_for(self, lines: int) -> int:
        px = self._theme.px
        head = px(HEAD) if lines == 1 else 0
        return head + len(self.rows) * (lines * px(LINE + GAP) + (px(GAP) if lines > 1 else 0))

    def _arrange(self) -> None:
        if not self.rows:
            return
        px = self._theme.px
        lines = self._lines()
        single = len(lines) == 1
        for title in self._titles:
            title.setVisible(single)
        top = px(HEAD) if single else 0
        for row in self.rows:
            row.number.setGeometry(0, top, px(NUMBER_WIDTH) - 4, px(LINE))
            row.remove.setGeometry(self.width() - px(REMOVE_WIDTH) + 4, top, px(REMOVE_WIDTH) - 4, px(LINE))
            cells = list(row.cells.values())
            for column, cell in zip(self.columns, cells, strict=True):
                # Without a head line above, an empty cell says itself what it is for.
                cell.setPlaceholderText(cell.property("hint") or ("" if single else column.title))
            for line in lines:
                for position, room in zip(line, self._shares(line, top), strict=True):
                    cells[position].setGeometry(room)
                    if single and row is self.rows[0]:
                        self._titles[position].setGeometry(room.left() + 2, 0, room.width(), px(HEAD))
                top += px(LINE + GAP)
            if not single:
                top += px(GAP)
        self.updateGeometry()

    def _shares(self, line: list[int], top: int) -> list[QRect]:
        px = self._theme.px
        room = self.width() - px(NUMBER_WIDTH + REMOVE_WIDTH) - px(GAP) * (len(line) - 1)
        total = sum(self.columns[position].chars + 2 for position in line)
        shares, left = [], px(NUMBER_WIDTH)
        for position in line:
            width = round(room * (self.columns[position].chars + 2) / total)
            shares.append(QRect(left, top, width, px(LINE)))
            left += width + px(GAP)
        return shares

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._height_for(len(self._lines())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
