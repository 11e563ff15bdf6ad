"""EV04 婚出, EV05 离婚, EV12 再迁走或出国定居, EV15 返迁 and back: who leaves, or lives elsewhere again."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.households.pages.household_input import household_input
from resettle_desktop.households.pages.members_table import MembersTable, member_choices_of
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries.events import EventSubject
from resettle_desktop.households.rules.life_events import BACK_AT_SITE
from resettle_desktop.households.rules.relations import HEAD, spouse_among
from resettle_desktop.households.use_cases.events.people_away import (
    BackAtSiteDraft,
    ReturnedDraft,
    record_back_at_site,
    record_returned,
)
from resettle_desktop.households.use_cases.events.people_leaving import (
    DivorcedDraft,
    MarriedOutDraft,
    MovedOnDraft,
    record_divorce,
    record_marriage_out,
    record_moved_on,
)
from resettle_desktop.matters.pages.events.member_form import MemberEventForm
from resettle_desktop.matters.rules.events import kind_of_page

LEAVES: Final = "leaves"
LEAVES_OR_NOT: Final = ((LEAVES, "离开这一户"), ("stays", "还在这一户"))


class MarriageOutPage(MemberEventForm):
    """Who marries out, and where to."""

    name = "matters.marriage_out"
    title = "婚出"
    verb = "登记(&R)"
    use_case = staticmethod(record_marriage_out)
    usual_evidence = kind_of_page("matters.marriage_out").evidence

    @override
    def build(self) -> None:
        self.section("谁婚出", "嫁到档案里另一户的选那一户，到外面的写地方")
        self.whom("姓名(&M)")
        self.when("结婚日期(&D)")
        self.place = self.field("place", "到什么地方(&P)", TextInput(), width=4)
        context = self.context
        self.target = self.field(
            "household", "到哪一户(&O)", household_input(context.worker, self, context.today), width=6
        )
        but_head = tuple(choice for choice in relation_choices() if choice.value != HEAD)
        self.relation = self.field("relation", "与那一户户主的关系(&G)", ChoiceInput(but_head), width=6)
        self.target.chosen_changed.connect(self._ask_relation)
        self.succession()

    def _ask_relation(self) -> None:
        """Who goes to a household of ours is somebody to its head."""
        self.fields["relation"].set_required(required=bool(self.target.value()))

    @override
    def draft(self) -> MarriedOutDraft:
        return MarriedOutDraft(
            self.member(),
            self.day(),
            self.target.require("household") or None,
            self.relation.require("relation"),
            self.place.value(),
            self.follower(),
            self.evidence(),
        )


class DivorcePage(MemberEventForm):
    """Who is divorced from whom, and whether one of them leaves the household."""

    name = "matters.divorce"
    title = "离婚"
    verb = "登记(&R)"
    use_case = staticmethod(record_divorce)
    usual_evidence = kind_of_page("matters.divorce").evidence

    @override
    def build(self) -> None:
        self.section()
        self.whom("离开的一方(&M)")
        self.spouse = self.field("spouse", "另一方(&O)", ChoiceInput(), width=4)
        self.when("离婚日期(&D)")
        # A choice: the letter of a box that is ticked beforehand would take the tick away.
        self.leaves = self.field(
            "leaves", "是否离开(&S)", ChoiceInput(choices_of(LEAVES_OR_NOT)), required=True, width=4
        )
        self.place = self.field("place", "到什么地方(&P)", TextInput(), width=8)
        self.leaves.chosen_changed.connect(self.leaving_changed)
        self.succession()

    @override
    def put_subject(self, subject: EventSubject) -> None:
        self.spouse.set_choices(member_choices_of(subject.members))
        self.leaves.choose_value(LEAVES)
        self._propose_other()

    @override
    def leaving_changed(self) -> None:
        super().leaving_changed()
        self._propose_other()

    def _propose_other(self) -> None:
        """The other one is who stands as the spouse."""
        members = self.subject.members if self.subject is not None else ()
        place = next((number for number, m in enumerate(members) if m.person.uid == self.who.value()), None)
        found = None if place is None else spouse_among([m.relation for m in members], place)
        if found is not None:
            self.spouse.choose_value(members[found].person.uid)

    @override
    def leaving(self) -> frozenset[str]:
        return super().leaving() if self.leaves.value() == LEAVES else frozenset()

    @override
    def draft(self) -> DivorcedDraft:
        leaves = self.leaves.require("leaves") == LEAVES
        return DivorcedDraft(
            self.member(),
            self.day(),
            self.spouse.require("spouse") or None,
            leaves,
            self.place.value(),
            self.follower() if leaves else None,
            self.evidence(),
        )


class SeveralPage(MemberEventForm):
    """An event of several members of one household, ticked one by one."""

    keeps_draft = False

    def several(self, heading: str) -> None:
        """Add the table in which those who are meant are ticked."""
        self.table = MembersTable(self.context.theme, ticked=heading)
        self.add(self.table)
        self.table.changed.connect(self._ticked)

    @override
    def put_subject(self, subject: EventSubject) -> None:
        self.table.show_members(subject.members)
        if subject.person_uid is not None and subject.household_uid is not None:
            self.table.tick(subject.person_uid)
        elif self.isVisible() and self.table.boxes:
            next(iter(self.table.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.leaving_changed()

    @override
    def leaving(self) -> frozenset[str]:
        return frozenset(self.table.ticked())

    def _ticked(self) -> None:
        self.leaving_changed()
        self._relations_edited()


class MovedOnPage(SeveralPage):
    """Who moves on, where to, whether abroad for good."""

    name = "matters.moved_on"
    title = "再迁走或出国定居"
    verb = "登记(&R)"
    use_case = staticmethod(record_moved_on)
    usual_evidence = kind_of_page("matters.moved_on").evidence

    @override
    def build(self) -> None:
        self.section("谁迁走")
        self.several("迁走")
        self.when("从哪天起(&D)")
        self.place = self.field("place", "迁到什么地方(&P)", TextInput(), required=True, width=8)
        self.abroad = self.field("abroad", "出国(&A)", QCheckBox("出国定居"), width=4)
        self.hukou = self.field("hukou", "户口(&U)", QCheckBox("户口一起迁走"), width=4)
        self.succession()

    @override
    def draft(self) -> MovedOnDraft:
        return MovedOnDraft(
            self.table.ticked(),
            self.day(),
            self.place.value(),
            self.abroad.isChecked(),
            self.hukou.isChecked(),
            self.follower(),
            self.evidence(),
        )


class ReturnedPage(SeveralPage):
    """Who in fact lives in the origin village again."""

    name = "matters.returned"
    title = "返迁居住"
    verb = "登记(&R)"
    use_case = staticmethod(record_returned)
    usual_evidence = kind_of_page("matters.returned").evidence

    @override
    def build(self) -> None:
        self.section("谁回原籍居住", "只改居住状态，待遇不自动终止")
        self.several("回原籍住")
        self.when("从哪天起(&D)")
        self.place = self.field("place", "住在哪里(&P)", TextInput(), width=8)

    @override
    def draft(self) -> ReturnedDraft:
        return ReturnedDraft(self.table.ticked(), self.day(), self.place.value(), self.evidence())


class BackAtSitePage(SeveralPage):
    """Who lives at the site again."""

    name = "matters.back_at_site"
    title = BACK_AT_SITE
    verb = "登记(&R)"
    use_case = staticmethod(record_back_at_site)
    usual_evidence = kind_of_page("matters.back_at_site").evidence

    @override
    def build(self) -> None:
        self.section("谁回来住", "从原籍、务工地或学校回来的都在这里办")
        self.several("回来住")
        self.when("从哪天起(&D)")

    @override
    def draft(self) -> BackAtSiteDraft:
        return BackAtSiteDraft(self.table.ticked(), self.day(), self.evidence())
