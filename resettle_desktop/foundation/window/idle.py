"""Tells when nobody has touched keys or mouse for a while."""

from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from resettle_desktop.foundation.overriding import override

TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
MINUTE_MS: Final = 60_000


class IdleWatch(QObject):
    """Watches the native window, where input arrives once; a filter on the application sees every paint.

    Having told, it begins anew with the next touch: whoever unlocked the desk may leave it again.
    """

    idle: ClassVar[Signal] = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watches = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)

    def watch(self, window: QWindow) -> None:
        """Watch this window's input."""
        window.installEventFilter(self)

    def begin(self, minutes: float) -> None:
        """Tell after so many minutes without a touch; 0 never tells."""
        self._timer.stop()
        self._watches = minutes > 0
        if self._watches:
            self._timer.setInterval(round(minutes * MINUTE_MS))
            self._timer.start()

    def end(self) -> None:
        """Nobody is to be told any more."""
        self._watches = False
        self._timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and self._watches:
            self._timer.start()
        return super().eventFilter(watched, event)
