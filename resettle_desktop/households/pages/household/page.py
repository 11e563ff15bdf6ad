"""One household: at one glance, its members, its papers, its history, and what can be done for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.layout import Columns, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.household.facts_card import (
    HOMES_KEY,
    FactsCard,
    homes_lines,
    household_lines,
    room_lines,
)
from resettle_desktop.households.pages.household.findings_card import FINDINGS_KEY, FindingsCard
from resettle_desktop.households.pages.household.glance import Glance
from resettle_desktop.households.pages.household.lists_card import LISTS_KEY, ListsCard
from resettle_desktop.households.pages.household.members_card import MembersCard
from resettle_desktop.households.pages.household.side_cards import (
    CompletenessCard,
    HistoryCard,
    PapersCard,
)
from resettle_desktop.households.pages.looking_back import BACK_KEY, ONLY_LOOKING, LookingBack
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries import (
    HistoryRow,
    HouseholdView,
    MemberRow,
    household_history,
    household_view,
)
from resettle_desktop.households.queries.findings import FindingRow
from resettle_desktop.households.queries.findings_of_people import all_findings_for
from resettle_desktop.households.queries.homes import HomesRow, homes_of
from resettle_desktop.households.queries.outdated_papers import outdated_about_household
from resettle_desktop.households.queries.people_lists import PeopleLists, lists_of_household
from resettle_desktop.households.queries.print_set import papers_of_household
from resettle_desktop.households.queries.standing import household_closed
from resettle_desktop.printing.queries import PaperRow

LISTS_PAGE: Final = "households.people_lists"
EVENT_KEY: Final = "Ctrl+E"
HEAD_KEY: Final = "F6"
ROOM_KEY: Final = "F7"
UNMASK_KEY: Final = "Ctrl+I"
EXTRACT_KEY: Final = "Ctrl+D"
TASK_KEY: Final = "Ctrl+Y"
SET_KEY: Final = "Ctrl+W"
"""The page on which every paper can be ticked."""

CLOSED: Final = "{}已销户：{}。不能再办新的事；登记错了可以更正，或者在办理记录里撤回"
NEEDS_OPEN_FILE: Final = frozenset(
    {"households.add_member", "matters.events", "households.change_head", "households.assign_room"}
)
CHOOSE_FIRST: Final = "这一户还没有新户主，选好以前不开证明；先选新户主"


@dataclass(frozen=True, slots=True)
class HouseholdSheet:
    """Everything the page shows."""

    view: HouseholdView
    papers: tuple[PaperRow, ...]
    outdated: frozenset[str]
    history: tuple[HistoryRow, ...]
    findings: tuple[FindingRow, ...]
    lists: PeopleLists
    homes: HomesRow
    closed: str
    """Why and when the file was closed, "" while it is open."""


def household_sheet(
    session: Any, uid: str, as_of: date, roles: frozenset[str], known_at: datetime | None = None
) -> HouseholdSheet:
    """Ask for a household and what belongs to its page; papers, history and findings are always today's."""
    view = household_view(session, uid, as_of, known_at)
    return HouseholdSheet(
        view,
        papers_of_household(session, uid, tuple(member.person.uid for member in view.members)),
        outdated_about_household(session, uid),
        household_history(session, uid),
        all_findings_for(session, as_of, roles, uid),
        lists_of_household(session, uid, as_of, known_at),
        homes_of(session, uid, known_at),
        household_closed(session, uid, as_of, known_at),
    )


class HouseholdPage(Page):
    """The page of one household; opening it is noted in the access chain."""

    name = "households.household"
    title = "搬迁户"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "person", "membership", "headship", "room_assignment", "person_phone", "hukou_place"}
        | {"issued_paper", "origin_village", "room", "school_place", "work_place"}
        | {"life_event", "old_home", "home_title", "setting", "threshold", "people_list", "people_list_entry"}
        | {"distinct_people", "correction", "paper_event", "guardianship", "person_status"}
        | {"presence", "building", "site", "grid", "grid_place"}
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
        change = ("补充  F4", partial(self._open, "households.complete_household"))
        self.facts = FactsCard(theme, "家庭情况", change)
        change = (f"补充  {HOMES_KEY}", partial(self._open, "households.homes"))
        self.homes = FactsCard(theme, "旧房和房子证", change)
        change = (f"分房调房  {ROOM_KEY}", partial(self._open, "households.assign_room"))
        self.rooms = FactsCard(theme, "安置住房", change)
        self.findings = FindingsCard(theme, self._open_findings)
        self.lists = ListsCard(theme, partial(self._open, LISTS_PAGE))
        self.papers = PapersCard(theme)
        self.papers.table.opened.connect(self._open_paper)
        self.history = HistoryCard(theme, self)
        self.looking_back = LookingBack(self.context)
        self.looking_back.changed.connect(self.reload)
        self.body.addWidget(self.looking_back)
        self.body.addWidget(self.glance)
        left, right = QWidget(), QWidget()
        for side, cards in (
            (left, (self.members, self.rooms)),
            (right, (self.completeness, self.findings, self.lists, self.papers, self.history)),
        ):
            column = QVBoxLayout(side)
            spaced(theme, column, spacing=12)
            for card in cards:
                column.addWidget(card, 1 if card is self.history else 0)
            if side is left:
                column.addStretch(1)
        self.body.addWidget(Columns(theme, left, right, share=(62, 38)), 1)
        self.body.addWidget(Columns(theme, self.facts, self.homes))

    @override
    def commands(self) -> Sequence[Command]:
        there, now, lives, why = self._there, self._now, self._alive, self._say_why
        go = partial(partial, self._open)
        return (
            Command(ADD, "加成员", go("households.add_member"), "user-plus", ready=lives, otherwise=why),
            Command(CHANGE, "补充资料", go("households.complete_household"), "clipboard-list", ready=now),
            Command(EVENT_KEY, "变更", go("matters.events"), "refresh-cw", ready=lives, otherwise=why),
            Command(
                HEAD_KEY, "换户主", go("households.change_head"), button=False, ready=lives, otherwise=why
            ),
            Command(
                ROOM_KEY, "分房调房", go("households.assign_room"), button=False, ready=lives, otherwise=why
            ),
            Command(TASK_KEY, "交办", go("matters.give_task"), button=False, hint=False, ready=now),
            Command(HOMES_KEY, "旧房和房子证", go("households.homes"), button=False, hint=False, ready=now),
            Command(UNMASK_KEY, "看全号", self.toggle_numbers, button=False, ready=there),
            Command(
                "Ctrl+O", "更正迁出村", go("households.correct_origin"), button=False, hint=False, ready=now
            ),
            Command(BACK_KEY, "看以前", self.looking_back.toggle, button=False, hint=False, ready=there),
            Command(FINDINGS_KEY, "疑点", self._open_findings, button=False, hint=False),
            Command(
                LISTS_KEY,
                "户口簿等名册",
                go(LISTS_PAGE),
                button=False,
                hint=False,
                ready=there,
            ),
            Command(SET_KEY, "打印哪些", go("households.print_set"), button=False, hint=False, ready=now),
            Command(EXTRACT_KEY, "打印户档", self._open_extract, button=False, hint=False, ready=there),
            Command(VERB, "打印证明", self._print, "printer", primary=True, ready=lives, otherwise=why),
            Command(PRINT, "打印证明", self._print, button=False, hint=False, ready=lives, otherwise=why),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.members.table

    @override
    def show_subject(self, uid: str | None) -> None:
        self.sheet = None
        self._noted = None
        self.members.show_whole_numbers(whole=False)
        self.looking_back.put_away()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(
                household_sheet,
                uid=self.subject_uid,
                as_of=self.looking_back.day(),
                known_at=self.looking_back.known_at(),
                roles=self.context.actor.roles,
            )
            self.context.worker.ask(question, self.show_sheet, owner=self, failed=self._gone, latest="sheet")

    def show_sheet(self, sheet: HouseholdSheet) -> None:
        """Show what was answered."""
        view, then = sheet.view, self.looking_back.away
        self.sheet = sheet
        self.looking_back.shown()
        name = view.head.person.name if view.head else ""
        chip = Chip("还没有新户主", Tone.WARN) if view.members and not name else None
        if sheet.closed:
            chip = Chip(f"已销户：{sheet.closed}", Tone.WARN)
        end = f"家  {view.number}"
        self.set_heading(name + end if name else view.number, chip, keeps=end)
        self.glance.show_household(view)
        self.members.show_members(view.members)
        self.rooms.show_lines(room_lines(view))
        self._show_facts()
        self.completeness.show_household(view)
        self.findings.show_findings(() if then else sheet.findings)
        self.lists.show_lists(sheet.lists)
        self.papers.show_papers(sheet.papers, sheet.outdated)
        self.history.show_history(sheet.history, view.number)
        if self._noted != view.uid:
            self._noted = view.uid
            self._note(AccessKind.OPENED)
        self.commands_changed.emit()

    def toggle_numbers(self) -> None:
        """Show the whole numbers (noted in the access chain), or mask them again."""
        whole = not self.members.whole_numbers
        self.members.show_whole_numbers(whole=whole)
        self._show_facts()
        if whole:
            self._note(AccessKind.UNMASKED)
            self.context.notices.say("完整号码已显示，查看已记入日志；再按 Ctrl+I 遮住", tone="info")

    def _print(self) -> None:
        """The certificate; a household whose head has died says first who heads it now (A22)."""
        view = self.sheet.view if self.sheet is not None else None
        if view is not None and view.members and view.head is None:
            self.context.notices.say(CHOOSE_FIRST, tone="warn")
            self._open("matters.head_changed")
        else:
            self._open("households.certificate")

    def _show_facts(self) -> None:
        if self.sheet is not None:
            facts = self.sheet.view.facts
            self.facts.show_lines(household_lines(facts, whole=self.members.whole_numbers))
            self.homes.show_lines(homes_lines(self.sheet.homes))

    def _there(self) -> bool:
        return self.subject_uid is not None

    def _now(self) -> bool:
        """Things are done today only: nothing is done to what is looked back at."""
        return self._there() and not self.looking_back.away

    def _alive(self) -> bool:
        """A closed file takes nothing new; what stands in it can be put right, and its past be read."""
        return self._now() and not (self.sheet is not None and self.sheet.closed)

    def _say_why(self) -> None:
        if self.looking_back.away:
            self.context.notices.say(ONLY_LOOKING, tone="info")
        elif self.sheet is not None and self.sheet.closed:
            self.context.notices.say(CLOSED.format(self.sheet.view.number, self.sheet.closed), tone="warn")

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal) and self.looking_back.away:
            self.looking_back.nothing_there()
        elif isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    def _open(self, page: str) -> None:
        if self.looking_back.away and page != LISTS_PAGE:
            self.context.notices.say(ONLY_LOOKING, tone="info")
            return
        if page in NEEDS_OPEN_FILE and not self._alive():
            self._say_why()
            return
        self.context.open_page(page, self.subject_uid)

    def _open_extract(self) -> None:
        """Of the day, and as known on the day, that is looked at."""
        if self.subject_uid is not None:
            self.context.open_page("households.extract", self.looking_back.carried(self.subject_uid))

    def _open_findings(self) -> None:
        self.context.open_page("households.findings", None)

    def _open_member(self, row: MemberRow) -> None:
        self.context.open_page("households.person", row.person.uid)

    def _open_paper(self, row: PaperRow) -> None:
        self.context.open_page("printing.paper", row.uid)

    def _note(self, kind: AccessKind) -> None:
        if self.sheet is not None:
            note_look(self.context, kind, "household", self.sheet.view.uid, self.sheet.view.label)
