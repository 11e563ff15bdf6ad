"""居住证明, 授权委托书 and 承诺书: the papers about one person, on the page of GB/T 9704-2012."""

from typing import Final

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.rules.counter_papers import PersonFacts
from resettle_desktop.printing.documents.counter_paper import (
    SIGNING,
    foot,
    number_line,
    sealed_closing,
    signatures,
)
from resettle_desktop.printing.rules import PaperHead

RESIDENCE: Final = "居住证明"
BLANK: Final = "＿＿＿＿＿＿＿＿"
SHORT: Final = "＿＿"
HELD_BY: Final = "此件由本人签名后生效。"
FOOT: Final = 24.0
"""Millimetres the foot takes."""

Pieces = list[str | Name]


def draw_residence_certificate(facts: PersonFacts, head: PaperHead, use: str = "") -> bytes:
    """Draw the certificate; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
    """
    sheet = Sheet(About(RESIDENCE, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(RESIDENCE)
    number_line(body, head)
    body.skip()
    body.paragraph(["兹证明：", *_who(facts), *_lives(facts)])
    if facts.away:
        body.paragraph(f"据登记，该人目前{facts.away}，上述住址是其在安置区的住址。")
    purpose = purpose_of(facts, use) or BLANK
    body.paragraph(
        f"本证明用于{purpose}，用于别的事无效。有效期{facts.valid_days}天，从{spoken_date(head.paper_date)}算起。"
    )
    replaces = f"本证明替代{head.replaces}，原件作废。" if head.replaces else ""
    sealed_closing(body, head, f"{replaces}特此证明。")
    foot(sheet, head)
    return sheet.finish()


def purpose_of(facts: PersonFacts, use: str) -> str:
    """What a certificate is for: what was chosen, what was typed, or both."""
    return "：".join(part for part in (facts.purpose, use.strip().rstrip("。")) if part)


def draw_declaration(facts: PersonFacts, head: PaperHead, use: str = "") -> bytes:
    """Draw the text somebody signs; what is not known is left to be written by hand.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
        ValueError: no wording was chosen.
    """
    wording = facts.wording
    if wording is None:
        raise ValueError("a declaration without its wording")
    sheet = Sheet(About(wording.heading, head.issuer, head.number), draft=head.draft, numbered=True)
    body = Body(sheet)
    body.title(wording.heading)
    number_line(body, head)
    body.skip()
    body.paragraph(["本人：", *_who(facts), *_at(facts)])
    values = {
        "issuer": head.issuer,
        "matter": use.strip().rstrip("。") or BLANK,
        "blank": BLANK,
        "short": SHORT,
    }
    for text in wording.paragraphs:
        before, agent, after = text.partition("{agent}")
        pieces: Pieces = [before.format(**values)]
        if agent:
            pieces += [Name(facts.agent) if facts.agent else BLANK, after.format(**values)]
        body.paragraph(pieces)
    geometry = sheet.geometry
    top = geometry.top + (body.line - 0.5) * geometry.line_pitch
    if top + SIGNING + FOOT > geometry.bottom:
        sheet.new_page()
        top = geometry.top
    signatures(sheet, top, "本人")
    foot(sheet, head, HELD_BY, signed=False)
    return sheet.finish()


def _who(facts: PersonFacts) -> Pieces:
    if not facts.number:
        number = f"身份证号码{BLANK}"
    else:
        number = f"身份证号码{facts.number if facts.whole_numbers else mask_number(facts.number)}"
    return [Name(facts.name), f"，{facts.sex.label}，{number}，"]


def _lives(facts: PersonFacts) -> Pieces:
    since = f"自{facts.since.spoken()}起" if facts.since else "现"
    pieces: Pieces = [f"{since}居住在{facts.address}"]
    if facts.relation and facts.head_name and facts.head_name != facts.name:
        pieces += ["，是", Name(facts.head_name), f"户的家庭成员（与户主关系：{facts.relation}）"]
    return [*pieces, f"，搬迁户户号{facts.household_number}。"]


def _at(facts: PersonFacts) -> Pieces:
    if facts.room_spoken:
        return [f"现住{facts.address}。"]
    return [f"现住{BLANK}{BLANK}。"]
