"""The printers of this computer, and how a paper's bytes get onto one at their true size.

Where the system takes PDF (CUPS) it gets the PDF. Elsewhere the pages are sent as dots at 600 an inch, in
bands that the press renders and this thread paints, so that neither memory nor the window feels it.
"""

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from PySide6.QtCore import QByteArray, QObject, QProcess, QRect, QSizeF, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from resettle_desktop.foundation.documents.preview import RenderedPage, page_rows, render_band
from resettle_desktop.foundation.documents.shifting import A4_MM, paper_size
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.inputs.choices import Choice

T = TypeVar("T")

SAVE: Final = ""
"""The choice that stands beside the printers: keep the PDF in a folder."""

SAVE_WORDS: Final = "保存为 PDF 文件"
DOTS: Final = 600
BAND_ROWS: Final = 512
NOT_SENT: Final = ("没有送到打印机", "编号和内容都已经记下，没有丢", "请检查打印机是否开机、连好，再打印一次")


def printer_choices() -> tuple[Choice, ...]:
    """The printers, the system's default first, and last the folder."""
    default = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != default, name))
    printers = (Choice(name, name, "默认" if name == default else "") for name in names)
    return (*printers, Choice(SAVE, SAVE_WORDS))


class PrintJob(QObject):
    """One paper on its way to a printer; ``sent`` or ``failed`` is told once, on the GUI thread."""

    sent: ClassVar[Signal] = Signal()
    failed: ClassVar[Signal] = Signal(object)

    def start(self) -> None:
        """Send it."""
        raise NotImplementedError


class SpooledPrint(PrintJob):
    """Hands the PDF to the print system, which is told not to change its size."""

    def __init__(self, pdf: bytes, title: str, printer: str, spooler: str, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._process = QProcess(self)
        self._process.setProgram(spooler)
        media = f"media={media_name(*paper_size(pdf))}"
        self._process.setArguments(["-d", printer, "-t", title, "-o", media, "-o", "print-scaling=none", "-"])
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)

    def start(self) -> None:
        """Run the print system's own program and give it the bytes."""
        self._process.start()
        self._process.write(QByteArray(self._pdf))
        self._process.closeWriteChannel()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self.sent.emit()
        else:
            self.failed.emit(EnvironmentFailure(*NOT_SENT))

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(EnvironmentFailure(*NOT_SENT))


class PaintedPrint(PrintJob):
    """Paints the pages band by band onto a printer that takes no PDF."""

    def __init__(self, pdf: bytes, printer: QPrinter, context: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._printer = printer
        self._context = context
        self._painter = QPainter()
        self._rows: list[int] = []
        self._page = 0
        self._top = 0

    def start(self) -> None:
        """Ask how many rows of dots the pages have, then for one band after the other."""
        self._printer.setPageSize(QPageSize(QSizeF(*paper_size(self._pdf)), QPageSize.Unit.Millimeter))
        self._printer.setFullPage(True)
        self._printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
        self._printer.setResolution(DOTS)
        self._follow(page_rows, (self._pdf, DOTS), self._begin)

    def _begin(self, rows: list[int]) -> None:
        self._rows = rows
        if self._painter.begin(self._printer):
            self._next_band()
        else:
            self.failed.emit(EnvironmentFailure(*NOT_SENT))

    def _next_band(self) -> None:
        self._follow(render_band, (self._pdf, self._page, DOTS, self._top, BAND_ROWS), self._paint)

    def _paint(self, band: RenderedPage) -> None:
        # The printer may have taken another resolution than was asked for; a point stays a point.
        scale = self._printer.resolution() / DOTS
        top, bottom = (round(row * scale) for row in (self._top, self._top + band.height))
        self._painter.drawImage(QRect(0, top, round(band.width * scale), bottom - top), image_of(band))
        self._top += band.height
        if self._top < self._rows[self._page]:
            self._next_band()
        elif self._page + 1 < len(self._rows):
            self._page, self._top = self._page + 1, 0
            self._printer.newPage()
            self._next_band()
        elif self._painter.end():
            self.sent.emit()
        else:
            self.failed.emit(EnvironmentFailure(*NOT_SENT))

    def _follow(
        self, draw: Callable[..., T], arguments: tuple[object, ...], then: Callable[[T], None]
    ) -> None:
        self._context.worker.follow(
            self._context.press.draw(draw, *arguments), then, owner=self, failed=self._give_up
        )

    def _give_up(self, error: Exception) -> None:
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self.failed.emit(error)


def print_job(pdf: bytes, title: str, name: str, context: DeskContext, parent: QObject) -> PrintJob:
    """The job that gets ``pdf`` onto the printer called ``name`` in the way this system knows."""
    spooler = QStandardPaths.findExecutable("lp")
    if spooler:
        return SpooledPrint(pdf, title, name, spooler, parent)
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    return PaintedPrint(pdf, printer, context, parent)


def media_name(width: float, height: float) -> str:
    """What the print system calls a paper of so many millimetres."""
    if abs(width - A4_MM[0]) < 1 and abs(height - A4_MM[1]) < 1:
        return "A4"
    return f"Custom.{width:.1f}x{height:.1f}mm"


def image_of(picture: RenderedPage) -> QImage:
    """A picture as Qt draws it; the pixels are copied, so that nobody has to keep them."""
    kind = QImage.Format.Format_RGB32
    return QImage(picture.pixels, picture.width, picture.height, picture.stride, kind).copy()
