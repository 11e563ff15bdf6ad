"""Days that do not follow each other are refused; a child may be born on any day of a month."""

from datetime import timedelta

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.households.use_cases import ChangeHeadDraft, HouseholdItems, MemberDraft, change_head
from resettle_desktop.households.use_cases.events.household_merge import MergeDraft, merge_households
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.households.use_cases.events.people_joining import (
    BirthDraft,
    JoinDraft,
    record_birth,
    record_marriage_in,
)
from resettle_desktop.households.use_cases.events.people_leaving import MovedOnDraft, record_moved_on
from resettle_desktop.households.use_cases.events.people_parts import NewHead
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from tests.households.town import Town, member, on, town_of, without_number
from tests.kit.office import Desk

CAME = HouseholdItems(moved_in=on(2020, 5, 3))


@pytest.fixture
def town(desk: Desk) -> Town:
    return town_of(desk)


def couple(town: Town, order: int) -> str:
    return town.register(
        member("赵大山", "02", "19600101", 2 * order + 1),
        member("钱小梅", "12", "19620101", 2 * order),
        items=CAME,
    )


def test_a_child_is_born_in_the_middle_of_a_month(town: Town) -> None:
    home = couple(town, 10)
    child = MemberDraft("赵小山", "22", without_number(), birth=on(2023, 5, 17))
    uid = town.desk.do(record_birth, BirthDraft(home, child))
    assert next(m.since for m in town.view(home).members if m.person.uid == uid) == on(2023, 5, 17)


def test_nobody_goes_over_on_the_day_he_came(town: Town) -> None:
    """He would belong to both households on that day."""
    home, other = couple(town, 10), couple(town, 20)
    wife = town.person(home, "钱小梅")
    with pytest.raises(Refusal, match="要晚于现在这条记录的开始日期"):
        town.desk.do(record_marriage_in, JoinDraft(other, "32", on(2020, 5, 3), person_uid=wife))


def test_the_last_ones_do_not_leave_before_those_who_left_earlier(town: Town) -> None:
    """The household would have had a member and no head in between."""
    home, other = couple(town, 10), couple(town, 20)
    wife, head = town.person(home, "钱小梅"), town.person(home, "赵大山")
    town.desk.do(record_moved_on, MovedOnDraft((wife,), on(2025, 8, 3)))
    with pytest.raises(Refusal, match="别的成员最晚到"):
        town.desk.do(record_moved_on, MovedOnDraft((head,), on(2023, 5, 2)))
    with pytest.raises(Refusal, match="别的成员最晚到"):
        town.desk.do(merge_households, MergeDraft(other, home, ((head, "97"),), on(2023, 5, 2)))


def test_who_became_head_on_the_day_he_is_gone_never_was_head(town: Town) -> None:
    """That day has one head: who follows, or nobody while one is still to be chosen."""
    uid = town.register(items=CAME)
    wife, son, granny = (town.person(uid, name) for name in ("李改莲", "王小军", "张秀英"))
    members = {m.person.uid: m.relation for m in town.view(uid).members}
    relations = tuple((key, "02" if key == wife else members[granny]) for key in members)
    day = on(2026, 9, 1)
    town.desk.do(change_head, ChangeHeadDraft(uid, wife, relations, day))
    others = tuple((key, "02" if key == son else "97") for key in members if key != wife)
    key = new_uid()
    town.desk.do(record_death, DeathDraft(wife, day, NewHead(son, others)), key=key)
    view = town.view(uid, day.earliest)
    assert [m.person.uid for m in view.members if m.relation == "02" or m.is_head] == [son]
    assert wife not in {m.person.uid for m in view.members}
    town.desk.do(take_back, TakeBackDraft(command_key=key))
    head = town.view(uid, day.earliest).head
    assert head is not None
    assert head.person.uid == wife
    town.desk.do(record_death, DeathDraft(wife, day))
    view = town.view(uid, day.earliest)
    assert (view.head, [m.person.uid for m in view.members if m.relation == "02"]) == (None, [])
    chosen = tuple((key, "02" if key == granny else "97") for key in members if key != wife)
    with pytest.raises(Refusal, match="王国梁到2026年9月1日才不再是户主"):
        town.desk.do(change_head, ChangeHeadDraft(uid, granny, chosen, on(2026, 8, 1)))
    town.desk.do(change_head, ChangeHeadDraft(uid, granny, chosen, day))


def test_who_came_as_head_and_is_gone_that_day_headed_it_that_day(town: Town) -> None:
    uid = town.register()
    head, wife = town.person(uid, "王国梁"), town.person(uid, "李改莲")
    registered = town.view(uid).members[0].since
    others = tuple(
        (m.person.uid, "02" if m.person.uid == wife else "97")
        for m in town.view(uid).members
        if not m.is_head
    )
    town.desk.do(record_death, DeathDraft(head, registered, NewHead(wife, others)))
    first = town.view(uid, registered.earliest)
    following = town.view(uid, registered.earliest + timedelta(days=1))
    for view, who in ((first, head), (following, wife)):
        assert [m.person.uid for m in view.members if m.relation == "02" or m.is_head] == [who]
