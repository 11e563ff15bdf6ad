"""The blank safe screen (F12): whoever stands at the counter sees nothing of anybody."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import COVER
from resettle_desktop.foundation.ui.words import words


class Cover(QWidget):
    """Covers everything at once; F12, Enter, Esc or a click shows the page again as it was."""

    lifted: ClassVar[Signal] = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("屏幕已遮住")
        label = words(f"屏幕已遮住，按 {COVER} 回到原来的页面", tone="muted")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(label)
        column.addStretch(1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.lifted.emit()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lifted.emit()
