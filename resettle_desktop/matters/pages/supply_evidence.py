"""补交证明材料: the paper of an event that was told without one has been brought."""

from datetime import date
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.households.use_cases.events.noting import SupplyEvidenceDraft, supply_evidence


class SupplyEvidencePage(Form):
    """Which paper, its number and day; what the event changed stays as it is."""

    name = "matters.supply_evidence"
    title = "补交证明材料"
    verb = "登记(&R)"
    use_case = staticmethod(supply_evidence)

    @override
    def build(self) -> None:
        self.section()
        self.what = self.field("evidence", "材料名称(&M)", TextInput(), required=True, width=4)
        self.number = self.field("evidence_number", "编号(&N)", TextInput(), width=4)
        self.on = self.field("evidence_on", "出具日期(&D)", DateInput(self.context.today), width=4)
        self.note = self.field("event_note", "备注(&T)", TextInput(), width=12)

    @override
    def fill(self) -> None:
        self.filled()

    @override
    def draft(self) -> SupplyEvidenceDraft:
        if self.subject_uid is None:
            raise Refusal("请先选是哪件变更")
        return SupplyEvidenceDraft(
            self.subject_uid, self.what.value(), self.number.value(), self._day(), self.note.value()
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.what.value()}已补交")
        self.context.go_back()

    def _day(self) -> date | None:
        day = self.on.value_or_none("evidence_on")
        return day.earliest if day is not None else None
