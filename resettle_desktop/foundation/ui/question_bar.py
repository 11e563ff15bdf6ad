"""A question that stands on the page: no box, nothing blocked, the harmless answer has the cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; without ``run`` it only closes the question. The last one given is the harmless one."""

    text: str
    run: Callable[[], None] | None = None


class QuestionBar(QFrame):
    """One line with the question and its answers. Esc is the last answer, which also has the focus."""

    def __init__(self, theme: Theme, question: str, answers: Sequence[Answer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("question_bar")
        self.setAccessibleName(question)
        self._answers = tuple(answers)
        self._before: QWidget | None = parent.window().focusWidget()
        row = QHBoxLayout(self)
        spaced(theme, row, margins=(16, 6, 8, 6), spacing=8)
        row.addWidget(elided(question, weight="bold"), 1)
        self.buttons: list[Button] = []
        for answer in self._answers:
            button = Button(theme, answer.text, run=partial(self.take, answer))
            row.addWidget(button)
            self.buttons.append(button)

    @property
    def is_open(self) -> bool:
        """Whether the question still waits."""
        return not self.isHidden()

    def ask(self) -> None:
        """Show the question and put the cursor on the harmless answer."""
        self.show()
        if self.buttons:
            self.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, answer: Answer) -> None:
        """Close the question and do what was answered."""
        self.close_bar()
        if answer.run is not None:
            answer.run()

    def close_bar(self) -> None:
        """Take the question away and give the cursor back."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._answers:
            self.take(self._answers[-1])
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            for button, answer in zip(self.buttons, self._answers, strict=True):
                if button.hasFocus():
                    self.take(answer)
        else:
            super().keyPressEvent(event)
