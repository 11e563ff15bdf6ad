"""EV11 户口迁入安置地 and EV13 居住证、居住簿: where people are registered at the site."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import ResidenceDocument
from resettle_desktop.households.rules.checks import check_started, clean_text
from resettle_desktop.households.rules.declared import (
    RESIDENCE_PAPERS,
    HukouCategory,
    HukouStanding,
    ResidencePaper,
)
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.drafts import HukouDraft, ResidenceDocumentDraft
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import FoundPerson, find_household, find_person
from resettle_desktop.households.use_cases.people import set_residence_document
from resettle_desktop.households.use_cases.succession import end_row, follow, still_open
from resettle_desktop.households.use_cases.supplement import set_hukou
from resettle_desktop.office.rules import Role

ARRIVED: Final = (
    HukouStanding.MOVED_DOOR,
    HukouStanding.MOVED_GROUP,
    HukouStanding.MOVED_COLLECTIVE,
)
"""The three ways a hukou comes to the site."""

FIELDS: Final = {
    "hukou_since": "on",
    "hukou_division": "division_code",
    "hukou_address": "address",
    "hukou_category": "category",
}
"""What the form of EV11 calls the fields of a person's hukou."""

NOBODY: Final = "请至少选一人"
NOT_OF_THE_HOUSEHOLD: Final = "{}现在不在这一户，请重新打开再办"
NOT_ARRIVED: Final = "请选户口迁到安置地的哪一种"
NO_DOCUMENT: Final = "{}现在没有{}，请先登记办证"
ENDORSED_BEFORE: Final = "下次签注日期要晚于这次办理的日期，请核对"


@dataclass(frozen=True, slots=True)
class HukouArrivedDraft:
    """Whose hukou came to the site on ``on``, in which of the three ways, to which address."""

    household_uid: str
    person_uids: tuple[str, ...]
    standing: HukouStanding
    on: ImpreciseDate
    division_code: str = ""
    address: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    category: HukouCategory | None = None


@act("户口迁入安置地", needs=(Role.HOUSEHOLD_CLERK,))
def move_hukou_in(work: Work, draft: HukouArrivedDraft) -> None:
    """The hukou of one member or of all is at the site from a day on; each has exactly one place."""
    household = find_household(work, draft.household_uid)
    on = check_started(draft.on, work.today, field="on")
    if draft.standing not in ARRIVED:
        raise Refusal(NOT_ARRIVED, "standing")
    if not draft.person_uids:
        raise Refusal(NOBODY, "people")
    work.about("household", household.uid, household.label)
    people: list[FoundPerson] = []
    for uid in dict.fromkeys(draft.person_uids):
        person = find_person(work, uid, field="people")
        if person.household is None or person.household.id != household.id:
            raise Refusal(NOT_OF_THE_HOUSEHOLD.format(person.name), "people")
        people.append(person)
        hukou = HukouDraft(draft.standing, draft.division_code, draft.address, on, draft.category)
        try:
            set_hukou(work, person.id, hukou)
        except Refusal as refusal:
            refusal.field = FIELDS.get(refusal.field or "", refusal.field)
            raise
    note_event(
        work,
        EventNote(
            code=EventCode.HUKOU_MOVED_IN,
            happened=on,
            household_id=household.id,
            person_id=people[0].id if len(people) == 1 else None,
            evidence=draft.evidence,
        ),
    )


class ResidenceStep(StrEnum):
    """What was done with a residence document."""

    ISSUED = "issued"
    ENDORSED = "endorsed"
    ENDED = "ended"


RESIDENCE_STEPS: Final = {
    ResidenceStep.ISSUED: "办证（新发、换发）",
    ResidenceStep.ENDORSED: "签注",
    ResidenceStep.ENDED: "过期或注销",
}


@dataclass(frozen=True, slots=True)
class ResidenceStepDraft:
    """A residence document issued, endorsed for another time, or no longer valid, from ``on``."""

    person_uid: str
    kind: ResidencePaper
    step: ResidenceStep
    on: ImpreciseDate
    number: str = ""
    next_endorsement: date | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记居住证办理签注过期", needs=(Role.HOUSEHOLD_CLERK,))
def note_residence_document(work: Work, draft: ResidenceStepDraft) -> None:
    """A residence document begins, is endorsed, or ends; every stretch keeps its own next day."""
    person = find_person(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    if draft.next_endorsement is not None and draft.next_endorsement <= on.earliest:
        raise Refusal(ENDORSED_BEFORE, "next_endorsement")
    work.about("person", person.uid, person.name)
    match draft.step:
        case ResidenceStep.ISSUED:
            document = ResidenceDocumentDraft(
                person.uid, draft.kind, on, draft.number, draft.next_endorsement
            )
            _in_field("on", set_residence_document, work, document)
        case ResidenceStep.ENDORSED:
            _endorse(work, person, draft, on)
        case ResidenceStep.ENDED:
            end_row(work, ResidenceDocument, _held(work, person, draft.kind), on, field="on")
    note_event(
        work,
        EventNote(
            code=EventCode.RESIDENCE_DOCUMENT,
            happened=on,
            household_id=person.household.id if person.household else None,
            person_id=person.id,
            evidence=draft.evidence,
        ),
    )


def _in_field(name: str, part: Any, work: Work, draft: Any) -> None:
    try:
        part(work, draft)
    except Refusal as refusal:
        if refusal.field == "since":
            refusal.field = name
        raise


def _held(work: Work, person: FoundPerson, kind: ResidencePaper) -> Any:
    row = still_open(
        work,
        ResidenceDocument,
        ResidenceDocument.person_id == person.id,
        ResidenceDocument.kind == kind.value,
    )
    if row is None:
        raise Refusal(NO_DOCUMENT.format(person.name, RESIDENCE_PAPERS[kind]), "kind")
    return row


def _endorse(work: Work, person: FoundPerson, draft: ResidenceStepDraft, on: ImpreciseDate) -> None:
    row = _held(work, person, draft.kind)
    number = clean_text(draft.number, field="number", what="证件编号", longest=40) or row.number
    values = {
        "person_id": person.id,
        "kind": draft.kind.value,
        "number": number,
        "next_endorsement": draft.next_endorsement,
    }
    follow(work, ResidenceDocument, row, on, field="on", values=values)
