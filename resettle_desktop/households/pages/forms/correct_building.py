"""Putting a building's label, zone or address right."""

from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.use_cases.places import correct_building
from resettle_desktop.sites.queries import BuildingRow, building_of
from resettle_desktop.sites.rules import clean_building_label, room_label
from resettle_desktop.sites.use_cases import CorrectBuildingDraft


class CorrectBuildingPage(Form):
    """A building as it should stand; its rooms, and who lives there, are found by its right label."""

    name = "households.correct_building"
    title = "更正楼栋"
    verb = "保存(&S)"
    use_case = staticmethod(correct_building)

    row: BuildingRow | None = None

    @override
    def build(self) -> None:
        self.section()
        self.label = self.field("label", "楼栋号(&N)", TextInput("如 3"), required=True, width=3)
        self.zone = self.field("zone", "小区、片区(&Q)", TextInput("没有就空着"), width=4)
        self.address = self.field("address", "门牌地址(&D)", TextInput("可以空着"), width=5)
        self.told = paragraph(tone="info")
        self.add(self.told)
        self.label.textChanged.connect(lambda _text: self._tell())

    @override
    def fill(self) -> None:
        self.row = None
        if self.subject_uid is not None:
            question = partial(building_of, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="building")

    def _show(self, row: BuildingRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.label.restore(row.label)
        self.zone.restore(row.zone)
        self.address.restore(row.address)
        self._tell()
        self.filled()

    def _tell(self) -> None:
        """Say what the rooms will be called."""
        row = self.row
        try:
            label = clean_building_label(self.label.value())
        except Refusal:
            label = ""
        if row is None or not label or not row.rooms or label == row.label:
            self.told.setText("")
            return
        unit = "…" if row.units else ""
        before, after = (room_label(text, unit, "…") for text in (row.label, label))
        self.told.setText(f"这栋楼的{row.rooms}套住房，房号由 {before} 改为 {after}；已经打印的文书不变")

    @override
    def draft(self) -> CorrectBuildingDraft:
        row = self.row
        if row is None:
            raise Refusal("资料还没有读出来，请稍等")
        return CorrectBuildingDraft(
            building_uid=row.uid,
            label=self.label.value(),
            zone=self.zone.value(),
            address=self.address.value(),
            version=row.version,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.zone.value()}{self.label.value()}栋已保存")
        self.context.open_page("sites.sites", None)
