"""A small frame over the desk that closes by Esc, by a click beside it, or when the cursor leaves it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override


class Popover(QFrame):
    """Base of the clerk's menu and the key sheet: a child frame, so it works without a compositor."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.layer = parent
        self.setProperty("part", "popup")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self._before: QWidget | None = None
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def open_at(self, left: int, top: int) -> None:
        """Show it with its upper left corner there, inside its parent."""
        parent = self.layer
        self.adjustSize()
        self.resize(min(self.width(), parent.width() - 16), min(self.height(), parent.height() - 16))
        self.move(
            max(8, min(left, parent.width() - self.width() - 8)),
            max(8, min(top, parent.height() - self.height() - 8)),
        )
        self._before = parent.window().focusWidget()
        self.show()
        self.raise_()

    def close_popover(self) -> None:
        """Put it away and give the cursor back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            event.accept()  # nothing typed here may reach the search box behind

    def _focus_changed(self, _before: QWidget | None, after: QWidget | None) -> None:
        if after is not None and after is not self and not self.isAncestorOf(after):
            self.hide()
