"""The widget style under the style sheet: Fusion with our sizes and our own check marks."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from resettle_desktop.foundation.overriding import override

Metric = QStyle.PixelMetric
Element = QStyle.PrimitiveElement
State = QStyle.StateFlag
Hint = QStyle.StyleHint

SCALED = {
    Metric.PM_SmallIconSize: 18,
    Metric.PM_ButtonIconSize: 18,
    Metric.PM_IndicatorWidth: 20,
    Metric.PM_IndicatorHeight: 20,
    Metric.PM_ExclusiveIndicatorWidth: 20,
    Metric.PM_ExclusiveIndicatorHeight: 20,
    Metric.PM_CheckBoxLabelSpacing: 10,
    Metric.PM_RadioButtonLabelSpacing: 10,
    Metric.PM_ScrollBarExtent: 12,
    Metric.PM_ScrollBarSliderMin: 36,
}


class CounterStyle(QProxyStyle):
    """Fusion, with indicators drawn in the theme's colours and every fixed size following the scale."""

    def __init__(self, px: Callable[[float], int]) -> None:
        super().__init__("Fusion")
        self._px = px

    @override
    def pixelMetric(
        self, metric: Metric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        size = SCALED.get(metric)
        return super().pixelMetric(metric, option, widget) if size is None else self._px(size)

    @override
    def styleHint(
        self,
        hint: Hint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == Hint.SH_UnderlineShortcut:
            return 1
        return super().styleHint(hint, option, widget, returnData)

    @override
    def drawPrimitive(
        self, element: Element, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == Element.PE_IndicatorCheckBox:
            self._draw_check(option, painter)
        elif element == Element.PE_IndicatorRadioButton:
            self._draw_radio(option, painter)
        elif element != Element.PE_FrameFocusRect:  # the style sheet shows the focus
            super().drawPrimitive(element, option, painter, widget)

    # ``option`` is a QStyleOption; the binding's stubs do not know its fields.

    def _draw_check(self, option: Any, painter: QPainter) -> None:
        box = self._begin(option, painter)
        painter.drawRoundedRect(box, self._px(4), self._px(4))
        if option.state & State.State_On:
            side = box.width()
            mark = QPolygonF(
                [
                    box.topLeft() + QPointF(side * 0.22, side * 0.54),
                    box.topLeft() + QPointF(side * 0.43, side * 0.74),
                    box.topLeft() + QPointF(side * 0.79, side * 0.30),
                ]
            )
            painter.setPen(self._stroke(_paper(), 2.2))
            painter.drawPolyline(mark)
        painter.restore()

    def _draw_radio(self, option: Any, painter: QPainter) -> None:
        box = self._begin(option, painter)
        painter.drawEllipse(box)
        if option.state & State.State_On:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_paper())
            inset = box.width() * 0.28
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        painter.restore()

    def _begin(self, option: Any, painter: QPainter) -> QRectF:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & State.State_HasFocus)
        on = bool(option.state & State.State_On)
        accent = QPalette.ColorRole.Link
        line = option.palette.color(accent if on or focused else QPalette.ColorRole.Mid)
        painter.setPen(self._stroke(line, 2 if focused else 1.5))
        painter.setBrush(option.palette.color(accent) if on else _paper())
        return QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)

    def _stroke(self, color: QColor, width: float) -> QPen:
        pen = QPen(color, max(1.0, width * self._px(16) / 16))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen


def _paper() -> QColor:
    """What ticks are drawn with; a style sheet makes the same role of a box's own palette transparent."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Base)
