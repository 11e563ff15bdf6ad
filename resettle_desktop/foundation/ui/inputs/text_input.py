"""A line to type in, with a muted remark at its right end and a value that drafts can keep."""

from typing import Any, ClassVar

from PySide6 import QtCore
from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from resettle_desktop.foundation.overriding import override


class TextInput(QLineEdit):
    """A line edit. ``edited`` tells that the clerk (not the program) changed what is in it."""

    edited: ClassVar[Signal] = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remark = ""
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.textChanged.connect(lambda _text: self._make_room())

    @property
    def remark(self) -> str:
        """The muted words at the right end."""
        return self._remark

    def set_remark(self, text: str) -> None:
        """Show muted words at the right end; they give way when the room is short."""
        if text != self._remark:
            self._remark = text
            self.setAccessibleDescription(text)
            self._make_room()
            self.update()

    def value(self) -> str:
        """What is typed, without the blanks around it."""
        return self.text().strip()

    def draft_value(self) -> Any:
        """What a draft keeps."""
        return self.text()

    def restore(self, value: Any) -> None:
        """Put back what a draft kept, or what the record holds."""
        self.setText("" if value is None else str(value))

    def _remark_width(self) -> int:
        wanted = self.fontMetrics().horizontalAdvance(self._remark)
        typed = self.fontMetrics().horizontalAdvance(self.text()) + self.fontMetrics().height() * 2
        fits = wanted < self.width() * 0.62 and typed + wanted + self._remark_edge() < self.width()
        return wanted if self._remark and fits else 0

    def _remark_edge(self) -> int:
        """How far from the right end the remark stops."""
        return self.fontMetrics().averageCharWidth() + 4

    def _make_room(self) -> None:
        width = self._remark_width()
        self.setTextMargins(0, 0, width + self.fontMetrics().averageCharWidth() if width else 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width = self._remark_width()
        if width:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            edge = self._remark_edge()
            room = QRect(self.width() - width - edge, 0, width, self.height())
            painter.drawText(
                room, QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.AlignmentFlag.AlignRight, self._remark
            )
            painter.end()


class PasswordInput(TextInput):
    """A password: shown as dots, never kept in a draft."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)  # tells input methods too that it is a secret

    @override
    def value(self) -> str:
        return self.text()

    @override
    def draft_value(self) -> Any:
        return None

    @override
    def restore(self, value: Any) -> None:
        self.clear()
