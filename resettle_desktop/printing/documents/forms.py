"""A paper drawn by a form's layout: the whole of it, only its values, or its blank sheet."""

import math
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from resettle_desktop.foundation.documents.fonts import Face, Name, Pieces
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import MM, Align, Geometry, Layer, Sheet, TooLong
from resettle_desktop.foundation.documents.setting import Setting
from resettle_desktop.printing.rules.calibration import crosses
from resettle_desktop.printing.rules.forms import FormLayout, Place

Value: TypeAlias = str | Name | Sequence[str | Name]
"""A text, a name, or a list of them for a place that has a row for each."""
Values: TypeAlias = Mapping[str, Value]

WHOLE: Final = frozenset(Layer)
ONLY_VALUES: Final = frozenset({Layer.VARIABLE})
ONLY_BLANK: Final = frozenset({Layer.FIXED})
STEP: Final = 0.5
TICK: Final = 0.15
RULER_INSET: Final = 8.0
CROSS_ARM: Final = 5.0


def form_sheet(
    layout: FormLayout,
    values: Values,
    *,
    layers: frozenset[Layer] = ONLY_VALUES,
    about: About | None = None,
    draft: bool = False,
) -> Sheet:
    """Draw the form with these values; what has no place on the form is not printed.

    Raises:
        TooLong: a value that does not fit its place in the smallest size; it is never cut.
        MissingGlyph: a character no font at hand can draw.
    """
    geometry = Geometry(width=layout.width, height=layout.height)
    sheet = Sheet(about or About(layout.title), geometry=geometry, layers=layers, draft=draft)
    with sheet.layer(Layer.FIXED):
        for line in layout.lines:
            sheet.rule((line.x1, line.y1), (line.x2, line.y2), dash=line.dash)
        for caption in layout.captions:
            face, align = Face(caption.face), Align(caption.align)
            sheet.text(caption.x, caption.y, caption.text, face=face, size=caption.size, align=align)
    for place in layout.places:
        value = values.get(place.value, "")
        if value:
            _fill(sheet, place, value)
    return sheet


def draw_form(
    layout: FormLayout,
    values: Values,
    *,
    layers: frozenset[Layer] = ONLY_VALUES,
    about: About | None = None,
    draft: bool = False,
) -> bytes:
    """The bytes of a form with these values; see ``form_sheet``."""
    return form_sheet(layout, values, layers=layers, about=about, draft=draft).finish()


def draw_blank(layout: FormLayout) -> bytes:
    """The form without any value, as its blank sheet looks."""
    return draw_form(layout, {}, layers=ONLY_BLANK)


def sample_values(layout: FormLayout) -> dict[str, Value]:
    """What the layout editor shows: in each place what it is for."""
    return {
        place.value: [f"{place.label}{row + 1}" for row in range(place.rows)]
        if place.rows > 1
        else place.label
        for place in layout.places
    }


def _fill(sheet: Sheet, place: Place, value: Value) -> None:
    if isinstance(value, str | Name):
        if place.rows == 1:
            _line(sheet, place, value, place.y)
        else:
            _broken(sheet, place, value)
        return
    if len(value) > place.rows:
        raise TooLong(place.label, place.name)
    for row, one in enumerate(value):
        if one:
            _line(sheet, place, one, place.y + row * place.pitch)


def _line(sheet: Sheet, place: Place, pieces: Pieces, y: float) -> None:
    sheet.fit(
        _anchor(place),
        y,
        place.width,
        pieces,
        label=place.label,
        field=place.name,
        face=Face(place.face),
        size=place.size,
        smallest=min(place.smallest, place.size),
        align=Align(place.align),
    )


def _broken(sheet: Sheet, place: Place, value: str | Name) -> None:
    """A text broken into the place's rows, in the largest size in which it needs no more."""
    setting = Setting.of(value, Face(place.face), place.size)
    lines = setting.lines(place.width * MM)
    while len(lines) > place.rows:
        if setting.size - STEP < min(place.smallest, place.size):
            raise TooLong(place.label, place.name)
        setting = setting.at(setting.size - STEP)
        lines = setting.lines(place.width * MM)
    offset = 0
    for row, line in enumerate(lines):
        left, level = sheet.point(place.x, place.y + row * place.pitch)
        sheet.put(setting.line_runs(line, offset, left, level))
        offset += sum(len(atom) for atom in line.atoms)


def _anchor(place: Place) -> float:
    share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[Align(place.align)]
    return place.x + share * place.width


def draw_ruler_page(layout: FormLayout, count: int, printer: str) -> bytes:
    """The ruler page: numbered crosses, a millimetre ruler along two edges, and how it is measured."""
    width, height = layout.width, layout.height
    sheet = Sheet(About("标尺页"), geometry=Geometry(width=width, height=height))
    for number, (x, y) in enumerate(crosses(width, height, count), start=1):
        sheet.rule((x - CROSS_ARM, y), (x + CROSS_ARM, y), width=TICK)
        sheet.rule((x, y - CROSS_ARM), (x, y + CROSS_ARM), width=TICK)
        sheet.text(x + 2, y - 2, str(number), size=12, face=Face.HEI)
        sheet.text(x + 2, y + 5, f"{x:g}，{y:g}", size=9)
    for step in range(math.floor(width) - 19):
        _tick(sheet, step + 10, across=True)
    for step in range(math.floor(height) - 19):
        _tick(sheet, step + 10, across=False)
    words = (
        f"标尺页　{layout.title}　{printer}",
        "用尺子从纸的左边、上边量到每个十字的中心，精确到 0.1 毫米，",
        "在“校准打印机”里照号填写。十字旁的数是它该在的地方。",
    )
    for row, text in enumerate(words):
        sheet.text(width / 2, height * 0.3 + row * 8, text, size=12, align=Align.CENTRE)
    return sheet.finish()


def _tick(sheet: Sheet, at: int, *, across: bool) -> None:
    length = 4.0 if at % 10 == 0 else 3.0 if at % 5 == 0 else 2.0
    near, far = RULER_INSET, RULER_INSET + length
    if across:
        sheet.rule((at, near), (at, far), width=TICK)
    else:
        sheet.rule((near, at), (far, at), width=TICK)
    if at % 20 == 0:
        where = (at + 0.6, far + 1.5) if across else (far + 0.6, at + 0.8)
        sheet.text(*where, str(at), size=6)
