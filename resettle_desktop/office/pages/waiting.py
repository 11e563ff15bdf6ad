"""The wait after wrong passwords, counted down where the clerk looks."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.office.pages.gate import Paragraph

SECOND_MS: Final = 1000
OVER: Final = "现在可以再试"


class Waiting(QObject):
    """While it lasts the button is off; ``way`` is another way in for whoever cannot wait."""

    def __init__(self, message: Paragraph, button: Button, *, way: str = "") -> None:
        super().__init__(message)
        self._message = message
        self._button = button
        self._way = way
        self._cause = ""
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def lasts(self) -> bool:
        """Whether nothing can be tried now."""
        return self._left > 0

    def begin(self, seconds: int, cause: str) -> None:
        """Wait so many seconds because of ``cause``, a sentence that may say more after its first comma."""
        self._left = seconds
        self._cause = cause.partition("；")[0].partition("，")[0]
        self._button.setEnabled(not seconds)
        if seconds:
            self._say()
            self._timer.start()

    def _tick(self) -> None:
        self._left = max(0, self._left - 1)
        if self._left:
            self._say()
            return
        self._timer.stop()
        self._button.setEnabled(True)
        self._message.say(OVER, tone="muted")

    def _say(self) -> None:
        self._message.say(f"{self._cause}；请等 {self._left} 秒再试{self._way}", tone="bad")
