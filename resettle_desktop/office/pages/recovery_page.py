"""A new recovery sheet at the desk: the old one was lost or seen."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject

from resettle_desktop.foundation.database.recovery import RecoverySheet
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.worker import Failed, Then, Worker
from resettle_desktop.office.pages import keys
from resettle_desktop.office.pages.first_start.sheet_step import ChooseFile, SheetStep, ask_where
from resettle_desktop.office.queries import office_row
from resettle_desktop.office.use_cases import note_sheet
from resettle_desktop.office.use_cases.keeping import SheetNote


class DeskKeys:
    """The keys of the open office, as the sheet needs them."""

    def __init__(self, worker: Worker, path: Path) -> None:
        self.path = path
        self._worker = worker

    def make_sheet(self, then: Then[RecoverySheet], *, owner: QObject, failed: Failed | None = None) -> None:
        """Make a new sheet; the old one opens the file until the new one is proved."""
        self._worker.errand(keys.make_sheet, then, owner=owner, failed=failed)

    def confirm_sheet(self, then: Then[None], *, owner: QObject, failed: Failed | None = None) -> None:
        """The new sheet is on paper; the old one opens nothing any more."""

        def note(mark: str) -> None:
            self._worker.act(note_sheet, SheetNote(mark), then, owner=owner, failed=failed)

        self._worker.errand(keys.confirm_sheet, note, owner=owner, failed=failed)


class RecoveryPage(SheetStep):
    """The wizard's fourth step, by an administrator at any time."""

    name = "office.recovery_sheet"
    title = "重打恢复单"
    choose: ClassVar[ChooseFile] = staticmethod(ask_where)

    @override
    def fill(self) -> None:
        self.forget()
        self.context.worker.errand(whose, self._begin, owner=self)
        self.filled()

    def _begin(self, found: tuple[Path, str]) -> None:
        path, office = found
        self.attach(DeskKeys(self.context.worker, path), lambda: office, choose=type(self).choose)
        self.begin()

    @override
    def settle(self, draft: None) -> None:
        super().settle(draft)
        self.forget()
        self.context.notices.say("新的恢复单已生效，旧的作废；请封存新的，把旧的销毁")
        self.context.go_back()


def whose(store: Store) -> tuple[Path, str]:
    """Where the records lie, and whose they are."""
    with store.reading() as session:
        return store.path.parent, office_row(session).name
