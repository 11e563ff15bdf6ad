"""Labels: sized and toned words, and words that are shortened instead of pushing the page apart."""

from __future__ import annotations

import re
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.by_name import set_by_name

LONG_RUN: Final = re.compile(r"[!-~]{12,}")


def words(text: str = "", *, size: str = "", tone: str = "", weight: str = "", part: str = "") -> QLabel:
    """A label in one of the style sheet's sizes (xs … h1), tones (muted, bad …) and weights (bold)."""
    return dressed(QLabel(text), size=size, tone=tone, weight=weight, part=part)


def elided(text: str = "", *, size: str = "", tone: str = "", weight: str = "") -> ElidedLabel:
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
    set_by_name(label, "textFormat", "PlainText")
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

    _keeps = ""

    def set_words(self, text: str, *, keeps: str = "") -> None:
        """Show a text of which the end ``keeps`` is never cut off; the room is taken from what is before."""
        self._keeps = keeps if text.endswith(keeps) else ""
        self.setText(text)
        self.updateGeometry()

    def shown(self) -> str:
        """What there is room for."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        if metrics.horizontalAdvance(self.text()) <= width:
            return self.text()
        before = self.text().removesuffix(self._keeps)
        room = width - metrics.horizontalAdvance(self._keeps)
        return metrics.elidedText(before, QtCore.Qt.TextElideMode.ElideRight, room) + self._keeps

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.averageCharWidth() * (4 if self._keeps else 2)
        return QSize(width + metrics.horizontalAdvance(self._keeps), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room, shown = self.contentsRect(), self.shown()
        if shown == self.text():
            self._explain("")
            super().paintEvent(event)
            return
        self._explain(self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, self.alignment() | QtCore.Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def _explain(self, tip: str) -> None:
        if self.toolTip() != tip:
            self.setToolTip(tip)


def wrapped() -> QtCore.Qt.TextFlag:
    """Breaks between any two Chinese characters, but never before a closing mark."""
    return QtCore.Qt.TextFlag.TextWordWrap


def breakable(text: str) -> str:
    """The text with places to break inside long numbers and paths, so that none is cut off."""
    return LONG_RUN.sub(lambda run: "\u200b".join(run[0]), text)


class Paragraph(QLabel):
    """Words that may take several lines and say their height themselves.

    Qt's own word wrap makes a page in a scroll area as high as it would like to be; this one is as high as
    its words are at its width, no more.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._take_height()

    def _take_height(self) -> None:
        metrics = self.fontMetrics()
        if self.text().strip():
            room = QRect(0, 0, max(self.width(), metrics.height() * 4), 100_000)
            height = metrics.boundingRect(room, wrapped(), breakable(self.text())).height()
        else:
            height = metrics.height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 8, self.minimumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 4, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._take_height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text().strip():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), wrapped() | self.alignment(), breakable(self.text()))
        painter.end()


def paragraph(text: str = "", *, size: str = "", tone: str = "", weight: str = "") -> Paragraph:
    """Words that may take several lines."""
    label = Paragraph(text)
    dressed(label, size=size, tone=tone, weight=weight)
    return label
