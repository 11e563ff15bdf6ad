"""Commands on an office's file from the terminal: same lock, same roles, same audit, desk 命令行."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from resettle_desktop.app.subjects import load_subjects
from resettle_desktop.foundation import places
from resettle_desktop.foundation.database import maintenance, restore
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.sign_in_guard import SignInGuard, guarded
from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.office.pages.threshold import Threshold
from resettle_desktop.office.rules import Role

DESK: Final = "命令行"
MAY: Final = {
    "verify": frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR}),
    "backup": frozenset({Role.ADMINISTRATOR, Role.HEAD}),
}
"""Who may have the file read whole or copied; restoring needs the password of a person in the backup."""

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
    threshold = Threshold(
        folder, second=places.second_home(), practice=False, clock=system_clock, desk=DESK, cost=None
    )
    office = threshold.folder
    if command == "restore":
        chosen = restore.find_backups(options.backup)[0]
        guard = SignInGuard(office.sign_in_path, system_clock)
        keystore = restore.keystore_of(chosen)
        key = guarded(guard, login, lambda: keystore.unlock(login, password))
        return maintenance.restore_backup(office, chosen, key, system_clock)
    arrival = threshold.by_password(login, password, 0)
    try:
        if not arrival.actor.roles & MAY[command]:
            raise Refusal(NOT_YOURS)
        key = opened_key(office)
        if command == "verify":
            return maintenance.verify(office, key)
        return maintenance.make_backup(office, key, system_clock, options.target)
    finally:
        office.close_store()


def opened_key(office: OfficeFolder) -> bytes:
    """The key of the file somebody has just signed in to."""
    if office.store is None:
        message = "no office file is open"
        raise RuntimeError(message)
    return office.store.key


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
