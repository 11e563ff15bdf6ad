"""EV10 户主变更, EV22 房屋, EV26 更正: acts there already, done as what happened, with their evidence."""

from dataclasses import dataclass, field, replace
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import RoomAssignment
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.drafts import (
    AssignRoomDraft,
    ChangeHeadDraft,
    CorrectPersonDraft,
    EndRoomDraft,
)
from resettle_desktop.households.use_cases.dwelling import GONE, assign_room, end_room
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import find_household, find_person
from resettle_desktop.households.use_cases.headship import change_head
from resettle_desktop.households.use_cases.people import correct_person
from resettle_desktop.households.use_cases.succession import first_day_after, on_day, still_open
from resettle_desktop.office.rules import Role

PAPER_NEEDED: Final = "更正要有证明材料，请写明是什么证明"


@dataclass(frozen=True, slots=True)
class HeadChangedDraft:
    """Another head, and the paper that says so."""

    change: ChangeHeadDraft
    evidence: Evidence = field(default_factory=Evidence)


@act("登记户主变更", needs=(Role.HOUSEHOLD_CLERK,))
def note_head_change(work: Work, draft: HeadChangedDraft) -> None:
    """Another member heads the household; the event is kept with its evidence."""
    change_head(work, draft.change)
    household = find_household(work, draft.change.household_uid)
    work.about("household", household.uid, household.label)
    note_event(
        work,
        EventNote(
            code=EventCode.HEAD_CHANGED,
            happened=draft.change.on,
            household_id=household.id,
            person_id=household.head_id,
            evidence=draft.evidence,
        ),
    )


@dataclass(frozen=True, slots=True)
class RoomChangedDraft:
    """A room given, exchanged or handed over, or a room left; the paper is the approval."""

    change: AssignRoomDraft | EndRoomDraft
    evidence: Evidence = field(default_factory=Evidence)


@act("登记房屋变动", needs=(Role.HOUSEHOLD_CLERK,))
def note_room_change(work: Work, draft: RoomChangedDraft) -> None:
    """A household comes to a room or leaves it; the event is kept with its evidence."""
    change = draft.change
    document = change.document or _paper(draft.evidence)
    if isinstance(change, AssignRoomDraft):
        household_id = find_household(work, change.household_uid).id
        happened = change.since
        assign_room(work, replace(change, document=document))
    else:
        row = still_open(work, RoomAssignment, RoomAssignment.uid == change.assignment_uid)
        if row is None:
            raise Refusal(GONE)
        household_id = row.household_id
        happened = first_day_after(change.last_day)
        end_room(work, replace(change, document=document))
    note_event(
        work,
        EventNote(
            code=EventCode.ROOM_CHANGED,
            happened=happened,
            household_id=household_id,
            person_id=None,
            evidence=draft.evidence,
        ),
    )


@dataclass(frozen=True, slots=True)
class CorrectedDraft:
    """A person's identity as it should stand, and the paper of the police that says so."""

    correction: CorrectPersonDraft
    evidence: Evidence = field(default_factory=Evidence)


@act("更正并登记证明", needs=(Role.HOUSEHOLD_CLERK,))
def note_correction(work: Work, draft: CorrectedDraft) -> str:
    """Put a person's identity right on the paper shown; answers the correction's uid."""
    evidence = draft.evidence
    if not evidence.later and not evidence.what.strip():
        raise Refusal(PAPER_NEEDED, "evidence")
    correction = replace(draft.correction, evidence=draft.correction.evidence or _paper(evidence))
    uid = correct_person(work, correction)
    person = find_person(work, draft.correction.person_uid)
    work.about("person", person.uid, person.name)
    note_event(
        work,
        EventNote(
            code=EventCode.CORRECTED,
            happened=on_day(work.today),
            household_id=person.household.id if person.household else None,
            person_id=person.id,
            evidence=evidence,
        ),
    )
    return uid


def _paper(evidence: Evidence) -> str:
    return " ".join(part for part in (evidence.what.strip(), evidence.number.strip()) if part)
