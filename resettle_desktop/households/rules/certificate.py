"""The facts that stand on a 搬迁安置证明, frozen as they were when it was issued."""

from dataclasses import dataclass
from datetime import date

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
