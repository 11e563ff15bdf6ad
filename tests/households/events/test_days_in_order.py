"""Days that do not follow each other are refused; a child may be born on any day of a month."""

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.use_cases import HouseholdItems, MemberDraft
from resettle_desktop.households.use_cases.events.household_merge import MergeDraft, merge_households
from resettle_desktop.households.use_cases.events.people_joining import (
    BirthDraft,
    JoinDraft,
    record_birth,
    record_marriage_in,
)
from resettle_desktop.households.use_cases.events.people_leaving import MovedOnDraft, record_moved_on
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
