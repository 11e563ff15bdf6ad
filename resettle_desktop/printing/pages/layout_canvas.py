"""The sheet of a layout editor: the blank dimmed, the values on it, the chosen place moved by arrow keys."""

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resettle_desktop.foundation.documents.page import MM
from resettle_desktop.foundation.documents.preview import RenderedPage, render_page
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.printing.documents.forms import draw_blank, draw_form, sample_values
from resettle_desktop.printing.rules.forms import FormLayout, Place

FINE: Final = 0.1
COARSE: Final = 1.0
DIMMED: Final = 0.45
LEAST: Final = 260


@dataclass(frozen=True, slots=True)
class DrawnLayout:
    """The pictures of a layout: its values, and its blank where there is no scan."""

    values: RenderedPage
    blank: RenderedPage | None


def drawn_layout(layout: FormLayout, width: int, *, blank: bool) -> DrawnLayout:
    """Draw a layout so many pixels wide: what the press is asked for."""
    dpi = width / (layout.width / 25.4)
    values = render_page(draw_form(layout, sample_values(layout)), 0, dpi)
    return DrawnLayout(values, render_page(draw_blank(layout), 0, dpi) if blank else None)


class LayoutCanvas(QWidget):
    """Shows one layout; ``moved`` and ``picked`` tell what the keys and the mouse wish."""

    moved: ClassVar[Signal] = Signal(float, float)
    picked: ClassVar[Signal] = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.layout_shown: FormLayout | None = None
        self.chosen = ""
        self.under: QImage | None = None
        self.values: QImage | None = None
        self.setObjectName("layout_canvas")
        self.setAccessibleName("版式：方向键移动选中的栏目")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def scale(self) -> float:
        """Pixels for a millimetre."""
        layout = self.layout_shown
        return self.width() / layout.width if layout is not None else 1.0

    def show_layout(self, layout: FormLayout, chosen: str) -> None:
        """Show where the places of another layout are; its picture follows."""
        self.layout_shown, self.chosen = layout, chosen
        self.updateGeometry()
        self.setMinimumHeight(max(self._theme.px(LEAST), self.heightForWidth(self.width())))
        place = layout.place(chosen)
        self.setAccessibleDescription(f"{place.label}：左 {place.x:g}，下 {place.y:g} 毫米")
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self.layout_shown
        return round(width * layout.height / layout.width) if layout is not None else width

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST), self.heightForWidth(self.width()))

    def frame_of(self, place: Place) -> QRectF:
        """The room of a place in pixels."""
        scale, high = self.scale, place.size / MM
        height = high + (place.rows - 1) * place.pitch
        return QRectF(
            place.x * scale, (place.y - high * 0.88) * scale, place.width * scale, (height + 0.3) * scale
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.layout_shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if layout is not None:
            sheet = QRectF(0, 0, self.width(), layout.height * self.scale)
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if self.under is not None:
                painter.setOpacity(DIMMED)
                painter.drawImage(sheet, self.under)
                painter.setOpacity(1)
            if self.values is not None:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.drawImage(sheet, self.values)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(Qt.GlobalColor.gray, 1))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
            thick = self._theme.px(3 if self.hasFocus() else 1)
            # The sheet is white in every look, so its marks are not of the look.
            painter.setPen(QPen(Qt.GlobalColor.darkBlue, thick))
            painter.drawRect(self.frame_of(layout.place(self.chosen)))
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        turns = {Qt.Key.Key_Space: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Backspace: -1}
        key = Qt.Key(event.key())
        layout = self.layout_shown
        if key in steps:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = COARSE if shift else FINE
            self.moved.emit(steps[key][0] * step, steps[key][1] * step)
        elif key in turns and layout is not None:
            names = [place.name for place in layout.places]
            self.picked.emit(names[(names.index(self.chosen) + turns[key]) % len(names)])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._place_at(event.position())
        if found is not None:
            self.picked.emit(found.name)

    def _place_at(self, point: QPointF) -> Place | None:
        places = self.layout_shown.places if self.layout_shown is not None else ()
        return next((place for place in places if self.frame_of(place).contains(point)), None)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
