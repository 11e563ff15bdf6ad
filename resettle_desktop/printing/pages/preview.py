"""The paper itself on the screen: pictures of its very bytes, as wide as there is room for."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

from resettle_desktop.foundation.documents.preview import RenderedPage, page_count, render_page
from resettle_desktop.foundation.documents.shifting import paper_size
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.printing.documents.forms import draw_blank
from resettle_desktop.printing.pages.printers import image_of
from resettle_desktop.printing.rules.forms import FormOnPaper

SETTLE_MS: Final = 120
GAP: Final = 12
A4_SHAPE: Final = 297 / 210
DIMMED: Final = 0.45
"""How strong a pre-printed sheet shows under what will be printed on it."""
NARROWEST: Final = 100
WIDEST: Final = 900
"""Pixels at 100 %: a wider page makes nothing easier to read, unless somebody asks for it."""
ZOOM_STEP: Final = 1.25
LEAST_ZOOM: Final = 0.64
MOST_ZOOM: Final = 2.0
"""Four times the dots of the fitting page; more would need 40 MB a page."""


def blank_sheet(form: FormOnPaper, width: int) -> RenderedPage:
    """The pre-printed sheet as its layout describes it, where there is no scan of it."""
    return render_page(draw_blank(form.layout), 0, width / (form.layout.width / 25.4))


def pictures(pdf: bytes, width: int) -> list[RenderedPage]:
    """Every page, ``width`` pixels wide: what the press is asked for."""
    inches = paper_size(pdf)[0] / 25.4
    return [render_page(pdf, page, width / inches) for page in range(page_count(pdf))]


class Pages(QWidget):
    """The pages of one paper below each other, each with a hair line around it."""

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._theme = context.theme
        self.images: list[QImage] = []
        self.under: QImage | None = None
        """The pre-printed sheet, which is only shown."""
        self.whole_in = 0
        """The height a whole page is to fit in; 0 for the full width."""
        self.zoom = 1.0
        """How much larger than fitting a page is shown."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_images(self, images: list[QImage]) -> None:
        """Show other pages."""
        self.images = images
        self.setAccessibleName(f"预览，共{len(images)}页")
        self.fit()

    @property
    def page_width(self) -> int:
        """How wide a page is shown, in pixels."""
        gap = self._theme.px(GAP)
        around = self.parentWidget()
        wide = around.width() if around is not None else self.width()
        room = min(wide - 2 * gap, self._theme.px(WIDEST))
        if self.whole_in:
            room = min(room, round((self.whole_in - 2 * gap) / A4_SHAPE))
        return round(max(NARROWEST, room) * self.zoom)

    def fit(self) -> None:
        """Take the height the pages need at this width."""
        gap = self._theme.px(GAP)
        heights = [page.height() for page in self._places()] or [round(self.page_width * A4_SHAPE)]
        self.setFixedHeight(sum(heights) + gap * (len(heights) + 1))
        self.setMinimumWidth(self.page_width + 2 * gap if self.zoom > 1 else 0)
        self.update()

    def _places(self) -> list[QRect]:
        gap, width = self._theme.px(GAP), self.page_width
        left, top, places = max(gap, (self.width() - width) // 2), gap, list[QRect]()
        for image in self.images:
            height = round(width * image.height() / image.width())
            places.append(QRect(left, top, width, height))
            top += height + gap
        return places

    def top_of(self, position: int) -> int:
        """Where a page begins, the room above it included."""
        return self._places()[position].top() - self._theme.px(GAP)

    def page_at(self, y: int) -> int:
        """The position of the page at a height; -1 when there is none."""
        tops = [place.top() for place in self._places()]
        return max(0, sum(top <= y for top in tops) - 1) if tops else -1

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pen = QPen(self.palette().color(QPalette.ColorRole.Mid))
        for place, image in zip(self._places(), self.images, strict=True):
            self._draw_page(painter, place, image)
            painter.setPen(pen)
            painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _draw_page(self, painter: QPainter, place: QRect, image: QImage) -> None:
        if self.under is None:
            painter.drawImage(place, image)
            return
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.setOpacity(DIMMED)
        painter.drawImage(place, self.under)
        painter.setOpacity(1)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(place, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


class Preview(QScrollArea):
    """Shows a paper's bytes; drawn again, sharp, when its width has settled. ``pages`` holds the pictures.

    With the cursor in it + and - change the size, 0 fits it again, N, P, Home and End turn the pages; so does
    the wheel, with Ctrl for the size.
    """

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self._context = context
        self._pdf: bytes | None = None
        self._drawn_for = 0
        self.pages = Pages(context)
        self.setObjectName("preview")
        self.setAccessibleName("预览")
        self.setWidgetResizable(True)
        self.setWidget(self.pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._draw_if_due)
        self.pages.installEventFilter(self)

    def show_paper(self, pdf: bytes) -> None:
        """Show these bytes."""
        self._pdf = pdf
        self._draw()

    def lay_on(self, form: FormOnPaper | None) -> None:
        """Show the pre-printed sheet dimmed under the paper; None for blank paper."""
        self.pages.under = None
        if form is not None and form.background is not None:
            self.pages.under = QImage.fromData(form.background)
        elif form is not None:
            drawing = self._context.press.draw(blank_sheet, form, self._context.theme.px(WIDEST))
            self._context.worker.follow(drawing, self._show_under, owner=self, latest="sheet_under")
        self.pages.update()

    def _show_under(self, drawn: RenderedPage) -> None:
        self.pages.under = image_of(drawn)
        self.pages.update()

    @property
    def pdf(self) -> bytes | None:
        """The bytes that are shown."""
        return self._pdf

    def turn(self, screens: int) -> None:
        """Scroll by screens, forward or back; the page around it first goes as far down as it can.

        In large type the paper stands below its number and printer, out of sight.
        """
        inner, outer = self.verticalScrollBar(), self._outer_bar()
        bars = [bar for bar in ((outer, inner) if screens > 0 else (inner, outer)) if bar is not None]
        for bar in bars:
            before = bar.value()
            bar.setValue(before + screens * bar.pageStep() * 9 // 10)
            if bar.value() != before:
                return

    def toggle_whole(self) -> None:
        """Show a whole page at once, or its full width again."""
        self.pages.whole_in = 0 if self.pages.whole_in else self.viewport().height()
        self.pages.zoom = 1.0
        self.pages.fit()
        self._draw_if_due()
        outer = self._outer_bar()
        if outer is not None:
            outer.setValue(outer.maximum())

    def zoom(self, steps: int) -> None:
        """Show the pages larger or smaller by steps, the middle staying where it is; 0 fits them again."""
        wanted = self.pages.zoom * ZOOM_STEP**steps if steps else 1.0
        wanted = min(MOST_ZOOM, max(LEAST_ZOOM, wanted))
        if abs(wanted - 1) < 1e-6:
            wanted = 1.0
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        middles = [
            (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep()) for bar in bars
        ]
        self.pages.zoom = wanted
        self.pages.fit()
        self.pages.resize(max(self.viewport().width(), self.pages.minimumWidth()), self.pages.height())
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self._settled.start()

    def go_to_page(self, number: int) -> None:
        """Bring the top of a page, the first being 1, to the top."""
        self.verticalScrollBar().setValue(self.pages.top_of(number - 1))

    @property
    def page_in_sight(self) -> int:
        """The page in the middle of what is seen, the first being 1; 0 when there is none."""
        return self.pages.page_at(self.verticalScrollBar().value() + self.viewport().height() // 2) + 1

    def _outer_bar(self) -> QScrollBar | None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around.verticalScrollBar() if isinstance(around, QScrollArea) else None

    def _draw_if_due(self) -> None:
        if self._pixels() != self._drawn_for:
            self._draw()

    def _pixels(self) -> int:
        return round(self.pages.page_width * self.devicePixelRatioF())

    def _draw(self) -> None:
        if self._pdf is None:
            return
        self._drawn_for = self._pixels()
        worker, press = self._context.worker, self._context.press
        worker.follow(
            press.draw(pictures, self._pdf, self._drawn_for), self._show, owner=self, latest="preview"
        )

    def _show(self, drawn: list[RenderedPage]) -> None:
        self.pages.show_images([image_of(picture) for picture in drawn])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pages.whole_in:
            self.pages.whole_in = self.viewport().height()
            self.pages.fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pdf is not None:
            self._settled.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()  # nobody looks; the press may be gone when the time is up

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.pages and event.type() == QEvent.Type.Resize and self.isVisible():
            self._settled.start()
        return super().eventFilter(watched, event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.pages.images)
        here = self.page_in_sight
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        pages = {
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
            Qt.Key.Key_N: min(last, here + 1),
            Qt.Key.Key_P: max(1, here - 1),
        }
        if key in turns:
            self.turn(turns[key])
        elif key in pages and last:
            self.go_to_page(pages[key])
        elif key in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(steps[key])
        else:
            super().keyPressEvent(event)
