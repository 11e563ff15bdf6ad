"""The code to check as papers carry it: a square at one place of the page, empty on a draft."""

from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.page import INNER_RULE, Align, Geometry, Sheet
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.codes import PREFIX, PrintedCode

CODE_SIDE: Final = 37.5
"""Millimetres, white zone included: half a millimetre a square but for the longest names."""

FOOT: Final = 22.5
"""Millimetres the three lines of signatures take, under their rule."""
WIDEST_BESIDE: Final = 108.0
"""An issuer's name no wider stands right of the code, and may be as low."""
LINES_TO_DATE: Final = 4
"""The last sentence, a blank line, the issuer and the date stay together."""
SIZE_SMALL_5: Final = 9.0
PLACE_WORDS: Final = ("核验二维码", "开具时印在这里")


def code_top(geometry: Geometry) -> float:
    """The upper edge of the code: it stands on the signatures' rule, as far from the seal as can be."""
    return geometry.bottom - FOOT - CODE_SIDE - 0.5


def closes_above_code(body: Body, head: PaperHead, last: str) -> bool:
    """Whether the last sentence, the issuer and the date have room above or beside the code, if any."""
    if head.code is None:
        return True
    geometry = body.sheet.geometry
    ends = body.line + body.lines_of(last) - 1
    issuer = body.sheet.width_of(head.issuer, space=geometry.grid_space())
    # The seal needs no look: the date's place keeps it right of the middle. A long name of an office does.
    lowest = ends + LINES_TO_DATE - 1 if issuer > WIDEST_BESIDE else ends
    return geometry.top + lowest * geometry.line_pitch <= code_top(geometry)


def draw_code(sheet: Sheet, code: PrintedCode | None) -> None:
    """Draw a paper's code in a square of ``CODE_SIDE`` at the left; a draft shows only its place."""
    if code is None:
        return
    left, top = sheet.geometry.left, code_top(sheet.geometry)
    words, prefix, spelled = code.text.partition(PREFIX)
    if prefix:
        sheet.code(left, top, CODE_SIDE, words, prefix + spelled)
        return
    inset = CODE_SIDE / 10
    sheet.frame(left + inset, top + inset, CODE_SIDE - 2 * inset, CODE_SIDE - 2 * inset, rule=INNER_RULE)
    for step, text in enumerate(PLACE_WORDS):
        middle = (left + CODE_SIDE / 2, top + CODE_SIDE / 2 + step * 5)
        sheet.text(*middle, text, size=SIZE_SMALL_5, align=Align.CENTRE)
