"""Another member becomes head of the household; everybody's relation is said anew."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, words
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.household.glance import described, joined
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import HouseholdView, MemberRow
from resettle_desktop.households.rules.relations import HEAD, Kin, relations_to_new_head
from resettle_desktop.households.use_cases.drafts import ChangeHeadDraft
from resettle_desktop.households.use_cases.headship import change_head


class RelationsTable(QWidget):
    """One line per member: name, relation until now, relation to the new head."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        spaced(theme, self._grid, spacing=8)
        for column, stretch in enumerate((3, 2, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.lines: dict[str, ChoiceInput] = {}
        self._shown: list[QWidget] = []

    def show_members(self, members: tuple[MemberRow, ...]) -> None:
        """Show these members with nothing proposed yet."""
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown.clear()
        self.lines.clear()
        for column, title in enumerate(("姓名", "原来的关系", "和新户主的关系")):
            self._put(words(title, size="xs", tone="muted", weight="bold"), 0, column)
        choices = relation_choices()
        for row, member in enumerate(members, start=1):
            line = ChoiceInput(choices)
            line.setAccessibleName(f"{member.person.name}和新户主的关系")
            self._put(elided(member.person.name, weight="bold"), row, 0)
            self._put(elided(member.relation_name, tone="muted"), row, 1)
            self._put(line, row, 2)
            self.lines[member.person.uid] = line

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._shown.append(widget)
        self._grid.addWidget(widget, row, column)
        widget.show()  # at once: a fast clerk's cursor is on its way here

    def propose(self, relations: dict[str, str | None]) -> None:
        """Fill in what follows from the relations until now; the rest is for the clerk."""
        for uid, relation in relations.items():
            self.lines[uid].choose_value(relation)
            self.lines[uid].setEnabled(relation != HEAD)


class ChangeHeadPage(AboutHousehold):
    """New head, from which day, why; the relations are proposed and confirmed one by one."""

    name = "households.change_head"
    title = "变更户主"
    verb = "变更(&R)"
    use_case = staticmethod(change_head)
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section()
        self.new_head = self.field("new_head", "新户主(&N)", ChoiceInput(), required=True, width=4)
        self.on = self.field("on", "从哪天起(&D)", DateInput(self.context.today), required=True, width=4)
        self.reason = self.field("reason", "变更原因(&Y)", TextInput("如 原户主年老"), width=4)
        self.section("每个人和新户主的关系", "空着的请补上")
        self.relations = RelationsTable(self.context.theme)
        self.add(self.relations)
        self.new_head.chosen_changed.connect(self._propose)

    @override
    def put(self, view: HouseholdView) -> None:
        self.relations.show_members(view.members)
        lines = list(self.relations.lines.values())
        for line, following in zip(lines, (*lines[1:], None), strict=True):
            line.returnPressed.connect(partial(self._go_to, following))
        self.new_head.set_choices(
            [
                Choice(m.person.uid, m.person.name, joined(m.relation_name, described(m.person)))
                for m in view.members
                if not m.is_head
            ]
        )
        self.on.restore(self.context.today().isoformat())

    @override
    def draft(self) -> ChangeHeadDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一户")
        new_head = self.new_head.require("new_head")
        return ChangeHeadDraft(
            household_uid=self.subject_uid,
            new_head_uid=new_head,
            relations=tuple((uid, self._relation(uid, line)) for uid, line in self.relations.lines.items()),
            on=self.on.value_or_none("on") or ImpreciseDate(self.context.today()),
            reason=self.reason.value(),
        )

    @override
    def said(self) -> str:
        return f"户主已变更为{self.new_head.text()}"

    @override
    def _go_on(self, field: Any) -> None:
        open_line = next((line for line in self.relations.lines.values() if not line.text().strip()), None)
        if field.name == "reason" and open_line is not None:
            self._go_to(open_line)
        else:
            super()._go_on(field)

    def _go_to(self, line: ChoiceInput | None) -> None:
        if line is None:
            self.submit()
        else:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def _relation(self, uid: str, line: ChoiceInput) -> str:
        relation = line.require()
        if not relation:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            member = next(m for m in self._members() if m.person.uid == uid)
            raise Refusal(f"请选{member.person.name}和新户主的关系")
        return relation

    def _members(self) -> tuple[MemberRow, ...]:
        return self.view.members if self.view is not None else ()

    def _propose(self) -> None:
        members = self._members()
        place = next((p for p, m in enumerate(members) if m.person.uid == self.new_head.value()), None)
        if place is None:
            return
        kin = [
            Kin(m.relation, m.person.sex, m.person.birth.earliest.year if m.person.birth else None)
            for m in members
        ]
        proposed = relations_to_new_head(kin, place)
        self.relations.propose({m.person.uid: r for m, r in zip(members, proposed, strict=True)})
