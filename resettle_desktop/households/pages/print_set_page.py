"""打印哪些: the papers of a household or a person, ticked and printed one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.words import elided, paragraph
from resettle_desktop.households.queries.print_set import PrintedToday, PrintSet, print_set
from resettle_desktop.households.rules.print_set import SET, SetPaper

ELSEWHERE_KEY: Final = "F7"
HOW: Final = "空格勾选，按 {} 一张接一张办；哪一张没打出来，就停在那里。"
NOTHING_TICKED: Final = "请先勾选要打的纸"
STOPPED: Final = "停在“{}”。按 {} 接着打；不打了就去掉它的勾"
ALL_DONE: Final = "勾选的都办完了"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One ticked paper and whom it is about."""

    paper: SetPaper
    subject_uid: str


class PrintSetPage(Page):
    """Opened with a household's or a person's uid; what is ticked is opened one after the other.

    Coming back from a paper that was printed opens the next; from any other it waits for the clerk.
    """

    name = "households.print_set"
    title = "打印哪些"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset({"issued_paper", "person", "membership", "headship"})

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.set: PrintSet | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self.said: dict[str, QLabel] = {}
        self._queue: list[Waiting] = []
        self._opened: Waiting | None = None
        self._before: frozenset[PrintedToday] = frozenset()
        self.person = ChoiceInput()
        self.person.chosen_changed.connect(self._say_printed)
        who = Card(theme)
        self.person_field = Field(
            theme, "person", "个人的纸给谁办(&G)", self.person, required=False, check=None
        )
        who.body.addWidget(paragraph(HOW.format(VERB), size="small", tone="muted"))
        who.body.addWidget(self.person_field)
        self.body.addWidget(who)
        for of_person, heading in ((False, "全户的"), (True, "个人的")):
            card = Card(theme, heading)
            for paper in (each for each in SET if each.of_person is of_person):
                card.body.addLayout(self._line(paper))
            self.body.addWidget(card)
        self.body.addStretch(1)

    def _line(self, paper: SetPaper) -> QHBoxLayout:
        line = QHBoxLayout()
        spaced(self.context.theme, line, spacing=10)
        box = self.boxes[paper.page] = QCheckBox(paper.title)
        box.setAccessibleDescription(paper.note)
        box.toggled.connect(self._ticked)
        said = self.said[paper.page] = elided(size="small", tone="muted")
        line.addWidget(box)
        line.addWidget(said, 1)
        return line

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHANGE, "全勾、全不勾", self.tick_all, button=False),
            Command(ELSEWHERE_KEY, "找谁办", self._elsewhere, "send"),
            Command(VERB, "开始打印", self.begin, "printer", primary=True),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return next(iter(self.boxes.values()))

    @override
    def show_subject(self, uid: str | None) -> None:
        if uid != self.subject_uid:
            self.set, self._queue, self._opened = None, [], None
            for box in self.boxes.values():
                box.setChecked(False)
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(print_set, uid=self.subject_uid, as_of=self.context.today())
            self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="set")

    def tick_all(self) -> None:
        """Tick every paper that can be printed, or none when all are ticked."""
        usable = [box for box in self.boxes.values() if box.isEnabled()]
        ticked = all(box.isChecked() for box in usable)
        for box in usable:
            box.setChecked(not ticked)

    def begin(self) -> None:
        """Open the first of the ticked papers, or go on where it stopped."""
        if self.set is None:
            return
        self._queue = self._waiting()
        if not self._queue:
            self.context.notices.say(NOTHING_TICKED, tone="warn")
            return
        self._next()

    def _waiting(self) -> list[Waiting]:
        if self.set is None:
            return []
        found = []
        for paper in SET:
            if self.boxes[paper.page].isChecked():
                subject = self.person.value() if paper.of_person else self.set.household_uid
                if subject:
                    found.append(Waiting(paper, subject))
        return found

    def _next(self) -> None:
        if self.set is None or not self._queue:
            return
        self._opened = self._queue.pop(0)
        self._before = frozenset(self.set.printed)
        self.context.open_page(self._opened.paper.page, self._opened.subject_uid)

    def _show(self, found: PrintSet) -> None:
        kept = self.person.value() if self.set is not None else found.person_uid
        self.set = found
        self.set_heading(f"打印哪些　{found.label}")
        self.person.set_choices([Choice(one.uid, one.name, one.relation) for one in found.people])
        self.person.choose_value(
            kept if kept in {one.uid for one in found.people} else found.person_uid or None
        )
        for paper in SET:
            able = bool(found.people) if paper.of_person else found.household_uid is not None
            self.boxes[paper.page].setEnabled(able)
        self._say_printed()
        self._come_back()

    def _come_back(self) -> None:
        """After a paper: the next when it came out, else wait for the clerk."""
        opened, self._opened = self._opened, None
        if opened is None or self.set is None or not self.isVisible():
            self._opened = opened
            return
        new = {
            row
            for row in self.set.printed
            if row.printed
            and row.kind == opened.paper.kind
            and row.subject_uid == opened.subject_uid
            and row not in self._before
        }
        unnumbered = not opened.paper.kind
        if not new and not unnumbered:
            self.context.notices.say(STOPPED.format(opened.paper.title, VERB), tone="info")
            return
        self.boxes[opened.paper.page].setChecked(False)
        self._queue = self._waiting()
        if not self._queue:
            self.context.notices.say(ALL_DONE)
        elif not unnumbered:
            self._next()

    def _say_printed(self) -> None:
        """What was issued today, beside each paper."""
        if self.set is None:
            return
        for paper in SET:
            subject = self.person.value() if paper.of_person else self.set.household_uid
            numbers = [
                row.number if row.printed else f"{row.number}（还没说打出来）"
                for row in self.set.printed
                if row.kind == paper.kind and row.subject_uid == subject
            ]
            self.said[paper.page].setText(f"今天开过 {'、'.join(numbers)}" if numbers else paper.note)

    def _ticked(self) -> None:
        self.commands_changed.emit()

    def _elsewhere(self) -> None:
        self.context.open_page("matters.directory", None)

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()
