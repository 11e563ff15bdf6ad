"""The desk is locked, or is given to somebody else: PIN after the day's password; what is behind it stays."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import Choice
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import restyle, words
from resettle_desktop.office.pages.arrival import Person, SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.gate import Gate, Labelled, Paragraph
from resettle_desktop.office.pages.waiting import Waiting

EITHER: Final = "换人密码或登录密码(&P)"
FULL_ONLY: Final = "登录密码(&P)"
NOTHING_LOST: Final = "填了一半的内容都在，解锁后接着办"
SWITCHING: Final = "换人后，{}没办完的内容留着，换回来接着办"


class LockPage(Gate):
    """Asks who and for his secret. ``signed_in`` carries who has the desk now.

    With ``switching`` Esc gives the desk back to who had it (``cancelled``); a lock has no such way.
    """

    signed_in: ClassVar[Signal] = Signal(object)
    cancelled: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, door: Door, present: SignedIn, *, switching: bool = False) -> None:
        super().__init__(theme, place=present.facts.office.name)
        self._door = door
        self._switching = switching
        self.busy = False
        self.present = present
        self._people: dict[str, Person] = {}
        self.who = ChoiceInput(placeholder="姓名或拼音首字母")
        self.secret = PasswordInput()
        self.message = Paragraph(tone="bad", size="small", keeps_room=True)
        self.enter = Button(
            theme,
            "换人" if switching else "解锁",
            icon="repeat" if switching else "lock",
            role="primary",
            run=self.submit,
        )
        note = SWITCHING.format(present.actor.name) if switching else NOTHING_LOST
        self.body.addWidget(words("换人" if switching else "已锁屏", size="h2"))
        self.body.addWidget(Paragraph(note, size="small", tone="muted"))
        self.body.addWidget(Labelled(theme, "姓名(&N)", self.who))
        self._labelled = Labelled(theme, EITHER, self.secret)
        self.body.addWidget(self._labelled)
        self._waiting = Waiting(self.message, self.enter)
        self.body.addWidget(self.message)
        self.body.addWidget(self.enter)
        if switching:
            self.back = Button(theme, "不换了", role="link", run=self.cancelled.emit)
            self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.out = Button(theme, "退出登录(&Q)", role="link", run=self.left.emit)
        self.foot.addWidget(self.out)
        self.who.returnPressed.connect(self.secret.setFocus)
        self.who.chosen_changed.connect(self._ask_rightly)
        self.secret.returnPressed.connect(self.submit)
        self.secret.edited.connect(self._retyped)
        me = Person(present.actor.uid, present.facts.clerk.login, present.actor.name)
        self.show_people(door.people or (me,))
        door.meet(self.show_people, owner=self)

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Offer these people; the one most likely to type is chosen, as long as nobody chose."""
        self._people = {person.login: person for person in people}
        chosen = self.who.value()
        self.who.set_choices([Choice(person.login, person.login) for person in people])
        own = self.present.actor.uid
        others = [person for person in people if person.uid != own]
        mine = [person for person in people if person.uid == own]
        likely = others if self._switching else mine
        if chosen in self._people:
            self.who.choose_value(chosen)
        elif len(likely) == 1:
            self.who.choose_value(likely[0].login)
        self.setFocusProxy(self.secret if self.who.value() else self.who)
        self._ask_rightly()

    @property
    def is_switching(self) -> bool:
        """Whether Esc gives the desk back to who had it."""
        return self._switching

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say something that happened behind the lock."""
        self.message.say(sentence, tone=tone)

    @property
    def person(self) -> Person | None:
        """Who is chosen."""
        return self._people.get(self.who.value())

    def submit(self) -> None:
        """Try."""
        if self.busy or self._waiting.lasts:
            return
        person = self.person
        if person is None:
            self._refuse("请从名单里选是谁", self.who)
        elif not self.secret.value():
            self._refuse("请输入密码", self.secret)
        else:
            self._set_busy(busy=True)
            self._door.come_back(person, self.secret.value(), self._seated, owner=self, failed=self._failed)

    def _seated(self, arrival: SignedIn) -> None:
        self._set_busy(busy=False)
        self.secret.clear()
        self.signed_in.emit(arrival)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        match error:
            case Refusal():
                self._refuse(error.text, self.secret)
                if self.person is not None:
                    self._door.wait_at_lock(self.person, self.secret.value(), self._wait, owner=self)
            case EnvironmentFailure():
                self._refuse(error.sentence, self.secret)
            case _:
                self._refuse("程序出错了，没有解锁；请再试一次", self.secret)
        self._ask_rightly()

    def _ask_rightly(self) -> None:
        person = self.person
        pin = person is not None and self._door.may_use_pin(person)
        self._labelled.label.setText(EITHER if pin else FULL_ONLY)
        self.secret.setAccessibleName((EITHER if pin else FULL_ONLY).partition("(&")[0])

    def _refuse(self, text: str, field: QLineEdit) -> None:
        self.message.say(text, tone="bad")
        restyle(self.secret, "state", "error" if field is self.secret else "")
        restyle(self.who, "state", "error" if field is self.who else "")
        field.setFocus()
        field.selectAll()

    def _wait(self, seconds: int) -> None:
        self._waiting.begin(seconds, self.message.text())

    def _retyped(self) -> None:
        restyle(self.secret, "state", "")
        if not self._waiting.lasts:
            self.message.say("", tone="bad")

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.enter.setEnabled(not busy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._switching:
            self.cancelled.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.enter.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)
