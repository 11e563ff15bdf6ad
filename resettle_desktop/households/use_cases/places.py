"""Names of places people are found by: changed together with the words of the search."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import Household, Membership, RoomAssignment
from resettle_desktop.households.rules.refusals import NO_SUCH_ROOM
from resettle_desktop.households.use_cases.drafts import RenameOriginDraft, RenumberRoomDraft
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.models import Building, OriginVillage, Room, Site
from resettle_desktop.sites.use_cases import (
    CorrectBuildingDraft,
    CorrectSiteDraft,
    OriginVillageDraft,
    put_building_right,
    put_site_right,
    put_village_right,
    renumber,
)
from resettle_desktop.sites.use_cases.finding import PLACES


@act("更正房号", needs=(Role.HOUSEHOLD_CLERK, Role.HEAD))
def renumber_room(work: Work, draft: RenumberRoomDraft) -> None:
    """Give a room its right door number."""
    room_id = work.session.execute(select(Room.id).where(Room.uid == draft.room_uid)).scalar_one_or_none()
    if room_id is None:
        raise Refusal(NO_SUCH_ROOM, "room")
    label = renumber(work, room_id, draft.door, version=draft.version)
    work.about("room", draft.room_uid, label)
    living = select(RoomAssignment.household_id).where(
        RoomAssignment.room_id == room_id, known(RoomAssignment), RoomAssignment.ends.is_(None)
    )
    index_people(work, _members(work, living))


@act("更正安置区", needs=PLACES)
def correct_site(work: Work, draft: CorrectSiteDraft) -> None:
    """Put a site's name, governance, division or address right; who lives there is found by the name."""
    site_id, renamed = put_site_right(work, draft)
    if renamed:
        index_people(work, _members(work, _living_in(Building.site_id == site_id)))


@act("更正楼栋", needs=PLACES)
def correct_building(work: Work, draft: CorrectBuildingDraft) -> None:
    """Put a building's label, zone or address right; its rooms and who lives there are found by the label."""
    building_id, renamed = put_building_right(work, draft)
    if renamed:
        index_people(work, _members(work, _living_in(Building.id == building_id)))


@act("更正迁出村名称", needs=(Role.HOUSEHOLD_CLERK, Role.HEAD))
def rename_origin_village(work: Work, draft: RenameOriginDraft) -> None:
    """Give an origin village its right names; people who came from there are found by them."""
    right = OriginVillageDraft(draft.division_name, draft.name, draft.hamlet, draft.division_code)
    origin_id = put_village_right(work, draft.village_uid, right, version=draft.version)
    index_people(work, _members(work, select(Household.id).where(Household.origin_village_id == origin_id)))


def found_by_places(work: Work, model: type[Any], keys: Sequence[int]) -> list[int]:
    """Part of taking back: who is found by a name of these rooms, buildings, sites or villages."""
    if model is OriginVillage:
        return _members(work, select(Household.id).where(Household.origin_village_id.in_(keys)))
    column = {Room: Room.id, Building: Building.id, Site: Building.site_id}.get(model)
    return [] if column is None else _members(work, _living_in(column.in_(keys)))


def _living_in(where: ColumnElement[bool]) -> "Select[Any]":
    return (
        select(RoomAssignment.household_id)
        .join(Room, Room.id == RoomAssignment.room_id)
        .join(Building, Building.id == Room.building_id)
        .where(where, known(RoomAssignment), RoomAssignment.ends.is_(None))
    )


def _members(work: Work, households: "Select[Any]") -> list[int]:
    return list(
        work.session.execute(
            select(Membership.person_id).where(
                Membership.household_id.in_(households), known(Membership), Membership.ends.is_(None)
            )
        ).scalars()
    )
