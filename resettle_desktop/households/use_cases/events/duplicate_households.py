"""EV27 重复建档合并, of a whole household: it was registered twice, its people perhaps under other names."""

from dataclasses import dataclass, field
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import (
    Headship,
    HomeTitle,
    Household,
    LifeEvent,
    Membership,
    OldHome,
    Person,
    RoomAssignment,
)
from resettle_desktop.households.queries.overlaps import household_overlaps
from resettle_desktop.households.rules.checks import check_relation
from resettle_desktop.households.rules.homes import ClosedBecause
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.one_person import GAPS_OF_A_HOUSEHOLD, left_over, taken_over
from resettle_desktop.households.rules.refusals import TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.events.duplicates import merge_person
from resettle_desktop.households.use_cases.events.household_merge import take_over_lists
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import (
    FoundHousehold,
    FoundPerson,
    find_household,
    find_person,
    first_day,
    people_of,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import believed, later, on_day, starting
from resettle_desktop.office.rules import Role

SAME: Final = "选的是同一户，请选另一户"
ONCE_HEAD: Final = "{}以前是重复那一户的户主，请写明和保留的哪个人是同一人，或者在保留的户里是什么关系"
EVERYBODY: Final = "请给重复那一户的每个人写明：和保留的哪个人是同一人，或者在保留的户里是什么关系"


@dataclass(frozen=True, slots=True)
class MergeHouseholdsTwiceDraft:
    """The household registered twice: which file goes on, who is who, and who stood only in the other.

    ``pairs`` are uids of the duplicate's member and of the person he is in the kept household; ``others``
    are the rest of the duplicate's members with their relation to the kept household's head. Who had left it
    before may be named in either, and must be where he was its head.
    """

    survivor_uid: str
    duplicate_uid: str
    pairs: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


@act("合并重复户", needs=(Role.HOUSEHOLD_CLERK,))
def merge_duplicate_households(work: Work, draft: MergeHouseholdsTwiceDraft) -> list[str]:
    """Close the second file of a household in favour of the first; return what overlapped."""
    survivor = find_household(work, draft.survivor_uid, field="survivor")
    duplicate = find_household(work, draft.duplicate_uid, field="duplicate")
    if survivor.id == duplicate.id:
        raise Refusal(SAME, "duplicate")
    refuse_emptied(survivor, field="survivor")
    refuse_emptied(duplicate, field="duplicate")
    pairs, others = _who_is_who(work, survivor, duplicate, draft)
    work.about("household", survivor.uid, survivor.label)
    overlaps = list(household_overlaps(work.session, survivor.uid, duplicate.uid, work.today))
    for row in believed(work, Headship, Headship.household_id == duplicate.id):
        work.supersede(Headship, row.id)
    doubles = {double.id for double, _ in pairs}
    people = _come_over(work, survivor, duplicate, doubles, {person.id: said for person, said in others})
    for double, person in pairs:
        overlaps += merge_person(work, person, find_person(work, double.uid))
    _hand_over_rooms(work, survivor.id, duplicate.id)
    _hand_over_papers(work, survivor, duplicate)
    _close(work, survivor, duplicate)
    index_people(work, {*people_of(work, survivor.id), *doubles, *people})
    note_event(
        work,
        EventNote(
            code=EventCode.DUPLICATE_MERGED,
            happened=on_day(work.today),
            household_id=survivor.id,
            person_id=None,
            evidence=draft.evidence,
        ),
    )
    return overlaps


def _who_is_who(
    work: Work, survivor: FoundHousehold, duplicate: FoundHousehold, draft: MergeHouseholdsTwiceDraft
) -> tuple[list[tuple[FoundPerson, FoundPerson]], list[tuple[FoundPerson, str]]]:
    pairs = [
        (find_person(work, double, field="pairs"), find_person(work, person, field="pairs"))
        for double, person in draft.pairs
    ]
    others = []
    for uid, relation in draft.others:
        if check_relation(relation) == HEAD:
            raise Refusal(TWO_HEADS.format(2), "others")
        others.append((find_person(work, uid, field="others"), relation))
    said = [*(double.id for double, _ in pairs), *(person.id for person, _ in others)]
    kept = [person.id for _, person in pairs]
    if (
        not set(people_of(work, duplicate.id)) <= set(said) <= _ever(work, duplicate.id)
        or len(set(said)) != len(said)
        or len(set(kept)) != len(kept)
        or not _ever(work, survivor.id) >= set(kept)
    ):
        raise Refusal(EVERYBODY, "pairs")
    return pairs, others


def _ever(work: Work, household_id: int) -> set[int]:
    """Who belongs to a household or once did."""
    return {row.person_id for row in believed(work, Membership, Membership.household_id == household_id)}


def _come_over(
    work: Work, survivor: FoundHousehold, duplicate: FoundHousehold, doubles: set[int], said: dict[int, str]
) -> set[int]:
    """The memberships of the second file are the first one's, those of who left before too; answer whose.

    A double's own stand in the first file already; who once headed the second is said anew.
    """
    begins = first_day(work, survivor.id)
    came: set[int] = set()
    for row in believed(work, Membership, Membership.household_id == duplicate.id):
        since = later(begins, on_day(row.starts))
        if row.person_id in doubles or (row.ends is not None and row.ends <= since.earliest):
            work.supersede(Membership, row.id)
            continue
        relation = row.relation
        if row.ends is None or relation == HEAD:
            if row.person_id not in said:
                raise Refusal(ONCE_HEAD.format(work.row(Person, row.person_id)["name"]), "others")
            relation = said[row.person_id]
        began = {} if since.earliest == row.starts else starting(since)
        work.supersede(Membership, row.id, household_id=survivor.id, relation=relation, **began)
        came.add(row.person_id)
    return came


def _hand_over_rooms(work: Work, survivor_id: int, duplicate_id: int) -> None:
    """The duplicate's stays are the survivor's, where the survivor did not stand in the same room already."""
    mine = believed(work, RoomAssignment, RoomAssignment.household_id == survivor_id)
    for row in believed(work, RoomAssignment, RoomAssignment.household_id == duplicate_id):
        days = (row.starts, row.ends)
        taken = [(one.starts, one.ends) for one in mine if one.room_id == row.room_id]
        if left_over(days, taken) == [days]:
            work.supersede(RoomAssignment, row.id, household_id=survivor_id)
        else:
            work.supersede(RoomAssignment, row.id)


def _hand_over_papers(work: Work, survivor: FoundHousehold, duplicate: FoundHousehold) -> None:
    """Booklets, events, title and old home: what the kept household has is believed, the rest follows."""
    take_over_lists(work, survivor.id, duplicate.id)
    for row in believed(work, LifeEvent, LifeEvent.household_id == duplicate.id):
        work.supersede(LifeEvent, row.id, household_id=survivor.id)
    titles = _rows(work, HomeTitle, "household_id", survivor.id, duplicate.id)
    if duplicate.id in titles and survivor.id not in titles:
        work.update(HomeTitle, titles[duplicate.id].id, household_id=survivor.id)
    kept, other = (work.row(Household, one.id)["lineage_uid"] for one in (survivor, duplicate))
    homes = _rows(work, OldHome, "lineage_uid", kept, other)
    if other in homes and kept not in homes:
        work.update(OldHome, homes[other].id, lineage_uid=kept)


def _rows(work: Work, model: Any, column: str, *values: Any) -> dict[Any, Any]:
    table = table_of(model)
    rows = work.session.execute(table.select().where(table.c[column].in_(values))).all()
    return {getattr(row, column): row for row in rows}


def _close(work: Work, survivor: FoundHousehold, duplicate: FoundHousehold) -> None:
    kept, other = work.row(Household, survivor.id), work.row(Household, duplicate.id)
    work.update(Household, survivor.id, **taken_over(kept, other, GAPS_OF_A_HOUSEHOLD))
    work.update(
        Household,
        duplicate.id,
        closed_on=work.today,
        closed_on_precision="day",
        closed_because=ClosedBecause.DUPLICATE,
        successor_uid=survivor.uid,
    )
