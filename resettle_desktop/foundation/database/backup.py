"""Backups: copied in one go beside the working program, reopened and checked before they count.

One folder per backup: the encrypted records, their key file, and a manifest that says what was counted when
it was made. It is written under a temporary name and renamed when everything was found whole, so that a
folder with a backup's name is a backup.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import checking
from resettle_desktop.foundation.database.acts import ACTS
from resettle_desktop.foundation.database.audit import AuditEntry
from resettle_desktop.foundation.database.checking import FileCheck
from resettle_desktop.foundation.database.engine import Journal, connect
from resettle_desktop.foundation.database.failures import telling
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import KEYSTORE, RECORDS, OfficeFolder
from resettle_desktop.foundation.database.rotation import Rotation
from resettle_desktop.foundation.database.whole_file import force_file, force_folder
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.clock import (
    CHINA_TIME,
    Clock,
    civil_date,
    from_milliseconds,
    to_milliseconds,
)

MANIFEST: Final = "manifest.json"
MANIFEST_FORMAT: Final = 1
PARTIAL: Final = ".partial-"
NOT_BACKED_UP: Final = "这次备份没有做成，原来的资料和以前的备份都在"
NOT_WHOLE: Final = ("备份做好后核对不符（{}）", NOT_BACKED_UP, "请换一个盘再备份一次；再不行请检查硬盘")
NOT_A_BACKUP: Final = ("这个文件夹里没有完整的备份", "没有读出来，现有资料没有改动", "请选备份所在的文件夹")
NEWER: Final = ("这份备份是更新版本的程序写的", "没有读出来，现有资料没有改动", "请先安装新版程序")
NO_ROOM: Final = ("放备份的盘空间不够（还要 {} MB）", NOT_BACKED_UP, "请清理空间，或换一个盘")
CANCELLED: Final = "备份已停下，以前的备份都在"

Progress = Callable[[str, float], None]
"""Told what is being done and how much of the whole is done (0 to 1)."""


class BackupKind(StrEnum):
    """Why a backup was made."""

    ON_DEMAND = "on-demand"
    AT_EXIT = "at-exit"
    DAILY = "daily"
    BEFORE_RESTORE = "before-restore"


KIND_NAMES: Final = {
    BackupKind.ON_DEMAND: "手动",
    BackupKind.AT_EXIT: "退出时",
    BackupKind.DAILY: "每天",
    BackupKind.BEFORE_RESTORE: "恢复之前",
}


@dataclass(frozen=True, slots=True)
class BackupResult:
    """One backup, as its manifest tells: when, why, how big, how far the records went."""

    folder: Path
    kind: BackupKind
    made_at: datetime
    file_uid: str
    practice: bool
    form: int
    size: int
    entries: int
    head: str
    counts: Mapping[str, int]
    records_digest: str
    keystore_digest: str

    def age(self, now: datetime) -> timedelta:
        """How old it is; never negative."""
        return max(timedelta(), now - self.made_at)


def silent(_doing: str, _share: float) -> None:
    """Tell nobody how far it got."""


def never() -> bool:
    """Be stopped by nobody."""
    return False


def back_up(
    office: OfficeFolder,
    key: bytes,
    clock: Clock,
    kind: BackupKind,
    *,
    target: Path | None = None,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> BackupResult:
    """Copy the records beside the working program, check the copy, and let it count.

    Runs on any thread (its connections are its own). ``target`` is a folder for backups elsewhere, on a stick
    for example; by default the office's own, where old ones are thinned out after. Raises EnvironmentFailure
    when the disk does not let it happen or the copy is not whole, Refusal when ``cancelled``.
    """
    home = target or office.backups
    made_at = clock()
    partial = home / f"{PARTIAL}{stamp(made_at)}"
    with telling(NOT_BACKED_UP):
        try:
            home.mkdir(parents=True, exist_ok=True)
            check_room(office, home)
            sweep(home)
            partial.mkdir()
            progress("正在复制", 0.0)
            entries = copy_records(office.records, partial / RECORDS, key)
            stop_if(cancelled)
            progress("正在核对", 0.5)
            office.keystore().copy_to(partial / KEYSTORE)
            check = checking.check_file(partial / RECORDS, key, cancelled=cancelled)
            stop_if(cancelled)
            demand_whole(check, entries)
            result = describe(office, partial, kind, made_at, check)
            write_manifest(partial, result)
            progress("正在收尾", 0.95)
            final = free_name(home, f"{stamp(made_at)}-{kind}")
            partial.rename(final)
            force_folder(home)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    # One made because another is about to be restored must not push that one out.
    if target is None and kind is not BackupKind.BEFORE_RESTORE:
        thin_out(office, made_at)
    progress("备份完成", 1.0)
    return read_backup(final)


def backups_in(home: Path) -> tuple[BackupResult, ...]:
    """The backups in a folder, the newest first; what is not whole is left out."""
    found = []
    for folder in home.glob("*/"):
        if folder.name.startswith(PARTIAL) or not (folder / MANIFEST).exists():
            continue
        try:
            found.append(read_backup(folder))
        except EnvironmentFailure:
            continue
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def read_backup(folder: Path) -> BackupResult:
    """What a backup's manifest tells; the bytes are not looked at (``verify_backup`` does that)."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told["manifest_format"] > MANIFEST_FORMAT:
            raise EnvironmentFailure(*NEWER)
        return BackupResult(
            folder=folder,
            kind=BackupKind(told["kind"]),
            made_at=from_milliseconds(told["made_at"]),
            counts=dict(told["counts"]),
            **{
                name: told[name]
                for name in (
                    "file_uid",
                    "practice",
                    "form",
                    "size",
                    "entries",
                    "head",
                    "records_digest",
                    "keystore_digest",
                )
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EnvironmentFailure(*NOT_A_BACKUP) from error


def verify_backup(backup: BackupResult, key: bytes, *, cancelled: Callable[[], bool] = never) -> FileCheck:
    """Read a backup whole: its bytes by digest, every page, the counts and the chains.

    Raises EnvironmentFailure when it is not what its manifest says.
    """
    what, todo = "这份备份有损坏（{}）", "请换一份备份"
    lost = "没有用它，现有资料没有改动"
    digests = ((RECORDS, backup.records_digest), (KEYSTORE, backup.keystore_digest))
    for name, digest in digests:
        if digest_of(backup.folder / name, what.format(name), lost, todo) != digest:
            raise EnvironmentFailure(what.format(name), lost, todo)
    with telling(lost):
        check = checking.check_file(backup.folder / RECORDS, key, cancelled=cancelled)
    if check.faults:
        raise EnvironmentFailure(what.format("、".join(check.faults)), lost, todo)
    if (check.entries, check.head, dict(check.counts)) != (backup.entries, backup.head, dict(backup.counts)):
        raise EnvironmentFailure(what.format("与清单不符"), lost, todo)
    return check


def daily_due(office: OfficeFolder, session: Session, clock: Clock) -> bool:
    """Whether today has no backup yet and the records changed since the last one."""
    latest = next(iter(backups_in(office.backups)), None)
    today = civil_date(clock())
    return latest is None or (civil_date(latest.made_at) != today and changed_since(session, latest))


def changed_since_backup(office: OfficeFolder, session: Session) -> bool:
    """Whether the records changed since the last backup."""
    latest = next(iter(backups_in(office.backups)), None)
    return latest is None or changed_since(session, latest)


def changed_since(session: Session, backup: BackupResult) -> bool:
    """Whether an act changed the records after this backup, or it is of other records (before a restore)."""
    if backup.entries:
        mac = session.scalar(select(AuditEntry.mac).where(AuditEntry.id == backup.entries))
        if mac is None or mac.hex() != backup.head:
            return True
    beside = [name for name, act in ACTS.items() if not act.changes_records]
    later = exists().where(AuditEntry.id > backup.entries, AuditEntry.act.not_in(beside))
    return bool(session.scalar(select(later)))


# Inside


def copy_records(records: Path, copy: Path, key: bytes) -> int:
    """Copy an open file in one go; in steps, a writer would make it begin again and again.

    Answers the number of the last act before the copy began: the copy must have it.
    """
    with (
        closing(connect(records, key)) as source,
        closing(connect(copy, key, create=True, journal=Journal.DELETE)) as target,
    ):
        ((entries,),) = source.execute("SELECT coalesce(max(id), 0) FROM audit_entry").fetchall()
        target.execute("PRAGMA synchronous = OFF")  # forced to the disk as a whole below
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")  # a read-only medium cannot open a write-ahead log
    force_file(copy)
    return int(entries)


def describe(
    office: OfficeFolder, folder: Path, kind: BackupKind, made_at: datetime, check: FileCheck
) -> BackupResult:
    """The manifest of a copy that was found whole."""
    keystore = Keystore.load(folder / KEYSTORE)
    return BackupResult(
        folder=folder,
        kind=kind,
        made_at=made_at,
        file_uid=keystore.file_uid,
        practice=office.is_practice,
        form=check.form,
        size=(folder / RECORDS).stat().st_size,
        entries=check.entries,
        head=check.head,
        counts=check.counts,
        records_digest=sha256(folder / RECORDS),
        keystore_digest=sha256(folder / KEYSTORE),
    )


def write_manifest(folder: Path, result: BackupResult) -> None:
    """Lay the manifest beside the copy and force the folder to the disk."""
    told = {name: value for name, value in asdict(result).items() if name != "folder"}
    told |= {"manifest_format": MANIFEST_FORMAT, "made_at": to_milliseconds(result.made_at)}
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    force_file(folder / MANIFEST)
    force_folder(folder)


def thin_out(office: OfficeFolder, now: datetime, rotation: Rotation | None = None) -> None:
    """Throw away the backups the rotation does not keep; a folder that will not go is left."""
    found = backups_in(office.backups)
    kept = (rotation or Rotation()).kept([backup.made_at for backup in found], now)
    for backup in found:
        if backup.made_at not in kept:
            doomed = backup.folder.with_name(f"{PARTIAL}{backup.folder.name}")
            try:
                backup.folder.rename(doomed)  # at once no backup any more, even if removing stops half-way
            except OSError:
                continue
            shutil.rmtree(doomed, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what interrupted backups left behind."""
    for folder in home.glob(f"{PARTIAL}*/"):
        shutil.rmtree(folder, ignore_errors=True)


def check_room(office: OfficeFolder, home: Path) -> None:
    """Raise EnvironmentFailure unless the copy will fit."""
    need = office.records.stat().st_size * 11 // 10
    free = shutil.disk_usage(home).free
    if free < need:
        what, lost, todo = NO_ROOM
        raise EnvironmentFailure(what.format((need - free) // 2**20 + 1), lost, todo)


def demand_whole(check: FileCheck, entries: int) -> None:
    """Raise EnvironmentFailure when the copy has faults, or ends before act number ``entries``."""
    faults = check.faults if check.entries >= entries else (*check.faults, "缺最后几笔")
    if faults:
        what, lost, todo = NOT_WHOLE
        raise EnvironmentFailure(what.format("、".join(faults)), lost, todo)


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Stop here when somebody asked for it."""
    if cancelled():
        raise Refusal(CANCELLED)


def free_name(home: Path, name: str) -> Path:
    """A name nothing has yet."""
    names = [home / name, *(home / f"{name}-{number}" for number in range(2, 1000))]
    return next(path for path in names if not path.exists())


def stamp(instant: datetime) -> str:
    """An instant as a folder name that sorts by time, in the office's own time."""
    return instant.astimezone(CHINA_TIME).strftime("%Y%m%d-%H%M%S")


def digest_of(path: Path, what: str, lost: str, todo: str) -> str:
    """A file's digest; EnvironmentFailure when it cannot be read."""
    try:
        return sha256(path)
    except OSError as error:
        raise EnvironmentFailure(what, lost, todo) from error


def sha256(path: Path) -> str:
    """The digest of a file no connection is open to."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_json(backup: BackupResult) -> dict[str, Any]:
    """A backup as the command line prints it."""
    return {
        "folder": str(backup.folder),
        "kind": backup.kind.value,
        "made_at": backup.made_at.isoformat(),
        "size": backup.size,
        "entries": backup.entries,
        "head": backup.head,
    }
