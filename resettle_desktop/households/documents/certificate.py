"""搬迁安置证明: a household's settlement, certified on one sheet by the page rules of GB/T 9704-2012.

A certificate is no official letter (公文): page, text, date and seal follow the standard, not its red head.
"""

import math
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import (
    MM,
    SIZE_5,
    Align,
    Sheet,
)
from resettle_desktop.foundation.documents.tables import LEADING, PADDING, Cell, Row, draw_table, heading
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.documents.certificate_form import NOT_KNOWN, number_of, on_form
from resettle_desktop.households.rules.certificate import CertificateFacts, CertifiedMember
from resettle_desktop.printing.documents.counter_paper import foot, number_line, sealed_closing
from resettle_desktop.printing.rules import PaperHead

TITLE: Final = "搬迁安置证明"
COLUMNS: Final = (
    ("姓名", 30.0),
    ("与户主关系", 24.0),
    ("性别", 12.0),
    ("出生日期", 34.0),
    ("身份证号码", 56.0),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How loosely a certificate is set: empty lines under its number, the height of a table's row in mm."""

    gap: int
    row_height: float


LAYOUTS: Final = (Layout(1, 8.5), Layout(0, 8.5), Layout(0, 8.0), Layout(0, 7.5), Layout(0, 7.0))
"""The first that brings the household onto one page; a larger one goes on to the next with the first."""

Pieces = list[str | Name]


def draw_relocation_certificate(facts: CertificateFacts, head: PaperHead, use: str = "") -> bytes:
    """Draw the certificate; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
        Refusal: nobody stands on the certificate.
    """
    if not facts.members:
        raise Refusal("这一户在册没有成员，不能开具搬迁安置证明；请先登记成员")
    if head.form is not None:
        return on_form(facts, head, head.form, use)
    for layout in LAYOUTS:
        sheet, one_page = _laid_out(facts, head, use, layout)
        if one_page:
            return sheet.finish()
    return _laid_out(facts, head, use, LAYOUTS[0])[0].finish()


def _laid_out(facts: CertificateFacts, head: PaperHead, use: str, layout: Layout) -> tuple[Sheet, bool]:
    """The drawn sheet, and whether it has one page only."""
    sheet = Sheet(About(TITLE, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(TITLE)
    number_line(body, head)
    body.skip(layout.gap)
    body.paragraph([*_settlement(facts), *_agreement(facts)])
    body.paragraph(f"该户现有家庭成员{len(facts.members)}人，名单如下：")
    one_page = _members(body, [_row(sheet, member, layout.row_height) for member in facts.members], layout)
    purpose = f"本证明用于{use.strip().rstrip('。')}。" if use.strip() else ""
    replaces = f"本证明替代{head.replaces}，原件作废。" if head.replaces else ""
    on_this_page = sealed_closing(body, head, f"{purpose}{replaces}特此证明。")
    foot(sheet, head)
    return sheet, one_page and on_this_page


def _settlement(facts: CertificateFacts) -> Pieces:
    """Who moved from where, when, and to which home, as one sentence a villager understands."""
    pieces: Pieces = ["兹证明："]
    if facts.head_name:
        pieces += [Name(facts.head_name), "户"]
    pieces.append(f"（户号{facts.household_number}）原住{facts.origin}，")
    pieces.append(f"属易地扶贫搬迁{facts.relocation_kind or '户'}，")
    moved = f"于{facts.moved_in.spoken()}" if facts.moved_in else "已"
    if not facts.room_spoken:
        pieces.append(f"{moved}搬迁。" if facts.moved_in else "安置住房尚未登记。")
        return pieces
    pieces.append(f"{moved}搬迁入住{facts.site_name}{facts.room_spoken}")
    if facts.site_address:
        pieces.append(f"（地址：{facts.site_address}）")
    pieces.append(f"，住房面积{facts.area}平方米。" if facts.area else "。")
    return pieces


def _agreement(facts: CertificateFacts) -> Pieces:
    """The settlement agreement, as far as it is known."""
    parts = []
    if facts.agreement_no:
        parts.append(f"编号为{facts.agreement_no}")
    if facts.agreement_date:
        parts.append(f"于{facts.agreement_date.spoken()}签订")
    if facts.agreement_heads:
        parts.append(f"协议安置{facts.agreement_heads}人")
    return [f"搬迁安置协议{'，'.join(parts)}。"] if parts else []


def _members(body: Body, waiting: list[Row], layout: Layout) -> bool:
    """The table of members under the line reached; answers whether it ended on the page it began on.

    It goes on under a new heading on the next page, so that every page can be read by itself.
    """
    sheet, geometry = body.sheet, body.sheet.geometry
    head = Row(tuple(heading(text) for text, _ in COLUMNS), layout.row_height)
    top, one_page = geometry.top + (body.line - 1) * geometry.line_pitch + 1, True
    while waiting:
        rows, room = [head], geometry.bottom - top - head.height
        while waiting and waiting[0].height <= room:
            room -= waiting[0].height
            rows.append(waiting.pop(0))
        if len(rows) > 1:
            top = draw_table(sheet, geometry.left, top, [width for _, width in COLUMNS], rows)
        if waiting:
            sheet.new_page()
            top, one_page = geometry.top, False
    body.line = math.ceil((top - geometry.top) / geometry.line_pitch) + 1
    return one_page


def _row(sheet: Sheet, member: CertifiedMember, height: float) -> Row:
    """One member; a long name is broken into lines in a higher row and stays readable."""
    room = COLUMNS[0][1] - 2 * PADDING
    lines = math.ceil(sheet.width_of(Name(member.name), size=SIZE_5) / room)
    needed = (lines + 0.2) * SIZE_5 * LEADING / MM if lines > 1 else 0.0
    birth = member.birth.spoken() if member.birth else NOT_KNOWN
    texts = (member.relation, member.sex.label, birth, number_of(member))
    cells = (
        Cell(Name(member.name), f"{member.name}的姓名", align=Align.CENTRE),
        *(
            Cell(text, f"{member.name}的{label}", align=Align.CENTRE)
            for text, (label, _) in zip(texts, COLUMNS[1:], strict=True)
        ),
    )
    return Row(cells, max(height, needed))
