"""The first start: a list of five steps at the left, the step at the right, its keys below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, restyle, words
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.first_start.kept_answers import drop_answers, keep_answers, read_answers
from resettle_desktop.office.pages.first_start.sheet_step import (
    ChooseFile,
    PrintPaper,
    SheetStep,
    ask_where,
)
from resettle_desktop.office.pages.first_start.step import Step
from resettle_desktop.office.pages.first_start.steps import (
    AdministratorAnswer,
    AdministratorStep,
    BeginningStep,
    CentresStep,
    OfficeAnswer,
    OfficeStep,
)
from resettle_desktop.office.pages.gate import PROGRAM_NAME, Paragraph
from resettle_desktop.office.use_cases.setting_up import SetUpDraft, setup_actor
from resettle_desktop.office.use_cases.settings import CentreDraft

RAIL_WIDTH: Final = 220
RAIL_FROM: Final = 1000
"""Effective width (width ÷ scale) from which the list of steps stands at the left."""
FORM_WIDTH: Final = 800


@dataclass(frozen=True, slots=True)
class Begun:
    """The first start is over: who has the desk, and whether practice comes first."""

    arrival: SignedIn
    practice: bool


class FirstStart(QWidget):
    """Five steps, each confirmed by its verb. ``finished`` carries who has the desk (a ``Begun``);
    ``restore_wanted``: this is a new computer of an office that has a backup.

    With ``arrival`` the office is there already and only the sheet and the beginning are left (a crash, or
    somebody closed the program before the sheet was proved).
    """

    finished: ClassVar[Signal] = Signal(object)
    restore_wanted: ClassVar[Signal] = Signal()

    def __init__(
        self,
        theme: Theme,
        door: Door,
        press: Press,
        *,
        arrival: SignedIn | None = None,
        print_paper: PrintPaper | None = None,
        choose: ChooseFile = ask_where,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._door = door
        self._arrival = arrival
        self._practice = False
        self._office: OfficeAnswer | None = None
        self._centres: tuple[CentreDraft, ...] = ()
        self.setObjectName("gate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.notices = Notices(theme)
        door.worker.trouble.connect(self.notices.trouble)
        context = DeskContext(
            worker=door.worker,
            actor=setup_actor("") if arrival is None else arrival.actor,
            theme=theme,
            today=lambda: door.today,
            press=press,
            open_page=lambda _name, _uid=None: None,
            notices=self.notices,
        )
        self._place = OfficeStep(context)
        self._names = CentresStep(context)
        self._person = AdministratorStep(context)
        self._sheet = SheetStep(context)
        self.steps: tuple[Step, ...] = (
            self._place,
            self._names,
            self._person,
            self._sheet,
            BeginningStep(context),
        )
        self._place.restore_wanted.connect(self.restore_wanted)
        for number, step in enumerate(self.steps):
            step.confirmed.connect(partial(self._confirmed, number))
            step.filled()
            step.commands_changed.connect(self._refresh_buttons)
        self._sheet.attach(door, self._office_name, print_paper=print_paper, choose=choose)
        self._number = 0
        self._compose()
        theme.changed.connect(self._arrange)
        if arrival is None:
            self._resume()
        else:
            self._go_to(self.steps.index(self._sheet))

    # The steps

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self._number]

    def back(self) -> None:
        """One step back, where it can still be changed."""
        if self._can_go_back():
            self._go_to(self._number - 1)

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say something that happened beside the steps."""
        self.notices.say(sentence, tone=tone)

    def _can_go_back(self) -> bool:
        return self._arrival is None and self._number > 0 and not self.step.busy

    def _confirmed(self, number: int, answer: Any) -> None:
        match answer:
            case OfficeAnswer():
                self._office = answer
                self._names.propose(answer.place)
            case AdministratorAnswer():
                self._create(answer)
                return
            case tuple():
                self._centres = answer
            case bool():
                self._practice = answer
        if self._arrival is None:
            keep_answers(self._door.path, {step.name: step.answers() for step in self.steps[: number + 1]})
        if number + 1 < len(self.steps):
            self._go_to(number + 1)
        elif self._arrival is not None:
            self.finished.emit(Begun(self._arrival, self._practice))

    def _create(self, answer: AdministratorAnswer) -> None:
        if self._office is None:
            self._go_to(0)
            return
        draft = SetUpDraft(
            name=self._office.name,
            division_code=self._office.division_code,
            division_name=self._office.division_name,
            centres=self._centres,
            administrator=answer.name,
            preset=answer.preset,
            household_prefix=self._office.household_prefix,
            practice=self._door.practice,
        )
        self.notices.say("正在建立加密的数据文件…", tone="info")
        self._door.create(draft, answer.password, self._created, owner=self, failed=self._not_created)

    def _created(self, arrival: SignedIn) -> None:
        self.notices.clear()
        self._arrival = arrival
        drop_answers(self._door.path)
        self._person.set_busy(busy=False)
        self._person.forget()
        self._go_to(self._number + 1)

    def _not_created(self, error: Exception) -> None:
        self.notices.clear()
        self.step.refused(error)
        if not isinstance(error, Refusal):
            self.notices.trouble(error)

    def _office_name(self) -> str:
        return self._arrival.facts.office.name if self._arrival is not None else ""

    def _resume(self) -> None:
        """Go on behind the last step that was confirmed before the program ended."""
        kept = read_answers(self._door.path)
        self._go_to(0)
        for step in self.steps:
            if step.name in kept and not isinstance(step, SheetStep | BeginningStep):
                step.restore(kept[step.name])
                step.submit()
            else:
                break

    # The picture

    def _compose(self) -> None:
        theme = self.theme
        self.progress = words(size="small", tone="muted")
        self.heading = elided(size="h1")
        self.explanation = Paragraph(tone="muted")
        self.scroller = QScrollArea()
        self.scroller.setObjectName("page_scroll")
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stage = QWidget()
        self._stage.setObjectName("page")
        stage = QVBoxLayout(self._stage)
        spaced(theme, stage)
        for step in self.steps:
            stage.addWidget(step)
            step.hide()
        self.scroller.setWidget(self._stage)
        self.buttons = QHBoxLayout()
        spaced(theme, self.buttons, margins=(16, 0, 16, 0), spacing=8)
        head = QVBoxLayout()
        spaced(theme, head, margins=(16, 0, 16, 4), spacing=4)
        head.addWidget(self.progress)
        head.addWidget(self.heading)
        head.addWidget(self.explanation)
        column = QVBoxLayout()
        spaced(theme, column, margins=(8, 16, 8, 12), spacing=6)
        column.addLayout(head)
        column.addWidget(self.scroller, 1)
        column.addLayout(self.buttons)
        self._pane = QWidget()
        self._pane.setLayout(column)
        right = QVBoxLayout()
        spaced(theme, right)
        right.addWidget(self._pane, 1)
        right.addWidget(self.notices)
        whole = QHBoxLayout(self)
        spaced(theme, whole)
        whole.addWidget(self._compose_rail())
        whole.addLayout(right, 1)

    def _compose_rail(self) -> QFrame:
        theme = self.theme
        self.rail = QFrame()
        self.rail.setObjectName("nav")
        self.rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail = QVBoxLayout(self.rail)
        spaced(theme, rail, margins=(20, 24, 16, 24), spacing=6)
        rail.addWidget(words("首次设置", part="nav_title"))
        rail.addWidget(words(PROGRAM_NAME, part="nav_place"))
        rail.addSpacing(theme.px(12))
        self._marks: list[QLabel] = []
        for _step in self.steps:
            mark = words(part="nav_place")
            self._marks.append(mark)
            rail.addWidget(mark)
        rail.addStretch(1)
        return self.rail

    def _go_to(self, number: int) -> None:
        self.step.hide()
        self._number = number
        step = self.step
        self.progress.setText(f"第 {number + 1} 步，共 {len(self.steps)} 步")
        self.heading.setText(step.title)
        self.explanation.say(step.explanation)
        step.show()
        step.begin()
        self._refresh_buttons()
        for place, (mark, one) in enumerate(zip(self._marks, self.steps, strict=True)):
            done = "✓" if place < number else str(place + 1)
            mark.setText(f"{done}　{one.short}")
            restyle(mark, "part", "nav_title" if place == number else "nav_place")
        self.setAccessibleName(f"首次设置，{self.progress.text()}，{step.title}")
        focus = step.first_focus()
        if focus is not None:
            self.setFocusProxy(focus)
            focus.setFocus()
        self.scroller.ensureVisible(0, 0)

    def _refresh_buttons(self) -> None:
        while self.buttons.count():
            item = self.buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._can_go_back():
            self.buttons.addWidget(
                Button(self.theme, "上一步", icon="arrow-left", role="ghost", run=self.back)
            )
        self.buttons.addStretch(1)
        for command in self.step.declared:
            self.buttons.addWidget(self._button(command))

    def _button(self, command: Command) -> Button:
        text = f"{command.text} {command.spoken_key}"
        button = Button(
            self.theme, text, icon=command.icon, role="primary" if command.primary else "", run=command.run
        )
        button.setEnabled(command.ready())
        return button

    def _arrange(self) -> None:
        wide = self.width() / self.theme.scale >= RAIL_FROM
        self.rail.setVisible(wide)
        self.rail.setFixedWidth(self.theme.px(RAIL_WIDTH))
        self.progress.setVisible(not wide)
        self._pane.setMaximumWidth(self.theme.px(FORM_WIDTH))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.window().focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)
