"""What is done with the files around the records leaves its trace in the audit: backups, restoring, keys.

The foundation does it; these acts write who, when, and at which desk.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.backup import KIND_NAMES, BackupKind
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.office.queries import clerk_row, office_row
from resettle_desktop.office.rules.roles import GRANTABLE, Role
from resettle_desktop.office.use_cases.clerks import CLERK
from resettle_desktop.office.use_cases.setting_up import SETUP_UID
from resettle_desktop.office.use_cases.settings import OFFICE

BACKUP: Final = "backup"
BY_ITSELF: Final = "程序自动"
BY_SHEET: Final = "恢复单"
KEEPERS: Final = (Role.HEAD, Role.ADMINISTRATOR, Role.SETUP)


@dataclass(frozen=True, slots=True)
class BackupNote:
    """A backup that was made and found whole: why, and where it lies."""

    kind: str
    folder: str


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """The backup that became this office's records: when it was made and how many acts it had."""

    made_at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class VerifyNote:
    """What reading the whole file found; no faults is whole."""

    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyNote:
    """Whose password was set."""

    clerk_uid: str


@dataclass(frozen=True, slots=True)
class SheetNote:
    """The short mark of a recovery sheet that was proved to be on paper."""

    mark: str


def program_actor(desk: str, name: str = BY_ITSELF) -> Actor:
    """The program itself: a backup nobody asked for; or whoever holds the recovery sheet."""
    return Actor(SETUP_UID, name, frozenset({Role.SETUP.value}), desk)


@act("备份", needs=KEEPERS, changes_records=False)
def note_backup(work: Work, draft: BackupNote) -> str:
    """Keep that a backup was made, and return where."""
    work.about(BACKUP, new_uid(), f"{KIND_NAMES[BackupKind(draft.kind)]}备份：{draft.folder}")
    return draft.folder


@act("从备份恢复", needs=KEEPERS)
def note_restore(work: Work, draft: RestoreNote) -> int:
    """Keep, in the restored records themselves, that they are a backup's; return its number of acts."""
    work.about(BACKUP, new_uid(), f"{spoken_instant(draft.made_at)}的备份，{draft.entries}笔")
    return draft.entries


@act("通读核对资料", needs=(Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR), changes_records=False)
def note_verify(work: Work, draft: VerifyNote) -> bool:
    """Keep that the whole file was read, what was found, and return whether it is whole."""
    office = office_row(work.session)
    work.about(OFFICE, office.uid, f"{office.name}：{'、'.join(draft.faults) or '完好'}")
    return not draft.faults


@act("给人员设登录密码", needs=(Role.ADMINISTRATOR,))
def note_password(work: Work, draft: KeyNote) -> None:
    """Keep that an administrator gave somebody a password: whoever knows it can act in that name."""
    clerk = clerk_row(work.session, draft.clerk_uid, work.today)
    work.about(CLERK, clerk.uid, clerk.name)


@act("改本人登录密码", needs=tuple(GRANTABLE))
def note_own_password(work: Work, draft: KeyNote) -> None:
    """Keep that somebody changed his own password."""
    if draft.clerk_uid != work.actor.uid:
        raise Refusal("这里只能改本人的登录密码，没有保存")
    work.about(CLERK, work.actor.uid, work.actor.name)


@act("重打恢复单", needs=(Role.ADMINISTRATOR,))
def note_sheet(work: Work, draft: SheetNote) -> None:
    """Keep that a new recovery sheet counts from now on and older ones open nothing."""
    office = office_row(work.session)
    work.about(OFFICE, office.uid, f"{office.name}：恢复单 {draft.mark}")
