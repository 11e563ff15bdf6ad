"""Acts taken back: everything a clerk sees is as it was, and what something stands on stays."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries import household_rows, household_view, search_people
from resettle_desktop.households.queries.events import events_of_household
from resettle_desktop.households.queries.guardians import guardians_of
from resettle_desktop.households.queries.people_lists import lists_of_household
from resettle_desktop.households.rules.circumstances import GuardianReason, ListKind
from resettle_desktop.households.rules.declared import Education, RelocationKind
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import (
    HouseholdDraft,
    RenameOriginDraft,
    RenumberRoomDraft,
    add_member,
    correct_building,
    correct_site,
    register_household,
    rename_origin_village,
    renumber_room,
)
from resettle_desktop.households.use_cases.drafts import (
    AddMemberDraft,
    AssignRoomDraft,
    ChangeHeadDraft,
    CompleteHouseholdDraft,
    CompletePersonDraft,
    CorrectPersonDraft,
    HouseholdItems,
    PersonItems,
    PhoneDraft,
)
from resettle_desktop.households.use_cases.dwelling import assign_room
from resettle_desktop.households.use_cases.events.household_merge import MergeDraft, merge_households
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.households.use_cases.guardians import GuardianDraft, set_guardian
from resettle_desktop.households.use_cases.headship import change_head
from resettle_desktop.households.use_cases.people import correct_person, set_phone
from resettle_desktop.households.use_cases.people_lists import OpenListDraft, open_people_list
from resettle_desktop.households.use_cases.person_items import complete_person
from resettle_desktop.households.use_cases.photos import PhotoDraft, set_photo
from resettle_desktop.households.use_cases.supplement import complete_household
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from resettle_desktop.sites.rules import Governance
from resettle_desktop.sites.use_cases import (
    CorrectBuildingDraft,
    CorrectSiteDraft,
    NewRoom,
    RoomsDraft,
    add_rooms,
)
from tests.households.town import TODAY, Town, member, on, town_of, wangs
from tests.kit.office import Desk, raw

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
WORDS = ("王国梁", "王小红", "赵", "新名", "3-1-101", "3-1-102", "9999", "13800000011")


def seen(session: Session) -> Any:
    """Everything the lists, the pages and the search show."""
    households = household_rows(session, TODAY)
    views = [household_view(session, row.uid, TODAY) for row in households]
    members = [
        (replace(m.person, version=0), m.relation, m.since, m.is_head) for view in views for m in view.members
    ]
    homes = [replace(home, assignment_uid="") for view in views for home in view.dwellings]
    guards = [guardians_of(session, m[0].uid, TODAY) for m in members]
    found = [[hit.name for hit in search_people(session, word, None, TODAY).hits] for word in WORDS]
    return households, [view.facts for view in views], members, guards, homes, found


@pytest.fixture
def town(desk: Desk) -> Town:
    return town_of(desk)


class Play:
    """Acts a clerk may do one after the other in a small town."""

    def __init__(self, town: Town) -> None:
        self.town, self.desk = town, town.desk
        self.count = 100
        self.home = town.register(room="3-1-101")

    def fresh(self) -> int:
        self.count += 2
        return self.count

    def head_of(self) -> Any:
        return next(m for m in self.town.view(self.home).members if m.is_head)

    def last(self) -> Any:
        return self.town.view(self.home).members[-1]

    def register(self) -> tuple[Any, Any]:
        order = self.fresh()
        room = (
            "3-1-102"
            if not self.desk.ask(lambda s: any("102" in r.room_label for r in household_rows(s, TODAY)))
            else None
        )
        return register_household, HouseholdDraft(
            members=(member("赵有才", "02", "19700101", order),),
            origin_uid=self.town.origin,
            room_uid=self.town.room(room) if room else None,
        )

    def add(self) -> tuple[Any, Any]:
        return add_member, AddMemberDraft(self.home, member("赵小宝", "23", "20150101", self.fresh()))

    def head(self) -> tuple[Any, Any]:
        members = self.town.view(self.home).members
        new = next(m for m in members if not m.is_head)
        relations = tuple((m.person.uid, "02" if m is new else "99") for m in members)
        return change_head, ChangeHeadDraft(self.home, new.person.uid, relations, on(2026, 11, 3))

    def room(self) -> tuple[Any, Any]:
        taken = {home.room.label for home in self.town.view(self.home).dwellings}
        free = next(f"3-2-{floor}01" for floor in range(1, 6) if f"3-2-{floor}01" not in taken)
        return assign_room, AssignRoomDraft(self.home, self.town.room(free), on(2026, 11, 3))

    def correct(self) -> tuple[Any, Any]:
        person = self.last().person
        return correct_person, CorrectPersonDraft(
            person.uid,
            f"新名{chr(0x4E00 + self.fresh())}",
            person.sex,
            person.birth,
            NumberDraft(person.number or ""),
            "登记时写错",
        )

    def household(self) -> tuple[Any, Any]:
        kinds = list(RelocationKind)
        items = HouseholdItems(
            relocation_kind=kinds[self.fresh() // 2 % len(kinds)],
            task_year=2018,
            agreement_no=f"协{self.fresh()}号",
            agreement_on=on(2018, 3),
        )
        return complete_household, CompleteHouseholdDraft(self.home, items)

    def person(self) -> tuple[Any, Any]:
        kinds = list(Education)
        items = PersonItems(
            nickname=f"石头{chr(0x4E00 + self.fresh())}", education=kinds[self.fresh() // 2 % len(kinds)]
        )
        return complete_person, CompletePersonDraft(self.last().person.uid, items)

    def phone(self) -> tuple[Any, Any]:
        return set_phone, PhoneDraft(self.last().person.uid, f"1390000{self.fresh():04}")

    def guardian(self) -> tuple[Any, Any]:
        name = f"赵{chr(0x4E00 + self.fresh())}"
        return set_guardian, GuardianDraft(self.last().person.uid, GuardianReason.MINOR, name=name)

    def photo(self) -> tuple[Any, Any]:
        return set_photo, PhotoDraft(self.last().person.uid, b"\xff\xd8\xff" + bytes([self.fresh() % 256]))

    def death(self) -> tuple[Any, Any]:
        return record_death, DeathDraft(self.last().person.uid, on(2026, 11, 3))


PLAYS: dict[str, Play] = {}
"""The play of each town, so that the examples of one test share it."""

ACTS = ("register", "add", "head", "room", "correct", "household", "person", "phone", "guardian", "photo")


@pytest.mark.parametrize("name", ACTS)
def test_after_taking_back_everything_looks_as_before(town: Town, name: str) -> None:
    play = Play(town)
    round_trip(play, name)
    round_trip(play, name)
    assert town.desk.ask(verify_audit).broken_at is None


def round_trip(play: Play, name: str) -> None:
    """Do an act, take it back, compare, and do it again for good."""
    desk = play.desk
    before = desk.ask(seen)
    use_case, draft = getattr(play, name)()
    key = f"{name}-{play.fresh()}"
    desk.do(use_case, draft, key=key)
    assert desk.ask(seen) != before
    desk.do(take_back, TakeBackDraft(command_key=key))
    assert desk.ask(seen) == before
    with pytest.raises(Refusal, match="撤回过"):
        desk.do(take_back, TakeBackDraft(command_key=key))
    desk.do(use_case, draft)
    assert desk.ask(seen) != before


@given(names=st.lists(st.sampled_from(ACTS), min_size=2, max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_run_of_acts_can_be_taken_back_one_by_one(town: Town, names: list[str]) -> None:
    """The file is the same for all examples: each goes on where the one before left it."""
    play = PLAYS.get(town.building) or PLAYS.setdefault(town.building, Play(town))
    for name in names:
        try:
            round_trip(play, name)
        except StopIteration:
            continue


def test_what_a_later_act_or_a_paper_stands_on_stays(town: Town) -> None:
    desk = town.desk
    draft = HouseholdDraft(members=wangs(), origin_uid=town.origin)
    uid = desk.do(register_household, draft, key="register")
    child = town.person(uid, "王小红")
    desk.do(set_phone, PhoneDraft(child, "13900000001"), key="phone")
    with pytest.raises(Refusal, match="这之后又办了"):
        desk.do(take_back, TakeBackDraft(command_key="register"))
    desk.do(set_phone, PhoneDraft(child, "13900000002"))
    with pytest.raises(Refusal, match="这之后又办了"):
        desk.do(take_back, TakeBackDraft(command_key="phone"))
    with pytest.raises(Refusal, match="没有找到"):
        desk.do(take_back, TakeBackDraft(entry_id=9999))


def test_what_was_done_after_and_taken_back_does_not_stand_in_the_way(town: Town) -> None:
    """Phones set one after the other: each is taken back once those after it are, the first as well."""
    desk = town.desk
    child = town.person(town.register(items=MOVED), "王小红")
    before = desk.ask(seen)
    for number in range(3):
        desk.do(set_phone, PhoneDraft(child, f"1390000000{number}"), key=f"phone-{number}")
    desk.do(take_back, TakeBackDraft(command_key="phone-2"))
    desk.do(set_phone, PhoneDraft(child, "13900000009"), key="again")
    with pytest.raises(Refusal, match="这之后又办了"):
        desk.do(take_back, TakeBackDraft(command_key="phone-1"))
    for key in ("again", "phone-1", "phone-0"):
        desk.do(take_back, TakeBackDraft(command_key=key))
    assert desk.ask(seen) == before
    assert desk.ask(verify_audit).broken_at is None


def test_what_still_stands_though_brought_back_by_a_taking_back_stands_in_the_way(town: Town) -> None:
    """The second phone is believed again by taking the third back: it is the second act's all the same."""
    desk = town.desk
    child = town.person(town.register(items=MOVED), "王小红")
    for number in range(3):
        desk.do(set_phone, PhoneDraft(child, f"1390000000{number}"), key=f"phone-{number}")
    desk.do(take_back, TakeBackDraft(command_key="phone-2"))
    with pytest.raises(Refusal, match="这之后又办了"):
        desk.do(take_back, TakeBackDraft(command_key="phone-0"))


def test_a_split_is_taken_back(town: Town) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    before = town.desk.ask(seen)
    leaving = ((town.person(uid, "王国梁"), "02"), (town.person(uid, "张秀英"), "52"))
    staying = tuple(
        (town.person(uid, name), relation)
        for name, relation in (("李改莲", "02"), ("王小军", "22"), ("王小红", "32"))
    )
    draft = SplitDraft(uid, leaving, on(2026, 9, 1), staying, takes_room=True)
    new = town.desk.do(split_household, draft, key="split")
    assert town.desk.ask(seen) != before
    town.desk.do(take_back, TakeBackDraft(command_key="split"))
    assert town.desk.ask(seen) == before
    assert town.view(new, on(2026, 9, 1).earliest).members == ()
    assert town.desk.ask(events_of_household, uid, TODAY) == ()


def test_a_merge_is_taken_back(town: Town) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    uncle = town.register(member("王国柱", "02", "19660708", 21), room="3-1-102", items=MOVED)
    before = town.desk.ask(seen)
    draft = MergeDraft(uid, uncle, ((town.person(uncle, "王国柱"), "71"),), on(2026, 9, 1), keeps_room=True)
    town.desk.do(merge_households, draft, key="merge")
    assert len(town.view(uid).members) == 6
    town.desk.do(take_back, TakeBackDraft(command_key="merge"))
    assert town.desk.ask(seen) == before
    head = town.view(uncle).head
    assert head is not None
    assert head.person.name == "王国柱"


def test_a_booklet_opened_by_mistake_leaves_its_number_free(town: Town) -> None:
    uid = town.register(items=MOVED)
    people = ((town.person(uid, "王国梁"), "02"),)
    draft = OpenListDraft(ListKind.HUKOU_BOOKLET, uid, "王国梁", people, on(2019), number="HK-1")
    town.desk.do(open_people_list, draft, key="booklet")
    assert len(town.desk.ask(lists_of_household, uid, TODAY).lists) == 1
    town.desk.do(take_back, TakeBackDraft(command_key="booklet"))
    assert town.desk.ask(lists_of_household, uid, TODAY).lists == ()
    town.desk.do(open_people_list, draft)
    assert len(town.desk.ask(lists_of_household, uid, TODAY).lists) == 1


def test_a_number_is_free_again_and_the_household_number_stays_used(town: Town) -> None:
    desk = town.desk
    draft = HouseholdDraft(members=wangs(), origin_uid=town.origin)
    desk.do(register_household, draft, key="register")
    first = desk.ask(household_rows, TODAY)[0].number
    desk.do(take_back, TakeBackDraft(command_key="register", reason="登错了"))
    assert desk.ask(household_rows, TODAY) == ()
    assert town.found("王国梁") == []
    desk.do(register_household, draft)
    (row,) = desk.ask(household_rows, TODAY)
    assert (row.head_name, row.members) == ("王国梁", 5)
    assert row.number != first


def test_what_the_register_does_not_own_is_not_taken_back(town: Town) -> None:
    with pytest.raises(Refusal, match="不能撤回"):
        town.desk.do(take_back, TakeBackDraft(entry_id=2))


def test_a_death_is_taken_back(town: Town) -> None:
    play = Play(town)
    before = town.desk.ask(seen)
    uid = play.last().person.uid
    use_case, draft = play.death()
    town.desk.do(use_case, draft, key="death")
    assert raw(town.desk.store, "SELECT count(*) FROM person_status WHERE superseded_at IS NULL") == [(1,)]
    town.desk.do(take_back, TakeBackDraft(command_key="death"))
    assert town.desk.ask(seen) == before
    assert raw(town.desk.store, "SELECT count(*) FROM person_status WHERE superseded_at IS NULL") == [(0,)]
    assert raw(town.desk.store, "SELECT count(*) FROM life_event WHERE superseded_at IS NULL") == [(0,)]
    assert town.person(play.home, "张秀英") == uid


def test_names_of_places_come_back_with_what_people_are_found_by(desk: Desk) -> None:
    town = town_of(desk)
    town.register(room="3-1-101")
    site = CorrectSiteDraft(town.site, "清风苑", Governance.URBAN)
    room = RenumberRoomDraft(town.room("3-1-101"), "108")
    corrections: tuple[tuple[Any, Any, str, str], ...] = (
        (correct_site, site, "云水苑", "清风苑"),
        (correct_building, CorrectBuildingDraft(town.building, "12"), "3-1-101", "12-1-101"),
        (renumber_room, room, "3-1-101", "3-1-108"),
        (rename_origin_village, RenameOriginDraft(town.origin, "沟门乡", "柳湾村"), "石湾村", "柳湾村"),
    )
    for right, draft, before, after in corrections:
        desk.do(right, draft)
        assert (len(town.found(before)), len(town.found(after))) == (0, 5), after
        entry = raw(desk.store, "SELECT max(id) FROM audit_entry")[0][0]
        desk.do(take_back, TakeBackDraft(entry_id=entry))
        assert (len(town.found(before)), len(town.found(after))) == (5, 0), after


def test_a_room_added_since_keeps_its_buildings_label(desk: Desk) -> None:
    town = town_of(desk)
    desk.do(correct_building, CorrectBuildingDraft(town.building, "12"))
    entry = raw(desk.store, "SELECT max(id) FROM audit_entry")[0][0]
    desk.do(add_rooms, RoomsDraft(town.building, None, (NewRoom("901"),)))
    with pytest.raises(Refusal, match="登记住房"):
        desk.do(take_back, TakeBackDraft(entry_id=entry))
