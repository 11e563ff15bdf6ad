"""EV09 并户: a household goes into another; both keep their history, what overlaps is listed."""

from dataclasses import dataclass, field
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    PeopleList,
    RoomAssignment,
)
from resettle_desktop.households.queries.overlaps import household_overlaps
from resettle_desktop.households.rules.checks import check_of_home, check_relation
from resettle_desktop.households.rules.declared import LeavingReason, MembershipReason, RoomReason
from resettle_desktop.households.rules.homes import ClosedBecause
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.refusals import TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import (
    FoundHousehold,
    FoundPerson,
    find_household,
    find_person,
    people_of,
    refuse_before,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.headship import refuse_others_stayed
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    starting,
    still_open,
)
from resettle_desktop.office.rules import Role

SAME_HOUSEHOLD: Final = "这是同一户，不用并"
EVERYBODY: Final = "请写明并入的每个人和户主的关系"


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """The household that goes on, the one that goes into it, and each member's relation to the head there.

    ``keeps_room`` False: the household leaves its room (腾退); True: the room goes over with it (过户).
    """

    household_uid: str
    merged_uid: str
    relations: tuple[tuple[str, str], ...]
    on: ImpreciseDate
    keeps_room: bool = False
    evidence: Evidence = field(default_factory=Evidence)


@act("并户", needs=(Role.HOUSEHOLD_CLERK,))
def merge_households(work: Work, draft: MergeDraft) -> list[str]:
    """Bring a household's members into another and close its file; return what overlaps."""
    household = find_household(work, draft.household_uid)
    merged = find_household(work, draft.merged_uid, field="merged")
    if household.id == merged.id:
        raise Refusal(SAME_HOUSEHOLD, "merged")
    refuse_emptied(household)
    refuse_emptied(merged, field="merged")
    on = check_of_home(draft.on, work.today, field="on")
    refuse_before(work, household, on, field="on")
    people = _members(work, merged, draft)
    refuse_others_stayed(work, merged, [person.id for person, _ in people], on)
    work.about("household", household.uid, household.label)
    overlaps = household_overlaps(work.session, household.uid, merged.uid, work.today)
    for person, relation in people:
        end_row(work, Membership, person.membership, on, field="on", left_because=LeavingReason.MERGED)
        work.insert(
            Membership,
            person_id=person.id,
            household_id=household.id,
            relation=relation,
            reason=MembershipReason.MERGED,
            **starting(on),
        )
    head = still_open(work, Headship, Headship.household_id == merged.id)
    if head is not None:
        end_row(work, Headship, head, on, field="on")
    _hand_over_rooms(work, household, merged, on, keeps=draft.keeps_room)
    take_over_lists(work, household.id, merged.id)
    work.update(
        Household,
        merged.id,
        closed_on=on.earliest,
        closed_on_precision=on.precision,
        closed_because=ClosedBecause.MERGED,
        successor_uid=household.uid,
    )
    index_people(work, people_of(work, household.id))
    note_event(
        work,
        EventNote(
            code=EventCode.MERGED,
            happened=on,
            household_id=household.id,
            person_id=merged.head_id,
            evidence=draft.evidence,
        ),
    )
    return list(overlaps)


def _members(work: Work, merged: FoundHousehold, draft: MergeDraft) -> list[tuple[FoundPerson, str]]:
    people = []
    for uid, relation in draft.relations:
        if check_relation(relation) == HEAD:
            raise Refusal(TWO_HEADS.format(2), "relations")
        people.append((find_person(work, uid, field="relations"), relation))
    if sorted(person.id for person, _ in people) != sorted(people_of(work, merged.id)):
        raise Refusal(EVERYBODY, "relations")
    return people


def _hand_over_rooms(
    work: Work, household: FoundHousehold, merged: FoundHousehold, on: ImpreciseDate, *, keeps: bool
) -> None:
    because = RoomReason.TRANSFERRED if keeps else RoomReason.VACATED
    for row in believed(work, RoomAssignment, RoomAssignment.household_id == merged.id):
        if row.ends is not None:
            continue
        end_row(work, RoomAssignment, row, on, field="on", left_because=because)
        if keeps:
            work.insert(
                RoomAssignment,
                room_id=row.room_id,
                household_id=household.id,
                reason=RoomReason.TRANSFERRED,
                document=row.document,
                **starting(on),
            )


def take_over_lists(work: Work, household_id: int, merged_id: int) -> None:
    """Part of merging households: the booklets found from the one are found from the other."""
    table = PeopleList.__table__
    for row in work.session.execute(table.select().where(table.c.household_id == merged_id)).all():
        work.update(PeopleList, row.id, household_id=household_id)
