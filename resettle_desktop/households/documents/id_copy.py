"""身份证复印件: both sides of a card at their true size on one sheet, marked across with what it is for."""

from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import (
    INNER_RULE,
    SIZE_2,
    SIZE_3,
    SIZE_SMALL_4,
    Align,
    Sheet,
)
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.rules.id_copy import CARD_HEIGHT, CARD_WIDTH, IdCopy, jpeg_size
from resettle_desktop.printing.documents.counter_paper import PRACTICE

TITLE: Final = "居民身份证复印件"
FRONT_TOP: Final = 66.0
BACK_TOP: Final = 138.0
ANGLE: Final = 24.0
ACROSS: Final = 84.0
"""How long the mark may be so that it ends inside the card."""
GRAY: Final = 0.42
NEARLY: Final = 0.06
"""A scan whose sides are in the card's proportion but for so much fills the rectangle: true size."""


def draw_id_copy(copy: IdCopy) -> bytes:
    """Draw the sheet; equal facts give equal bytes.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: what it is for does not fit across the card; it is named and never cut.
        Refusal: a side is no JPEG.
    """
    sheet = Sheet(About(TITLE, copy.issuer))
    geometry = sheet.geometry
    middle = geometry.width / 2
    sheet.text(middle, 46, TITLE, face=Face.TITLE, size=SIZE_2, align=Align.CENTRE)
    if copy.practice:
        sheet.text(geometry.left, 56, PRACTICE, face=Face.HEI)
    for top, content, side in ((FRONT_TOP, copy.front, "人像面"), (BACK_TOP, copy.back, "国徽面")):
        _card(sheet, top, content, side, copy.purpose)
    y = BACK_TOP + CARD_HEIGHT + 22
    words = f"本件仅供{copy.purpose}使用，用于别的事无效，再次复印无效。"
    sheet.fit(geometry.left, y, geometry.text_width, words, label="用途", size=SIZE_3)
    whose: list[str | Name] = ["持证人：", Name(copy.name)]
    sheet.fit(geometry.left, y + 12, geometry.text_width, whose, label="姓名", size=SIZE_3)
    sheet.blank(geometry.left, y + 26, 90, "本人签名（按指印）：")
    sheet.blank(geometry.left + 94, y + 26, 62, "代签人及关系：")
    sheet.blank(geometry.left, y + 38, 90, "与原件核对一致，核对人：")
    made = f"{copy.issuer}　经办人：{copy.handler}　{spoken_date(copy.on)}"
    sheet.fit(
        geometry.right,
        y + 50,
        geometry.text_width,
        made,
        label="经办人",
        size=SIZE_SMALL_4,
        align=Align.RIGHT,
    )
    return sheet.finish()


def _card(sheet: Sheet, top: float, content: bytes, side: str, purpose: str) -> None:
    """One side, whole and undistorted in the card's true rectangle, and what it is for across it."""
    left = (sheet.geometry.width - CARD_WIDTH) / 2
    width, height = jpeg_size(content)
    scale = min(CARD_WIDTH / width, CARD_HEIGHT / height)
    if abs(width / height * CARD_HEIGHT / CARD_WIDTH - 1) < NEARLY:
        shown_width, shown_height = CARD_WIDTH, CARD_HEIGHT
    else:
        shown_width, shown_height = width * scale, height * scale
    sheet.picture(
        left + (CARD_WIDTH - shown_width) / 2,
        top + (CARD_HEIGHT - shown_height) / 2,
        shown_width,
        shown_height,
        content,
    )
    sheet.frame(left, top, CARD_WIDTH, CARD_HEIGHT, rule=INNER_RULE)
    for shift in (-9.0, 9.0):
        sheet.slanted(
            left + CARD_WIDTH / 2,
            top + CARD_HEIGHT / 2 + shift,
            ACROSS,
            f"仅供{purpose}使用",
            label="用途",
            angle=ANGLE,
            gray=GRAY,
            size=SIZE_3,
        )
    middle = sheet.geometry.width / 2
    sheet.text(middle, top + CARD_HEIGHT + 6, side, size=SIZE_SMALL_4, align=Align.CENTRE)
