"""What waits for the clerk who sits down at the desk, most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.backup import backups_in
from resettle_desktop.foundation.database.drafts import drafts_of
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.households.queries import any_household
from resettle_desktop.households.queries.chasing import MOST_COUNTED, numbers_awaited
from resettle_desktop.households.queries.events import (
    EVIDENCE_DAYS,
    EvidenceAwaited,
    evidence_awaited,
    headless_households,
)
from resettle_desktop.matters.queries.parked import parked_cases
from resettle_desktop.matters.rules.parking import PARKED_FORM, TAKE_UP
from resettle_desktop.office.queries import tasks_due
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.queries import brought_back, unanswered
from resettle_desktop.printing.queries.custody import custody
from resettle_desktop.printing.rules import PaperStage, kinds_for
from resettle_desktop.sites.queries import any_site

ASKS_NUMBERS: Final = frozenset({Role.HOUSEHOLD_CLERK, Role.HEAD})


class Waiting(StrEnum):
    """Why something waits."""

    PARKED = "parked"
    PRINT = "print"
    BROUGHT_BACK = "brought_back"
    UNCOLLECTED = "uncollected"
    DRAFT = "draft"
    NUMBERS = "numbers"
    EVIDENCE = "evidence"
    HEADLESS = "headless"
    TASKS = "tasks"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One thing that waits: what it is, and the page that goes on with it."""

    waiting: Waiting
    text: str
    note: str
    page: str
    uid: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskSheet:
    """Everything the desk shows."""

    items: tuple[DeskItem, ...]
    has_sites: bool
    has_households: bool


def desk_sheet(session: Session, actor: Actor, as_of: date) -> DeskSheet:
    """Ask for what waits for one clerk; what his roles do not handle is left out."""
    items = (
        *_parked(session, actor),
        *_prints(session, actor),
        *_brought_back(session, actor),
        *_custody(session, actor, as_of),
        *_drafts(session, actor),
        *_headless(session, actor, as_of),
        *_tasks(session, actor, as_of),
        *_numbers(session, actor, as_of),
        *_evidence(session, actor, as_of),
    )
    return DeskSheet(items, any_site(session), any_household(session))


def _parked(session: Session, actor: Actor) -> Iterable[DeskItem]:
    for case in parked_cases(session, actor.uid):
        yield DeskItem(Waiting.PARKED, case.label, case.note, TAKE_UP, case.uid, case.parked_at)


def _prints(session: Session, actor: Actor) -> Iterable[DeskItem]:
    for row in unanswered(session, kinds_for(actor.roles)):
        text = f"{row.title} {row.number}"
        yield DeskItem(Waiting.PRINT, text, row.subject_label, "printing.paper", row.uid, row.issued_at)


def _brought_back(session: Session, actor: Actor) -> Iterable[DeskItem]:
    """One line for the head, however many: the list behind it has them all."""
    rows = brought_back(session, kinds_for(actor.roles)) if Role.HEAD in actor.roles else ()
    if rows:
        first, more = rows[0], len(rows) - 1
        text = f"{first.title} {first.number}" + (f" 等{more + 1}张" if more else "")
        yield DeskItem(
            Waiting.BROUGHT_BACK, text, first.back_words, "printing.brought_back", None, first.issued_at
        )


def _custody(session: Session, actor: Actor, as_of: date) -> Iterable[DeskItem]:
    """One line for all that wait for a seal or a collector too long; their list has them all."""
    kinds = kinds_for(actor.roles)
    rows = custody(session, kinds, as_of, (PaperStage.TO_SEAL, PaperStage.SEALED)) if kinds else ()
    to_seal = sum(row.paper.stage is PaperStage.TO_SEAL for row in rows)
    late = sum(row.overdue for row in rows)
    if to_seal or late:
        parts = [f"{to_seal}份待用印"] if to_seal else []
        if late:
            parts.append(f"{late}份该催领")
        yield DeskItem(Waiting.UNCOLLECTED, "，".join(parts), rows[0].paper.subject_label, "printing.custody")


def _drafts(session: Session, actor: Actor) -> Iterable[DeskItem]:
    for draft in drafts_of(session, actor.uid):
        if draft.kind == PARKED_FORM:
            continue  # it stands among the parked cases
        yield DeskItem(
            Waiting.DRAFT, draft.label, "接着填", draft.kind, draft.object_uid or None, draft.saved_at
        )


def _numbers(session: Session, actor: Actor, as_of: date) -> Iterable[DeskItem]:
    if not actor.roles & ASKS_NUMBERS:
        return
    people, since = numbers_awaited(session, as_of)
    if since is not None:
        yield DeskItem(
            Waiting.NUMBERS,
            f"{min(people, MOST_COUNTED)}{'多' if people > MOST_COUNTED else ''}人的号码该再问了",
            f"最早的是{since.month}月{since.day}日",
            "households.numbers_to_chase",
        )


def _headless(session: Session, actor: Actor, as_of: date) -> Iterable[DeskItem]:
    if Role.HOUSEHOLD_CLERK not in actor.roles:
        return
    for household in headless_households(session, as_of):
        text = f"{household.label}还没有新户主"
        yield DeskItem(Waiting.HEADLESS, text, "选好才能开文书", "matters.head_changed", household.uid)


def _tasks(session: Session, actor: Actor, as_of: date) -> Iterable[DeskItem]:
    rows = tasks_due(session, actor.roles, as_of, actor.uid)
    if rows:
        first, late = rows[0], sum(row.late for row in rows)
        note = f"最近的是{first.due.month}月{first.due.day}日" if first.due else ""
        yield DeskItem(
            Waiting.TASKS,
            f"要跟着办的事还有{len(rows)}件",
            f"{late}件过了日子" if late else note,
            "matters.tasks",
        )


def _evidence(session: Session, actor: Actor, as_of: date) -> Iterable[DeskItem]:
    if Role.HOUSEHOLD_CLERK not in actor.roles:
        return
    owed = evidence_awaited(session, as_of)
    if owed.papers:
        yield DeskItem(
            Waiting.EVIDENCE,
            f"{owed.papers}件变更还没交证明材料",
            _longest(owed),
            "matters.evidence_owed",
        )


def _longest(owed: EvidenceAwaited) -> str:
    if owed.late:
        return f"{owed.late}件超过{EVIDENCE_DAYS}天"
    return f"最久的等了{owed.longest}天" if owed.longest else "今天刚记的"


def last_backup(store: Store) -> date | None:
    """The day of the last backup of the open file, None before the first."""
    made = [backup.made_at for backup in backups_in(OfficeFolder(store.path.parent).backups)]
    return civil_date(max(made)) if made else None
