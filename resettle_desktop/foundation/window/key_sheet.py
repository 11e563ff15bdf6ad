"""The key sheet (F1): every key that works here, made from what the pages declare."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.window.popover import Popover

Group = tuple[str, Sequence[Command]]


class KeySheet(Popover):
    """Groups of keys in columns; Esc or F1 puts it away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, "按键一览")
        self._theme = theme
        spaced(theme, self.column, margins=(24, 16, 24, 20), spacing=12)
        self.column.addWidget(words("按键一览", size="h2"))
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        spaced(theme, self._grid, spacing=8)
        self.column.addWidget(self._sheet)
        self.texts: list[str] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show the keys of these groups, each in its own pair of columns."""
        for label in self._sheet.findChildren(QLabel):
            label.hide()
            label.deleteLater()
        self.texts = []
        for place, (title, commands) in enumerate(groups):
            left = place * 3
            self._grid.addWidget(words(title, size="small", tone="muted", weight="bold"), 0, left, 1, 2)
            for line, command in enumerate((command for command in commands if command.key), 1):
                cap = words(command.spoken_key, part="key")
                cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._grid.addWidget(cap, line, left, Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(words(command.text), line, left + 1)
                self.texts.append(f"{command.key} {command.text}")
            self._grid.setColumnMinimumWidth(left + 2, self._theme.px(24))
        self._sheet.adjustSize()
        self.adjustSize()
        self.open_at((self.layer.width() - self.width()) // 2, (self.layer.height() - self.height()) // 2)
