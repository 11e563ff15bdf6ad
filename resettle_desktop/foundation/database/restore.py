"""Restoring a backup: checked first, what it replaces backed up first, then moved in whole.

    card = restore_card(office, backup, key)     # what would be replaced, shown before anything happens
    restored = restore(office, backup, key, clock)

The key comes out of the backup's own key file, by a password of that time or by the recovery sheet.
"""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.database import incoming, schema
from resettle_desktop.foundation.database.backup import (
    NEWER,
    NOT_A_BACKUP,
    BackupKind,
    BackupResult,
    Progress,
    back_up,
    backups_in,
    free_name,
    never,
    read_backup,
    silent,
    stamp,
    verify_backup,
)
from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.failures import telling
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import KEYSTORE, RECORDS, OfficeFolder
from resettle_desktop.foundation.database.whole_file import force_file
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.clock import Clock, from_milliseconds, spoken_instant

NOT_RESTORED: Final = "没有恢复，现有资料没有改动"
WRONG_KIND: Final = "练习的备份不能恢复成正式资料，正式的也不能恢复成练习；没有恢复"
LATER_ACTS: Final = "备份之后办的 {} 笔将不在恢复后的资料里，已开出的编号请对照纸质存根"
OTHER_OFFICE: Final = "这份备份是另一套资料的"


@dataclass(frozen=True, slots=True)
class RestoreCard:
    """What restoring would do, before it is done.

    ``current_entries`` and ``current_last`` are None where there is nothing to replace, or it cannot be read.
    """

    backup: BackupResult
    replaces: bool
    readable: bool
    same_office: bool
    current_entries: int | None
    current_last: datetime | None

    @property
    def lost_entries(self) -> int | None:
        """How many acts were done after the backup, as far as that can be told."""
        if self.current_entries is None or not self.same_office:
            return None
        return max(0, self.current_entries - self.backup.entries)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The card as the clerk reads it."""
        told = [f"备份做于 {spoken_instant(self.backup.made_at)}，共 {self.backup.entries} 笔"]
        if not self.replaces:
            return (*told, "这台电脑上没有要替换的资料")
        if not self.same_office:
            told.append(OTHER_OFFICE)
        if not self.readable:
            told.append("现有文件读不出来，会原样另存一份")
        elif self.current_last is not None:
            told.append(f"现有资料最后一笔在 {spoken_instant(self.current_last)}，会先做一份备份")
        if self.lost_entries:
            told.append(LATER_ACTS.format(self.lost_entries))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was restored, and where what it replaced lies now (None when there was nothing)."""

    backup: BackupResult
    replaced: Path | None


def taken_as_it_is(_records: Path) -> None:
    """Nothing is written into the restored records."""


def find_backups(place: Path) -> tuple[BackupResult, ...]:
    """The backups at a place a clerk chose: a backup itself, a folder of them, or an office's folder.

    Raises EnvironmentFailure when there is none.
    """
    try:
        return (read_backup(place),)
    except EnvironmentFailure:
        found = backups_in(place) or backups_in(place / "backups")
    if not found:
        raise EnvironmentFailure(*NOT_A_BACKUP)
    return found


def keystore_of(backup: BackupResult) -> Keystore:
    """The key file inside a backup, to be unlocked by a password of that time or by the recovery sheet."""
    return Keystore.load(backup.folder / KEYSTORE)


def restore_card(office: OfficeFolder, backup: BackupResult, key: bytes) -> RestoreCard:
    """What restoring this backup here would replace; nothing is changed. The office is closed."""
    expect_closed(office)
    replaces = office.records.exists()
    readable = replaces and readable_with(office, key)
    entries, last = last_act(office.records, key) if readable else (None, None)
    same = not office.keystore_path.exists() or file_uid_of(office) in {backup.file_uid, None}
    return RestoreCard(backup, replaces, readable, same, entries, last)


def restore(
    office: OfficeFolder,
    backup: BackupResult,
    key: bytes,
    clock: Clock,
    *,
    accept: Callable[[Path], None] = taken_as_it_is,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> RestoreResult:
    """Put a backup in the place of the closed office's files.

    ``accept`` gets the checked copy of the records before it is moved in: it writes down who restored, and
    what it raises stops everything.

    Raises EnvironmentFailure when the backup is damaged or newer or the disk does not let it happen, Refusal
    when it is of the other kind (practice) or ``cancelled``; the office is then as it was.
    """
    expect_closed(office)
    if backup.practice != office.is_practice:
        raise Refusal(WRONG_KIND)
    if backup.form > schema.FORMAT:
        raise EnvironmentFailure(*NEWER)
    with telling(NOT_RESTORED):
        office.path.mkdir(parents=True, exist_ok=True)
    held_before = office.lock.held
    office.lock.take()
    try:
        progress("正在核对备份", 0.0)
        verify_backup(backup, key, cancelled=cancelled)
        progress("正在备份现有资料", 0.4)
        replaced = keep_current(office, key, clock)
        progress("正在恢复", 0.8)
        with telling(NOT_RESTORED):
            place = incoming.empty_incoming(office.path)
            for name in (RECORDS, KEYSTORE):
                shutil.copyfile(backup.folder / name, place / name)
            accept(place / RECORDS)
            incoming.complete(office.path, (KEYSTORE, RECORDS))
            incoming.take_in(office.path)
            office.sign_in_path.unlink(missing_ok=True)
        office.keystore()
        progress("恢复完成", 1.0)
    finally:
        if not held_before:
            office.lock.release()
    return RestoreResult(backup, replaced)


# Inside


def expect_closed(office: OfficeFolder) -> None:
    """Restoring under an open store is our bug."""
    if office.store is not None:
        message = "the office is closed before a backup is restored"
        raise RuntimeError(message)


def readable_with(office: OfficeFolder, key: bytes) -> bool:
    """Whether the present records open with this key."""
    try:
        return office.fits(key)
    except EnvironmentFailure:
        return False


def last_act(records: Path, key: bytes) -> tuple[int | None, datetime | None]:
    """The number and instant of the last act in a closed file."""
    with telling(NOT_RESTORED), closing(connect(records, key)) as raw:
        row = raw.execute("SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()
    return (0, None) if row is None else (row[0], from_milliseconds(row[1]))


def file_uid_of(office: OfficeFolder) -> str | None:
    """Which file the present key file belongs to; None when it cannot be read."""
    try:
        return Keystore.load(office.keystore_path).file_uid
    except EnvironmentFailure:
        return None


def keep_current(office: OfficeFolder, key: bytes, clock: Clock) -> Path | None:
    """Back up what is about to be replaced; what cannot be opened is kept byte for byte."""
    if not office.records.exists():
        return None
    if readable_with(office, key):
        with suppress(EnvironmentFailure):  # damaged further on: kept byte for byte as well
            return back_up(office, key, clock, BackupKind.BEFORE_RESTORE).folder
    with telling(NOT_RESTORED):
        office.backups.mkdir(exist_ok=True)
        kept = free_name(office.backups, f"{stamp(clock())}-unreadable")
        kept.mkdir()
        for name in (RECORDS, KEYSTORE, *(RECORDS + ending for ending in incoming.JOURNALS)):
            if (office.path / name).exists():
                shutil.copyfile(office.path / name, kept / name)
                force_file(kept / name)
    return kept
