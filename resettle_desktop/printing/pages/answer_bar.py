"""出来了吗: the question after a print, answered by the keys 1 to 4; Esc leaves it for later."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, paragraph, restyle, words
from resettle_desktop.printing.rules import ANSWER_WORDS, Answer

ANSWER_KEYS: Final = dict(
    zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), ANSWER_WORDS, strict=True)
)


@dataclass(frozen=True, slots=True)
class Detail:
    """What an answer needs besides: the field's label, its hint, and whether it may stay empty."""

    label: str
    hint: str
    required: bool


def details(*, sheet_numbered: bool) -> dict[Answer, Detail]:
    """Which answers ask for more, on plain paper or on stationery with numbers of its own."""
    sheet_hint = "印在纸上的编号" if sheet_numbered else "白纸没有编号就直接按回车"
    return {
        Answer.SPOILED: Detail("打坏的那张纸的编号", sheet_hint, required=sheet_numbered),
        Answer.VOID: Detail("作废的原因", "例如：姓名写错", required=True),
    }


class AnswerBar(QFrame):
    """One line with the question and its answers; 打坏了 and 作废 ask one thing more on a second line.

    ``answered(answer, detail)`` is told what was said, ``later()`` that nothing was. The cursor stands on
    the answer that changes nothing.
    """

    def __init__(
        self, theme: Theme, answered: Callable[[Answer, str], None], later: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("question_bar")
        self._answered = answered
        self._later = later
        self._details: dict[Answer, Detail] = {}
        self._asking: Answer | None = None
        column = QVBoxLayout(self)
        spaced(theme, column, margins=(16, 8, 8, 8), spacing=6)
        self._theme = theme
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        spaced(theme, self._first, spacing=8)
        self._question = paragraph(weight="bold", size="lead")
        self._first.addWidget(self._question, 1)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        spaced(theme, row, spacing=8)
        row.addStretch(1)
        self.buttons: dict[Answer, Button] = {}
        for number, (answer, text) in enumerate(ANSWER_WORDS.items(), start=1):
            button = Button(
                theme,
                f"{number}  {text}",
                role="primary" if answer is Answer.PRINTED else "",
                run=partial(self.take, answer),
            )
            self.buttons[answer] = button
            row.addWidget(button)
        self.later_button = Button(theme, "以后再答  Esc", role="ghost", run=self.put_off)
        row.addWidget(self.later_button)
        self._first.addWidget(self._choices)
        column.addLayout(self._first)
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        spaced(theme, second, spacing=8)
        self._label = words(weight="bold")
        self.detail = TextInput()
        self._label.setBuddy(self.detail)
        self._error = elided(size="small", tone="bad")
        self.detail.returnPressed.connect(self._take_detail)
        second.addWidget(self._label)
        second.addWidget(self.detail, 2)
        second.addWidget(Button(theme, "确定  回车", run=self._take_detail))
        second.addWidget(self._error, 1)
        column.addWidget(self._second)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the question waits."""
        return not self.isHidden()

    @property
    def error(self) -> str:
        """What is wrong with the detail typed."""
        return self._error.text()

    def ask(self, question: str, *, sheet_numbered: bool) -> None:
        """Ask about one paper."""
        self._details = details(sheet_numbered=sheet_numbered)
        self._question.setText(question)
        self.setAccessibleName(question)
        self.show()
        self._offer_choices()

    def take(self, answer: Answer) -> None:
        """Take an answer, or ask for what it needs besides."""
        detail = self._details.get(answer)
        if detail is None:
            self._answered(answer, "")
            return
        self._asking = answer
        self._label.setText(detail.label)
        self.detail.setAccessibleName(detail.label)
        self.detail.setPlaceholderText(detail.hint)
        self.detail.clear()
        self.show_error("")
        self._choices.hide()
        self._second.show()
        self.detail.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, text: str) -> None:
        """Say what is wrong with the detail."""
        self._error.setText(text)
        self.detail.setAccessibleDescription(text)
        restyle(self.detail, "state", "error" if text else "")

    def put_off(self) -> None:
        """Leave the question for later; the number stays booked."""
        self.hide()
        self._later()

    def _offer_choices(self) -> None:
        """Show the answers; the detail's line takes their place when one needs it."""
        self._asking = None
        self._second.hide()
        self._choices.show()
        self._arrange()
        self.later_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_detail(self) -> None:
        answer = self._asking
        if answer is None:
            return
        if self._details[answer].required and not self.detail.value():
            self.show_error(f"请填写{self._details[answer].label}")
            return
        self._answered(answer, self.detail.value())

    def _arrange(self) -> None:
        """Put the answers beside the question, or below it where the type is large."""
        question = self._question.fontMetrics().horizontalAdvance(self._question.text())
        beside = question + self._choices.sizeHint().width() + self._theme.px(48) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._first.setDirection(direction)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ANSWER_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.take(ANSWER_KEYS[key])
        elif key == Qt.Key.Key_Escape:
            if self._asking is None:
                self.put_off()
            else:
                self._offer_choices()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            for button in (*self.buttons.values(), self.later_button):
                if button.hasFocus():
                    button.click()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._asking is None:
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
