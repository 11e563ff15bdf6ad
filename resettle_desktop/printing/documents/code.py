"""The code to check as papers carry it: a square at one place of the page, empty on a draft."""

from typing import Final

from resettle_desktop.foundation.documents.page import INNER_RULE, Align, Sheet
from resettle_desktop.printing.rules.codes import PREFIX, PrintedCode

CODE_SIDE: Final = 37.5
"""Millimetres, white zone included: half a millimetre a square but for the longest names."""

SIZE_SMALL_5: Final = 9.0
PLACE_WORDS: Final = ("核验二维码", "开具时印在这里")


def draw_code(sheet: Sheet, code: PrintedCode, left: float, top: float) -> None:
    """Draw a paper's code in a square of ``CODE_SIDE``; a draft shows only its place."""
    words, prefix, spelled = code.text.partition(PREFIX)
    if prefix:
        sheet.code(left, top, CODE_SIDE, words, prefix + spelled)
        return
    inset = CODE_SIDE / 10
    sheet.frame(left + inset, top + inset, CODE_SIDE - 2 * inset, CODE_SIDE - 2 * inset, rule=INNER_RULE)
    for step, text in enumerate(PLACE_WORDS):
        middle = (left + CODE_SIDE / 2, top + CODE_SIDE / 2 + step * 5)
        sheet.text(*middle, text, size=SIZE_SMALL_5, align=Align.CENTRE)
