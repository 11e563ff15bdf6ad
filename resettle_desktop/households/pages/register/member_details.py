"""The strip under the member grid: what is noticed about one row, and what the grid has no cell for."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, restyle
from resettle_desktop.households.pages.register.member_more import REMEDY_WORDS, Advice, MemberMore
from resettle_desktop.households.rules.declared import HUKOU_STANDINGS
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.identity import NO_NUMBER_REASONS, TO_CHECK_REASONS, NumberState

REMEDY_KEY: Final = "F6"
DETAILS: Final = ("ethnicity", "hukou", "reason", "chase_on")
FOLLOWS: Final = "随户主"


class MemberDetails(QFrame):
    """One line of advice with its key, and below it 民族, 户口, and why a number is missing or doubtful.

    The room for the reason stays when it is not asked for, so that nothing moves.
    """

    edited: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()
    """Enter on the last of its inputs: back to the grid."""
    remedy_wanted: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.ethnicity = ChoiceInput(choices_of(ETHNIC_GROUPS.items()))
        self.hukou = ChoiceInput(choices_of((key.value, text) for key, text in HUKOU_STANDINGS.items()))
        self.reason = ChoiceInput(free=True)
        self.chase_on = DateInput(today)
        self.who = elided(weight="bold")
        self.advice = elided(tone="muted")
        self.remedy = Button(theme, role="soft", run=self.remedy_wanted.emit)
        self._fields = {
            "ethnicity": Field(theme, "ethnicity", "民族", self.ethnicity, required=False, check=None),
            "hukou": Field(theme, "hukou", "户口迁移", self.hukou, required=False, check=None),
            "reason": Field(theme, "reason", "原因", self.reason, required=True, check=None),
            "chase_on": Field(theme, "chase_on", "哪天再问", self.chase_on, required=False, check=None),
        }
        column = QVBoxLayout(self)
        spaced(theme, column, margins=(12, 6, 12, 8), spacing=4)
        head = QHBoxLayout()
        spaced(theme, head, spacing=12)
        head.addWidget(self.who)
        head.addWidget(self.advice, 1)
        head.addWidget(self.remedy)
        column.addLayout(head)
        grid = FieldGrid(theme)
        for name, share in (("ethnicity", 2), ("hukou", 3), ("reason", 4), ("chase_on", 3)):
            grid.add(self._fields[name], share)
        column.addWidget(grid)
        for field in (self._fields["reason"], self._fields["chase_on"], self.remedy):
            stay_when_hidden(field)
        for line in (self.ethnicity, self.hukou, self.reason, self.chase_on):
            line.edited.connect(self._edited)
            line.returnPressed.connect(lambda line=line: self._go_on(line))

    def show_row(self, who: str, more: MemberMore, advice: Advice, *, head: MemberMore | None) -> None:
        """Show one row; ``head`` is the row it follows, None for the head himself."""
        self.who.setText(who)
        self.ethnicity.choose_value(more.ethnicity)
        self.hukou.choose_value(more.hukou)
        for line, inherited, names in (
            (self.ethnicity, head.ethnicity if head else None, ETHNIC_GROUPS),
            (self.hukou, head.hukou if head else None, {k.value: v for k, v in HUKOU_STANDINGS.items()}),
        ):
            line.setPlaceholderText(
                f"{FOLLOWS}：{names[inherited]}" if inherited else FOLLOWS if head else ""
            )
        self.reason.set_choices(
            choices_of(
                (r, r) for r in (NO_NUMBER_REASONS if more.state is NumberState.NONE else TO_CHECK_REASONS)
            )
        )
        self.reason.restore(more.reason)
        self.chase_on.restore(more.chase)
        self.show_advice(more, advice)
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """A very long name leaves two thirds of the line to the advice."""
        self.who.setMaximumWidth(max(self.width() // 3, self.who.minimumSizeHint().width()))

    def show_advice(self, more: MemberMore, advice: Advice) -> None:
        """Say something else about the row that is shown."""
        restyle(self.advice, "tone", advice.tone)
        self.advice.setText(advice.text)
        self.remedy.setVisible(advice.remedy is not None)
        if advice.remedy is not None:
            self.remedy.set_words(f"{REMEDY_WORDS[advice.remedy]}  {REMEDY_KEY}")
        asked = more.state is not NumberState.VERIFIED
        for name in ("reason", "chase_on"):
            self._fields[name].setVisible(asked)

    def put_into(self, more: MemberMore) -> None:
        """Take what is typed in the strip into the row."""
        more.ethnicity = self.ethnicity.value() or None
        more.hukou = self.hukou.value() or None
        more.reason = self.reason.value()
        more.chase = self.chase_on.text().strip()

    def line(self, name: str) -> TextInput:
        """One of its inputs by its name in a draft."""
        inputs: dict[str, TextInput] = {
            "ethnicity": self.ethnicity,
            "hukou": self.hukou,
            "reason": self.reason,
            "chase_on": self.chase_on,
        }
        return inputs[name]

    def set_error(self, name: str, text: str) -> None:
        """Show an error at one of its inputs."""
        self._fields[name].set_error(text)

    def clear_errors(self) -> None:
        """Show no error any more."""
        for field in self._fields.values():
            field.set_error("")

    def ask_reason(self) -> None:
        """Put the cursor on the reason with its list open."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.open_list()

    def _edited(self) -> None:
        self.clear_errors()
        self.edited.emit()

    def _go_on(self, line: TextInput) -> None:
        after: dict[TextInput, TextInput] = {self.ethnicity: self.hukou, self.reason: self.chase_on}
        following = after.get(line)
        if following is None:
            self.left.emit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)


def stay_when_hidden(widget: QWidget) -> None:
    """Keep the widget's room while it is hidden."""
    policy: QSizePolicy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
