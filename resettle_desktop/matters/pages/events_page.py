"""变更: what happened? Eight buttons with number keys, and a line for everything else."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.layout import Card, Flow, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.members_table import member_choices_of
from resettle_desktop.households.queries.events import EventRow, EventSubject, event_subject
from resettle_desktop.households.queries.rows import label_end
from resettle_desktop.matters.rules.event_kind import About, EventKind
from resettle_desktop.matters.rules.events import BUTTONS, EVENTS, matching_events

WHOSE: Final = "“{}”要先选是谁的事"
NO_HOUSEHOLD: Final = "{}现在不在任何一户里，这里只能办“撤销失踪或宣告死亡”这样本人的事"
NOT_FOUND: Final = "没有“{}”这种变更，请换个说法，如 出生、cs、EV01"


class EventsPage(Page):
    """Chooses the form of a change event for the household or person that stands on the page."""

    name = "matters.events"
    title = "变更"
    is_about_people = True
    reload_on = frozenset({"life_event", "membership", "headship", "person"})
    subject: EventSubject | None = None

    @override
    def build(self) -> None:
        theme = self.context.theme
        common = Card(theme, "出了什么事？", "按数字键直接办")
        self.buttons = tuple(
            Button(theme, f"{number}  {kind.name}", role="soft", run=partial(self.begin, kind))
            for number, kind in enumerate(BUTTONS, start=1)
        )
        for kind, button in zip(BUTTONS, self.buttons, strict=True):
            button.setToolTip(kind.register)
        rows = Flow(theme, spacing=10)
        rows.set_widgets(self.buttons)
        common.body.addWidget(rows)
        self.body.addWidget(common)
        other = Card(theme, "别的变更", "打名称、拼音首字母或代码，回车就办")
        self.line = ChoiceInput(ask=self._offer, placeholder="如 分户、fh、EV08")
        self.line.setAccessibleName("别的变更")
        self.line.chosen_changed.connect(self._say_kind)
        self.line.returnPressed.connect(self._begin_typed)
        self.line.textEdited.connect(self._begin_numbered)
        other.body.addWidget(self.line)
        self.told = paragraph("", tone="muted")
        other.body.addWidget(self.told)
        self.body.addWidget(other)
        self.whose = Card(theme, "是谁的事", "只是一个人的事在这里选人；全家的事不用选")
        column = QVBoxLayout()
        spaced(theme, column, spacing=4)
        self.person = ChoiceInput()
        self.person.setAccessibleName("是谁的事")
        self.person.returnPressed.connect(self._person_chosen)
        column.addWidget(self.person)
        self.whose.body.addLayout(column)
        self.body.addWidget(self.whose)
        self.owed = Card(theme, "还没交的证明材料", "带来了就点开补交")
        self.owed_lines = Flow(theme, spacing=10)
        self.owed.body.addWidget(self.owed_lines)
        self.owed.hide()
        self.body.addWidget(self.owed)
        self.body.addStretch(1)
        self._awaited: EventKind | None = None

    @override
    def commands(self) -> Sequence[Command]:
        return tuple(
            Command(str(number), kind.name, partial(self.begin, kind), button=False, ready=self._numbered)
            for number, kind in enumerate(BUTTONS, start=1)
        )

    @override
    def first_focus(self) -> QWidget:
        return self.line

    @override
    def show_subject(self, uid: str | None) -> None:
        if uid != self.subject_uid:
            self.line.choose(None)  # what was typed was about somebody else
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        self.subject, self._awaited = None, None
        if self.subject_uid is None:
            return
        question = partial(event_subject, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="subject")

    def begin(self, kind: EventKind) -> None:
        """Open the form of an event, or ask first whose it is."""
        subject = self.subject
        if subject is None:
            return
        person = self.person.value() or subject.person_uid
        if kind.about is About.PERSON:
            if not person:
                self._awaited = kind
                self.context.notices.say(WHOSE.format(kind.name), tone="info")
                self.person.setFocus()
                return
            self._open(kind, person)
            return
        if subject.household_uid is None:
            self.context.notices.say(NO_HOUSEHOLD.format(subject.person_name), tone="warn")
            return
        meant = person if kind.about is About.EITHER else None
        self._open(kind, meant or subject.household_uid)

    def _open(self, kind: EventKind, uid: str) -> None:
        self.line.choose(None)
        self.context.open_page(kind.page, uid)

    def _show(self, subject: EventSubject) -> None:
        self.subject = subject
        about = subject.person_name or subject.label
        self.set_heading(f"变更：{about}", keeps=label_end(about))
        self.person.set_choices(member_choices_of(subject.members))
        self.person.choose_value(subject.person_uid)
        self.owed_lines.set_widgets([self._owed_line(row) for row in subject.owed])
        self.owed.setVisible(bool(subject.owed))

    def _owed_line(self, row: EventRow) -> Button:
        text = f"{row.whom} {row.name} {row.happened.spoken()}"
        run = partial(self.context.open_page, "matters.supply_evidence", row.uid)
        return Button(self.context.theme, text, role="soft", run=run)

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    @staticmethod
    def _offer(typed: str, then: Any) -> None:
        then([Choice(kind.page, kind.name, kind.code.value) for kind in matching_events(typed)])

    def _chosen_kind(self) -> EventKind | None:
        return next((kind for kind in EVENTS if kind.page == self.line.value()), None)

    def _say_kind(self) -> None:
        kind = self._chosen_kind()
        self.told.setText(f"{kind.register}。要看：{kind.evidence}。" if kind else "")

    def _begin_typed(self) -> None:
        kind = self._chosen_kind()
        if kind is not None:
            self.begin(kind)
        elif self.line.text().strip():
            self.context.notices.say(NOT_FOUND.format(self.line.text().strip()), tone="warn")

    def _begin_numbered(self, text: str) -> None:
        """A digit alone is the number of a button: no event's name, letters or code begins with one."""
        number = int(text) if len(text) == 1 and text.isdecimal() else 0
        if 1 <= number <= len(BUTTONS):
            self.line.close_list()
            self.line.choose(None)
            self.begin(BUTTONS[number - 1])

    def _person_chosen(self) -> None:
        if self._awaited is not None and self.person.value():
            self.begin(self._awaited)

    def _numbered(self) -> bool:
        """Digits choose an event while nothing is being typed."""
        return not ((self.line.hasFocus() and self.line.text()) or self.person.hasFocus())
