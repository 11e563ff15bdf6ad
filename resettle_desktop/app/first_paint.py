"""Tells when a window has been painted for the first time: what is not needed before it may come after."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override


class FirstPaint(QObject):
    """``done`` is emitted once, when the paint that shows the window is over."""

    done: ClassVar[Signal] = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.done.emit)
        return super().eventFilter(watched, event)
