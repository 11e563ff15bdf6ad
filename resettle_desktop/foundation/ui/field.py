"""A labelled field and the grid fields stand in; the error has its place before there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput, TextInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.rows_input import RowsInput
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, restyle, words

Check = Callable[[Any], object]
COLUMNS: Final = 12
DOUBLED_BELOW: Final = 520
"""Width of the grid (÷ scale) under which every field takes twice its share."""


def plain(label: str) -> str:
    """A label without its mnemonic: 姓名(&N) is 姓名."""
    before, found, after = label.partition("(&")
    return (before + after[2:] if found else label).replace("&", "")


def mnemonic(label: str) -> str:
    """The letter of a label's mnemonic, or nothing."""
    position = label.find("&")
    return label[position + 1] if 0 <= position < len(label) - 1 else ""


class Field(QWidget):
    """Label, room for an error at the right end of its line, and the input below."""

    def __init__(
        self, theme: Theme, name: str, label: str, widget: QWidget, *, required: bool, check: Check | None
    ) -> None:
        super().__init__()
        self.name = name
        self.label_text = plain(label)
        self.widget = widget
        self.required = required
        self.check = check
        self.label = words(label, size="small", tone="muted")
        self.label.setBuddy(widget)
        self._error = elided(size="xs", tone="bad")
        self._error.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not widget.accessibleName():
            widget.setAccessibleName(self.label_text)
        column = QVBoxLayout(self)
        spaced(theme, column, spacing=3)
        head = QHBoxLayout()
        spaced(theme, head, spacing=4)
        head.addWidget(self.label)
        self._star = words("*", size="small", tone="bad")
        head.addWidget(self._star)
        if not required:
            self._star.hide()  # shown it is with its field: a window of its own it would be now
        self.missing_text = f"请填写{self.label_text}"
        head.addWidget(self._error, 1)
        column.addLayout(head)
        column.addWidget(widget)
        if isinstance(widget, RowsInput):
            widget.error_changed.connect(self._say)

    @property
    def error(self) -> str:
        """The error that is shown."""
        return self._error.text()

    @property
    def error_is_cut(self) -> bool:
        """Whether the room beside the label is too small for the error's words."""
        return self._error.fontMetrics().horizontalAdvance(self.error) > self._error.width()

    def set_required(self, *, required: bool) -> None:
        """Whether it must be filled now: what another field says may ask for it."""
        self.required = required
        self._star.setVisible(required)

    def set_error(self, text: str) -> None:
        """Show an error, or none; the input's own frame tells it too."""
        self._say(text)
        if not isinstance(self.widget, RowsInput):
            restyle(self.widget, "state", "error" if text else "")

    def _say(self, text: str) -> None:
        self._error.setText(text)
        remark = self.widget.remark if isinstance(self.widget, TextInput) else ""
        self.widget.setAccessibleDescription(text or remark)

    def is_blank(self) -> bool:
        """Whether nothing was given."""
        return is_blank(self.widget)

    def run_check(self) -> None:
        """Check what is typed; raises what the check raises (Refusal)."""
        if self.check is not None and not self.is_blank():
            self.check(
                self.widget.value() if isinstance(self.widget, TextInput) else draft_value(self.widget)
            )


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget and the twelfths of a line it takes."""

    widget: QWidget
    share: int


class FieldGrid(QWidget):
    """Fields flow through twelve columns; where the grid is narrow each takes twice its share.

    Narrow is also a grid in which some field's share is less than its own words need: it never asks for more
    than it needs when it is, so that a page with many fields beside each other is not pushed apart.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._placed: list[Placed] = []
        self._doubled = False
        self._grid = QGridLayout(self)
        spaced(theme, self._grid, spacing=10)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        theme.changed.connect(self._arrange)

    def add(self, widget: QWidget, share: int) -> None:
        """Add a widget that takes ``share`` twelfths of a line."""
        self._placed.append(Placed(widget, share))
        widget.setParent(self)  # also while it is hidden and has no place in the grid
        widget.installEventFilter(self)
        self._flow()

    def _arrange(self) -> None:
        narrow = self.width() / self._theme.scale < DOUBLED_BELOW
        doubled = narrow or self.width() < self._needed(1)
        if doubled != self._doubled:
            self._doubled = doubled
            self._flow()

    def _needed(self, times: int) -> int:
        """The width in which every field that shares its line has room in so many times its share."""
        gap = self._grid.spacing()
        needed = 0
        for widget, share in ((placed.widget, placed.share * times) for placed in self._placed):
            if share < COLUMNS and not was_hidden(widget):
                needed = max(needed, (widget.minimumSizeHint().width() + gap) * COLUMNS // share - gap)
        return needed

    def _widest(self) -> int:
        widths = (placed.widget.minimumSizeHint().width() for placed in self._placed)
        return max(widths, default=0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._needed(2), self._widest()), super().minimumSizeHint().height())

    def _flow(self) -> None:
        for placed in self._placed:
            self._grid.removeWidget(placed.widget)
        for line, placed_here in enumerate(self._lines()):
            column = 0
            for placed, share in placed_here:
                self._grid.addWidget(placed.widget, line, column, 1, share, Qt.AlignmentFlag.AlignTop)
                column += share

    def _lines(self) -> list[list[tuple[Placed, int]]]:
        """The fields of each line with their shares; in a narrow grid the last one takes what is left."""
        lines: list[list[tuple[Placed, int]]] = [[]]
        room = COLUMNS
        for placed in self._placed:
            if was_hidden(placed.widget):
                continue
            share = min(COLUMNS, placed.share * 2 if self._doubled else placed.share)
            if share > room:
                self._fill(lines[-1], room)
                lines.append([])
                room = COLUMNS
            lines[-1].append((placed, share))
            room -= share
        self._fill(lines[-1], room)
        return lines

    def _fill(self, line: list[tuple[Placed, int]], room: int) -> None:
        if self._doubled and line:
            placed, share = line[-1]
            line[-1] = (placed, share + room)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._flow()  # a field that is hidden leaves no hole
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # words may need more room than before
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def was_hidden(widget: QWidget) -> bool:
    """Whether somebody hid it; a widget that only waits to be shown with its page was not."""
    attributes = (Qt.WidgetAttribute.WA_WState_Hidden, Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return all(widget.testAttribute(attribute) for attribute in attributes)


def draft_value(widget: QWidget) -> Any:
    """What a draft keeps of an input."""
    match widget:
        case TextInput() | RowsInput():
            return widget.draft_value()
        case QLineEdit():
            return widget.text()
        case QCheckBox():
            return widget.isChecked()
        case QPlainTextEdit():
            return widget.toPlainText()
    message = f"a form cannot keep a {type(widget).__name__}"
    raise TypeError(message)


def restore(widget: QWidget, value: Any) -> None:
    """Put a kept value back."""
    match widget:
        case TextInput() | RowsInput():
            widget.restore(value)
        case QLineEdit():
            widget.setText(value or "")
        case QCheckBox():
            widget.setChecked(bool(value))
        case QPlainTextEdit():
            widget.setPlainText(value or "")


def on_edit(widget: QWidget, run: Callable[[], None]) -> None:
    """Have ``run`` called when the clerk (not the program) changes the input."""
    match widget:
        case TextInput() | RowsInput():
            widget.edited.connect(run)
        case QLineEdit():
            widget.textEdited.connect(lambda _text: run())
        case QCheckBox():
            widget.clicked.connect(lambda _checked: run())
        case QPlainTextEdit():
            widget.textChanged.connect(run)


def is_blank(widget: QWidget) -> bool:
    """Whether nothing was given."""
    # A draft keeps nothing of a password, which is not the same as nothing being typed.
    value = widget.value() if isinstance(widget, PasswordInput) else draft_value(widget)
    return value in (None, "", [], False) or (isinstance(value, str) and not value.strip())
