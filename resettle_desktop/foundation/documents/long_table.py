"""Ruled tables that go on over pages: titled parts, heads repeated, rows whole, never an ending alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.documents.fonts import Face
from resettle_desktop.foundation.documents.page import MIDDLE, MM, SIZE_5, SIZE_SMALL_4, Align, Sheet
from resettle_desktop.foundation.documents.setting import Setting
from resettle_desktop.foundation.documents.tables import LEADING, PADDING, Cell, Row, draw_table, heading

PART_TITLE: Final = 9.0
"""What the line above a part's table takes, in millimetres."""
GAP: Final = 4.0
"""Between a table and what comes after it."""
LEAST_ROW: Final = 7.0
NEARLY: Final = 1e-6
TOGETHER: Final = 2
"""How many rows of the last table stand with what ends the paper."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's title, its width in millimetres and where its texts stand."""

    title: str
    width: float
    align: Align = Align.LEFT


def row_height(cells: Sequence[Cell], widths: Sequence[float], *, least: float = LEAST_ROW) -> float:
    """The height at which every cell stands in its own size, on as many lines as it takes."""
    needed, column = least, 0
    for cell in cells:
        width = sum(widths[column : column + cell.columns]) - 2 * PADDING
        lines = len(Setting.of(cell.pieces, cell.face, cell.size).lines(width * MM))
        needed = max(needed, lines * cell.size * LEADING / MM + PADDING + (1.0 if lines > 1 else 0.0))
        column += cell.columns
    return needed


class LongPaper:
    """Sets parts one under the other, page after page; ``y`` is how far down it has come."""

    def __init__(self, sheet: Sheet, y: float) -> None:
        self.sheet = sheet
        self.y = y

    def part(
        self, title: str, heads: Sequence[Head], rows: Sequence[Sequence[Cell]], *, below: float = 0.0
    ) -> None:
        """A titled table with a head over its columns on every page it stands on.

        ``below`` is the room the end of the paper needs: the last rows go over to the page it stands on.

        Raises:
            TooLong: a text that does not fit a whole page's cell even in the smallest size.
            MissingGlyph: a character that no font at hand can draw.
        """
        head = Row(tuple(heading(head.title, size=SIZE_5) for head in heads), LEAST_ROW + 0.5)
        self._table(title, [head.width for head in heads], head, rows, below)

    def grid(
        self, title: str, widths: Sequence[float], rows: Sequence[Sequence[Cell]], *, below: float = 0.0
    ) -> None:
        """A titled table whose headings stand beside what they name; else as ``part``."""
        self._table(title, widths, None, rows, below)

    def next_page(self) -> None:
        """Go on at the top of a page."""
        self.sheet.new_page()
        self.y = self.sheet.geometry.top

    def _table(
        self,
        title: str,
        widths: Sequence[float],
        head: Row | None,
        rows: Sequence[Sequence[Cell]],
        below: float,
    ) -> None:
        heads = [head] if head else []
        top = sum(row.height for row in heads)
        most = self.sheet.geometry.text_height - PART_TITLE - top
        waiting = _units([(cells, row_height(cells, widths)) for cells in rows], below, most)
        words = title
        while waiting:
            # One row alone under its head at the foot of a page reads like a mistake.
            first = sum(unit.height for unit in (waiting[:TOGETHER] if words == title else waiting[:1]))
            if first + PART_TITLE + top > self._room() + NEARLY and self.y > self.sheet.geometry.top:
                self.next_page()
            self._title(words)
            page, room = [*heads], self._room() - top
            while waiting and waiting[0].height <= room + NEARLY:
                room -= waiting[0].height
                page.extend(waiting.pop(0).rows)
            self.y = draw_table(self.sheet, self.sheet.geometry.left, self.y, widths, page)
            words = f"{title.partition('（')[0]}（续）"
        self.y += GAP

    def _room(self) -> float:
        return self.sheet.geometry.bottom - self.y

    def _title(self, words: str) -> None:
        baseline = self.y + PART_TITLE / 2 + MIDDLE * SIZE_SMALL_4 / MM
        self.sheet.text(self.sheet.geometry.left, baseline, words, face=Face.HEI, size=SIZE_SMALL_4)
        self.y += PART_TITLE


@dataclass(frozen=True, slots=True)
class _Unit:
    """Rows that stand on one page, and the room they need with what ends the paper."""

    rows: tuple[Row, ...]
    height: float


def _units(rows: Sequence[tuple[Sequence[Cell], float]], below: float, most: float) -> list[_Unit]:
    """What a page is filled with: single rows, and the last ones with the end of the paper.

    A text that no page could hold is set in a lower row, that is smaller, or refused by its name.
    """
    ending = GAP + below if below else 0.0
    together = TOGETHER if sum(height for _, height in rows[-TOGETHER:]) + ending <= most else 1
    alone = rows[:-together] if below else rows
    units = [_Unit((Row(tuple(cells), min(height, most)),), min(height, most)) for cells, height in alone]
    if below:
        room = most - ending
        last = [Row(tuple(cells), min(height, room)) for cells, height in rows[-together:]]
        units.append(_Unit(tuple(last), sum(row.height for row in last) + ending))
    return units
