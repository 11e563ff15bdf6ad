"""Backups nobody has to think of: one a day when something was done, one at the end of the day's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Signal

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.worker import Worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from resettle_desktop.foundation.database.backup import BackupKind, BackupResult
    from resettle_desktop.foundation.database.office_folder import OfficeFolder
    from resettle_desktop.foundation.database.store import Store
    from resettle_desktop.foundation.values.clock import Clock

Due = Callable[["Session"], bool]


@dataclass(frozen=True, slots=True)
class Order:
    """A backup to be made when it is due, and who hears of it; ``made`` hears None when it was not."""

    folder: OfficeFolder
    key: bytes
    kind: BackupKind
    made: Callable[[BackupResult | None], None]
    failed: Callable[[Exception], None]


class Keeper(QObject):
    """Makes backups on the copier when they are due, and has the audit tell of each.

    Whatever stops one is told and keeps nobody waiting. ``desk`` is what this PC is called in the audit.
    """

    made: ClassVar[Signal] = Signal()
    """A backup was made beside the work: how old the last one is has changed."""

    def __init__(self, worker: Worker, clock: Clock, desk: str, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._clock = clock
        self._desk = desk
        self._stop: Event | None = None
        self._after: list[Callable[[], None]] = []

    def daily(self, folder: OfficeFolder, key: bytes) -> None:
        """Back up if today has no backup yet and something was done since the last one."""
        from resettle_desktop.foundation.database import backup

        if self._stop is None:
            order = Order(folder, key, backup.BackupKind.DAILY, lambda _made: None, lambda _error: None)
            self._when(partial(backup.daily_due, folder, clock=self._clock), order)

    def at_exit(
        self,
        folder: OfficeFolder,
        key: bytes,
        made: Callable[[BackupResult | None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Back up if something was done since the last backup."""
        from resettle_desktop.foundation.database import backup

        if self._stop is not None:  # what is being made now may be all that is wanted
            self._after.append(partial(self.at_exit, folder, key, made, failed))
            return
        order = Order(folder, key, backup.BackupKind.AT_EXIT, made, failed)
        self._when(partial(backup.changed_since_backup, folder), order)

    def stop_then(self, run: Callable[[], None]) -> None:
        """Stop a backup that is under way, then ``run``: the file is about to be closed."""
        if self._stop is None:
            run()
        else:
            self._stop.set()
            self._after.append(run)

    def _when(self, due: Due, order: Order) -> None:
        self._stop = Event()

        def decide(is_due: Any) -> None:
            if is_due:
                self._back_up(order)
            else:
                self._over(partial(order.made, None))

        self._worker.ask(due, decide, owner=self, failed=partial(self._failed, order))

    def _back_up(self, order: Order) -> None:
        from resettle_desktop.foundation.database import backup

        clock, stop = self._clock, self._stop or Event()

        def copy(_stop: Event) -> BackupResult:
            return backup.back_up(order.folder, order.key, clock, order.kind, cancelled=stop.is_set)

        self._worker.copy(copy, partial(self._note, order), owner=self, failed=partial(self._failed, order))

    def _note(self, order: Order, made: BackupResult) -> None:
        def over(_outcome: object) -> None:  # not noted when the clock is behind
            self._over(partial(order.made, made))
            self.made.emit()

        self._worker.errand(partial(note, made=made, desk=self._desk), over, owner=self, failed=over)

    def _failed(self, order: Order, error: Exception) -> None:
        asked_to_stop = self._stop is not None and self._stop.is_set() and isinstance(error, Refusal)
        self._over(partial(order.failed, error) if not asked_to_stop else None)

    def _over(self, tell: Callable[[], None] | None) -> None:
        after, self._after = self._after, []
        self._stop = None
        if tell is not None:
            tell()
        for run in after:
            run()


def note(store: Store, made: BackupResult, desk: str) -> None:
    """Write into the audit that the program made a backup by itself."""
    from resettle_desktop.office.use_cases.keeping import BackupNote, note_backup, program_actor

    with store.working(program_actor(desk)) as work:
        note_backup(work, BackupNote(made.kind.value, str(made.folder)))
