"""The key sheet (F1): every key that works here, made from what the pages declare."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.window.popover import Popover

Group = tuple[str, Sequence[Command]]
SCROLLING: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class KeySheet(Popover):
    """Groups of keys side by side, or below each other where the window is narrow; Esc or F1 puts it away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, "按键一览")
        self._theme = theme
        spaced(theme, self.column, margins=(24, 16, 16, 16), spacing=12)
        self.column.addWidget(words("按键一览", size="h2"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self._scroll)
        self.texts: list[str] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show the keys of these groups."""
        px, layer = self._theme.px, self.layer
        self.texts = [f"{c.key} {c.text}" for _title, commands in groups for c in commands if c.key]
        sheet = self._sheet(groups, QHBoxLayout())
        room = layer.width() - px(40) - px(16) * 2
        if sheet.sizeHint().width() > room:
            sheet.deleteLater()
            sheet = self._sheet(groups, QVBoxLayout())
        self._scroll.setWidget(sheet)
        for ground in (sheet, self._scroll.viewport()):
            ground.setAutoFillBackground(False)
        wanted = sheet.sizeHint()
        self._scroll.setMinimumSize(
            min(wanted.width() + px(16), room), min(wanted.height(), layer.height() - px(96))
        )
        self.adjustSize()
        self.open_at((layer.width() - self.width()) // 2, (layer.height() - self.height()) // 2)

    def _sheet(self, groups: Sequence[Group], box: QHBoxLayout | QVBoxLayout) -> QWidget:
        sheet = QWidget()
        sheet.setLayout(box)
        spaced(self._theme, box, spacing=28 if isinstance(box, QHBoxLayout) else 16)
        for title, commands in groups:
            grid = QGridLayout()
            spaced(self._theme, grid, spacing=8)
            grid.addWidget(words(title, size="small", tone="muted", weight="bold"), 0, 0, 1, 2)
            for line, command in enumerate((command for command in commands if command.key), 1):
                cap = words(command.spoken_key, part="key")
                cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
                grid.addWidget(cap, line, 0, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(words(command.text), line, 1)
            grid.setColumnStretch(1, 1)
            grid.setRowStretch(grid.rowCount(), 1)
            box.addLayout(grid)
        return sheet

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = SCROLLING.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + steps * self.fontMetrics().height() * 2)
