"""A list on paper: A4 across, its head on every page, of which day it is, and who printed it when."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, in_one_face
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import (
    MM,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_4,
    Align,
    Geometry,
    Sheet,
)
from resettle_desktop.foundation.documents.tables import LEADING, PADDING, Cell, Row, draw_table, heading

ACROSS: Final = Geometry(
    width=297, height=210, left=15, top=18, text_width=267, text_height=170, lines=17, columns=48
)
SIZE_TITLE: Final = 18.0
HEAD_HEIGHT: Final = 20.0
ROW_HEIGHT: Final = 7.0
SIGNING_HEIGHT: Final = 14.0
PRACTICE: Final = "练习用，无效"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its title, its share of the width, and whether it stands at the right."""

    title: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListPaper:
    """What is printed or put on a sheet; ``about`` says of which day, narrowed by what, ``made`` by whom."""

    title: str
    about: str
    made: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    signing: tuple[str, ...] = ()
    """Who signs by hand at the foot of the last page, beside each other."""

    practice: bool = False
    """Whether it is of people who do not exist; every page says so."""


def draw_list(paper: ListPaper) -> bytes:
    """Draw the list; equal facts give equal bytes.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its column; it is named and never cut.
    """
    sheet = Sheet(About(paper.title), geometry=ACROSS, numbered=True)
    share = ACROSS.text_width / sum(column.width for column in paper.columns)
    widths = [column.width * share for column in paper.columns]
    head = Row(tuple(heading(column.title, size=SIZE_5) for column in paper.columns), ROW_HEIGHT + 3)
    for number, rows in enumerate(_pages(sheet, paper, widths, head.height)):
        if number:
            sheet.new_page()
        _head(sheet, paper)
        draw_table(sheet, ACROSS.left, ACROSS.top + HEAD_HEIGHT, widths, [head, *rows])
    for place, label in enumerate(paper.signing):
        width = ACROSS.text_width / len(paper.signing)
        sheet.blank(ACROSS.left + place * width, ACROSS.bottom, width - 8, label)
    return sheet.finish()


def _head(sheet: Sheet, paper: ListPaper) -> None:
    middle, y = ACROSS.left + ACROSS.text_width / 2, ACROSS.top + 7
    sheet.text(middle, y, paper.title, face=Face.HEI, size=SIZE_TITLE, align=Align.CENTRE)
    if paper.practice:
        sheet.text(ACROSS.left, y, PRACTICE, face=Face.HEI, size=SIZE_4)
    line, half = ACROSS.top + 16, ACROSS.text_width / 2 - 4
    sheet.fit(ACROSS.left, line, half, paper.about, label="筛选条件", size=SIZE_SMALL_4)
    sheet.fit(ACROSS.right, line, half, paper.made, label="打印人", size=SIZE_SMALL_4, align=Align.RIGHT)


def _pages(sheet: Sheet, paper: ListPaper, widths: Sequence[float], head: float) -> Iterator[list[Row]]:
    """The rows of each page; a list without rows has one page."""
    page: list[Row] = []
    room = ACROSS.text_height - HEAD_HEIGHT - head - (SIGNING_HEIGHT if paper.signing else 0)
    for texts in paper.rows:
        row = _row(sheet, paper.columns, texts, widths)
        if sum(one.height for one in page) + row.height > room:
            yield page
            page = []
        page.append(row)
    yield page


def _row(sheet: Sheet, columns: Sequence[PaperColumn], texts: Sequence[str], widths: Sequence[float]) -> Row:
    lines = max(
        math.ceil(sheet.width_of(in_one_face(text), size=SIZE_5) / (width - 2 * PADDING))
        for text, width in zip(texts, widths, strict=True)
    )
    cells = tuple(
        Cell(
            in_one_face(text),
            f"{column.title}：{text}",
            size=SIZE_5,
            align=Align.RIGHT if column.right else Align.LEFT,
        )
        for column, text in zip(columns, texts, strict=True)
    )
    needed = (lines + 0.5) * SIZE_5 * LEADING / MM
    return Row(cells, max(ROW_HEIGHT, needed) if lines > 1 else ROW_HEIGHT)
