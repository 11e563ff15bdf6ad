"""One household: at one glance, its members, its papers, its history, and what can be done for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.layout import Columns, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.household.findings_card import FINDINGS_KEY, FindingsCard
from resettle_desktop.households.pages.household.glance import Glance
from resettle_desktop.households.pages.household.lists_card import LISTS_KEY, ListsCard
from resettle_desktop.households.pages.household.members_card import MembersCard
from resettle_desktop.households.pages.household.side_cards import (
    CompletenessCard,
    HistoryCard,
    PapersCard,
)
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries import (
    HistoryRow,
    HouseholdView,
    MemberRow,
    household_history,
    household_view,
)
from resettle_desktop.households.queries.findings import FindingRow, findings_for
from resettle_desktop.households.queries.people_lists import PeopleLists, lists_of_household
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.printing.queries import PaperRow, papers_of

EVENT_KEY: Final = "Ctrl+E"
HEAD_KEY: Final = "F6"
ROOM_KEY: Final = "F7"
UNMASK_KEY: Final = "Ctrl+I"
PAPERS: Final = (RELOCATION_CERTIFICATE.name,)


@dataclass(frozen=True, slots=True)
class HouseholdSheet:
    """Everything the page shows."""

    view: HouseholdView
    papers: tuple[PaperRow, ...]
    history: tuple[HistoryRow, ...]
    findings: tuple[FindingRow, ...]
    lists: PeopleLists


def household_sheet(session: Any, uid: str, as_of: date, roles: frozenset[str]) -> HouseholdSheet:
    """Ask for a household and what belongs to its page."""
    return HouseholdSheet(
        household_view(session, uid, as_of),
        papers_of(session, PAPERS, uid),
        household_history(session, uid),
        findings_for(session, as_of, roles, uid),
        lists_of_household(session, uid, as_of),
    )


class HouseholdPage(Page):
    """The page of one household; opening it is noted in the access chain."""

    name = "households.household"
    title = "搬迁户"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "person", "membership", "headship", "room_assignment", "person_phone", "hukou_place"}
        | {"issued_paper", "origin_village", "room", "school_place", "work_place"}
        | {"life_event", "old_home", "setting", "threshold", "people_list", "people_list_entry"}
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.sheet: HouseholdSheet | None = None
        self._noted: str | None = None
        self.glance = Glance(theme)
        self.members = MembersCard(theme)
        self.members.opened.connect(self._open_member)
        self.completeness = CompletenessCard(theme, partial(self._open, "households.complete_household"))
        self.findings = FindingsCard(theme, self._open_findings)
        self.lists = ListsCard(theme, partial(self._open, "households.people_lists"))
        self.papers = PapersCard(theme)
        self.papers.table.opened.connect(self._open_paper)
        self.history = HistoryCard(theme, self)
        self.body.addWidget(self.glance)
        left, right = QWidget(), QWidget()
        for side, cards in (
            (left, (self.members,)),
            (right, (self.completeness, self.findings, self.lists, self.papers, self.history)),
        ):
            column = QVBoxLayout(side)
            spaced(theme, column, spacing=12)
            for card in cards:
                column.addWidget(card, 1 if card is self.history else 0)
            if side is left:
                column.addStretch(1)
        self.body.addWidget(Columns(theme, left, right, share=(62, 38)), 1)

    @override
    def commands(self) -> Sequence[Command]:
        there = self._there
        go = partial(partial, self._open)
        return (
            Command(ADD, "加成员", go("households.add_member"), "user-plus", ready=there),
            Command(CHANGE, "补充资料", go("households.complete_household"), "clipboard-list", ready=there),
            Command(EVENT_KEY, "变更", go("matters.events"), "refresh-cw", ready=there),
            Command(HEAD_KEY, "换户主", go("households.change_head"), button=False, ready=there),
            Command(ROOM_KEY, "分房调房", go("households.assign_room"), button=False, ready=there),
            Command(UNMASK_KEY, "看全号", self.toggle_numbers, button=False, ready=there),
            Command(
                "Ctrl+O", "更正迁出村", go("households.correct_origin"), button=False, hint=False, ready=there
            ),
            Command(FINDINGS_KEY, "疑点", self._open_findings, button=False, hint=False),
            Command(
                LISTS_KEY,
                "户口簿等名册",
                go("households.people_lists"),
                button=False,
                hint=False,
                ready=there,
            ),
            Command(VERB, "打印证明", go("households.certificate"), "printer", primary=True, ready=there),
            Command(PRINT, "打印证明", go("households.certificate"), button=False, hint=False, ready=there),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.members.table

    @override
    def show_subject(self, uid: str | None) -> None:
        self.sheet = None
        self._noted = None
        self.members.show_whole_numbers(whole=False)
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(
                household_sheet,
                uid=self.subject_uid,
                as_of=self.context.today(),
                roles=self.context.actor.roles,
            )
            self.context.worker.ask(question, self.show_sheet, owner=self, failed=self._gone, latest="sheet")

    def show_sheet(self, sheet: HouseholdSheet) -> None:
        """Show what was answered."""
        view = sheet.view
        self.sheet = sheet
        name = view.head.person.name if view.head else ""
        self.set_heading(f"{name}家  {view.number}" if name else view.number)
        self.glance.show_household(view)
        self.members.show_members(view.members)
        self.completeness.show_household(view)
        self.findings.show_findings(sheet.findings)
        self.lists.show_lists(sheet.lists)
        self.papers.show_papers(sheet.papers)
        self.history.show_history(sheet.history, view.number)
        if self._noted != view.uid:
            self._noted = view.uid
            self._note(AccessKind.OPENED)
        self.commands_changed.emit()

    def toggle_numbers(self) -> None:
        """Show the whole numbers (noted in the access chain), or mask them again."""
        whole = not self.members.whole_numbers
        self.members.show_whole_numbers(whole=whole)
        if whole:
            self._note(AccessKind.UNMASKED)
            self.context.notices.say("完整号码已显示，查看已记入日志；再按 Ctrl+I 遮住", tone="info")

    def _there(self) -> bool:
        return self.subject_uid is not None

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    def _open(self, page: str) -> None:
        self.context.open_page(page, self.subject_uid)

    def _open_findings(self) -> None:
        self.context.open_page("households.findings", None)

    def _open_member(self, row: MemberRow) -> None:
        self.context.open_page("households.person", row.person.uid)

    def _open_paper(self, row: PaperRow) -> None:
        self.context.open_page("printing.paper", row.uid)

    def _note(self, kind: AccessKind) -> None:
        if self.sheet is not None:
            note_look(self.context, kind, "household", self.sheet.view.uid, self.sheet.view.label)
