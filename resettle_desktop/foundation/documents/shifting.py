"""A paper's pages moved a little for one printer, so that they come out where they were drawn."""

from importlib import import_module
from io import BytesIO
from typing import Final

from resettle_desktop.foundation.documents.preview import pdfium_turn

POINTS: Final = 72 / 25.4
A4_MM: Final = (210.0, 297.0)
Six = tuple[float, float, float, float, float, float]


def shifted(pdf: bytes, affine: Six) -> bytes:
    """The same pages drawn through a map in millimetres from the upper left corner.

    The map takes (x, y) to (a·x + b·y + c, d·x + e·y + f). The paper's own bytes stay as they are.
    """
    a, b, c, d, e, f = affine
    library, raw = import_module("pypdfium2"), import_module("pypdfium2.raw")
    with pdfium_turn():
        document = library.PdfDocument(pdf)
        try:
            for page in document:
                height = page.get_height()
                # The same map with y counted upwards from the lower edge, in points.
                matrix = raw.FS_MATRIX(
                    a, -d, -b, e, b * height + c * POINTS, height - e * height - f * POINTS
                )
                clip = raw.FS_RECTF(0, height, page.get_width(), 0)
                raw.FPDFPage_TransFormWithClip(page, matrix, clip)
                page.close()
            buffer = BytesIO()
            document.save(buffer)
            return buffer.getvalue()
        finally:
            document.close()


def paper_size(pdf: bytes) -> tuple[float, float]:
    """The width and height of a PDF's first page in millimetres; A4 for what cannot be read as one."""
    library = import_module("pypdfium2")
    with pdfium_turn():
        try:
            document = library.PdfDocument(pdf)
        except library.PdfiumError:
            return A4_MM
        try:
            width, height = document.get_page_size(0)
        finally:
            document.close()
    return width / POINTS, height / POINTS
