"""公示 on paper: what is put on the board, for how long, whom to tell, and the list of households."""

import math
from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.long_table import Head, LongPaper
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import SIZE_SMALL_4, Align, Sheet
from resettle_desktop.foundation.documents.tables import Cell
from resettle_desktop.households.rules.public_notice import NoticeFacts, NoticeLine
from resettle_desktop.printing.documents.counter_paper import foot, number_line, sealed_closing
from resettle_desktop.printing.rules import PaperHead

HEADS: Final = (
    Head("序号", 14.0, Align.CENTRE),
    Head("户主姓名", 44.0),
    Head("家庭人口", 20.0, Align.CENTRE),
    Head("迁出村", 40.0),
    Head("安置住房", 38.0),
)
KEPT: Final = "本公示期满后收回，存入档案。"


def draw_public_notice(facts: NoticeFacts, head: PaperHead) -> bytes:
    """Draw the notice; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
    """
    title = f"{facts.what}公示"
    sheet = Sheet(About(title, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(title)
    number_line(body, head)
    body.skip()
    body.paragraph(f"现将{facts.about}{facts.what}（共{len(facts.lines)}户）公示如下，请大家监督。")
    body.paragraph(f"公示时间{facts.days}天，从{facts.period}。")
    body.paragraph(
        f"有不同意见的，请在公示期内向{head.issuer}反映，可以当面说、写信，也可以打电话{facts.phone}。"
        "反映的人和内容都会保密。"
    )
    geometry = sheet.geometry
    paper = LongPaper(sheet, geometry.top + (body.line - 1) * geometry.line_pitch)
    rows = [_row(number, line) for number, line in enumerate(facts.lines, start=1)]
    paper.part("名单", HEADS, rows)
    body.line = math.ceil((paper.y - geometry.top) / geometry.line_pitch) + 1
    replaces = f"本公示替代{head.replaces}。" if head.replaces else ""
    sealed_closing(body, head, f"{replaces}特此公示。")
    foot(sheet, head, KEPT, signed=False)
    return sheet.finish()


def _row(number: int, line: NoticeLine) -> tuple[Cell, ...]:
    whose = line.head
    return (
        Cell(str(number), "序号", size=SIZE_SMALL_4, align=Align.CENTRE),
        Cell(Name(line.head), f"{whose}的姓名", size=SIZE_SMALL_4),
        Cell(f"{line.members}人", "家庭人口", size=SIZE_SMALL_4, align=Align.CENTRE),
        Cell(line.origin, f"{whose}户的迁出村", size=SIZE_SMALL_4),
        Cell(line.home, f"{whose}户的安置住房", size=SIZE_SMALL_4),
    )
