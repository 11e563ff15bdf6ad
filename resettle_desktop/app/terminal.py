"""Commands on an office's file from the terminal: same lock, same roles, same audit, desk 命令行."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from resettle_desktop.app.subjects import load_subjects
from resettle_desktop.foundation import places
from resettle_desktop.foundation.database import maintenance
from resettle_desktop.foundation.database.backup import as_json
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.restore import RestoreResult, find_backups
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import NOT_YOURS, Actor
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.office.pages.threshold import Threshold, suppress_clock
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.keeping import BackupNote, VerifyNote, note_backup, note_verify

DESK: Final = "命令行"
MAY: Final = {
    "verify": frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR}),
    "backup": frozenset({Role.ADMINISTRATOR, Role.HEAD}),
}
"""Who may have the file read whole or copied; the acts that note it say the same, and so does restoring."""

WORDS: Final = {
    "file": "文件",
    "whole": "完好",
    "faults": "问题",
    "format": "格式",
    "entries": "办理笔数",
    "head": "审计链末端",
    "looks": "查阅笔数",
    "blanked": "依法清空",
    "folder": "备份在",
    "made_at": "时间",
    "restored": "已恢复",
    "replaced": "原来的资料在",
    "told": "说明",
}


def run(command: str, folder: Path, login: str, password: str, options: argparse.Namespace) -> dict[str, Any]:
    """Do a command; answers what can be printed as JSON.

    Raises Refusal (password, role) or EnvironmentFailure (open elsewhere, damaged, no room).
    """
    load_subjects()
    if command == "restore":
        chosen = find_backups(options.backup)[0]
        threshold = threshold_of(folder, practice=chosen.practice)
        key = threshold.key_of(chosen, login, password)
        told = threshold.card_of(chosen, key)
        return restored(threshold.restore(chosen, key, login), told)
    threshold = threshold_of(folder, practice=is_practice(folder))
    arrival = threshold.by_password(login, password, 0)
    try:
        if not arrival.actor.roles & MAY[command]:
            raise Refusal(NOT_YOURS)
        if command == "verify":
            return verified(threshold.folder, arrival.actor)
        return backed_up(threshold.folder, arrival.actor, options.target)
    finally:
        threshold.folder.close_store()


def threshold_of(folder: Path, *, practice: bool) -> Threshold:
    """The way into an office's folder from the terminal."""
    return Threshold(
        folder, second=places.second_home(), practice=practice, clock=system_clock, desk=DESK, cost=None
    )


def is_practice(folder: Path) -> bool:
    """Whether the folder holds practice data, as its key file says."""
    try:
        return OfficeFolder(folder).keystore().practice
    except EnvironmentFailure:
        return False  # opening it tells what is wrong


def verified(office: OfficeFolder, actor: Actor) -> dict[str, Any]:
    """Read the whole file, and have its audit tell that it was read and what was found."""
    store = opened(office)
    answer = maintenance.verify(office, store.key)
    with suppress_clock(), store.working(actor) as work:
        note_verify(work, VerifyNote(tuple(answer["faults"])))
    return answer


def backed_up(office: OfficeFolder, actor: Actor, target: Path | None) -> dict[str, Any]:
    """Make a backup, and have the audit tell where."""
    store = opened(office)
    answer = maintenance.make_backup(office, store.key, system_clock, target)
    with suppress_clock(), store.working(actor) as work:
        note_backup(work, BackupNote(answer["kind"], answer["folder"]))
    return answer


def restored(done: RestoreResult, told: tuple[str, ...]) -> dict[str, Any]:
    """What was restored, as JSON can say it."""
    return {
        "restored": as_json(done.backup),
        "replaced": None if done.replaced is None else str(done.replaced),
        "told": list(told),
    }


def opened(office: OfficeFolder) -> Store:
    """The file somebody has just signed in to."""
    if office.store is None:
        message = "no office file is open"
        raise RuntimeError(message)
    return office.store


def spoken(answer: dict[str, Any]) -> str:
    """An answer as lines for whoever sits at the terminal."""
    return "\n".join(
        f"{WORDS[name]}：{shown(value)}" for name, value in answer.items() if name in WORDS and value != []
    )


def shown(value: object) -> str:
    """A value as it is read."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "；".join(str(each) for each in value)
    if isinstance(value, dict):
        return str(value.get("folder", value))
    return str(value)
