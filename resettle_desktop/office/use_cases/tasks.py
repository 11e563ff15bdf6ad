"""What is to be done by whom, and that it was done (decision 17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.models import Task
from resettle_desktop.office.queries import ClerkRow, clerk_row
from resettle_desktop.office.rules.roles import GRANTABLE, Role

NO_SUCH_TASK: Final = "没有找到这件事，可能已经有人办完了"
NOT_YOURS: Final = "这件事是别的岗位的，请他们办完了再登记"
SAY_WHAT: Final = "请写明要办什么"
NOT_HERE: Final = "{}现在不在岗，请交给别人"
PAST: Final = "期限已经过了，请填今天或以后的日子"
LONGEST: Final = 200
TASK: Final = "task"


@dataclass(frozen=True, slots=True)
class NewTask:
    """What an act leaves to be done: by which role, why, until when, about whom (kind, uid, label)."""

    owner: Role
    what: str
    reason: str
    about: tuple[str, str, str]
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CloseTaskDraft:
    """That a task is done, and how it went if there is something to say."""

    task_uid: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class GiveTaskDraft:
    """What a clerk is to do about a household or a person (kind, uid, label), until when, and why."""

    about: tuple[str, str, str]
    what: str
    clerk_uid: str
    reason: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class HandOnTaskDraft:
    """Who does a task instead; without a day it stays due when it was."""

    task_uid: str
    clerk_uid: str
    due: date | None = None


def open_tasks(work: Work, tasks: Iterable[NewTask]) -> None:
    """Part of an act that leaves something to be done: a row for each, in the same unit of work."""
    for task in tasks:
        kind, uid, label = task.about
        work.insert(
            Task,
            uid=new_uid(),
            owner_role=task.owner,
            what=task.what,
            reason=task.reason,
            due=task.due,
            object_kind=kind,
            object_uid=uid,
            object_label=label,
            opened_by=work.act_id,
            opened_at=work.now,
        )


@act("交办", needs=GRANTABLE)
def give_task(work: Work, draft: GiveTaskDraft) -> str:
    """Somebody is given something to do; answers the task's uid."""
    what = clean_line(draft.what, what="要办的事", field="what", longest=LONGEST)
    if not what:
        raise Refusal(SAY_WHAT, "what")
    owner = _owner(work, draft.clerk_uid)
    note = clean_line(draft.reason, what="怎么办", field="reason", longest=LONGEST)
    kind, object_uid, label = draft.about
    uid = new_uid()
    work.about(TASK, uid, f"{label}：{what}")
    work.insert(
        Task,
        uid=uid,
        owner_role=_role_of(owner),
        owner_uid=owner.uid,
        what=what,
        reason="：".join(part for part in (f"{work.actor.name}交办", note) if part),
        due=_not_past(work, draft.due),
        object_kind=kind,
        object_uid=object_uid,
        object_label=label,
        opened_by=work.act_id,
        opened_at=work.now,
    )
    return uid


@act("转交交办的事", needs=GRANTABLE)
def hand_on_task(work: Work, draft: HandOnTaskDraft) -> None:
    """Somebody else does it from now on."""
    key = _open_task(work, draft.task_uid)
    owner = _owner(work, draft.clerk_uid)
    kept = work.session.scalar(select(Task.due).where(Task.id == key))
    due = _not_past(work, draft.due) or kept
    work.update(Task, key, owner_role=_role_of(owner), owner_uid=owner.uid, due=due)


@act("办完交办的事", needs=GRANTABLE)
def close_task(work: Work, draft: CloseTaskDraft) -> None:
    """A task is done; it stays in the file with who closed it."""
    key = _open_task(work, draft.task_uid)
    _close(work, key, clean_line(draft.outcome, what="结果", field="outcome", longest=200))


def withdraw_tasks(work: Work, opened_by: int, outcome: str) -> None:
    """Part of taking an act back: what it left to be done is no longer to be done."""
    open_ones = select(Task.id).where(Task.opened_by == opened_by, Task.closed_at.is_(None))
    for key in work.session.execute(open_ones).scalars().all():
        _close(work, key, outcome)


def reopen_tasks(work: Work, keys: Iterable[int]) -> None:
    """Part of taking back an act that had withdrawn these tasks: they are to be done again."""
    for key in keys:
        work.update(Task, key, closed_at=None, closed_by_uid=None, closed_by=None, outcome=None)


def _close(work: Work, key: int, outcome: str) -> None:
    work.update(
        Task,
        key,
        closed_at=work.now,
        closed_by_uid=work.actor.uid,
        closed_by=work.actor.name,
        outcome=outcome or None,
    )


def _open_task(work: Work, uid: str) -> int:
    """The key of a task that is to be done by this clerk; the act is about it."""
    row = work.session.execute(
        select(Task.id, Task.owner_role, Task.owner_uid, Task.what, Task.object_label).where(
            Task.uid == uid, Task.closed_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_TASK)
    if row.owner_uid != work.actor.uid and not work.actor.roles & {row.owner_role, Role.HEAD}:
        raise Refusal(NOT_YOURS)
    work.about(TASK, uid, f"{row.object_label}：{row.what}")
    return int(row.id)


def _owner(work: Work, clerk_uid: str) -> ClerkRow:
    row = clerk_row(work.session, clerk_uid, work.today)
    if row.suspended_on is not None or not row.roles:
        raise Refusal(NOT_HERE.format(row.name), "clerk")
    return row


def _role_of(owner: ClerkRow) -> Role:
    """The role a clerk does it in: the first of those he holds."""
    held = {Role(row.role) for row in owner.roles}
    return next(role for role in GRANTABLE if role in held)


def _not_past(work: Work, due: date | None) -> date | None:
    if due is not None and due < work.today:
        raise Refusal(PAST, "due")
    return due
