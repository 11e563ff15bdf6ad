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
from resettle_desktop.office.rules.roles import GRANTABLE, Role

NO_SUCH_TASK: Final = "没有找到这件事，可能已经有人办完了"
NOT_YOURS: Final = "这件事是别的岗位的，请他们办完了再登记"
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


@act("办完交办的事", needs=GRANTABLE)
def close_task(work: Work, draft: CloseTaskDraft) -> None:
    """A task is done; it stays in the file with who closed it."""
    row = work.session.execute(
        select(Task.id, Task.owner_role, Task.what, Task.object_label).where(
            Task.uid == draft.task_uid, Task.closed_at.is_(None)
        )
    ).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_TASK)
    if not work.actor.roles & {row.owner_role, Role.HEAD}:
        raise Refusal(NOT_YOURS)
    work.about(TASK, draft.task_uid, f"{row.object_label}：{row.what}")
    _close(work, row.id, clean_line(draft.outcome, what="结果", field="outcome", longest=200))


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
