"""EV10 户主变更: the new head, everybody's relation to him, the booklet that says so."""

from datetime import date
from functools import partial

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.households.pages.members_table import MembersTable, member_choices_of
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.queries.events import headless_since
from resettle_desktop.households.use_cases.drafts import ChangeHeadDraft
from resettle_desktop.households.use_cases.events.household_wraps import HeadChangedDraft, note_head_change
from resettle_desktop.matters.pages.events.table_form import TableEventForm


class HeadChangedPage(TableEventForm):
    """Another member heads the household."""

    name = "matters.head_changed"
    title = "户主变更"
    verb = "变更(&R)"
    use_case = staticmethod(note_head_change)
    usual_evidence = "户口簿"
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section()
        self.new_head = self.field("new_head", "新户主(&N)", ChoiceInput(), required=True, width=4)
        self.on = self.field("on", "从哪天起(&D)", DateInput(self.context.today), required=True, width=4)
        self.reason = self.field("reason", "变更原因(&Y)", TextInput("如 原户主年老"), width=4)
        self.table = MembersTable(self.context.theme, related="和新户主的关系")
        self.add(self.table)
        self.new_head.chosen_changed.connect(self._propose)
        self.table.changed.connect(self.table_edited)

    @override
    def put(self, view: HouseholdView) -> None:
        self.on.clear()
        self.table.show_members(view.members)
        self.new_head.set_choices(member_choices_of(tuple(m for m in view.members if not m.is_head)))
        if view.head is None:
            question = partial(headless_since, household_uid=view.uid)
            self.context.worker.ask(question, self._begin_where_the_last_ended, owner=self, latest="since")

    @override
    def draft(self) -> HeadChangedDraft:
        on = self.on.value_or_none("on")
        if self.subject_uid is None or on is None:
            raise Refusal("请填写从哪天起", "on")
        change = ChangeHeadDraft(
            household_uid=self.subject_uid,
            new_head_uid=self.new_head.require("new_head"),
            relations=tuple((uid, self.table.relation(uid)) for uid in self.table.relations),
            on=on,
            reason=self.reason.value(),
        )
        return HeadChangedDraft(change, self.evidence())

    @override
    def said(self) -> str:
        return f"户主已变更为{self.new_head.text()}"

    def _begin_where_the_last_ended(self, since: date | None) -> None:
        if since is not None and not self.is_dirty and since <= self.context.today():
            self.on.restore(since.isoformat())

    def _propose(self) -> None:
        if self.new_head.chosen is not None:
            self.table.propose(self.table.to_head(self.new_head.value()))
