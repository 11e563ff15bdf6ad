"""Who lives in which room: assigned, exchanged, left."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import RoomAssignment
from resettle_desktop.households.rules.checks import check_of_home, clean_text
from resettle_desktop.households.rules.declared import COMING_REASONS, LEAVING_REASONS, RoomReason
from resettle_desktop.households.rules.refusals import NO_SUCH_ROOM, UNKNOWN_WORD, RoomGivenAway, RoomTaken
from resettle_desktop.households.use_cases.drafts import AssignRoomDraft, EndRoomDraft
from resettle_desktop.households.use_cases.finding import (
    find_household,
    household_with_id,
    people_of,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    ending,
    first_day_after,
    on_day,
    spoken_start,
    starting,
    still_open,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.models import Building, Room, Site

_room, _assignment = table_of(Room), table_of(RoomAssignment)
_building, _site = table_of(Building), table_of(Site)
_ROOM: Final = (
    select(_room.c.id, _room.c.label, _site.c.name.label("site"), _assignment.c.id.label("assignment_id"))
    .select_from(_room)
    .join(_building, _building.c.id == _room.c.building_id)
    .join(_site, _site.c.id == _building.c.site_id)
    .outerjoin(_assignment, and_(_assignment.c.room_id == _room.c.id, _assignment.c.superseded_at.is_(None)))
    .where(_room.c.uid == bindparam("uid"))
    .limit(1)
)
"""A room, and one of the stays the office believes there ever was in it."""

ALREADY_HERE: Final = "{}已经住在{}，不用再分配"
STAYED_LONGER: Final = "原住户住到{}，晚于新住户的入住日期{}，请核对"
COULD_NOT_LEAVE: Final = "原住户从{}才住进来，不能在{}就搬走，请核对"
GONE: Final = "这条住房记录刚被改过，没有保存；请重新打开再办"


@act("分配住房", needs=(Role.HOUSEHOLD_CLERK,))
def assign_room(work: Work, draft: AssignRoomDraft) -> None:
    """Give a household a room; RoomTaken until the end of who lives there is given (A19)."""
    household = find_household(work, draft.household_uid)
    refuse_emptied(household)
    since = check_of_home(draft.since, work.today, field="since")
    if draft.reason not in COMING_REASONS:
        raise Refusal(UNKNOWN_WORD, "reason")
    work.about("household", household.uid, household.label)
    room = find_room(work, draft.room_uid)
    if draft.reason is RoomReason.EXCHANGED:
        for row in believed(work, RoomAssignment, RoomAssignment.household_id == household.id):
            if row.ends is None:
                if row.room_id == room.id:
                    raise Refusal(ALREADY_HERE.format(household.label, room.label), "room")
                end_row(work, RoomAssignment, row, since, field="since", left_because=RoomReason.EXCHANGED)
    take_room(
        work,
        household.id,
        room,
        since,
        previous_last_day=draft.previous_last_day,
        reason=draft.reason,
        document=clean_text(draft.document, field="document", what="审批文件"),
    )
    index_people(work, people_of(work, household.id))


def find_room(work: Work, uid: str) -> Any:
    """Part of assigning a room and of registering: the room behind a uid, with its label and site."""
    row = work.session.execute(_ROOM, {"uid": uid}).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_ROOM, "room")
    return row


def take_room(
    work: Work,
    household_id: int,
    room: Any,
    since: ImpreciseDate,
    *,
    previous_last_day: date | None = None,
    reason: RoomReason = RoomReason.ALLOCATED,
    document: str | None = None,
) -> None:
    """Part of assigning a room and of registering: end who lived there, begin the household's stay."""
    if room.assignment_id is not None:
        _make_way(work, room, household_id, since, previous_last_day)
    work.insert(
        RoomAssignment,
        room_id=room.id,
        household_id=household_id,
        reason=reason,
        document=document,
        **starting(since),
    )


def _make_way(
    work: Work,
    room: Any,
    household_id: int,
    since: ImpreciseDate,
    last_day: date | None,
) -> None:
    """End the stay of who lives in the room on ``since``, on the day the clerk confirmed."""
    overlapping = believed(
        work,
        RoomAssignment,
        RoomAssignment.room_id == room.id,
        or_(RoomAssignment.ends.is_(None), RoomAssignment.ends > since.earliest),
    )
    for row in overlapping:
        other = household_with_id(work, row.household_id)
        if row.household_id == household_id:
            raise Refusal(ALREADY_HERE.format(other.label, room.label), "room")
        if row.starts >= since.earliest:
            raise RoomGivenAway(other.uid, other.label, room.label, spoken_start(row))
        if last_day is None:
            proposed = since.earliest - timedelta(days=1)
            raise RoomTaken(other.uid, other.label, room.label, proposed)
        gone = first_day_after(on_day(last_day))
        if gone.earliest > since.earliest:
            raise Refusal(STAYED_LONGER.format(spoken_date(last_day), since.spoken()), "previous_last_day")
        if gone.earliest <= row.starts:
            raise Refusal(
                COULD_NOT_LEAVE.format(spoken_start(row), spoken_date(last_day)), "previous_last_day"
            )
        left = row.left_because or RoomReason.TAKEN_BACK
        work.supersede(RoomAssignment, row.id, **ending(gone), left_because=left)
        index_people(work, people_of(work, row.household_id))


@act("登记搬离住房", needs=(Role.HOUSEHOLD_CLERK,))
def end_room(work: Work, draft: EndRoomDraft) -> None:
    """A household leaves a room after its last day there."""
    row = still_open(work, RoomAssignment, RoomAssignment.uid == draft.assignment_uid)
    if row is None:
        raise Refusal(GONE)
    if draft.because not in LEAVING_REASONS:
        raise Refusal(UNKNOWN_WORD, "because")
    last_day = check_of_home(draft.last_day, work.today, field="last_day")
    household = household_with_id(work, row.household_id)
    work.about("household", household.uid, household.label)
    more: dict[str, Any] = {"left_because": draft.because}
    document = clean_text(draft.document, field="document", what="审批文件")
    if document is not None:
        more["document"] = document
    gone = first_day_after(last_day)
    end_row(work, RoomAssignment, row, gone, field="last_day", said=last_day, **more)
    index_people(work, people_of(work, row.household_id))
