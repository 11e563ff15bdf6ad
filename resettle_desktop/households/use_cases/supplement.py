"""补充资料 of a household: what is said later of it, all optional."""

from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    HukouPlace,
    Membership,
    Person,
    RoomAssignment,
)
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.checks import check_started
from resettle_desktop.households.rules.declared import MembershipReason
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import (
    CompleteHouseholdDraft,
    CorrectOriginDraft,
    HukouDraft,
)
from resettle_desktop.households.use_cases.finding import (
    find_household,
    first_day,
    origin_with_uid,
    people_of,
)
from resettle_desktop.households.use_cases.household_items import item_columns
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.members import hukou_columns
from resettle_desktop.households.use_cases.succession import (
    believed,
    follow,
    later,
    on_day,
    spoken_start,
    starting,
    still_open,
)
from resettle_desktop.office.rules import Role

_CAME_OVER: Final = (MembershipReason.MOVED, MembershipReason.MERGED)
CAME_OVER: Final = "{}在{}才转入这一户，和入住时间{}对不上，请核对"
ENDED_BEFORE: Final = "有一条记录{}就结束了，入住时间不能晚于它，请核对"
SOMEBODY_ELSE: Final = "这套房到{}还住着别家，入住时间不能早于那天，请核对"


@act("完善搬迁户资料", needs=(Role.HOUSEHOLD_CLERK,))
def complete_household(work: Work, draft: CompleteHouseholdDraft) -> None:
    """Set a household's items; with the day it moved in, what was taken to begin with it begins then."""
    household = find_household(work, draft.household_uid)
    columns = item_columns(draft.items, work.today)
    work.about("household", household.uid, household.label)
    work.update(Household, household.id, version=draft.version, **columns)
    if work.row(Household, household.id)["lineage_uid"] != household.uid:
        return  # it began on the day it split off, whenever the family had moved in
    before = first_day(work, household.id)
    after = draft.items.moved_in or on_day(work.row(Household, household.id)["registered_on"])
    *_, first_head = believed(work, Headship, Headship.household_id == household.id)
    after = later(after, _birth(work, first_head.person_id))
    if after != before:
        _begin_with(work, household.id, before, after)


def _begin_with(work: Work, household_id: int, before: ImpreciseDate, after: ImpreciseDate) -> None:
    """What was taken to begin on ``before`` (members, head, room) is believed to begin on ``after``."""
    for row in believed(work, Membership, Membership.household_id == household_id):
        if row.reason in _CAME_OVER:
            _refuse_came_over(work, row, before, after)
        elif _moves(row, before, after):
            _begin(work, Membership, row, later(after, _birth(work, row.person_id)))
    for row in believed(work, Headship, Headship.household_id == household_id):
        if _moves(row, before, after):
            _begin(work, Headship, row, after)
    for row in believed(work, RoomAssignment, RoomAssignment.household_id == household_id):
        if _moves(row, before, after):
            _refuse_neighbour(work, row, after)
            _begin(work, RoomAssignment, row, after)


def _moves(row: Any, before: ImpreciseDate, after: ImpreciseDate) -> bool:
    """What was taken to begin with the household, and what would begin before it."""
    return _began(row, before) or bool(row.starts < after.earliest)


def _began(row: Any, on: ImpreciseDate) -> bool:
    return bool(row.starts == on.earliest and row.starts_precision == on.precision)


def _begin(work: Work, model: Any, row: Any, on: ImpreciseDate) -> None:
    if _began(row, on):
        return
    if row.ends is not None and row.ends <= on.earliest:
        ended = imprecise(row.ends, row.ends_precision)
        raise Refusal(ENDED_BEFORE.format(ended.spoken() if ended else ""), "moved_in")
    work.supersede(model, row.id, **starting(on))


def _birth(work: Work, person_id: int) -> ImpreciseDate | None:
    person = work.row(Person, person_id)
    return imprecise(person["birth"], person["birth_precision"])


def _refuse_came_over(work: Work, row: Any, before: ImpreciseDate, after: ImpreciseDate) -> None:
    """Who came from another household came on the day that was said: after the beginning, or with it."""
    began_with_him = row.relation == HEAD and _began(row, before)
    if row.starts < after.earliest or began_with_him:
        name = work.row(Person, row.person_id)["name"]
        raise Refusal(CAME_OVER.format(name, spoken_start(row), after.spoken()), "moved_in")


def _refuse_neighbour(work: Work, row: Any, on: ImpreciseDate) -> None:
    """Nobody else may have lived in the room on any day from ``on`` to where the stay began until now."""
    others = believed(
        work,
        RoomAssignment,
        RoomAssignment.room_id == row.room_id,
        RoomAssignment.id != row.id,
        RoomAssignment.starts < row.starts,
        RoomAssignment.ends > on.earliest,
    )
    if others:
        ended = imprecise(others[0].ends, others[0].ends_precision)
        raise Refusal(SOMEBODY_ELSE.format(ended.spoken() if ended else ""), "moved_in")


@act("更正迁出村", needs=(Role.HOUSEHOLD_CLERK,))
def correct_origin(work: Work, draft: CorrectOriginDraft) -> None:
    """Give a household its right origin village."""
    household = find_household(work, draft.household_uid)
    origin_id = origin_with_uid(work, draft.origin_uid).id
    work.about("household", household.uid, household.label)
    work.update(Household, household.id, version=draft.version, origin_village_id=origin_id)
    index_people(work, people_of(work, household.id))


def set_hukou(work: Work, person_id: int, hukou: HukouDraft) -> None:
    """Part of acts on a person: where the hukou is from the day said on (today when none is)."""
    since = check_started(hukou.since or on_day(work.today), work.today, field="hukou_since")
    row = still_open(work, HukouPlace, HukouPlace.person_id == person_id)
    values = {"person_id": person_id, **hukou_columns(hukou)}
    follow(work, HukouPlace, row, since, field="hukou_since", values=values)
