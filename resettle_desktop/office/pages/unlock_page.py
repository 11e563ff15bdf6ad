"""Signing in: who, one field, how old the backup is. Takes keys before anything else is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import Choice
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words
from resettle_desktop.office.pages.backup_age import backup_age
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.gate import Banner, Gate, Labelled, Paragraph
from resettle_desktop.office.pages.waiting import Waiting

if TYPE_CHECKING:
    from resettle_desktop.office.pages.arrival import Outlook, SignedIn

PRACTICE: Final = "这是练习用的数据，和真实资料分开，可以放心试"
PRACTICE_HINT: Final = "练习密码：{}"
NOBODY: Final = "请先选是谁"
NOTHING_TYPED: Final = "请输入密码"
UNKNOWN: Final = "名单里没有“{}”，请从名单里选"


class UnlockPage(Gate):
    """Who and password. ``signed_in`` carries who has the desk now."""

    signed_in: ClassVar[Signal] = Signal(object)
    sheet_wanted: ClassVar[Signal] = Signal()
    restore_wanted: ClassVar[Signal] = Signal()
    practice_wanted: ClassVar[Signal] = Signal()
    real_wanted: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, door: Door, *, last_login: str = "", hint: str = "") -> None:
        super().__init__(theme)
        self._door = door
        self._submit_when_known = False
        self._known = False
        self.busy = False
        self.who = ChoiceInput(placeholder="姓名或拼音首字母")
        self.password = PasswordInput()
        self.message = Paragraph(tone="bad", size="small", keeps_room=True)
        self.enter = Button(theme, "进入", role="primary", run=self.submit)
        self.backup = words(size="small", tone="muted")
        if door.practice:
            self.body.addWidget(Banner(theme, PRACTICE, tone="warn", icon="triangle-alert"))
        self.body.addWidget(Labelled(theme, "姓名(&N)", self.who))
        self.body.addWidget(Labelled(theme, "密码(&P)", self.password))
        self._waiting = Waiting(self.message, self.enter, way="，急用可以用恢复单打开")
        self.body.addWidget(self.message)
        self.body.addWidget(self.enter)
        if hint:
            self.body.addWidget(words(PRACTICE_HINT.format(hint), size="small", tone="muted"))
        self.foot.addWidget(self.backup)
        self.foot.addStretch(1)
        self.sheet = Button(theme, "用恢复单(&R)", role="link", run=self.sheet_wanted.emit)
        self.other = (
            Button(theme, "回到真实资料(&X)", role="link", run=self.real_wanted.emit)
            if door.practice
            else Button(theme, "练习(&X)", role="link", run=self.practice_wanted.emit)
        )
        self.restore = Button(theme, "从备份恢复(&B)", role="link", run=self.restore_wanted.emit)
        for way in (self.sheet, self.restore, self.other):
            self.foot.addWidget(way)
        self.who.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.submit)
        self.password.edited.connect(self._retyped)
        self.message.say("")
        self.setFocusProxy(self.password)
        if last_login:
            self.who.set_choices([Choice(last_login, last_login)])
            self.who.choose_value(last_login)
        self.setTabOrder(self.who, self.password)
        self.setTabOrder(self.password, self.enter)
        self.setTabOrder(self.enter, self.sheet)
        self.setTabOrder(self.sheet, self.restore)
        self.setTabOrder(self.restore, self.other)

    def show_outlook(self, outlook: Outlook) -> None:
        """The folder was looked at: offer who can sign in; what was typed meanwhile stays."""
        self._known = True
        chosen = self.who.value()
        self.who.set_choices([Choice(person.login, person.login) for person in outlook.people])
        logins = [person.login for person in outlook.people]
        if chosen in logins:
            self.who.choose_value(chosen)
        elif len(logins) == 1 and not self.who.text():
            self.who.choose_value(logins[0])
            if self.who.hasFocus():
                self.password.setFocus()
        elif not self.who.hasFocus():
            self.who.settle()  # typed before there was anybody to choose from
        self.backup.setText(backup_age(outlook.last_backup, self._door.today))
        restyle(self.backup, "tone", "muted")
        if not self.password.hasFocus() and not self.who.text():
            self.who.setFocus()
        if self._submit_when_known:
            self._submit_when_known = False
            self.submit()

    def submit(self) -> None:
        """Try to sign in; before the list of people is known, as soon as it is."""
        if self.busy or self._waiting.lasts:
            return
        if not self._known:  # the folder is still being looked at, and may be no office at all
            self._submit_when_known = True
            return
        try:
            login = self.who.require()
        except Refusal:
            self._refuse(UNKNOWN.format(self.who.text().strip()), self.who)
            return
        if not login:
            self._refuse(NOBODY, self.who)
        elif not self.password.value():
            self._refuse(NOTHING_TYPED, self.password)
        else:
            self._set_busy(busy=True)
            self.message.say("")
            self._door.sign_in(login, self.password.value(), self._seated, owner=self, failed=self._failed)

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say something that has nothing to do with a password."""
        self.message.say(sentence, tone=tone)

    def clear(self) -> None:
        """Forget the password that was typed."""
        self.password.clear()
        self.message.say("")

    def _seated(self, arrival: SignedIn) -> None:
        self._set_busy(busy=False)
        self.clear()
        self.signed_in.emit(arrival)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        text = getattr(error, "text", "") or getattr(error, "sentence", "")
        self._refuse(text or "程序出错了，没有打开；请再试一次", self.password)
        if isinstance(error, Refusal):
            self._door.wait(self.who.value(), self._wait, owner=self)

    def _refuse(self, text: str, field: QLineEdit) -> None:
        self.message.say(text)
        restyle(self.password, "state", "error" if field is self.password else "")
        restyle(self.who, "state", "error" if field is self.who else "")
        field.setFocus()
        field.selectAll()

    def _wait(self, seconds: int) -> None:
        self._waiting.begin(seconds, self.message.text())

    def _retyped(self) -> None:
        restyle(self.password, "state", "")
        if not self._waiting.lasts:
            self.message.say("", tone="bad")

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.enter.set_words("正在打开…" if busy else "进入")
        self.enter.setEnabled(not busy)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.password if self.who.text() else self.who).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter} and self.enter.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)
