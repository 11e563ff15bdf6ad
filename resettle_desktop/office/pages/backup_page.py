"""Backups: how old the last one is, make one now, here or on another drive, and the list of those kept."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.database.backup import BackupKind, BackupResult, back_up, backups_in
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.office.pages.backup_age import backup_age, is_old
from resettle_desktop.office.pages.backup_columns import BACKUP_COLUMNS
from resettle_desktop.office.pages.keys import folder_of
from resettle_desktop.office.pages.restore_page import ask_folder
from resettle_desktop.office.use_cases import note_backup
from resettle_desktop.office.use_cases.keeping import BackupNote

WHERE = "存放在 {}；每天、退出时自动做，多了自动清理（留 7 天、4 周、12 个月）"
RESTORE = "要恢复旧备份：先退出登录，再在登录页选“从备份恢复”"


class BackupPage(TablePage[BackupResult]):
    """The backups of the office's own folder; each was reopened and found whole when it was made."""

    name = "office.backup"
    title = "备份与恢复"
    columns = BACKUP_COLUMNS
    empty_text = "还没有备份"
    empty_advice = "按 F9 现在备份一次"
    empty_icon = "database-backup"
    choose: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_folder)

    @override
    def build_bar(self) -> None:
        self.where = paragraph(tone="muted", size="small")
        self.bar.addWidget(self.where, 1)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "备份到别的盘", self.back_up_elsewhere, "hard-drive", ready=self._idle),
            Command("F7", "重打恢复单", self._open_sheet, "printer"),
            Command("Ctrl+R", "怎样恢复", self._tell_how, "history", button=False),
            Command(VERB, "现在备份", self.back_up_now, "database-backup", primary=True, ready=self._idle),
        )

    @override
    def reload(self) -> None:
        self.context.worker.errand(lambda store: store.path.parent, self._look, owner=self)

    def _look(self, home: Path) -> None:
        backups = home / "backups"
        self.where.setText(WHERE.format(backups))
        self.context.worker.copy(lambda _stop: backups_in(backups), self._show, owner=self)

    def _show(self, backups: tuple[BackupResult, ...]) -> None:
        self.show_rows(backups)
        last = civil_date(backups[0].made_at) if backups else None
        today = self.context.today()
        tone = Tone.WARN if is_old(last, today) else Tone.OK
        self.set_heading(self.title, Chip(backup_age(last, today), tone))

    def back_up_now(self) -> None:
        """Make one here."""
        self._begin(None)

    def back_up_elsewhere(self) -> None:
        """Make one on a stick or another drive."""
        place = type(self).choose(self)
        if place is not None:
            self._begin(place)

    def _begin(self, target: Path | None) -> None:
        self.set_busy(busy=True)
        self.context.notices.say("正在备份并核对，可以接着办别的…", tone="info")
        self.context.worker.errand(partial(_job, target=target), self._copy, owner=self, failed=self._failed)

    def _copy(self, job: Callable[[Callable[[], bool]], BackupResult]) -> None:
        self.context.worker.copy(lambda stop: job(stop.is_set), self._made, owner=self, failed=self._failed)

    def _made(self, backup: BackupResult) -> None:
        note = BackupNote(backup.kind.value, str(backup.folder))
        self.context.worker.act(
            note_backup, note, lambda _folder: self._say_made(backup), owner=self, failed=self._failed
        )

    def _say_made(self, backup: BackupResult) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"备份完成，已重新打开核对：{backup.folder}")
        self.reload()

    def _failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)

    def _idle(self) -> bool:
        return not self.busy

    def _open_sheet(self) -> None:
        self.context.open_page("office.recovery_sheet", None)

    def _tell_how(self) -> None:
        self.context.notices.say(RESTORE, tone="info")


def _job(store: Store, target: Path | None) -> Callable[[Callable[[], bool]], BackupResult]:
    """What the copier shall do, made on the worker where the open file is known."""
    folder, key, clock = folder_of(store), store.key, store.clock

    def job(cancelled: Callable[[], bool]) -> BackupResult:
        return back_up(folder, key, clock, BackupKind.ON_DEMAND, target=target, cancelled=cancelled)

    return job
