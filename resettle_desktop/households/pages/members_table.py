"""One line for each member of a household: whether he is meant, and how he stands to a head."""

from functools import partial
from itertools import zip_longest
from typing import ClassVar, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, words
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import MemberRow
from resettle_desktop.households.rules.relations import HEAD, Kin, relations_to_new_head

RELATION: Final = "member_relation."


def kin_of(members: tuple[MemberRow, ...]) -> list[Kin]:
    """The members as the rules of relations see them."""
    return [
        Kin(m.relation, m.person.sex, m.person.birth.earliest.year if m.person.birth else None)
        for m in members
    ]


class MembersTable(QWidget):
    """Names, a box to tick where ``ticked`` has a heading, a relation where ``related`` has one."""

    changed: ClassVar[Signal] = Signal()
    ended: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, *, ticked: str = "", related: str = "") -> None:
        super().__init__()
        self._ticked, self._related = ticked, related
        self._grid = QGridLayout(self)
        spaced(theme, self._grid, spacing=8)
        for column, stretch in enumerate((3, 2, 2, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.members: tuple[MemberRow, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        self.relations: dict[str, ChoiceInput] = {}
        self._shown: list[QWidget] = []

    def show_members(self, members: tuple[MemberRow, ...], choices: tuple[Choice, ...] | None = None) -> None:
        """Show these members; ``choices`` are offered instead of the list of relations."""
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown.clear()
        self.boxes.clear()
        self.relations.clear()
        self.members = members
        for column, title in enumerate(("姓名", "现在的关系", self._ticked, self._related)):
            if title and members:
                self._put(words(title, size="xs", tone="muted", weight="bold"), 0, column)
        for row, member in enumerate(members, start=1):
            self._show_member(row, member, choices if choices is not None else relation_choices())
        lines = list(self.relations.values())
        for line, following in zip_longest(lines, lines[1:]):
            line.returnPressed.connect(partial(self._go_to, following))

    def _show_member(self, row: int, member: MemberRow, choices: tuple[Choice, ...]) -> None:
        uid, name = member.person.uid, member.person.name
        self._put(elided(name, weight="bold"), row, 0)
        self._put(elided(member.relation_name, tone="muted"), row, 1)
        if self._ticked:
            box = QCheckBox(self._ticked)
            box.setAccessibleName(f"{name}{self._ticked}")
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes[uid] = box
            self._put(box, row, 2)
        if self._related:
            line = ChoiceInput(choices)
            line.setAccessibleName(f"{name}{self._related}")
            line.textChanged.connect(lambda _text: self.changed.emit())
            self.relations[uid] = line
            self._put(line, row, 3)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._shown.append(widget)
        self._grid.addWidget(widget, row, column)
        widget.show()  # at once: a fast clerk's cursor is on its way here

    def ticked(self) -> tuple[str, ...]:
        """The uids of the members whose box is ticked."""
        return tuple(uid for uid, box in self.boxes.items() if box.isChecked())

    def tick(self, uid: str, *, on: bool = True) -> None:
        """Tick a member's box without saying so."""
        box = self.boxes[uid]
        with QSignalBlocker(box):
            box.setChecked(on)

    def propose(self, relations: dict[str, str | None]) -> None:
        """Fill in what follows from the relations until now; a head's own line is not for typing."""
        for uid, relation in relations.items():
            line = self.relations[uid]
            with QSignalBlocker(line):
                line.choose_value(relation)
            line.setEnabled(relation != HEAD)

    def relation(self, uid: str) -> str:
        """What is chosen for a member. Raises Refusal at his line for an empty or unknown word."""
        chosen = self.relations[uid].chosen
        if chosen is None:
            name = next(m.person.name for m in self.members if m.person.uid == uid)
            raise Refusal(f"请选{name}和户主的关系", f"{RELATION}{uid}")
        return chosen.value

    def go_to_error(self, field: str) -> None:
        """Put the cursor where a Refusal of ``relation`` points; anything else is left alone."""
        line = self.relations.get(field.removeprefix(RELATION))
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_head(self, head_uid: str) -> dict[str, str | None]:
        """How everybody would stand to this member as head, where that follows."""
        place = next((p for p, m in enumerate(self.members) if m.person.uid == head_uid), None)
        if place is None:
            return {m.person.uid: None for m in self.members}
        proposed = relations_to_new_head(kin_of(self.members), place)
        return {m.person.uid: relation for m, relation in zip(self.members, proposed, strict=True)}

    def _go_to(self, line: ChoiceInput | None) -> None:
        if line is None:
            self.ended.emit()
        else:
            line.setFocus(Qt.FocusReason.TabFocusReason)


def member_choices_of(members: tuple[MemberRow, ...]) -> list[Choice]:
    """The members to choose one of."""
    return [Choice(m.person.uid, m.person.name, m.relation_name) for m in members]
