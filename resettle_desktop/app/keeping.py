"""Backups nobody has to think of: one a day when something was done, one at the end of the day's work."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.worker import Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from resettle_desktop.foundation.database.backup import BackupResult
    from resettle_desktop.foundation.database.office_folder import OfficeFolder
    from resettle_desktop.foundation.values.clock import Clock


def last_entry(session: Session) -> int:
    """The number of the last act."""
    audit: Any = import_module("resettle_desktop.foundation.database.audit")
    number: int = audit.head_of(session.connection(), audit.AuditEntry)[0]
    return number


class Keeper(QObject):
    """Makes backups on the copier when they are due; whatever stops one is told and keeps nobody waiting."""

    def __init__(self, worker: Worker, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._clock = clock

    def daily(self, folder: OfficeFolder, key: bytes) -> None:
        """Back up if today has no backup yet and something was done since the last one."""
        backup: Any = import_module("resettle_desktop.foundation.database.backup")

        def decide(entries: int) -> None:
            if backup.daily_due(folder, entries, self._clock):
                self._back_up(folder, key, backup.BackupKind.DAILY, lambda _made: None, None)

        self._worker.ask(last_entry, decide, owner=self)

    def at_exit(
        self,
        folder: OfficeFolder,
        key: bytes,
        then: Callable[[BackupResult | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Back up if something was done since the last backup; ``then`` hears None when nothing was."""
        backup: Any = import_module("resettle_desktop.foundation.database.backup")

        def decide(entries: int) -> None:
            if backup.changed_since_backup(folder, entries):
                self._back_up(folder, key, backup.BackupKind.AT_EXIT, then, failed)
            else:
                then(None)

        self._worker.ask(last_entry, decide, owner=self, failed=failed)

    def _back_up(
        self,
        folder: OfficeFolder,
        key: bytes,
        kind: object,
        then: Callable[[BackupResult], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        backup: Any = import_module("resettle_desktop.foundation.database.backup")
        clock = self._clock
        self._worker.copy(
            lambda stop: backup.back_up(folder, key, clock, kind, cancelled=stop.is_set),
            then,
            owner=self,
            failed=failed,
        )
