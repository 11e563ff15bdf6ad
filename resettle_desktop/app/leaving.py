"""How the program ends: what was done today is backed up first, and a backup that fails keeps nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QObject, Signal

from resettle_desktop.app.telling import Tell, sentence_of
from resettle_desktop.foundation.ui.worker import StoreBox

if TYPE_CHECKING:
    from resettle_desktop.app.keeping import Keeper
    from resettle_desktop.office.pages.door import Door

SAVED_AWAY: Final = "正在备份今天的资料，完成后自动退出…"
NOT_BACKED_UP: Final = "退出前的备份没有做成：{}再点一次关闭就不备份直接退出，今天办好的都已保存在本机。"


class Leaving(QObject):
    """Asked by the window before it closes. ``ready`` is emitted when it may be closed again and will.

    After a backup that failed the next closing leaves without one, unless something was done in between.
    """

    ready: ClassVar[Signal] = Signal()

    def __init__(
        self, box: StoreBox, keeper: Keeper, door: Callable[[], Door], tell: Tell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.under_way = False
        self._anyway = False
        self._box = box
        self._keeper = keeper
        self._door = door
        self._tell = tell

    def may_close(self) -> bool:
        """At once when no file is open; else the file is backed up and closed, and ``ready`` told."""
        if self._box.store is None or self._anyway:
            return True
        if not self.under_way:
            self.under_way = True
            self._tell(SAVED_AWAY, "info")
            folder, key = self._door().threshold.folder, self._box.open_store.key
            self._keeper.at_exit(folder, key, lambda _made: self._close_file(), self._not_backed_up)
        return False

    def _close_file(self) -> None:
        self._door().close(self.ready.emit, owner=self)

    def _not_backed_up(self, error: Exception) -> None:
        self.under_way = False
        self._anyway = True
        self._tell(NOT_BACKED_UP.format(sentence_of(error)), "bad")

    def something_was_done(self, _tables: object) -> None:
        """There is again something to back up first."""
        self._anyway = False
