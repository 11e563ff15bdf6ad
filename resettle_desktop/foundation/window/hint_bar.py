"""The bar at the foot: the keys of this page, what is being done, when the draft was last kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words

GAP: Final = 6
BETWEEN: Final = 18
"""A word stands nearer to its own key than to the next one."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key cap and its word."""

    cap: QWidget
    word: QWidget

    def width(self) -> int:
        """The room both take."""
        return self.cap.sizeHint().width() + self.word.sizeHint().width()


class HintBar(QFrame):
    """Key caps with their words, as many as fit; state at the right end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hint_bar")
        self._theme = theme
        self._hints: list[Hint] = []
        self._caps = QWidget()
        self._row = QHBoxLayout(self._caps)
        spaced(theme, self._row, spacing=GAP)
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
        return [hint.word.accessibleName() for hint in self._hints if not hint.word.isHidden()]

    @property
    def state(self) -> str:
        """What stands at the right end."""
        return self._state.text()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show the keys of these commands."""
        for hint in self._hints:
            for part in (hint.cap, hint.word):
                part.hide()
                part.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._hints = []
        for command in commands:
            if command.key and command.hint:
                if self._hints:
                    self._row.addSpacing(self._theme.px(BETWEEN - 2 * GAP))
                cap = words(command.spoken_key, part="key")
                word = words(command.text, size="small", tone="muted")
                word.setAccessibleName(command.text)
                self._row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
                self._row.addWidget(word)
                self._hints.append(Hint(cap, word))
        self._row.addStretch(1)
        self._fit()

    def show_state(self, text: str, tone: str = "muted") -> None:
        """Say something short at the right end."""
        self._state.setText(text)
        restyle(self._state, "tone", tone)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._state.sizeHint().width() - self._theme.px(44)
        for hint in self._hints:
            room -= hint.width() + self._theme.px(BETWEEN + GAP)
            for part in (hint.cap, hint.word):
                part.setVisible(room >= 0)

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(tokens.HEIGHT["hint_bar"]) + 4)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
