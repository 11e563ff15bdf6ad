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
        self._shorter: tuple[str, ...] = ()
        self._remark_is_bad = False
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.textChanged.connect(lambda _text: self._make_room())

    @property
    def remark(self) -> str:
        """The muted words at the right end."""
        return self._remark

    def set_remark(self, text: str, *shorter: str, spoken: str = "", bad: bool = False) -> None:
        """Show muted words at the right end; where the room is short the ``shorter`` ones, or none.

        A screen reader reads them, or what is ``spoken`` for signs in them; ``bad`` ones have its colour.
        """
        if (text, shorter, bad) != (self._remark, self._shorter, self._remark_is_bad):
            self._remark, self._shorter, self._remark_is_bad = text, shorter, bad
            self.setAccessibleDescription(spoken or text)
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

    @property
    def shown_remark(self) -> str:
        """As much of the remark as there is room for."""
        metrics = self.fontMetrics()
        typed = metrics.horizontalAdvance(self.text()) + metrics.height() * 2 + self._remark_edge()
        room = min(self.width() * 0.62, self.width() - typed)
        return next(
            (text for text in (self._remark, *self._shorter) if metrics.horizontalAdvance(text) < room), ""
        )

    def _remark_edge(self) -> int:
        """How far from the right end the remark stops."""
        return self.fontMetrics().averageCharWidth() + 4

    def _make_room(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self.shown_remark)
        self.setTextMargins(0, 0, width + self.fontMetrics().averageCharWidth() if width else 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        text = self.shown_remark
        if text:
            painter = QPainter(self)
            role = (
                QPalette.ColorRole.BrightText if self._remark_is_bad else QPalette.ColorRole.PlaceholderText
            )
            painter.setPen(self.palette().color(role))
            room = QRect(0, 0, self.width() - self._remark_edge(), self.height())
            painter.drawText(
                room, QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.AlignmentFlag.AlignRight, text
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
