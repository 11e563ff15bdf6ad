"""EV08 分户: some members go on as a household of their own, of the same lineage."""

from dataclasses import dataclass, field
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Headship, Household, Membership, RoomAssignment
from resettle_desktop.households.rules.checks import check_of_home, check_relation
from resettle_desktop.households.rules.declared import LeavingReason, MembershipReason, RoomReason
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.refusals import NO_HEAD, TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import AssignRoomDraft, ChangeHeadDraft
from resettle_desktop.households.use_cases.dwelling import assign_room
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import (
    FoundHousehold,
    FoundPerson,
    find_household,
    find_person,
    people_of,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.headship import change_head, restate_relation
from resettle_desktop.households.use_cases.household_numbers import next_household_number
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import believed, end_row, starting
from resettle_desktop.office.rules import Role

NOBODY_LEAVES: Final = "请至少选一人分出去"
NOBODY_STAYS: Final = "原户至少要留下一人；全家一起走的不是分户"
NOT_A_MEMBER: Final = "{}现在不在这一户，请重新打开再办"
SAID_TWICE: Final = "{}填了两次，请核对"
NEW_HEAD_NEEDED: Final = "户主分出去了，请给留下的人指定新户主"
STAYING_INCOMPLETE: Final = "请写明留下的每个人和户主的关系"
NO_ROOM_TO_TAKE: Final = "原户现在没有住房，不能由新户接着住"
TWO_ROOMS: Final = "新户接着住原来的房，就不用再选一套"

INHERITED: Final = (
    "lineage_uid",
    "origin_village_id",
    "relocation_kind",
    "task_year",
    "settlement_mode",
    "settlement_focus",
    "move_mode",
    "move_reason",
    "moved_in",
    "moved_in_precision",
    "household_type",
)
"""What is as true of the new household as of the old; the agreement and its heads stay with the old."""


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """Who leaves with whom as head, who heads those that stay, and who lives where.

    ``leaving`` and ``staying`` are uids with relations, each to its own household's head. ``staying`` may be
    empty when the head stays: everybody then stands to him as before. The new household takes over the old
    one's room (``takes_room``), gets ``room_uid``, or has none of its own.
    """

    household_uid: str
    leaving: tuple[tuple[str, str], ...]
    on: ImpreciseDate
    staying: tuple[tuple[str, str], ...] = ()
    takes_room: bool = False
    room_uid: str | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("分户", needs=(Role.HOUSEHOLD_CLERK,))
def split_household(work: Work, draft: SplitDraft) -> str:
    """Open the file of the members who split off and return its uid; the number is given by the program.

    What each household is owed is not split here: it stays with the old one until a paper splits it.
    """
    household = find_household(work, draft.household_uid)
    refuse_emptied(household)
    on = check_of_home(draft.on, work.today, field="on")
    members = set(people_of(work, household.id))
    leaving = _said(work, draft.leaving, members, "leaving")
    if not leaving:
        raise Refusal(NOBODY_LEAVES, "leaving")
    if len(leaving) == len(members):
        raise Refusal(NOBODY_STAYS, "leaving")
    new_head = _one_head(leaving, "leaving")
    staying = _said(work, draft.staying, members - {person.id for person, _ in leaving}, "staying")
    work.about("household", household.uid, household.label)
    head_leaves = household.head_id not in members - {person.id for person, _ in leaving}
    if staying and len(staying) + len(leaving) != len(members):
        raise Refusal(STAYING_INCOMPLETE, "staying")
    if head_leaves and not staying:
        raise Refusal(NEW_HEAD_NEEDED, "staying")
    for person, _ in leaving:
        end_row(work, Membership, person.membership, on, field="on", left_because=LeavingReason.SPLIT)
    _settle_those_who_stay(work, household, draft, staying, on)
    uid = _open_file(work, household, leaving, new_head, on)
    _house(work, household, draft, uid, on)
    index_people(work, members)
    for home in (household, find_household(work, uid)):
        note_event(work, EventNote(EventCode.SPLIT, home.id, new_head.id, on, draft.evidence))
    return uid


def _said(
    work: Work, pairs: tuple[tuple[str, str], ...], among: set[int], name: str
) -> list[tuple[FoundPerson, str]]:
    """The people of one side with their relations, everybody once and a member of today."""
    said: list[tuple[FoundPerson, str]] = []
    seen: set[int] = set()
    for uid, relation in pairs:
        person = find_person(work, uid, field=name)
        if person.id in seen:
            raise Refusal(SAID_TWICE.format(person.name), name)
        if person.id not in among:
            raise Refusal(NOT_A_MEMBER.format(person.name), name)
        seen.add(person.id)
        said.append((person, check_relation(relation)))
    return said


def _one_head(said: list[tuple[FoundPerson, str]], name: str) -> FoundPerson:
    heads = [person for person, relation in said if relation == HEAD]
    if not heads:
        raise Refusal(NO_HEAD, name)
    if len(heads) > 1:
        raise Refusal(TWO_HEADS.format(len(heads)), name)
    return heads[0]


def _settle_those_who_stay(
    work: Work,
    household: FoundHousehold,
    draft: SplitDraft,
    staying: list[tuple[FoundPerson, str]],
    on: ImpreciseDate,
) -> None:
    if not staying:
        return
    head = _one_head(staying, "staying")
    if head.id != household.head_id:
        change_head(work, ChangeHeadDraft(household.uid, head.uid, draft.staying, on, reason="分户"))
        return
    for person, relation in staying:
        restate_relation(work, person, relation, on)


def _open_file(
    work: Work,
    household: FoundHousehold,
    leaving: list[tuple[FoundPerson, str]],
    new_head: FoundPerson,
    on: ImpreciseDate,
) -> str:
    before = work.row(Household, household.id)
    uid = new_uid()
    household_id = work.insert(
        Household,
        uid=uid,
        number=next_household_number(work),
        registered_on=work.today,
        **{name: before[name] for name in INHERITED},
    )
    work.insert_many(
        Membership,
        [
            {
                "person_id": person.id,
                "household_id": household_id,
                "relation": relation,
                "reason": MembershipReason.SPLIT,
                **starting(on),
            }
            for person, relation in leaving
        ],
    )
    work.insert(Headship, household_id=household_id, person_id=new_head.id, reason="分户", **starting(on))
    return uid


def _house(work: Work, household: FoundHousehold, draft: SplitDraft, uid: str, on: ImpreciseDate) -> None:
    if draft.takes_room and draft.room_uid is not None:
        raise Refusal(TWO_ROOMS, "room")
    if draft.room_uid is not None:
        assign_room(work, AssignRoomDraft(uid, draft.room_uid, on))
    if not draft.takes_room:
        return
    stays = [
        row
        for row in believed(work, RoomAssignment, RoomAssignment.household_id == household.id)
        if row.ends is None
    ]
    if not stays:
        raise Refusal(NO_ROOM_TO_TAKE, "room")
    new_household = find_household(work, uid)
    for row in stays:
        end_row(work, RoomAssignment, row, on, field="on", left_because=RoomReason.TRANSFERRED)
        work.insert(
            RoomAssignment,
            room_id=row.room_id,
            household_id=new_household.id,
            reason=RoomReason.TRANSFERRED,
            document=row.document,
            **starting(on),
        )
