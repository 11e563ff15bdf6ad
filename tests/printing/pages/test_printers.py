"""Where a printer takes no PDF the pages are painted in bands, at their true size."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.printing.pages.printers import SAVE, PaintedPrint, SpooledPrint, printer_choices
from tests.kit.screen import Screen


def two_pages() -> bytes:
    """A black frame of 60 × 40 mm on the first page, 20 mm from the left and 30 mm from the top."""
    sheet = Sheet(About("样张"))
    sheet.frame(20, 30, 60, 40, rule=1)
    sheet.new_page()
    sheet.text(28, 60, "第二页")
    return sheet.finish()


def ink_box(pdf: Path) -> tuple[float, float, float, float]:
    """Where the ink of the first page is: left, top, right, bottom in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    bitmap = page.render(scale=200 / 72, grayscale=True)
    pixels, stride, width, height = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    rows = [y for y in range(height) if min(pixels[y * stride : y * stride + width]) < 128]
    columns = [x for x in range(width) if min(pixels[x : stride * height : stride]) < 128]
    bitmap.close()
    page.close()
    document.close()
    box = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    left, top, right, bottom = (dots / 200 * 25.4 for dots in box)
    return left, top, right, bottom


@pytest.fixture
def printed(tmp_path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    return printer


def test_a_painted_page_has_its_ink_where_the_paper_has_it(
    screen: Screen, printed: QPrinter, tmp_path: Path
) -> None:
    job = PaintedPrint(two_pages(), printed, screen.context, screen.context.worker)
    with screen.qtbot.waitSignal(job.sent, timeout=20_000):
        job.start()
    document = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    assert len(document) == 2
    document.close()
    assert ink_box(tmp_path / "paper.pdf") == pytest.approx((19.5, 29.5, 80.5, 70.5), abs=0.2)


def test_what_is_no_paper_is_told_and_the_job_ends(screen: Screen, printed: QPrinter) -> None:
    job = PaintedPrint(b"not a paper", printed, screen.context, screen.context.worker)
    with screen.qtbot.waitSignal(job.failed):
        job.start()


def test_a_print_system_that_does_not_start_is_told(screen: Screen) -> None:
    parent: QObject = screen.context.worker
    job = SpooledPrint(b"%PDF", "便条", "HP", "/nowhere/lp", parent)
    with screen.qtbot.waitSignal(job.failed) as told:
        job.start()
    (error,) = told.args or (None,)
    assert isinstance(error, EnvironmentFailure)
    assert "打印机" in error.sentence


def test_a_folder_stands_beside_the_printers() -> None:
    assert printer_choices()[-1].value == SAVE
