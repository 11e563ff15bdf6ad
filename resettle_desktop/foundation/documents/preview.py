"""Pictures of a paper's very bytes for the screen; the window turns them into images, without Qt here."""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

# PDFium keeps global state: its documentation allows one call at a time in a process.
_turn: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as pixels: four bytes each (blue, green, red, unused), rows of ``stride`` bytes from the top.

    These are the bytes of ``QImage.Format_RGB32`` on every machine the program supports.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


@contextmanager
def pdfium_turn() -> Iterator[None]:
    """Have PDFium for oneself."""
    with _turn:
        yield


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open a PDF for one question."""
    with pdfium_turn():
        document = import_module("pypdfium2").PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def page_count(data: bytes) -> int:
    """Count the pages of a PDF."""
    with _opened(data) as document:
        return len(document)


def render_page(data: bytes, page: int = 0, dpi: float = 96) -> RenderedPage:
    """Draw one page, the first being 0, on white paper.

    Raises:
        IndexError: there is no such page.
    """
    with _opened(data) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        opened = document[page]
        bitmap = opened.render(scale=dpi / 72, prefer_bgrx=True)
        try:
            return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            opened.close()


def page_rows(data: bytes, dpi: int) -> list[int]:
    """Count the rows of dots each page has at a printer's resolution."""
    with _opened(data) as document:
        return [math.ceil(page.get_height() * dpi / 72) for page in document]


def render_band(data: bytes, page: int, dpi: int, top: int, rows: int) -> RenderedPage:
    """Draw some rows of one page, from the row ``top`` on; the last band may be shorter than asked.

    A page at 600 dots an inch has 35 million dots: bands keep the memory small.
    """
    scale = dpi / 72
    with _opened(data) as document:
        opened = document[page]
        below = max(0, math.ceil(opened.get_height() * scale) - top - rows)
        # The wrapper rounds crops up to whole dots; half a dot less lands on the one that is meant.
        crop = (0, max(0.0, below - 0.5) / scale, 0, max(0.0, top - 0.5) / scale)
        bitmap = opened.render(scale=scale, crop=crop, prefer_bgrx=True)
        try:
            return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            opened.close()
