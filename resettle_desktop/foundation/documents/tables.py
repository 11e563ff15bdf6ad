"""Ruled tables whose cells fit or refuse: text is made smaller and wrapped, never cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, Pieces
from resettle_desktop.foundation.documents.line_breaking import Line, atoms_of
from resettle_desktop.foundation.documents.page import (
    INNER_RULE,
    MIDDLE,
    MM,
    OUTER_RULE,
    SIZE_SMALL_4,
    Align,
    Layer,
    Sheet,
    TooLong,
)
from resettle_desktop.foundation.documents.setting import Setting

PADDING: Final = 1.5
LEADING: Final = 1.25
SMALLEST: Final = 8.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell.

    Args:
        pieces: the text.
        label: how the clerk calls it, named if it does not fit; the text itself if empty.
        field: the draft's field the cursor then goes to.
        columns: how many columns of the table the cell covers.
        fixed: printed on the form already (headings).
    """

    pieces: Pieces = ""
    label: str = ""
    field: str | None = None
    columns: int = 1
    face: Face = Face.FANG
    size: float = SIZE_SMALL_4
    align: Align = Align.LEFT
    fixed: bool = False


def heading(text: str, *, columns: int = 1, size: float = SIZE_SMALL_4) -> Cell:
    """Make the cell that names its neighbour or its column: 黑体, centred, part of the form."""
    return Cell(text, text, columns=columns, face=Face.HEI, size=size, align=Align.CENTRE, fixed=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One row and its height in millimetres."""

    cells: tuple[Cell, ...]
    height: float = 9.0


def draw_table(sheet: Sheet, x: float, y: float, widths: Sequence[float], rows: Sequence[Row]) -> float:
    """Draw a ruled table with its upper left corner at (x, y) and give the millimetre below it.

    Raises:
        TooLong: a text does not fit its cell even in the smallest size.
        MissingGlyph: a character that no font at hand can draw.
    """
    lefts = [x + sum(widths[:column]) for column in range(len(widths) + 1)]
    top = y
    for row in rows:
        if sum(cell.columns for cell in row.cells) != len(widths):
            raise ValueError("the cells of a row must cover all columns")
        column = 0
        for cell in row.cells:
            left, right = lefts[column], lefts[column + cell.columns]
            if column:
                _rule(sheet, (left, top), (left, top + row.height))
            with sheet.layer(Layer.FIXED if cell.fixed else Layer.VARIABLE):
                _fill(sheet, cell, (left, top), (right - left, row.height))
            column += cell.columns
        if row is not rows[-1]:
            _rule(sheet, (x, top + row.height), (lefts[-1], top + row.height))
        top += row.height
    with sheet.layer(Layer.FIXED):
        sheet.frame(x, y, lefts[-1] - x, top - y, rule=OUTER_RULE)
    return top


def _rule(sheet: Sheet, start: tuple[float, float], end: tuple[float, float]) -> None:
    with sheet.layer(Layer.FIXED):
        sheet.rule(start, end, width=INNER_RULE)


def _fill(sheet: Sheet, cell: Cell, corner: tuple[float, float], extent: tuple[float, float]) -> None:
    width, height = extent[0] - 2 * PADDING, extent[1]
    setting, lines = _fitting(cell, width * MM, (height - PADDING) * MM)
    pitch = setting.size * LEADING / MM
    middle = corner[1] + height / 2 - (len(lines) - 1) * pitch / 2
    offset = 0
    for line in lines:
        used = (setting.part_width(line.text) + line.gap * (len(line.atoms) - 1)) / MM
        shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[cell.align] * max(width - used, 0.0)
        left, baseline = sheet.point(corner[0] + PADDING + shift, middle + MIDDLE * setting.size / MM)
        sheet.put(setting.line_runs(line, offset, left, baseline))
        offset += len(line.text)
        middle += pitch


def _fitting(cell: Cell, width: float, height: float) -> tuple[Setting, list[Line]]:
    """Find the largest size at which the text fits, on as many lines as there is room for.

    Numbers and words are not torn for it: an identity number on two lines is read wrong.
    """
    setting = Setting.of(cell.pieces, cell.face, cell.size)
    atoms = set(atoms_of(setting.text))
    while True:
        lines = setting.lines(width)
        whole = all(setting.part_width(atom) <= width for atom in atoms)
        if whole and len(lines) * setting.size * LEADING <= height:
            # A cell is too narrow to be spaced out; tightened lines stay so.
            return setting, [replace(line, gap=min(line.gap, 0.0)) for line in lines]
        if setting.size - 0.5 < SMALLEST:
            raise TooLong(cell.label or setting.text, cell.field)
        setting = setting.at(setting.size - 0.5)
