"""What to do first in an office that has nothing yet: three steps, the next one marked."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import Chip, ChipLabel, Tone
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, words

DONE = Chip("已有", Tone.OK)


@dataclass(frozen=True, slots=True)
class Step:
    """One suggestion: what, why, the word on its button, what the button does."""

    title: str
    why: str
    verb: str
    run: Callable[[], None]


class StepLine(QFrame):
    """Number, what and why, and the button; a tick when it is done."""

    def __init__(self, theme: Theme, number: int, step: Step) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.button = Button(theme, step.verb, role="soft", run=step.run)
        self.done = ChipLabel(theme)
        texts = QVBoxLayout()
        spaced(theme, texts, spacing=2)
        texts.addWidget(elided(step.title, weight="bold"))
        texts.addWidget(elided(step.why, size="small", tone="muted"))
        row = QHBoxLayout(self)
        spaced(theme, row, margins=(14, 10, 12, 10), spacing=14)
        row.addWidget(words(str(number), size="h1", tone="info"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        row.addWidget(self.done)
        row.addWidget(self.button)

    def show_done(self, *, done: bool) -> None:
        """Say that there is some already."""
        self.done.show_chip(DONE if done else None)


class FirstSteps(Card):
    """The suggestions of an empty office."""

    def __init__(self, theme: Theme, steps: tuple[Step, ...]) -> None:
        super().__init__(theme, "从这里开始", "三步开出第一张证明；想先练手，锁定后从登录页进“练习”")
        self.lines = tuple(StepLine(theme, number, step) for number, step in enumerate(steps, start=1))
        for line in self.lines:
            self.body.addWidget(line)
        self.body.addStretch(1)

    @property
    def next_button(self) -> Button:
        """The button of the first step that is not done."""
        return next((line.button for line in self.lines if line.done.chip is None), self.lines[-1].button)
