"""The page of GB/T 9704-2012 and single things placed on it, in millimetres from its upper left corner."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, Pieces
from resettle_desktop.foundation.documents.marks import About, Mark, Modules, Picture, Rule, engine
from resettle_desktop.foundation.documents.setting import Setting
from resettle_desktop.foundation.errors import Refusal

MM: Final = 72 / 25.4
# The type sizes of Chinese papers, in points.
SIZE_2: Final = 22.0
SIZE_3: Final = 16.0
SIZE_4: Final = 14.0
SIZE_SMALL_4: Final = 12.0
SIZE_5: Final = 10.5
OUTER_RULE: Final = 0.35
INNER_RULE: Final = 0.25
# Where a line of text has its middle: a Chinese character fills its square from 0.12 em below the baseline.
MIDDLE: Final = 0.38


@dataclass(frozen=True, slots=True)
class Geometry:
    """A paper and the grid of its type area, in millimetres; the numbers of GB/T 9704-2012 5.1 and 5.2."""

    width: float = 210
    height: float = 297
    left: float = 28
    top: float = 37
    text_width: float = 156
    text_height: float = 225
    lines: int = 22
    columns: int = 28

    @property
    def right(self) -> float:
        """The right edge of the type area."""
        return self.left + self.text_width

    @property
    def bottom(self) -> float:
        """The lower edge of the type area."""
        return self.top + self.text_height

    @property
    def line_pitch(self) -> float:
        """The height of one line of the grid."""
        return self.text_height / self.lines

    @property
    def column_pitch(self) -> float:
        """The width of one character of the grid."""
        return self.text_width / self.columns

    def middle_of(self, line: float) -> float:
        """Give the middle of a line of the grid, the first being 1."""
        return self.top + (line - 0.5) * self.line_pitch

    def baseline(self, line: float, size: float = SIZE_3) -> float:
        """Give the baseline on which text of a size (points) stands in the middle of a line."""
        return self.middle_of(line) + MIDDLE * size / MM

    def grid_space(self, size: float = SIZE_3) -> float:
        """Give the space (points) that puts characters of a size on the grid; -0.21 for 三号."""
        return self.column_pitch * MM - size


OFFICIAL: Final = Geometry()


class Align(StrEnum):
    """Which point of a text stands at ``x``."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Layer(StrEnum):
    """What is printed on the form already and what only this paper has; 套打 prints the second alone."""

    FIXED = "fixed"
    VARIABLE = "variable"


class TooLong(Refusal):
    """A text that does not fit its place on the paper even in the smallest size; it is never cut."""

    def __init__(self, label: str, field: str | None = None) -> None:
        super().__init__(f"“{label}”太长，纸上这一格放不下，请缩短后再打印。", field)
        self.label = label


class Sheet:
    """A document being drawn, page by page; ``finish`` gives its bytes.

    Args:
        about: the properties readers show.
        geometry: the paper; A4 by GB/T 9704 if not said.
        layers: what to draw; leave ``Layer.FIXED`` out to print on a pre-printed form.
        draft: mark each page 样稿 (not booked, no number).
        numbered: put the page number — 1 — under the type area.
    """

    def __init__(
        self,
        about: About,
        *,
        geometry: Geometry = OFFICIAL,
        layers: frozenset[Layer] = frozenset(Layer),
        draft: bool = False,
        numbered: bool = False,
    ) -> None:
        self.geometry = geometry
        self._about = about
        self._layers = layers
        self._draft = draft
        self._numbered = numbered
        self._layer = Layer.VARIABLE
        self._pages: list[list[Mark]] = []
        self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self._pages.append([])
        if self._draft:
            self._watermark("样稿")

    @contextmanager
    def layer(self, layer: Layer) -> Iterator[None]:
        """Draw what follows on another layer; without this everything is variable."""
        before, self._layer = self._layer, layer
        try:
            yield
        finally:
            self._layer = before

    def put(self, marks: Sequence[Mark]) -> None:
        """Put marks in points on the page, unless their layer is left out."""
        if self._layer in self._layers:
            self._pages[-1].extend(marks)

    @property
    def pages(self) -> tuple[tuple[Mark, ...], ...]:
        """What stands on each page, for a second way of drawing it (overprint, another engine)."""
        return tuple(tuple(page) for page in self._pages)

    @property
    def mark_count(self) -> int:
        """How many marks stand on this page."""
        return len(self._pages[-1])

    def take_back(self, mark_count: int) -> None:
        """Take the marks from this page that came after ``mark_count`` others."""
        del self._pages[-1][mark_count:]

    def text(
        self,
        x: float,
        y: float,
        pieces: Pieces,
        *,
        face: Face = Face.FANG,
        size: float = SIZE_3,
        align: Align = Align.LEFT,
        space: float = 0.0,
    ) -> float:
        """Draw one line of text on the baseline ``y`` and give its width in millimetres.

        Raises:
            MissingGlyph: a character that no font at hand can draw.
        """
        setting = Setting.of(pieces, face, size, space)
        self._place(setting, x, y, align)
        return setting.width / MM

    def fit(
        self,
        x: float,
        y: float,
        width: float,
        pieces: Pieces,
        *,
        label: str,
        field: str | None = None,
        face: Face = Face.FANG,
        size: float = SIZE_3,
        smallest: float = SIZE_5,
        align: Align = Align.LEFT,
    ) -> float:
        """Draw one line of text no wider than ``width``, smaller if it must be, and give the size used.

        Raises:
            TooLong: it does not fit even in the smallest size; ``label`` names it to the clerk.
            MissingGlyph: a character that no font at hand can draw.
        """
        setting = Setting.of(pieces, face, size)
        while setting.width > width * MM + 1e-6:
            if setting.size - 0.5 < smallest:
                raise TooLong(label, field)
            setting = setting.at(setting.size - 0.5)
        self._place(setting, x, y, align)
        return setting.size

    def width_of(
        self, pieces: Pieces, *, face: Face = Face.FANG, size: float = SIZE_3, space: float = 0.0
    ) -> float:
        """Measure one line of text in millimetres."""
        return Setting.of(pieces, face, size, space).width / MM

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        width: float = INNER_RULE,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line; its width and the strokes and gaps of its ``dash`` are in millimetres."""
        (x1, y1), (x2, y2) = self.point(*start), self.point(*end)
        self.put([Rule(x1, y1, x2, y2, width * MM, tuple(length * MM for length in dash))])

    def frame(self, x: float, y: float, width: float, height: float, *, rule: float = OUTER_RULE) -> None:
        """Draw a rectangle whose upper left corner is given."""
        right, bottom, over = x + width, y + height, rule / 2
        for level in (y, bottom):
            # Half a rule longer at both ends, or the corners would show a notch.
            self.rule((x - over, level), (right + over, level), width=rule)
        for side in (x, right):
            self.rule((side, y), (side, bottom), width=rule)

    def picture(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        """Draw a JPEG in a rectangle whose upper left corner is given; it is stretched to fill it."""
        left, bottom = self.point(x, y + height)
        self.put([Picture(left, bottom, width * MM, height * MM, content)])

    def slanted(
        self,
        x: float,
        y: float,
        length: float,
        pieces: Pieces,
        *,
        label: str,
        angle: float,
        gray: float = 0.0,
        size: float = SIZE_4,
        smallest: float = SIZE_5,
    ) -> None:
        """Draw one line of text turned about its middle, the given point, and no longer than ``length``.

        Raises:
            TooLong: it does not fit even in the smallest size; ``label`` names it to the clerk.
        """
        setting = Setting.of(pieces, Face.HEI, size)
        while setting.width > length * MM + 1e-6:
            if setting.size - 0.5 < smallest:
                raise TooLong(label)
            setting = setting.at(setting.size - 0.5)
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        middle, level = self.point(x, y)
        drop = MIDDLE * setting.size
        start, base = middle + drop * sin, level - drop * cos
        half = setting.width / 2
        for run in setting.runs(0.0, 0.0):
            along = run.x - half
            self.put([replace(run, x=start + along * cos, y=base + along * sin, angle=angle, gray=gray)])

    def blank(self, x: float, y: float, width: float, label: str, *, size: float = SIZE_SMALL_4) -> None:
        """Draw a label and behind it, up to ``width``, a line to write on by hand; on the fixed layer."""
        with self.layer(Layer.FIXED):
            used = self.text(x, y, label, size=size)
            self.rule((x + used + 1, y + 1), (x + width, y + 1))

    def code(self, x: float, y: float, side: float, words: str, spelled: str) -> float:
        """Draw a QR code, white zone included, in a square whose upper left corner is given.

        ``words`` come first and are read by any telephone, ``spelled`` follows in the alphanumeric set.
        Answers how wide one of its squares is; half a millimetre is six dots of an office printer.
        """
        from resettle_desktop.foundation.documents.codes import QUIET, code_rows

        rows = code_rows(words, spelled)
        square = side / (len(rows) + 2 * QUIET)
        left, low = self.point(x + QUIET * square, y + side - QUIET * square)
        self.put([Modules(left, low, len(rows) * square * MM, rows)])
        return square

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Turn millimetres from the upper left into points from the lower left."""
        return x * MM, (self.geometry.height - y) * MM

    def on_each_page(self, draw: Callable[[int, int], None]) -> None:
        """Draw running heads and feet on the pages there are: ``draw`` is told which, and of how many."""
        pages = self._pages
        for number, page in enumerate(pages, start=1):
            self._pages = [page]
            draw(number, len(pages))
        self._pages = pages

    def finish(self) -> bytes:
        """End the document and give the PDF; the same drawing gives the same bytes."""
        if self._numbered:
            self._number_pages()
        paper = (self.geometry.width * MM, self.geometry.height * MM)
        return engine().write(self._about, paper, self._pages)

    def _place(self, setting: Setting, x: float, y: float, align: Align) -> None:
        left, baseline = self.point(x, y)
        shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align]
        self.put(setting.runs(left - shift * setting.width, baseline))

    def _number_pages(self) -> None:
        """Write 四号 half-width numbers 7 mm under the type area, one character in from outside (7.5)."""
        geometry = self.geometry
        for number, page in enumerate(self._pages, start=1):
            setting = Setting.of(f"— {number} —", Face.SONG, SIZE_4)
            x, y = self.point(geometry.left, geometry.bottom + 7 + MIDDLE * SIZE_4 / MM)
            if number % 2:
                x = geometry.right * MM - setting.width - SIZE_4
            else:
                x += SIZE_4
            page.extend(setting.runs(x, y))

    def _watermark(self, word: str) -> None:
        """Write a word in pale grey across the page; it is drawn first, so that all text stands on it."""
        setting = Setting.of(word, Face.HEI, 150, 40)
        x, y = self.point(self.geometry.width / 2, self.geometry.height / 2)
        half = setting.width / 2
        # 40 degrees; the run is turned about its beginning, which lies half its width from the middle.
        x, y = x - half * 0.766 + 57 * 0.643, y - half * 0.643 - 57 * 0.766
        self._pages[-1].extend(replace(run, gray=0.9, angle=40) for run in setting.runs(x, y))
