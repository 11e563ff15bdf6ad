"""The facts that stand on a 搬迁安置证明, frozen as they were when it was issued."""

from dataclasses import dataclass
from datetime import date

from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex


@dataclass(frozen=True, slots=True)
class CertifiedMember:
    """One line of the members' table; ``number`` is whole, the paper masks what it must."""

    name: str
    relation: str
    sex: Sex
    birth: ImpreciseDate | None
    number: str | None
    number_state: str


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What the certificate says of a household on the day ``as_of``."""

    household_uid: str
    household_number: str
    as_of: date
    head_name: str
    head_number: str | None
    relocation_kind: str
    origin: str
    hamlet: str
    site_name: str
    site_address: str
    room_label: str
    room_spoken: str
    area: str
    moved_in: ImpreciseDate | None
    agreement_no: str
    agreement_date: ImpreciseDate | None
    agreement_heads: int | None
    members: tuple[CertifiedMember, ...]
    missing: tuple[str, ...]
    """What a complete certificate would need and the file does not know, in the clerk's words."""


def certified_holder(facts: CertificateFacts) -> str:
    """The name in the code to check: the head's, or the first member's where nobody heads the household."""
    return facts.head_name or next((member.name for member in facts.members), "")


def certified_lines(facts: CertificateFacts) -> tuple[str, ...]:
    """What a certificate says of its own, line by line, as its code to check binds it."""
    agreed = facts.agreement_date.spoken() if facts.agreement_date else ""
    moved = facts.moved_in.spoken() if facts.moved_in else ""
    return (
        f"户号 {facts.household_number}",
        f"户主 {facts.head_name}",
        f"类型 {facts.relocation_kind}",
        f"原住 {facts.origin}",
        f"安置 {facts.site_name}{facts.room_spoken} {facts.area} {moved}".rstrip(),
        f"协议 {facts.agreement_no} {agreed} {facts.agreement_heads or ''}".rstrip(),
        *(
            f"成员 {member.name} {member.relation} {member.sex.label} "
            f"{member.birth.spoken() if member.birth else ''} {mask_number(member.number or '')}".rstrip()
            for member in facts.members
        ),
    )
