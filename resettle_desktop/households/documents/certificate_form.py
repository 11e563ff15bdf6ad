"""The values of a 搬迁安置证明 for a pre-printed form of it: the same facts, each in its place."""

from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.rules.certificate import CertificateFacts, CertifiedMember
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.printing.documents.forms import Value, form_sheet
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.forms import FormOnPaper

TITLE: Final = "搬迁安置证明"
NOT_KNOWN: Final = "不详"
NO_NUMBER: Final = "暂无"
CODE_ELSEWHERE: Final = "套打的纸上没有印二维码的地方；请在“二维码设置”里去掉这种文书，或者不用套打"


def number_of(member: CertifiedMember) -> str:
    """The number with its middle masked; a doubtful one says so."""
    if not member.number:
        return NO_NUMBER
    return mask_number(member.number) + ("（待核）" if member.number_state == NumberState.TO_CHECK else "")


def on_form(facts: CertificateFacts, head: PaperHead, form: FormOnPaper, use: str) -> bytes:
    """Draw the values alone, each where the form has its place.

    Raises:
        TooLong: a value, or more members than the sheet has rows for; it is named and never cut.
        Refusal: a code to check is to stand on it, for which the form has no place.
    """
    if head.code is not None:
        raise Refusal(CODE_ELSEWHERE)
    sheet = form_sheet(
        form.layout,
        certificate_values(facts, head, use),
        about=About(TITLE, head.issuer, head.number),
        draft=head.draft,
    )
    if head.practice:
        sheet.text(12, 12, "练习用，无效", face=Face.HEI)
    return sheet.finish()


def certificate_values(facts: CertificateFacts, head: PaperHead, use: str) -> dict[str, Value]:
    """What stands in each place, by the place's value."""
    agreed = facts.agreement_date.spoken() if facts.agreement_date else ""
    home = f"{facts.site_name}{facts.room_spoken}" if facts.room_spoken else "尚未登记"
    members = facts.members
    return {
        "number": head.number,
        "head_name": Name(facts.head_name) if facts.head_name else "",
        "household": facts.household_number,
        "origin": facts.origin,
        "home": home,
        "area": f"{facts.area}平方米" if facts.area else "",
        "moved_in": facts.moved_in.spoken() if facts.moved_in else "",
        "relocation_kind": facts.relocation_kind,
        "agreement": f"{facts.agreement_no} {agreed}".strip(),
        "member_name": [Name(member.name) for member in members],
        "member_relation": [member.relation for member in members],
        "member_sex": [member.sex.label for member in members],
        "member_birth": [member.birth.spoken() if member.birth else NOT_KNOWN for member in members],
        "member_number": [number_of(member) for member in members],
        "use": use.strip().rstrip("。"),
        "replaces": f"替代{head.replaces}，原件作废。" if head.replaces else "",
        "issuer": head.issuer,
        "date": spoken_date(head.paper_date),
        "handler": head.handler,
        "phone": head.phone,
    }
