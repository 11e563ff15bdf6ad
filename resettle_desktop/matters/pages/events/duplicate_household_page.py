"""EV27 重复建档合并 of a whole household: who of the second file is who in the first."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice
from resettle_desktop.households.pages.household_input import household_input
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import HouseholdView, MemberRow, household_view
from resettle_desktop.households.queries.former_members import former_members
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.events.duplicate_households import (
    MergeHouseholdsTwiceDraft,
    merge_duplicate_households,
)
from resettle_desktop.matters.pages.events.table_form import TableEventForm

IS: Final = "="
"""What a choice begins with that names a person; the others are relations."""

RELATED: Final = "就是谁，或者和户主的关系"
FORMER: Final = "以前的成员"
FORMER_ADVICE: Final = "空着的照原来的关系并过来；以前当过户主的要写明"
NOT_READ: Final = "资料还没有读出来，请稍等"

Files = tuple[HouseholdView, tuple[MemberRow, ...]]


def file_of(session: Any, uid: str, as_of: date) -> Files:
    """A household with those who once belonged to it."""
    return household_view(session, uid, as_of), former_members(session, uid, as_of)


class DuplicateHouseholdPage(TableEventForm):
    """The page's household goes on; everybody of the other file is somebody here, or one more member."""

    name = "matters.duplicate_household"
    title = "重复户合并"
    verb = "合并(&R)"
    use_case = staticmethod(merge_duplicate_households)
    usual_evidence = "双方确认：核对号码、协议、住房，确是同一户"
    keeps_draft = False
    _kept_former: tuple[MemberRow, ...] = ()

    @override
    def build(self) -> None:
        context = self.context
        self.section("同一户的另一份户档", "这一份保留，选中的那一份并进来以后关闭")
        self.duplicate = self.field(
            "duplicate",
            "另一份户档(&N)",
            household_input(context.worker, self, context.today, but=lambda: self.subject_uid),
            required=True,
            width=6,
        )
        self.table = MembersTable(context.theme, related=RELATED)
        self.add(self.table)
        self.former_card = self.section(FORMER, FORMER_ADVICE)
        self.former = MembersTable(context.theme, related=RELATED)
        self.add(self.former)
        self.former_card.hide()
        self.duplicate.chosen_changed.connect(self._other_chosen)
        for table in (self.table, self.former):
            table.changed.connect(self.table_edited)
        self.table.ended.connect(self._after_table)
        self.former.ended.connect(self._to_evidence)

    @override
    def put(self, view: HouseholdView) -> None:
        self.table.show_members(())
        self.former.show_members(())
        self.former_card.hide()
        question = partial(former_members, household_uid=view.uid, as_of=self.context.today())
        self.context.worker.ask(question, self._know_former, owner=self, latest="former")

    @override
    def draft(self) -> MergeHouseholdsTwiceDraft:
        if self.view is None:
            raise Refusal(NOT_READ)
        said = {uid: self.table.relation(uid) for uid in self.table.relations}
        for uid, line in self.former.relations.items():
            if line.text().strip():
                said[uid] = self.former.relation(uid)
        return MergeHouseholdsTwiceDraft(
            survivor_uid=self.view.uid,
            duplicate_uid=self.duplicate.require("duplicate"),
            pairs=tuple((uid, what.removeprefix(IS)) for uid, what in said.items() if what.startswith(IS)),
            others=tuple((uid, what) for uid, what in said.items() if not what.startswith(IS)),
            evidence=self.evidence(),
        )

    @override
    def done(self, result: Any) -> None:
        overlaps = list(result or ())
        text = f"{self.duplicate.text()}已并进来"
        self.context.notices.say(text + (f"；{'；'.join(overlaps)}" if overlaps else ""))
        self.context.open_page("households.household", self.subject_uid)

    def _know_former(self, members: tuple[MemberRow, ...]) -> None:
        self._kept_former = members

    def _other_chosen(self) -> None:
        uid = self.duplicate.value()
        self.table.show_members(())
        self.former.show_members(())
        self.former_card.hide()
        if uid and uid != self.subject_uid:
            question = partial(file_of, uid=uid, as_of=self.context.today())
            self.context.worker.ask(question, self._show_other, owner=self, latest="other")

    def _show_other(self, other: Files) -> None:
        if self.view is None:
            return
        duplicate, former = other
        kept = (*self.view.members, *self._kept_former)
        for table, members in ((self.table, duplicate.members), (self.former, former)):
            table.show_members(members, choices_among(kept))
            table.propose({member.person.uid: same_among(member, kept) for member in members})
        self.former_card.setVisible(bool(former))
        self.settle_soon()

    def _after_table(self) -> None:
        first = next(iter(self.former.relations.values()), None)
        if first is None:
            self._to_evidence()
        else:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_evidence(self) -> None:
        self.evidence_what.setFocus(Qt.FocusReason.TabFocusReason)


def choices_among(kept: Sequence[MemberRow]) -> tuple[Choice, ...]:
    """What one of the second file can be: one of these people, or a further member in a relation."""
    people = (
        Choice(IS + m.person.uid, f"就是{m.person.name}", m.relation_name, (m.person.name,)) for m in kept
    )
    return (*people, *(choice for choice in relation_choices() if choice.value != HEAD))


def same_among(member: MemberRow, kept: Sequence[MemberRow]) -> str | None:
    """Who of the kept file is this one: of the same number, else of the same sex and day of birth, alone."""
    person = member.person
    number = [m for m in kept if person.number and m.person.number == person.number]
    born = [m for m in kept if person.birth and (m.person.birth, m.person.sex) == (person.birth, person.sex)]
    found = number or born
    return IS + found[0].person.uid if len(found) == 1 else None
