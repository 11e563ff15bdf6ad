"""手写应急本: one numbered sheet a page, with blanks to write on when there is no power."""

from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Face
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import SIZE_SMALL_4, Align, Layer, Sheet
from resettle_desktop.printing.documents.counter_paper import SIGNING, number_line, signatures
from resettle_desktop.printing.rules import PaperHead

TITLE_SIZE: Final = 22.0
LINES: Final = 9
PITCH: Final = 11.0
LABELS: Final = ("姓名：", "身份证号：", "户号：", "内容：")
ADVICE: Final = "停电时手写用。来电后按本张编号和日期补录；没用的、写坏的也要补录，不能撕掉。"
ISSUED: Final = "开具日期：　　　　年　　月　　日"


def draw_block(title: str, heads: tuple[PaperHead, ...]) -> bytes:
    """Draw one page for each head, all alike but for the number."""
    sheet = Sheet(About(f"{title}手写应急本"))
    for page, head in enumerate(heads):
        if page:
            sheet.new_page()
        _page(sheet, title, head)
    return sheet.finish()


def _page(sheet: Sheet, title: str, head: PaperHead) -> None:
    geometry = sheet.geometry
    body = Body(sheet)
    middle = geometry.left + geometry.text_width / 2
    sheet.text(middle, geometry.baseline(1), title, face=Face.TITLE, size=TITLE_SIZE, align=Align.CENTRE)
    body.line = 3
    number_line(body, head)
    top = geometry.baseline(body.line) + 4
    labels = LABELS + ("",) * (LINES - len(LABELS))
    for step, label in enumerate(labels):
        sheet.blank(geometry.left, top + step * PITCH, geometry.text_width, label)
    below = top + LINES * PITCH
    sheet.fit(
        geometry.right, below, geometry.text_width / 2, head.issuer, label="开具单位", align=Align.RIGHT
    )
    sheet.text(geometry.right, below + PITCH, ISSUED, size=SIZE_SMALL_4, align=Align.RIGHT)
    sheet.blank(geometry.left, below + PITCH, 62, "经办人：")
    signatures(sheet, geometry.bottom - SIGNING - 4)
    with sheet.layer(Layer.FIXED):
        sheet.fit(
            geometry.left, geometry.bottom, geometry.text_width, ADVICE, label="说明", size=SIZE_SMALL_4
        )
