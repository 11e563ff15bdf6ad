"""告知单: what a citizen takes home who asked for a certificate that a committee does not give."""

from collections.abc import Iterable
from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Name, Pieces
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.printing.documents.counter_paper import foot, number_line
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.directory import DirectoryLine

TITLE: Final = "办事告知单"
ENDS_ABOVE_FOOT: Final = 20
"""The last line of the grid the text may take."""
WHY: Final = "按照{source}，“{title}”不由村（居）民委员会出具，不是不给您办。办这件事，请您："
WHY_OWN: Final = "“{title}”不由我们出具，不是不给您办。办这件事，请您："
PROMISE: Final = "对方如果仍要您回村（居）委会开这份证明，请把本单给他看，或者打下面的电话，我们来和他说。"
CALL_FIRST: Final = "（去以前最好先打电话问一问）"


def draw_referral(line: DirectoryLine, whom: str, head: PaperHead) -> bytes:
    """Draw the sheet; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
    """
    sheet = Sheet(About(TITLE, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(TITLE)
    number_line(body, head)
    body.skip()
    greeting: Pieces = [Name(whom), "："] if whom else "您好："
    body.paragraph(greeting, indent=0)
    why = WHY if line.source else WHY_OWN
    body.paragraph(why.format(source=line.source, title=line.title))
    for number, (label, text) in zip("一二三四", _steps(line), strict=False):
        body.paragraph(f"{number}、{label}：{text}")
    body.paragraph(PROMISE)
    if body.line + 3 > ENDS_ABOVE_FOOT:
        sheet.new_page()
        body.line = 1
    body.closing(head.issuer, spoken_date(head.paper_date), sealed=False)
    foot(sheet, head, "本单不收费，请收好，办事时带上。", signed=False)
    return sheet.finish()


def _steps(line: DirectoryLine) -> Iterable[tuple[str, str]]:
    yield "到哪里办", f"{line.office}。"
    if line.address:
        yield "在什么地方", f"{line.address}。"
    if line.phone:
        yield "电话", f"{line.phone}{CALL_FIRST}"
    yield "带什么", f"{line.papers}。"
