"""Chips: a state in one word, with an icon and a colour; never by colour alone.

Chip("在册", Tone.OK)        # in a table: Column(..., chip=lambda row: Chip(...))
ChipLabel(theme, Chip("待核", Tone.INFO))
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme


class Tone(StrEnum):
    """How a state is meant: fine, attend to it, wrong, to be found out, nothing special."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    NEUTRAL = "neutral"


ICONS: Final = {
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-x",
    Tone.INFO: "circle-question-mark",
    Tone.NEUTRAL: "circle-minus",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A word, how it is meant, and (if not the tone's own) an icon."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


def chip_size(chip: Chip, theme: Theme) -> QSize:
    """The room a chip takes."""
    words = QFontMetrics(theme.font("small", bold=True)).horizontalAdvance(chip.text)
    return QSize(theme.px(8 + 16 + 6 + 10) + words, theme.px(tokens.HEIGHT["chip"]))


def paint_chip(painter: QPainter, left: float, middle: float, chip: Chip, theme: Theme) -> None:
    """Paint a chip that begins at ``left`` and is centred on the height ``middle``."""
    size = chip_size(chip, theme)
    box = QRectF(left, middle - size.height() / 2, size.width(), size.height()).adjusted(0.5, 0.5, -0.5, -0.5)
    ink = theme.colour(chip.tone.value)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(f"{chip.tone.value}_bg"))
    outlined = theme.scheme is Scheme.CONTRAST
    painter.setPen(QPen(ink, 2) if outlined else Qt.PenStyle.NoPen)
    inset = 1 if outlined else 0
    box.adjust(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    side = theme.px(16)
    picture = pixmap_of(chip.icon or ICONS[chip.tone], ink.name(), side)
    painter.drawPixmap(round(left + theme.px(8)), round(middle - side / 2), picture)
    painter.setPen(ink)
    painter.setFont(theme.font("small", bold=True))
    room = QRectF(left + theme.px(30), box.top(), size.width() - theme.px(30), box.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chip.text)
    painter.restore()


class ChipLabel(QWidget):
    """A chip that stands on a page."""

    def __init__(self, theme: Theme, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)
        self.show_chip(chip)

    @property
    def chip(self) -> Chip | None:
        """What is shown."""
        return self._chip

    def show_chip(self, chip: Chip | None) -> None:
        """Show another chip, or none."""
        self._chip = chip
        self.setAccessibleName(chip.text if chip else "")
        if chip is None:
            self.hide()
        elif self.parentWidget() is not None:  # without one it would be a window of its own
            self.show()
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._chip, self._theme) if self._chip else QSize(0, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip is not None:
            painter = QPainter(self)
            paint_chip(painter, 0, self.height() / 2, self._chip, self._theme)
            painter.end()
