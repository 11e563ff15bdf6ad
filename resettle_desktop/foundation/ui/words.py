"""Labels: sized and toned words, and words that are shortened instead of pushing the page apart."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override


def words(text: str = "", *, size: str = "", tone: str = "", weight: str = "", part: str = "") -> QLabel:
    """A label in one of the style sheet's sizes (xs … h1), tones (muted, bad …) and weights (bold)."""
    return dressed(QLabel(text), size=size, tone=tone, weight=weight, part=part)


def elided(text: str = "", *, size: str = "", tone: str = "", weight: str = "") -> "ElidedLabel":
    """The same for words that may be shortened."""
    label = ElidedLabel(text)
    dressed(label, size=size, tone=tone, weight=weight)
    return label


def dressed(label: QLabel, **properties: str) -> QLabel:
    """Set the properties the style sheet asks for."""
    for name, value in properties.items():
        if value:
            # QWidget has a property "size" of its own, so the style sheet's is called "type".
            label.setProperty("type" if name == "size" else name, value)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a property the style sheet asks for and have the widget look like it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class ElidedLabel(QLabel):
    """One line that ends in "…" when its room is short; the whole text is in the tool tip.

    A word-wrapped label in a scroll area makes the whole page scroll for nothing; this one never does.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 2, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if self.toolTip() != (tip := self.text() if shown != self.text() else ""):
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


def stretch_sideways(widget: QWidget) -> QWidget:
    """Let the widget take the room that is left in its row."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget
