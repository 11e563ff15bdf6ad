"""EV30 考录公务员, EV31 取得另一集体成员身份, EV33 证件到期: what somebody is, or no longer can show."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Person
from resettle_desktop.households.rules.checks import check_started
from resettle_desktop.households.rules.circumstances import StatusKind
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_parts import (
    begin_status,
    member_of_today,
    note_of_person,
)
from resettle_desktop.households.use_cases.succession import on_day
from resettle_desktop.office.rules import Role

WHERE: Final = "请填写{}"
NO_CARD: Final = "{}的档案里没有残疾人证，请先在“补充资料”里登记"


@dataclass(frozen=True, slots=True)
class StandingDraft:
    """What somebody became, from when and where (the office, the collective)."""

    person_uid: str
    on: ImpreciseDate
    place: str
    on_contract: bool = False
    evidence: Evidence = field(default_factory=Evidence)


@act("登记考录公务员", needs=(Role.HOUSEHOLD_CLERK,))
def record_civil_service(work: Work, draft: StandingDraft) -> None:
    """A flag on the person; on contract (聘任制) the collective membership does not end by law."""
    if not draft.place.strip():
        raise Refusal(WHERE.format("录用单位"), "place")
    note = "聘任制" if draft.on_contract else ""
    _stand(work, draft, StatusKind.CIVIL_SERVANT, EventCode.CIVIL_SERVANT, note)


@act("登记取得另一集体成员身份", needs=(Role.HOUSEHOLD_CLERK,))
def record_other_collective(work: Work, draft: StandingDraft) -> None:
    """Another collective has confirmed somebody as its member; here it is only noted."""
    if not draft.place.strip():
        raise Refusal(WHERE.format("新集体组织名称"), "place")
    _stand(work, draft, StatusKind.OTHER_COLLECTIVE, EventCode.OTHER_COLLECTIVE, "")


def _stand(work: Work, draft: StandingDraft, kind: StatusKind, code: EventCode, note: str) -> None:
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    begin_status(work, person, kind, on, place=draft.place, note=note)
    note_of_person(work, code, person, on, draft.evidence)


class Card(StrEnum):
    """Papers whose last day the register keeps."""

    IDENTITY = "identity"
    DISABILITY = "disability"


CARDS: Final = {Card.IDENTITY: "居民身份证", Card.DISABILITY: "残疾人证"}


@dataclass(frozen=True, slots=True)
class CardExpiredDraft:
    """A card's last day, as it stands on the card."""

    person_uid: str
    card: Card
    last_day: date
    evidence: Evidence = field(default_factory=Evidence)


@act("登记证件到期", needs=(Role.HOUSEHOLD_CLERK,))
def record_card_expired(work: Work, draft: CardExpiredDraft) -> None:
    """A card has come to its end; what hangs on it is the rights' concern."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(on_day(draft.last_day), work.today, field="on")
    row = work.row(Person, person.id)
    if draft.card is Card.DISABILITY:
        if row["disability_card"] is None and row["disability"] is None:
            raise Refusal(NO_CARD.format(person.name), "card")
        work.update(Person, person.id, disability_until=draft.last_day)
    else:
        work.update(Person, person.id, number_until=draft.last_day, number_forever=False)
    note_of_person(work, EventCode.CARD_EXPIRED, person, on, draft.evidence)
