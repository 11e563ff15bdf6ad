"""A question that stands on the page: no box, nothing blocked, the harmless answer has the cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import paragraph


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; without ``run`` it only closes the question. The last one given is the harmless one."""

    text: str
    run: Callable[[], None] | None = None


class QuestionBar(QFrame):
    """One line with the question and its answers. Esc is the last answer, which also has the focus."""

    closed: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, question: str, answers: Sequence[Answer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("question_bar")
        self.setAccessibleName(question)
        self._answers = tuple(answers)
        self._before: QWidget | None = parent.window().focusWidget()
        self._theme = theme
        self._question = paragraph(question, weight="bold")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        spaced(theme, self._box, margins=(16, 6, 8, 6), spacing=8)
        self._box.addWidget(self._question, 1)
        self._row = row = QHBoxLayout()
        spaced(theme, row, spacing=8)
        row.addStretch(1)
        self._box.addLayout(row)
        self.buttons: list[Button] = []
        for answer in self._answers:
            button = Button(theme, answer.text, run=partial(self.take, answer))
            row.addWidget(button)
            self.buttons.append(button)

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
        self.closed.emit()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self._question.fontMetrics().horizontalAdvance(self._question.text())
        beside = words + self._row.sizeHint().width() + self._theme.px(40) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)

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
