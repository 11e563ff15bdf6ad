"""The practice office and its township, made by the acts a clerk would use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries import HouseholdView, household_view
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    Labour,
    Marital,
    Political,
    RoomReason,
    SchoolStage,
)
from resettle_desktop.households.rules.relations import Kin, relations_to_new_head
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    ChangeHeadDraft,
    CompletePersonDraft,
    EndRoomDraft,
    HouseholdDraft,
    PersonItems,
    SchoolDraft,
    assign_room,
    change_head,
    complete_person,
    end_room,
    register_household,
)
from resettle_desktop.office.rules.roles import CentreKind
from resettle_desktop.office.use_cases.setting_up import SetUpDraft, set_up_office, setup_actor
from resettle_desktop.office.use_cases.settings import CentreDraft
from resettle_desktop.samples.families import FamilyMaker
from resettle_desktop.samples.places import TOWNSHIP, fill_places

SEED: Final = 20261103
HOUSEHOLDS: Final = 120
STAGES: Final = (
    (3, SchoolStage.PRESCHOOL_AGE),
    (6, SchoolStage.KINDERGARTEN),
    (12, SchoolStage.PRIMARY),
    (15, SchoolStage.JUNIOR),
    (18, SchoolStage.SENIOR),
)
"""Until which age a child is at which stage."""

PRACTICE_OFFICE: Final = SetUpDraft(
    name="柳沟镇人民政府（练习）",
    division_code="149999100",
    division_name=TOWNSHIP,
    centres=(
        CentreDraft(CentreKind.DESTINATION, "柳沟镇居民事务服务中心"),
        CentreDraft(CentreKind.ORIGIN, "柳沟镇便民跟进服务中心"),
        CentreDraft(CentreKind.PARTY, "柳沟镇党群服务中心"),
    ),
    administrator="练习员",
    preset="one",
    phone="0999-5550001",
    household_prefix="LG",
    practice=True,
)
"""The invented office of the practice file."""


def set_up_practice_office(store: Store) -> str:
    """Set an empty practice file up and return the uid of its first clerk."""
    with store.working(setup_actor("练习")) as work:
        return set_up_office(work, PRACTICE_OFFICE)


def fill_township(
    store: Store, actor: Actor, *, households: int = HOUSEHOLDS, seed: int = SEED
) -> tuple[str, ...]:
    """Fill an office's file with the sample township; return the uids of its households.

    ``actor`` must hold the 户档岗; the same seed on the same day makes the same people.
    """
    today = civil_date(store.now())
    places = fill_places(store, actor)
    maker = FamilyMaker(seed, today)
    rooms = [room for site in places.rooms for room in site]
    uids: list[str] = []
    for place, family in enumerate(maker.families(households)):
        draft = HouseholdDraft(
            members=family.members,
            origin_uid=places.origins[place % len(places.origins)],
            # Every fifteenth family still waits for a room.
            room_uid=None if place % 15 == 14 else rooms[place % len(rooms)],
            items=family.items,
        )
        with store.working(actor) as work:
            uids.append(register_household(work, draft))
    for uid in uids[::3]:
        _complete(store, actor, uid, today)
    _live_on(store, actor, uids, rooms[households:], today)
    return tuple(uids)


def _view(store: Store, uid: str, today: date) -> HouseholdView:
    with store.reading() as session:
        return household_view(session, uid, today)


def _complete(store: Store, actor: Actor, uid: str, today: date) -> None:
    """Say of every member what the 补充资料 asks."""
    for member in _view(store, uid, today).members:
        person = member.person
        age = person.age
        grown = age is None or age >= 18
        items = PersonItems(
            nickname=person.nickname,
            former_names=person.former_names,
            ethnicity=person.ethnicity,
            political=Political.NONE,
            education=Education.PRIMARY if age is None or age > 50 else Education.JUNIOR,
            health=(Health.CHRONIC if age is not None and age > 70 else Health.HEALTHY,),
            labour=Labour.ORDINARY if age is not None and 16 <= age < 60 else Labour.NONE,
            marital=Marital.MARRIED if grown else Marital.NEVER,
        )
        if not grown:
            stage = next(stage for until, stage in STAGES if age is not None and age < until)
            items = replace(items, education=None, school=SchoolDraft(stage, "柳沟镇中心学校", "柳沟镇"))
        with store.working(actor) as work:
            complete_person(work, CompletePersonDraft(person.uid, items, person.version))


def _live_on(store: Store, actor: Actor, uids: Sequence[str], free_rooms: Sequence[str], today: date) -> None:
    """Some families leave their room, some exchange it, in some the wife becomes head."""
    year = today.year if today.month > 3 else today.year - 1
    last_spring = ImpreciseDate(date(year, 3, 1), Precision.MONTH)
    for uid in uids[5::40]:
        dwelling = _view(store, uid, today).dwelling
        if dwelling is not None:
            left = EndRoomDraft(dwelling.assignment_uid, last_spring, RoomReason.VACATED)
            with store.working(actor) as work:
                end_room(work, left)
    for uid, room in zip(uids[11::40], free_rooms, strict=False):
        paper = f"柳政搬调〔{year}〕7号"
        exchange = AssignRoomDraft(uid, room, last_spring, RoomReason.EXCHANGED, paper)
        with store.working(actor) as work:
            assign_room(work, exchange)
    for uid in uids[8::40]:
        view = _view(store, uid, today)
        if len(view.members) > 1:
            with store.working(actor) as work:
                change_head(work, _wife_heads(view, last_spring))


def _wife_heads(view: HouseholdView, on: ImpreciseDate) -> ChangeHeadDraft:
    kin = [Kin(member.relation, member.person.sex) for member in view.members]
    proposed = relations_to_new_head(kin, 1)
    relations = tuple(
        (member.person.uid, relation or "97") for member, relation in zip(view.members, proposed, strict=True)
    )
    return ChangeHeadDraft(view.uid, view.members[1].person.uid, relations, on, "原户主长期外出")
