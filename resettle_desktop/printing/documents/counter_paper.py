"""What the papers of the counter have in common: the number under the title, who signs, how it is checked."""

from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Face
from resettle_desktop.foundation.documents.page import (
    INNER_RULE,
    SIZE_5,
    SIZE_SMALL_4,
    Align,
    Layer,
    Sheet,
)
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.printing.documents.code import LINES_TO_DATE, closes_above_code, draw_code
from resettle_desktop.printing.rules import PaperHead

PRODUCT: Final = "易地搬迁社区服务台"
SEALED: Final = f"本件由{PRODUCT}打印，加盖公章有效。"
PRACTICE: Final = "练习用，无效"
FOOT_PITCH: Final = 7.5
SMALLEST: Final = 9.0
LAST_LINE_OF_DATE: Final = 19
"""Below it the seal would cover the signatures at the foot."""
PRINT_SIDE: Final = 30.0
"""The field a finger is pressed into."""
SIGNING: Final = 52.0
"""Millimetres the signatures with the field for the finger take."""
PITCH: Final = 10.0


def number_line(body: Body, head: PaperHead) -> None:
    """The number, at the right end of the line under the title."""
    sheet, geometry = body.sheet, body.sheet.geometry
    baseline = geometry.baseline(body.line)
    sheet.fit(
        geometry.right,
        baseline,
        geometry.text_width * 0.6,
        f"编号：{head.number}",
        label="编号",
        align=Align.RIGHT,
    )
    if head.practice:
        sheet.text(geometry.left, baseline, PRACTICE, face=Face.HEI)
    body.skip()


def sealed_closing(body: Body, head: PaperHead, last: str) -> bool:
    """The last sentence, the office and the date, where the seal covers nothing that is signed; the code.

    Answers whether there was room for it on the page reached.
    """
    last_line = body.line + LINES_TO_DATE - 1
    fits = last_line <= LAST_LINE_OF_DATE and closes_above_code(body, head, last)
    if not fits:
        body.sheet.new_page()
        body.line = 1
    body.paragraph(last)
    body.closing(head.issuer, spoken_date(head.paper_date))
    draw_code(body.sheet, head.code)
    return fits


def read_aloud(sheet: Sheet, y: float, whom: str = "本人") -> None:
    """The tick that the text was read to whom it is about."""
    left = sheet.geometry.left
    with sheet.layer(Layer.FIXED):
        sheet.frame(left + 0.2, y - 3.5, 3.4, 3.4, rule=INNER_RULE)
        sheet.text(left + 5.5, y, f"以上内容已读给{whom}听", size=SIZE_SMALL_4)


def checked_line(sheet: Sheet, y: float, phone: str, words: str = SEALED) -> None:
    """How the paper is to be checked, and whom to call; a line to fill in where no number is known."""
    left, right = sheet.geometry.left, sheet.geometry.right
    used = sheet.text(left, y, words, size=SIZE_SMALL_4)
    room = right - left - used - 2
    if phone:
        sheet.fit(
            right,
            y,
            room,
            f"核验电话：{phone}",
            label="核验电话",
            size=SIZE_SMALL_4,
            smallest=SMALLEST,
            align=Align.RIGHT,
        )
    else:
        sheet.blank(right - room, y, room, "核验电话：")


def foot(sheet: Sheet, head: PaperHead, words: str = SEALED, *, signed: bool = True) -> None:
    """The last lines of the type area: signatures by hand (unless they stand above), and whom to call."""
    geometry = sheet.geometry
    left, right = geometry.left, geometry.right
    signing, read, checked = (geometry.bottom - step * FOOT_PITCH for step in (2, 1, 0))
    above = (signing if signed else read) - FOOT_PITCH
    with sheet.layer(Layer.FIXED):
        sheet.rule((left, above), (right, above), width=INNER_RULE)
    handled = f"经办人：{head.handler}　打印日期：{spoken_date(head.paper_date)}"
    if signed:
        read_aloud(sheet, read)
        sheet.blank(left, signing, 62, "签名（按指印）：")
        sheet.blank(left + 65, signing, 54, "代签人及关系：")
        sheet.blank(left + 122, signing, 34, "见证人：")
    room = 105 if signed else geometry.text_width
    sheet.fit(right, read, room, handled, label="经办人", size=SIZE_SMALL_4, align=Align.RIGHT)
    checked_line(sheet, checked, head.phone, words)


def signatures(sheet: Sheet, top: float, whose: str = "本人") -> None:
    """Who signs by hand, below each other, with a field for the finger beside; ``SIGNING`` millimetres."""
    geometry = sheet.geometry
    y = top + 6
    read_aloud(sheet, y)
    box = geometry.right - PRINT_SIDE
    with sheet.layer(Layer.FIXED):
        sheet.frame(box, top + 4, PRINT_SIDE, PRINT_SIDE, rule=INNER_RULE)
        sheet.text(box + PRINT_SIDE / 2, top + 31.5, "按指印处", size=SIZE_5, align=Align.CENTRE)
    room = geometry.text_width - PRINT_SIDE - 8
    labels = (f"{whose}签名（按指印）：", "代签人及关系：", "见证人：", "签名日期：")
    for step, label in enumerate(labels, start=1):
        sheet.blank(geometry.left, y + step * PITCH, room, label)
