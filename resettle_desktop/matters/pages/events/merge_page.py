"""EV09 并户: which household goes into this one, how its people stand to the head here, what overlaps."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.household_input import household_input
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.queries import HouseholdView, household_view
from resettle_desktop.households.queries.overlaps import household_overlaps
from resettle_desktop.households.use_cases.events.household_merge import MergeDraft, merge_households
from resettle_desktop.matters.pages.events.table_form import TableEventForm

NO_OVERLAPS: Final = "两户没有相互重叠的登记"
CHOOSE: Final = "先选要并进来的那一户"


class MergePage(TableEventForm):
    """The household the page is about goes on; the other's file is closed and stays readable."""

    name = "matters.merge"
    title = "并户"
    verb = "并户(&R)"
    use_case = staticmethod(merge_households)
    usual_evidence = "户口簿"
    keeps_draft = False

    @override
    def build(self) -> None:
        context = self.context
        self.section("并进来的那一户")
        self.merged = self.field(
            "merged",
            "哪一户(&N)",
            household_input(context.worker, self, context.today, but=lambda: self.subject_uid),
            required=True,
            width=8,
        )
        self.on = self.field("on", "从哪天起(&D)", DateInput(context.today), required=True, width=4)
        self.keeps_room = self.field("keeps_room", "那一户的房(&F)", QCheckBox("一起归这一户"), width=4)
        self.table = MembersTable(context.theme, related="和这一户户主的关系")
        self.add(self.table)
        self.section("两户都有的", "并户以后两边都留着，请逐项核实")
        self.overlaps = paragraph(CHOOSE, tone="muted")
        self.add(self.overlaps)
        self.merged.chosen_changed.connect(self._other_chosen)
        self.table.changed.connect(self.table_edited)
        self.table.ended.connect(self._to_evidence)

    @override
    def put(self, view: HouseholdView) -> None:
        self.on.clear()
        self.table.show_members(())
        self.overlaps.setText(CHOOSE)

    @override
    def draft(self) -> MergeDraft:
        on = self.on.value_or_none("on")
        if self.subject_uid is None or on is None:
            raise Refusal("请填写从哪天起", "on")
        return MergeDraft(
            household_uid=self.subject_uid,
            merged_uid=self.merged.require("merged"),
            relations=tuple((uid, self.table.relation(uid)) for uid in self.table.relations),
            on=on,
            keeps_room=self.keeps_room.isChecked(),
            evidence=self.evidence(),
        )

    @override
    def said(self) -> str:
        return f"{self.merged.text()}已并入这一户"

    def _other_chosen(self) -> None:
        uid, today = self.merged.value(), self.context.today()
        self.table.show_members(())
        self.overlaps.setText(CHOOSE)
        if not uid or uid == self.subject_uid:
            return
        ask = self.context.worker.ask
        ask(partial(household_view, uid=uid, as_of=today), self._show_other, owner=self, latest="other")
        question = partial(household_overlaps, kept_uid=self.subject_uid or "", other_uid=uid, as_of=today)
        ask(question, self._show_overlaps, owner=self, latest="overlaps")

    def _show_other(self, view: HouseholdView) -> None:
        self.table.show_members(view.members)
        self.settle_soon()

    def _show_overlaps(self, sentences: Any) -> None:
        self.overlaps.setText("\n".join(sentences) or NO_OVERLAPS)

    def _to_evidence(self) -> None:
        self.evidence_what.setFocus(Qt.FocusReason.TabFocusReason)
