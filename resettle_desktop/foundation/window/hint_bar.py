"""The bar at the foot: the keys of this page, what is being done, when the draft was last kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.commands import HELP, Command
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words

GAP: Final = 6
BETWEEN: Final = 16
"""A word stands nearer to its own key than to the next one."""


class Hint(QWidget):
    """A command's key cap and its word."""

    def __init__(self, theme: Theme, command: Command) -> None:
        super().__init__()
        self.command = command
        self.setAccessibleName(f"{command.spoken_key} {command.text}")
        row = QHBoxLayout(self)
        spaced(theme, row, spacing=GAP)
        row.addWidget(words(command.spoken_key, part="key"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words(command.text, size="small", tone="muted"))

    @property
    def weight(self) -> int:
        """What is left out last: the key that shows all others, then the page's main one."""
        return 0 if self.command.key == HELP else 1 if self.command.primary else 2


class HintBar(QFrame):
    """Key caps with their words, as many as fit, of what can be done now; state at the right end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hint_bar")
        self._theme = theme
        self._hints: list[Hint] = []
        self._caps = QWidget()
        self._row = QHBoxLayout(self._caps)
        spaced(theme, self._row, spacing=BETWEEN)
        self._state = words(size="small")
        outer = QHBoxLayout(self)
        spaced(theme, outer, margins=(16, 0, 16, 0), spacing=12)
        outer.addWidget(self._caps, 1)
        outer.addWidget(self._state)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def texts(self) -> list[str]:
        """The words that are shown, for tests and the tour."""
        return [hint.command.text for hint in self._hints if not hint.isHidden()]

    @property
    def state(self) -> str:
        """What stands at the right end."""
        return self._state.text()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show the keys of these commands."""
        while self._row.count():
            self._row.takeAt(0)
        for hint in self._hints:
            hint.hide()
            hint.deleteLater()
        self._hints = [Hint(self._theme, command) for command in commands if command.key and command.hint]
        for hint in self._hints:
            self._row.addWidget(hint)
        self._row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show what fits of what can be done now."""
        room = self.width() - self._state.sizeHint().width() - self._theme.px(44)
        for hint in sorted(self._hints, key=lambda hint: hint.weight):
            ready = hint.command.ready()
            if ready:
                room -= hint.sizeHint().width() + self._theme.px(BETWEEN)
            hint.setVisible(ready and room >= 0)

    def show_state(self, text: str, tone: str = "muted") -> None:
        """Say something short at the right end."""
        self._state.setText(text)
        restyle(self._state, "tone", tone)
        self.refresh()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(tokens.HEIGHT["hint_bar"]) + 4)
        self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()
