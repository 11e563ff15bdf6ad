"""The top-level window and its layers: gate, desk, lock, cover; one of them is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import COVER, LARGER, SCHEME, SMALLER
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.window.idle import IdleWatch

if TYPE_CHECKING:  # the sign-in box must not wait for the desk's modules
    from resettle_desktop.foundation.window.cover import Cover
    from resettle_desktop.foundation.window.desk import Desk

MINIMUM: Final = (800, 560)


class Window(QWidget):
    """The program's one window. ``app`` decides what is shown; the window keeps what is behind it untouched.

    ``lock_asked`` and ``switch_asked`` come from the clerk, ``idle`` from nobody touching anything.
    """

    lock_asked: ClassVar[Signal] = Signal()
    switch_asked: ClassVar[Signal] = Signal()
    idle: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("gate")
        self.setWindowTitle(title)
        self.setMinimumSize(*MINIMUM)
        self.resize(1366, 698)
        self.desk: Desk | None = None
        self.before_close: Callable[[], bool] | None = None
        self._gate: QWidget | None = None
        self._lock: QWidget | None = None
        self._covered: QWidget | None = None
        self._layers = QStackedLayout(self)
        self._made_cover: Cover | None = None
        self._idle = IdleWatch(self)
        self._idle.idle.connect(self.idle)
        for key, run in (
            (SCHEME, theme.next_scheme),
            (LARGER, theme.larger),
            ("Ctrl+=", theme.larger),
            (SMALLER, theme.smaller),
            (COVER, self.toggle_cover),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(run)

    # Layers

    def show_gate(self, widget: QWidget) -> None:
        """Show a page that fills the window (first start, sign-in); a desk that was open is closed."""
        self._close_desk()
        self._replace_gate(widget)
        self._show_layer(widget)

    def enter_desk(self, desk: Desk) -> None:
        """Show the desk of the clerk who signed in."""
        self._close_desk()
        desk.lock_asked.connect(self.lock_asked)
        desk.switch_asked.connect(self.switch_asked)
        self.desk = desk
        self._layers.addWidget(desk)
        self._show_layer(desk)
        self._replace_gate(None)

    def lock(self, widget: QWidget) -> None:
        """Show ``widget`` (it asks for the PIN) over the desk; what is typed stays and is kept."""
        if self.desk is not None:
            self.desk.keep_now()
            self.desk.remember_focus()
        self._drop(self._lock)
        self._lock = widget
        self._layers.addWidget(widget)
        self._show_layer(widget)

    def unlock(self) -> None:
        """Show the desk again as it was."""
        lock, self._lock = self._lock, None
        if self.desk is not None:
            self._show_layer(self.desk)
        self._drop(lock)

    @property
    def is_locked(self) -> bool:
        """Whether the lock is on."""
        return self._lock is not None

    @property
    def _cover(self) -> Cover:
        if self._made_cover is None:
            from resettle_desktop.foundation.window.cover import Cover

            self._made_cover = Cover()
            self._made_cover.lifted.connect(self.uncover)
            self._layers.addWidget(self._made_cover)
        return self._made_cover

    def toggle_cover(self) -> None:
        """F12: cover at once, or show again."""
        if self.is_covered:
            self.uncover()
        else:
            if self.desk is not None:
                self.desk.remember_focus()
            self._covered = self._layers.currentWidget()
            self._layers.setCurrentWidget(self._cover)
            self._cover.setFocus()

    def uncover(self) -> None:
        """Show again what was covered."""
        covered, self._covered = self._covered, None
        if covered is not None:
            came_meanwhile = covered is not self.desk and covered.focusWidget() is None
            self._layers.setCurrentWidget(covered)
            if came_meanwhile:
                covered.setFocus()

    @property
    def is_covered(self) -> bool:
        """Whether the blank safe screen is shown."""
        return self._covered is not None

    # Idle and end

    def watch_idle(self, minutes: float) -> None:
        """Emit ``idle`` after so many minutes without key or mouse; 0 switches it off."""
        self._idle.begin(minutes)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None:
            self.desk.keep_now()
        if self.before_close is not None and not self.before_close():
            event.ignore()
        else:
            event.accept()

    # How the layers come and go

    def _show_layer(self, widget: QWidget) -> None:
        if self._layers.indexOf(widget) < 0:
            self._layers.addWidget(widget)
        if self.is_covered:
            self._covered = widget
        else:
            self._layers.setCurrentWidget(widget)
            if widget is not self.desk:
                widget.setFocus()

    def _replace_gate(self, widget: QWidget | None) -> None:
        gate, self._gate = self._gate, widget
        if gate is not widget:
            self._drop(gate)

    def _close_desk(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.keep_now()
            self._drop(desk)
        lock, self._lock = self._lock, None
        self._drop(lock)

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._layers.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
