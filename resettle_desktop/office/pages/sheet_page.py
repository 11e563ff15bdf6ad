"""Opening with the recovery sheet: five lines typed or scanned, who, and a new password."""

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import Choice
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words
from resettle_desktop.office.pages.arrival import Person, SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.gate import Gate, Labelled, Paragraph
from resettle_desktop.office.rules.secrets import PASSWORD_RULE

WIDTH: Final = 640
LINES_SHOWN: Final = 5
EXPLANATION: Final = (
    "恢复单是首次设置时打印封存的那张纸。照着输入五行（连同最右边的校验字符），或用扫码枪扫二维码。"
)
DIFFERENT: Final = "两次输入的新密码不一样，请重新输入"


class SheetPage(Gate):
    """``signed_in`` carries who has the desk; ``left`` goes back to the password."""

    signed_in: ClassVar[Signal] = Signal(object)
    left: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, door: Door) -> None:
        super().__init__(theme, width=WIDTH)
        self._door = door
        self.busy = False
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText("ABCD EFGH JKMN 5")
        self.lines.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhSensitiveData
        )
        self.who = ChoiceInput(placeholder="姓名或拼音首字母")
        self.password = PasswordInput(PASSWORD_RULE.wording)
        self.again = PasswordInput()
        self.message = Paragraph(tone="bad", size="small", keeps_room=True)
        self.open = Button(theme, "打开(&K)", icon="key-round", role="primary", run=self.submit)
        self.back = Button(theme, "返回", role="ghost", run=self.left.emit)
        self.body.addWidget(words("用恢复单打开", size="h2"))
        self.body.addWidget(Paragraph(EXPLANATION, size="small", tone="muted"))
        self.body.addWidget(Labelled(theme, "恢复单五行(&L)", self.lines))
        self.body.addWidget(Labelled(theme, "给谁重设密码(&N)", self.who))
        self.body.addWidget(Labelled(theme, "新密码(&P)", self.password))
        self.body.addWidget(Labelled(theme, "再输一次(&A)", self.again))
        self.body.addWidget(self.message)
        row = QHBoxLayout()
        spaced(theme, row, spacing=8)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.open)
        self.body.addLayout(row)
        self.who.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submit)
        self._fields: tuple[QWidget, ...] = (self.lines, self.who, self.password, self.again)
        self.setFocusProxy(self.lines)
        theme.changed.connect(self._measure)
        self._measure()

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Offer who can get a new password."""
        self.who.set_choices([Choice(person.login, person.login) for person in people])
        if len(people) == 1:
            self.who.choose_value(people[0].login)

    def submit(self) -> None:
        """Open with what was typed."""
        if self.busy:
            return
        for blank, text, field in (
            (not self.lines.toPlainText().strip(), "请输入恢复单上的五行", self.lines),
            (not self.who.value(), "请选给谁重设密码", self.who),
            (not self.password.value(), "请设一个新密码", self.password),
            (self.password.value() != self.again.value(), DIFFERENT, self.again),
        ):
            if blank:
                self._refuse(text, field)
                return
        self._set_busy(busy=True)
        self._door.sign_in_by_sheet(
            self.lines.toPlainText(),
            self.who.value(),
            self.password.value(),
            self._seated,
            owner=self,
            failed=self._failed,
        )

    def clear(self) -> None:
        """Leave nothing secret behind."""
        self.lines.clear()
        self.password.clear()
        self.again.clear()
        self.message.say("")

    def _seated(self, arrival: SignedIn) -> None:
        self._set_busy(busy=False)
        self.clear()
        self.signed_in.emit(arrival)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        fields: dict[str | None, QWidget] = {"password": self.password, "login": self.who}
        match error:
            case Refusal():
                self._refuse(error.text, fields.get(error.field, self.lines))
            case EnvironmentFailure():
                self._refuse(error.sentence, self.lines)
            case _:
                self._refuse("程序出错了，没有打开；请再试一次", self.lines)

    def _refuse(self, text: str, field: QWidget) -> None:
        self.message.say(text)
        for one in self._fields:
            restyle(one, "state", "error" if one is field else "")
        field.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.open.setEnabled(not busy)
        self.open.set_words("正在打开…" if busy else "打开(&K)")

    def _measure(self) -> None:
        self.lines.setFixedHeight(LINES_SHOWN * self.lines.fontMetrics().lineSpacing() + self.theme.px(18))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {Qt.Key.Key_Escape: self.left.emit}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self.left.emit if self.back.hasFocus() else self.submit)()
        elif event.key() in keys:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)
