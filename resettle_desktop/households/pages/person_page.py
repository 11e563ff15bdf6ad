"""One person: who it is, the household, both homes, and what can be put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.layout import Card, Columns, Facts, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.household.facts_card import FactsCard
from resettle_desktop.households.pages.household.glance import GlanceLine, home_words
from resettle_desktop.households.pages.household.side_cards import HistoryCard
from resettle_desktop.households.pages.looking_back import BACK_KEY, ONLY_LOOKING, LookingBack
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.pages.person_facts import (
    guardian_lines,
    identity_lines,
    item_lines,
    where_and_what_lines,
)
from resettle_desktop.households.pages.portrait import Portrait
from resettle_desktop.households.queries import (
    HistoryRow,
    HouseholdView,
    PersonRow,
    ResidenceRow,
    household_of_person,
    household_view,
    person_history,
    person_row,
    residence_documents,
)
from resettle_desktop.households.queries.corrections import latest_correction
from resettle_desktop.households.queries.guardians import (
    GuardianRow,
    guardians_of,
    wards_of,
    without_guardian,
)
from resettle_desktop.households.queries.person_rows import StatusRow
from resettle_desktop.households.queries.photos import photo_of
from resettle_desktop.households.queries.standing import person_statuses, standing_of
from resettle_desktop.households.rules.circumstances import GONE
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES, NumberState

GUARDIAN_KEY: Final = "Ctrl+G"
PHOTO_KEY: Final = "Ctrl+J"
TASK_KEY: Final = "Ctrl+Y"
SET_KEY: Final = "Ctrl+W"
IS_GONE: Final = "{}：{}。不能再登记新的；登记错了可以更正，或者在办理记录里撤回"


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything the page shows."""

    person: PersonRow
    household: HouseholdView | None
    history: tuple[HistoryRow, ...]
    correction: str | None
    """The last correction that stands, by its uid."""

    residence: tuple[ResidenceRow, ...]
    guardians: tuple[GuardianRow, ...]
    wards: tuple[str, ...]
    unguarded: str
    """Why a guardian should be asked for, "" where none need be."""

    photo: bytes | None
    statuses: tuple[StatusRow, ...]


def person_sheet(session: Any, uid: str, as_of: date, known_at: datetime | None = None) -> PersonSheet | None:
    """Ask for a person and the household of the day; None when nobody had that uid."""
    person = person_row(session, uid, as_of, known_at)
    if person is None:
        return None
    home = household_of_person(session, uid, as_of, known_at)
    view = household_view(session, home.uid, as_of, known_at) if home else None
    unguarded = without_guardian(session, as_of, known_at, person_uid=uid)
    return PersonSheet(
        person,
        view,
        person_history(session, uid),
        latest_correction(session, uid),
        residence_documents(session, uid, as_of, known_at),
        guardians_of(session, uid, as_of, known_at),
        wards_of(session, uid, as_of, known_at),
        unguarded[0].why if unguarded else "",
        photo_of(session, uid, known_at),
        person_statuses(session, uid, as_of, known_at),
    )


class PersonPage(Page):
    """The page of one person; opening it is noted in the access chain."""

    name = "households.person"
    title = "人员"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "person", "membership", "headship", "room_assignment", "person_phone", "hukou_place"}
        | {"school_place", "work_place", "correction", "guardianship", "person_status", "residence_document"}
        | {"presence"}
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.sheet: PersonSheet | None = None
        self._noted: str | None = None
        self._whole = False
        card = Card(theme)
        self.household = GlanceLine(theme, "users-round", "家庭")
        self.origin = GlanceLine(theme, "map-pin", "迁出")
        self.home = GlanceLine(theme, "home", "现住")
        lines = QVBoxLayout()
        spaced(theme, lines, spacing=8)
        for line in (self.household, self.origin, self.home):
            lines.addWidget(line)
        card.body.addLayout(lines)
        self.looking_back = LookingBack(self.context)
        self.looking_back.changed.connect(self.reload)
        self.body.addWidget(self.looking_back)
        self.body.addWidget(card)
        self.facts_card = Card(theme, "本人")
        self.facts = Facts(theme, 80)
        self.portrait = Portrait(theme)
        beside = QHBoxLayout()
        spaced(theme, beside, spacing=12)
        beside.addWidget(self.facts, 1)
        beside.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        self.facts_card.body.addLayout(beside)
        self.guardians = FactsCard(
            theme, "监护人", (f"登记  {GUARDIAN_KEY}", partial(self._open, "households.guardian"))
        )
        self.items = FactsCard(
            theme, "补充资料", (f"补充  {CHANGE}", partial(self._open, "households.complete_person"))
        )
        self.noticed = paragraph(size="small", tone="warn")
        self.facts_card.body.addWidget(self.noticed)
        self.history = HistoryCard(theme, self)
        left = QWidget()
        column = QVBoxLayout(left)
        spaced(theme, column, spacing=12)
        for part in (self.facts_card, self.guardians, self.items):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(Columns(theme, left, self.history), 1)

    @override
    def commands(self) -> Sequence[Command]:
        go, there, now = partial(partial, self._open), self._there, self._now
        lives, why = self._alive, self._say_why
        return (
            Command(CHANGE, "补充资料", go("households.complete_person"), "clipboard-list", ready=now),
            Command("F6", "更正身份信息", go("households.correct_person"), "pencil", ready=now),
            Command("Ctrl+E", "变更", go("matters.events"), "refresh-cw", ready=now),
            Command("F7", "补登号码", go("households.settle_number"), button=False, ready=self._number_open),
            Command("Ctrl+T", "登记电话", go("households.phone"), button=False, ready=lives, otherwise=why),
            Command(
                GUARDIAN_KEY,
                "监护人",
                go("households.guardian"),
                button=False,
                hint=False,
                ready=lives,
                otherwise=why,
            ),
            Command(
                PHOTO_KEY,
                "照片",
                go("households.photo"),
                button=False,
                hint=False,
                ready=lives,
                otherwise=why,
            ),
            Command(TASK_KEY, "交办", go("matters.give_task"), button=False, hint=False, ready=now),
            Command(
                "Ctrl+R",
                "更正与户主关系",
                go("households.correct_relation"),
                button=False,
                hint=False,
                ready=self._is_member,
            ),
            Command(
                "Ctrl+M",
                "户间转移",
                go("households.move_member"),
                button=False,
                hint=False,
                ready=self._is_member,
            ),
            Command(SET_KEY, "打印哪些", go("households.print_set"), button=False, hint=False, ready=now),
            Command(PRINT, "更正单、旧证明", self.open_correction, button=False, ready=self._was_corrected),
            Command("Ctrl+I", "看全号", self.toggle_number, button=False, ready=there),
            Command(BACK_KEY, "看以前", self.looking_back.toggle, button=False, hint=False, ready=there),
            Command(VERB, "打开这一户", self.open_household, "home", primary=True, ready=self._has_household),
        )

    @override
    def first_focus(self) -> QWidget | None:
        """As on the household's page the cursor stands on the page; letters search from there as well."""
        return self.history.table

    @override
    def show_subject(self, uid: str | None) -> None:
        self.sheet, self._noted, self._whole = None, None, False
        self.looking_back.put_away()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(
                person_sheet,
                uid=self.subject_uid,
                as_of=self.looking_back.day(),
                known_at=self.looking_back.known_at(),
            )
            self.context.worker.ask(question, self.show_sheet, owner=self, latest="sheet")

    def show_sheet(self, sheet: PersonSheet | None) -> None:
        """Show what was answered; go back when there is nobody."""
        if sheet is None and self.looking_back.away:
            self.looking_back.nothing_there()
            return
        if sheet is None:
            self.context.go_back()
            return
        self.sheet = sheet
        self.looking_back.shown()
        person = sheet.person
        state = person.number_state
        chip = None if state is NumberState.VERIFIED else Chip(f"号码{NUMBER_STATE_NAMES[state]}", Tone.WARN)
        standing = standing_of(sheet.statuses)
        if standing:
            chip = Chip(standing, Tone.WARN)
        self.set_heading(person.name, chip)
        self._show_homes(sheet.household)
        self._show_facts(sheet)
        self.portrait.show_photo(sheet.photo)
        self.guardians.show_lines(guardian_lines(person, sheet.guardians, sheet.wards, sheet.unguarded))
        self.history.show_history(sheet.history, person.name)
        if self._noted != person.uid:
            self._noted = person.uid
            note_look(self.context, AccessKind.OPENED, "person", person.uid, person.name)
        self.commands_changed.emit()

    def toggle_number(self) -> None:
        """Show the whole number (noted in the access chain), or mask it again."""
        if self.sheet is None:
            return
        self._whole = not self._whole
        person = self.sheet.person
        self._show_facts(self.sheet)
        if self._whole:
            note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    def open_household(self) -> None:
        """Go to the household of the day."""
        if self.sheet is not None and self.sheet.household is not None:
            self.context.open_page("households.household", self.sheet.household.uid)

    def open_correction(self) -> None:
        """Go to the last correction: its slip, and the papers that still show the old."""
        if self.sheet is not None and self.sheet.correction is not None:
            self.context.open_page("households.corrected", self.sheet.correction)

    def _show_homes(self, view: HouseholdView | None) -> None:
        if view is None:
            self.household.say("现在不在任何一户里")
            self.origin.say("")
            self.home.say("")
            return
        relation = next((m.relation_name for m in view.members if m.person.uid == self.subject_uid), "")
        self.household.say(view.label, relation)
        self.origin.say(view.origin.short, view.origin.division_name)
        self.home.say(*home_words(view.dwelling))

    def _show_facts(self, sheet: PersonSheet) -> None:
        person = sheet.person
        self.facts.clear()
        for name, value in (
            *identity_lines(person, whole=self._whole),
            *where_and_what_lines(person, sheet.statuses, whole=self._whole),
        ):
            self.facts.add(name, value)
        missing = "、".join(person.missing)
        self.facts_card.set_title("本人", f"还差：{missing}" if missing else "")
        self.items.show_lines(item_lines(person, sheet.residence, whole=self._whole))
        said = "；".join(remark.text for remark in person.remarks)
        self.noticed.setText(f"待核对：{said}" if said else "")
        self.noticed.setVisible(bool(said))

    # Until the sheet has come, everything looks as it does for nearly everybody: nothing flashes.

    def _there(self) -> bool:
        return self.subject_uid is not None

    def _now(self) -> bool:
        """Things are done today only: nothing is done to what is looked back at."""
        return self._there() and not self.looking_back.away

    def _gone_since(self) -> str:
        """死亡 or 宣告死亡 with the day; "" for the living."""
        statuses = self.sheet.statuses if self.sheet is not None else ()
        gone = tuple(one for one in statuses if one.until is None and one.kind in GONE)
        return standing_of(gone)

    def _alive(self) -> bool:
        """Nothing new is written of the dead; 变更 stays, for one who was only declared dead."""
        return self._now() and not self._gone_since()

    def _say_why(self) -> None:
        if self.looking_back.away:
            self.context.notices.say(ONLY_LOOKING, tone="info")
        elif self.sheet is not None and self._gone_since():
            text = IS_GONE.format(self.sheet.person.name, self._gone_since())
            self.context.notices.say(text, tone="warn")

    def _number_open(self) -> bool:
        return (
            self._now()
            and self.sheet is not None
            and self.sheet.person.number_state is not NumberState.VERIFIED
        )

    def _was_corrected(self) -> bool:
        return self.sheet is not None and self.sheet.correction is not None

    def _is_member(self) -> bool:
        return self._has_household() and not self.looking_back.away

    def _has_household(self) -> bool:
        return self.sheet is None or self.sheet.household is not None

    def _open(self, page: str) -> None:
        if page == "households.guardian" and not self._alive():
            self._say_why()
            return
        self.context.open_page(page, self.subject_uid)
