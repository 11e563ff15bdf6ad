"""Keeps one form's half-typed values in the file, at most a second behind the keys."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from resettle_desktop.foundation.ui.desk_context import Drafts, KeptDraft

KEEP_AFTER_MS: Final = 700


class DraftKeeper(QObject):
    """The drafts of one form. Without ``drafts`` (a wizard, a password) it keeps nothing.

    The timer is not started again by further keys: somebody who types without a pause is kept up with too.
    ``restored`` is emitted when what was kept stands in the fields again.
    """

    restored: ClassVar[Signal] = Signal()

    def __init__(
        self,
        drafts: Drafts | None,
        kind: str,
        describe: Callable[[], tuple[str, str, dict[str, Any]]],
        kept: Callable[[datetime], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._kind = kind
        self._describe = describe
        self._kept = kept
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._drafts is not None

    def note_edit(self) -> None:
        """Something was typed."""
        if self.keeps and not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep at once what was typed since."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def find(self, object_uid: str, then: Callable[[KeptDraft | None], None]) -> None:
        """Look for what was kept about an object."""
        if self._drafts is not None:
            self._drafts.find(self._kind, object_uid, partial(self._found, then))

    def drop(self, object_uid: str) -> None:
        """Forget it: saved, or thrown away."""
        self._timer.stop()
        if self._drafts is not None:
            self._drafts.drop(self._kind, object_uid)

    def _keep(self) -> None:
        if self._drafts is not None:
            object_uid, label, values = self._describe()
            self._drafts.keep(self._kind, object_uid, label, values, self._in_file)

    # The form may be closed before the answer comes: the file outlives it.

    def _in_file(self, instant: datetime) -> None:
        if isValid(self):
            self._kept(instant)

    def _found(self, then: Callable[[KeptDraft | None], None], kept: KeptDraft | None) -> None:
        if isValid(self):
            then(kept)
            if kept is not None:
                self.restored.emit()
