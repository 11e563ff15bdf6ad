"""Garbage is collected on the GUI thread only.

Python collects on whichever thread happens to allocate; a widget in a reference cycle that
is collected on the worker is destroyed there, and Qt aborts sooner or later (seen on every line of Qt 6).
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class GarbageTimer(QObject):
    """Switches automatic collection off for the process and collects from the event loop instead.

    ``stop()`` gives collection back to Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if limits[generation] and counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave the process as it was found."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
