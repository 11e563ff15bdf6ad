"""EV11 户口迁入安置地 and EV13 居住证、居住簿."""

from typing import Final

from PySide6.QtCore import Qt

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.households.pages.listed import chosen, exact_day, listed
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.queries import HouseholdView, PersonRow
from resettle_desktop.households.rules.declared import (
    HUKOU_CATEGORIES,
    HUKOU_STANDINGS,
    RESIDENCE_PAPERS,
    HukouCategory,
    HukouStanding,
    ResidencePaper,
)
from resettle_desktop.households.use_cases.events.household_hukou import (
    ARRIVED,
    RESIDENCE_STEPS,
    HukouArrivedDraft,
    ResidenceStep,
    ResidenceStepDraft,
    move_hukou_in,
    note_residence_document,
)
from resettle_desktop.matters.pages.event_form import PersonEventForm
from resettle_desktop.matters.pages.events.table_form import TableEventForm
from resettle_desktop.sites.rules import check_division_code

NO_DAY: Final = "请填写从哪天起"


class HukouArrivedPage(TableEventForm):
    """Whose hukou came to the site; everybody not there yet is ticked."""

    name = "matters.hukou_moved_in"
    title = "户口迁入安置地"
    verb = "登记(&R)"
    use_case = staticmethod(move_hukou_in)
    usual_evidence = "准迁证、迁移证，新户口页"
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("迁到哪里")
        self.standing = self.field(
            "standing", "哪一种(&N)", ChoiceInput(listed(HUKOU_STANDINGS, ARRIVED)), required=True, width=8
        )
        self.on = self.field("on", "从哪天起(&D)", DateInput(self.context.today), required=True, width=4)
        self.address = self.field("address", "户口地址(&A)", TextInput("照新户口页"), width=6)
        self.division = self.field(
            "division_code",
            "户籍地代码(&C)",
            TextInput("12位，可空着"),
            width=3,
            check=check_division_code,
        )
        self.category = self.field("category", "户别(&B)", ChoiceInput(listed(HUKOU_CATEGORIES)), width=3)
        self.standing.chosen_changed.connect(self._suggest_category)
        self.section("谁的户口", "不迁的去掉勾")
        self.table = MembersTable(self.context.theme, ticked="户口迁入")
        self.add(self.table)
        self.table.changed.connect(self.table_edited)

    @override
    def put(self, view: HouseholdView) -> None:
        self.standing.choose_value(ARRIVED[0].value)
        self.table.show_members(view.members)
        for member in view.members:
            hukou = member.person.hukou
            self.table.tick(member.person.uid, on=hukou is None or hukou.standing not in ARRIVED)

    @override
    def draft(self) -> HukouArrivedDraft:
        on, standing = self.on.value_or_none("on"), chosen(HukouStanding, self.standing, "standing")
        if self.subject_uid is None or on is None or standing is None:
            raise Refusal(NO_DAY, "on")
        return HukouArrivedDraft(
            household_uid=self.subject_uid,
            person_uids=self.table.ticked(),
            standing=standing,
            on=on,
            division_code=self.division.value(),
            address=self.address.value(),
            category=chosen(HukouCategory, self.category, "category"),
            evidence=self.evidence(),
        )

    def _suggest_category(self) -> None:
        """The township's collective household is one; nothing else tells its 户别."""
        if self.standing.value() == HukouStanding.MOVED_COLLECTIVE:
            self.category.choose_value(HukouCategory.COLLECTIVE)
        elif self.category.value() == HukouCategory.COLLECTIVE:
            self.category.choose_value(None)

    @override
    def show_error(self, name: str, text: str) -> bool:
        if name == "people" and self.table.boxes:
            next(iter(self.table.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.notices.say(text, tone="warn")
            return True
        return super().show_error(name, text)


class ResidenceDocumentPage(PersonEventForm):
    """A residence document of a person: issued, endorsed, no longer valid."""

    name = "matters.residence_document"
    title = "居住证办理、签注、过期"
    verb = "登记(&R)"
    use_case = staticmethod(note_residence_document)
    usual_evidence = "居住证或居住簿原件"

    @override
    def build(self) -> None:
        self.section()
        self.kind = self.field(
            "kind", "哪种证件(&N)", ChoiceInput(listed(RESIDENCE_PAPERS)), required=True, width=6
        )
        self.step = self.field(
            "step", "办了什么(&Y)", ChoiceInput(listed(RESIDENCE_STEPS)), required=True, width=6
        )
        self.on = self.field("on", "哪天办的(&D)", DateInput(self.context.today), required=True, width=4)
        self.number = self.field("number", "证件编号(&B)", TextInput("没有可以空着"), width=4)
        self.next_endorsement = self.field(
            "next_endorsement", "下次签注(&X)", DateInput(self.context.today), width=4
        )

    @override
    def put(self, person: PersonRow) -> None:
        self.kind.choose_value(ResidencePaper.PERMIT.value)

    @override
    def draft(self) -> ResidenceStepDraft:
        on = self.on.value_or_none("on")
        kind, step = chosen(ResidencePaper, self.kind, "kind"), chosen(ResidenceStep, self.step, "step")
        if self.subject_uid is None or on is None or kind is None or step is None:
            raise Refusal(NO_DAY, "on")
        return ResidenceStepDraft(
            person_uid=self.subject_uid,
            kind=kind,
            step=step,
            on=on,
            number=self.number.value(),
            next_endorsement=exact_day(self.next_endorsement, "next_endorsement"),
            evidence=self.evidence(),
        )
