"""更正单: what was put right in somebody's record, before and after, with the mark of whose record it is."""

import math
from collections.abc import Iterable
from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Face, Name, Pieces
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import (
    INNER_RULE,
    MM,
    SIZE_5,
    SIZE_SMALL_4,
    Align,
    Layer,
    Sheet,
)
from resettle_desktop.foundation.documents.tables import LEADING, PADDING, Cell, Row, draw_table, heading
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.rules.correction import CorrectedItem, CorrectionFacts
from resettle_desktop.printing.rules import PaperHead

TITLE: Final = "更正单"
WIDTHS: Final = (28.0, 50.0, 14.0, 14.0, 50.0)
"""Whose record it is stands in four columns, each item in three: two narrow ones go with either side."""
ITEM: Final = WIDTHS[1] + WIDTHS[2]
REST: Final = sum(WIDTHS[1:])
ROW: Final = 9.0
NONE: Final = "无"

STATEMENT: Final = (
    "以上更正前、更正后的内容已经核对，登记已改为更正后的内容；以前开具的证明收回作废，另开新的。"
)
COPIES: Final = "本单一式两份：一份存入该户档案，一份交本人。"
SIGNING: Final = 78.0
"""Millimetres the statement, the signatures and the office's closing take together."""
PRINT_SIDE: Final = 30.0
"""The field a finger is pressed into."""
PITCH: Final = 9.0


def draw_correction_slip(facts: CorrectionFacts, head: PaperHead) -> bytes:
    """Draw the slip; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
        Refusal: the correction was taken back, or changed nothing.
    """
    facts.refuse_slip()
    sheet = Sheet(About(TITLE, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(TITLE)
    _number(sheet, head, body.line)
    geometry = sheet.geometry
    below = _table(sheet, facts, head, geometry.top + 2.4 * geometry.line_pitch)
    if below + SIGNING > geometry.bottom:
        below = _next_page(sheet, facts, head)
    _signing(sheet, head, below)
    return sheet.finish()


def _table(sheet: Sheet, facts: CorrectionFacts, head: PaperHead, top: float) -> float:
    """The table, over as many pages as it takes; answers the millimetre below it."""
    geometry, page = sheet.geometry, list[Row]()
    for row in _rows(sheet, facts):
        if top + sum(one.height for one in page) + row.height > geometry.bottom:
            draw_table(sheet, geometry.left, top, WIDTHS, page)
            top, page = _next_page(sheet, facts, head), []
        page.append(row)
    return draw_table(sheet, geometry.left, top, WIDTHS, page)


def _next_page(sheet: Sheet, facts: CorrectionFacts, head: PaperHead) -> float:
    """Begin a page that says whose slip it goes on with; answers where there is room."""
    sheet.new_page()
    geometry = sheet.geometry
    words: list[str | Name] = [f"{TITLE}　{head.number}　", Name(facts.name), "（接上页）"]
    sheet.fit(geometry.left, geometry.top, geometry.text_width, words, label="姓名", size=SIZE_SMALL_4)
    return geometry.top + 4


def _number(sheet: Sheet, head: PaperHead, line: int) -> None:
    geometry = sheet.geometry
    baseline = geometry.baseline(line, SIZE_SMALL_4) + 1
    width = geometry.text_width * 0.6
    sheet.fit(
        geometry.right,
        baseline,
        width,
        f"编号：{head.number}",
        label="编号",
        size=SIZE_SMALL_4,
        align=Align.RIGHT,
    )
    if head.practice:
        sheet.text(geometry.left, baseline, "练习用，无效", face=Face.HEI, size=SIZE_SMALL_4)


def _rows(sheet: Sheet, facts: CorrectionFacts) -> Iterable[Row]:
    """The table: whose record, what was put right, why and on what."""
    corrected = {item.column for item in facts.items}
    number = facts.number if facts.number and "number" in corrected else mask_number(facts.number or "")
    yield _pair(sheet, ("姓名", Name(facts.name)), ("身份证号码", number or "暂无"))
    yield _pair(sheet, ("所在户", facts.household or NONE), ("与户主关系", facts.relation or NONE))
    yield Row((heading("更正项目"), heading("更正前", columns=2), heading("更正后", columns=2)), ROW)
    for item in facts.items:
        yield _item(sheet, item)
    yield _whole(sheet, "更正原因", facts.reason)
    yield _whole(sheet, "证明材料", facts.evidence or NONE)
    yield _pair(sheet, ("谁来说的", facts.told_by), ("更正日期", spoken_date(facts.on)))


def _pair(sheet: Sheet, left: tuple[str, Pieces], right: tuple[str, Pieces]) -> Row:
    room = WIDTHS[1]
    cells = (
        heading(left[0]),
        Cell(left[1], left[0]),
        heading(right[0], columns=2),
        Cell(right[1], right[0]),
    )
    return Row(cells, max(_height(sheet, text, room) for _label, text in (left, right)))


def _item(sheet: Sheet, item: CorrectedItem) -> Row:
    before, after = (Name(text) if item.column == "name" else text for text in (item.before, item.after))
    cells = (
        heading(item.label),
        Cell(before, f"更正前的{item.label}", columns=2),
        Cell(after, f"更正后的{item.label}", columns=2),
    )
    return Row(cells, max(_height(sheet, text, ITEM) for text in (before, after)))


def _whole(sheet: Sheet, label: str, text: str) -> Row:
    return Row((heading(label), Cell(text, label, columns=4)), _height(sheet, text, REST))


def _height(sheet: Sheet, text: Pieces, width: float) -> float:
    """The height of a row whose cell holds the text, on as many lines as it takes."""
    lines = math.ceil(sheet.width_of(text, size=SIZE_SMALL_4) / (width - 2 * PADDING))
    return max(ROW, (lines + 0.6) * SIZE_SMALL_4 * LEADING / MM) if lines > 1 else ROW


def _signing(sheet: Sheet, head: PaperHead, top: float) -> None:
    """The statement read out, the signatures and the field for the finger, then the office and its foot."""
    geometry = sheet.geometry
    left, right = geometry.left, geometry.right
    y = top + 8
    for line in _lines(sheet, STATEMENT, geometry.text_width):
        sheet.text(left, y, line, size=SIZE_SMALL_4)
        y += 6.2
    y += 3
    with sheet.layer(Layer.FIXED):
        sheet.frame(left + 0.2, y - 3.5, 3.4, 3.4, rule=INNER_RULE)
        sheet.text(left + 5.5, y, "以上内容已读给本人听", size=SIZE_SMALL_4)
        box = right - PRINT_SIDE
        sheet.frame(box, y - 4, PRINT_SIDE, PRINT_SIDE, rule=INNER_RULE)
        sheet.text(box + PRINT_SIDE / 2, y + PRINT_SIDE - 5.5, "按指印处", size=SIZE_5, align=Align.CENTRE)
    room = geometry.text_width - PRINT_SIDE - 8
    for step, label in enumerate(("本人签名（按指印）：", "代签人及关系：", "见证人："), start=1):
        sheet.blank(left, y + step * PITCH, room, label)
    closing = y + 4 * PITCH + 2
    sheet.fit(
        right - 20,
        closing,
        geometry.text_width - 20,
        f"{head.issuer}（盖章）",
        label="单位名称",
        size=SIZE_SMALL_4,
        align=Align.RIGHT,
    )
    sheet.text(right - 20, closing + 7, spoken_date(head.paper_date), size=SIZE_SMALL_4, align=Align.RIGHT)
    foot = closing + 17
    with sheet.layer(Layer.FIXED):
        sheet.rule((left, foot - 6), (right, foot - 6), width=INNER_RULE)
    half = geometry.text_width / 2
    sheet.fit(left, foot, half - 4, f"经办人：{head.handler}", label="经办人", size=SIZE_SMALL_4)
    sheet.blank(left + half, foot, half, "负责人：")
    used = sheet.text(left, foot + 7, COPIES, size=SIZE_SMALL_4)
    if head.phone:
        sheet.fit(
            right,
            foot + 7,
            geometry.text_width - used - 3,
            f"核验电话：{head.phone}",
            label="核验电话",
            size=SIZE_SMALL_4,
            smallest=9.0,
            align=Align.RIGHT,
        )


def _lines(sheet: Sheet, text: str, width: float) -> Iterable[str]:
    """A sentence in 小四 broken where the width ends; no line begins with a mark."""
    line = ""
    for character in text:
        if (
            line
            and sheet.width_of(line + character, size=SIZE_SMALL_4) > width
            and character not in "，。；、"
        ):
            yield line
            line = ""
        line += character
    yield line
