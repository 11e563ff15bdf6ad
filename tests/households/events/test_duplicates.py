"""EV27 重复建档合并: one human being with two files, one household with two files."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.households.queries import person_by_number, person_row
from resettle_desktop.households.rules.declared import HukouStanding, SchoolStage
from resettle_desktop.households.rules.identity import NumberDraft, NumberState
from resettle_desktop.households.rules.one_person import joined_names, left_over, taken_over
from resettle_desktop.households.use_cases import (
    CompletePersonDraft,
    HouseholdItems,
    HukouDraft,
    HukouPlaceDraft,
    MemberDraft,
    PersonItems,
    SchoolDraft,
    complete_person,
    rebuild_search_index,
    set_hukou_place,
)
from resettle_desktop.households.use_cases.drafts import RebuildSearchDraft
from resettle_desktop.households.use_cases.events.duplicate_households import (
    EVERYBODY,
    MergeHouseholdsTwiceDraft,
    merge_duplicate_households,
)
from resettle_desktop.households.use_cases.events.duplicates import (
    GIVEN_AWAY,
    THE_SAME,
    TWO_NUMBERS,
    MergePeopleDraft,
    merge_duplicate_people,
)
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.households.use_cases.events.people_parts import NewHead
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from tests.households.town import TODAY, Town, member, number, on, without_number
from tests.kit.office import raw

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
LATER = HouseholdItems(moved_in=on(2020, 3, 1), agreement_no="XY-9")
BIRTH = on(2005, 1, 1)


@dataclass
class Twice:
    """A family, and its son again in his uncle's household: without a number, by another name."""

    family: str
    uncle: str
    son: str
    double: str


def double(name: str = "王军", **more: Any) -> Any:
    values: dict[str, Any] = {"number": without_number(), "birth": BIRTH, "nickname": "军军", **more}
    return MemberDraft(name, "97", **values)


@pytest.fixture
def twice(town: Town) -> Twice:
    """The son stands in his father's household, and in the uncle's as 王军."""
    family = town.register(items=MOVED)
    uncle = town.register(member("王国柱", "02", "19660708", 21), double(phone="13812345678"), items=MOVED)
    return Twice(family, uncle, town.person(family, "王小军"), town.person(uncle, "王军"))


def merge(town: Town, survivor: str, duplicate: str) -> list[str]:
    return town.desk.do(merge_duplicate_people, MergePeopleDraft(survivor, duplicate))


def test_the_other_file_ends_and_its_names_find_the_one_that_goes_on(town: Town, twice: Twice) -> None:
    overlaps = merge(town, twice.son, twice.double)
    assert [m.person.name for m in town.view(twice.uncle).members] == ["王国柱"]
    assert "王小军" in [m.person.name for m in town.view(twice.family).members]
    assert overlaps == ["家庭成员：重复的那份从2018年11月10日起的一条和保留的重叠，以保留的为准"]
    merged = raw(town.desk.store, "SELECT merged_into_uid FROM person WHERE uid = ?", twice.double)
    assert merged == [(twice.son,)]
    for typed in ("王军", "wangjun", "junjun", "13812345678"):
        assert town.found(typed) == ["王小军"], typed
    row = town.desk.ask(person_row, twice.son, TODAY)
    assert row is not None
    assert (row.former_names, row.nickname) == ("王军", "军军")
    assert row.phone is not None
    assert row.phone.phone == "13812345678"
    town.desk.do(rebuild_search_index, RebuildSearchDraft())
    assert town.found("王军") == ["王小军"]
    assert raw(town.desk.store, "SELECT code FROM life_event") == [("EV27",)]


def test_the_verified_number_goes_to_the_file_that_goes_on(town: Town, twice: Twice) -> None:
    merge(town, twice.double, twice.son)
    kept = town.desk.ask(person_by_number, number("20050101", 13), TODAY)
    assert kept is not None
    assert (kept.uid, kept.number_state) == (twice.double, NumberState.VERIFIED)
    given_away = raw(
        town.desk.store, "SELECT number, number_state, number_reason FROM person WHERE uid = ?", twice.son
    )
    assert given_away == [(None, "none", GIVEN_AWAY)]
    assert [m.person.name for m in town.view(twice.family).members if "军" in m.person.name] == []
    assert [m.person.name for m in town.view(twice.uncle).members] == ["王国柱", "王军"]


def test_dated_rows_fill_the_days_of_which_nothing_was_known(town: Town, twice: Twice) -> None:
    def hukou(uid: str, standing: HukouStanding, year: int) -> None:
        town.desk.do(set_hukou_place, HukouPlaceDraft(uid, HukouDraft(standing, since=on(year))))

    hukou(twice.double, HukouStanding.NOT_MOVED, 2016)
    hukou(twice.double, HukouStanding.MOVED_GROUP, 2021)
    hukou(twice.son, HukouStanding.MOVED_DOOR, 2019)
    items = PersonItems(school=SchoolDraft(SchoolStage.SENIOR, "青岭一中", since=on(2022, 9, 1)))
    town.desk.do(complete_person, CompletePersonDraft(twice.double, items))
    overlaps = merge(town, twice.son, twice.double)
    assert len(overlaps) == 3  # membership, and both hukou rows of the other file
    for year, standing in ((2017, HukouStanding.NOT_MOVED), (2022, HukouStanding.MOVED_DOOR)):
        row = town.desk.ask(person_row, twice.son, date(year, 6, 1))
        assert row is not None
        assert row.hukou is not None
        assert row.hukou.standing is standing
    row = town.desk.ask(person_row, twice.son, TODAY)
    assert row is not None
    assert row.school is not None
    assert row.school.school == "青岭一中"
    assert town.desk.ask(verify_audit).broken_at is None


def test_what_cannot_be_one_person_is_refused(town: Town, twice: Twice) -> None:
    with pytest.raises(Refusal, match=THE_SAME):
        merge(town, twice.son, twice.son)
    father = town.person(twice.family, "王国梁")
    with pytest.raises(Refusal, match=TWO_NUMBERS[:12]):
        merge(town, twice.son, father)
    merge(town, twice.son, twice.double)
    with pytest.raises(Refusal, match="已经并到别的档案里"):
        merge(town, twice.son, twice.double)


def test_who_heads_another_household_is_not_merged_away(town: Town, twice: Twice) -> None:
    head = town.register(MemberDraft("王军军", "02", without_number(), no_phone=True, birth=BIRTH))
    with pytest.raises(Refusal, match="是户主"):
        merge(town, twice.son, town.person(head, "王军军"))


def test_a_household_registered_twice(town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    unknown = without_number()
    again = town.register(
        MemberDraft("王国良", "02", unknown, no_phone=True, birth=on(1978, 5, 12)),
        MemberDraft("李改连", "12", unknown, birth=on(1980, 3, 4)),
        member("王晚生", "23", "20200101", 15),
        items=LATER,
    )
    pairs = (
        (town.person(again, "王国良"), town.person(uid, "王国梁")),
        (town.person(again, "李改连"), town.person(uid, "李改莲")),
    )
    others = ((town.person(again, "王晚生"), "23"),)
    with pytest.raises(Refusal, match=EVERYBODY[:10]):
        town.desk.do(merge_duplicate_households, MergeHouseholdsTwiceDraft(uid, again, pairs))
    town.desk.do(merge_duplicate_households, MergeHouseholdsTwiceDraft(uid, again, pairs, others))
    view = town.view(uid)
    assert len(view.members) == 6
    assert view.facts.agreement_no == "XY-9"
    assert view.facts.moved_in == on(2018, 11, 10)
    assert town.view(again).members == ()
    closed = raw(town.desk.store, "SELECT closed_because, successor_uid FROM household WHERE uid = ?", again)
    assert closed == [("duplicate", uid)]
    assert town.found("王国良")[0] == "王国梁"
    child = next(m for m in view.members if m.person.name == "王晚生")
    assert child.since == on(2020, 3, 1)


def test_who_left_the_second_file_before_is_in_the_first(town: Town) -> None:
    """The closed file has nobody on any day: whoever was in it was in the household all along."""
    uid = town.register(items=MOVED)
    again = town.register(
        MemberDraft("王国良", "02", without_number(), no_phone=True, birth=on(1978, 5, 12)),
        member("王老栓", "51", "19400101", 41),
        member("王晚生", "23", "20000101", 15),
        items=LATER,
    )
    head, father, son = (town.person(again, name) for name in ("王国良", "王老栓", "王晚生"))
    town.desk.do(record_death, DeathDraft(father, on(2021, 5, 1)))
    town.desk.do(record_death, DeathDraft(head, on(2022, 5, 1), NewHead(son, ((son, "02"),))))
    draft = MergeHouseholdsTwiceDraft(uid, again, (), ((son, "22"),))
    with pytest.raises(Refusal, match="王国良以前是重复那一户的户主"):
        town.desk.do(merge_duplicate_households, draft)
    pairs = ((head, town.person(uid, "王国梁")),)
    with pytest.raises(Refusal, match="王国良的档案登记了死亡"):
        town.desk.do(merge_duplicate_households, replace(draft, pairs=pairs))
    key = new_uid()
    others = (*draft.others, (head, "97"))
    town.desk.do(merge_duplicate_households, replace(draft, others=others), key=key)
    for year, told in ((2020, {"王国良": "97", "王老栓": "51", "王晚生": "23"}), (2023, {"王晚生": "22"})):
        day = date(year, 6, 1)
        assert town.view(again, day).members == ()
        there = {m.person.name: m.relation for m in town.view(uid, day).members}
        assert {name: there[name] for name in ("王国良", "王老栓", "王晚生") if name in there} == told
        assert there["王国梁"] == "02"
    town.desk.do(take_back, TakeBackDraft(command_key=key))
    assert [m.person.name for m in town.view(again, date(2020, 6, 1)).members] == [
        "王国良",
        "王老栓",
        "王晚生",
    ]


DAYS = st.integers(0, 40).map(lambda day: date.fromordinal(730000 + day))
STRETCHES = st.tuples(DAYS, st.none() | DAYS).filter(lambda s: s[1] is None or s[0] < s[1])


@given(STRETCHES, st.lists(STRETCHES, max_size=4))
def test_what_is_left_over_is_exactly_what_nothing_covers(
    stretch: tuple[date, date | None], taken: list[tuple[date, date | None]]
) -> None:
    def covers(one: tuple[date, date | None], day: date) -> bool:
        return one[0] <= day and (one[1] is None or day < one[1])

    parts = left_over(stretch, taken)
    for ordinal in range(729999, 730045):
        day = date.fromordinal(ordinal)
        expected = covers(stretch, day) and not any(covers(one, day) for one in taken)
        assert sum(covers(part, day) for part in parts) == expected


def test_what_belongs_together_is_taken_over_together() -> None:
    kept = {"marital": "married", "marital_on": None, "note": None}
    other = {"marital": "divorced", "marital_on": date(2020, 1, 1), "note": "甲"}
    assert taken_over(kept, other, kept) == {"note": "甲"}
    assert joined_names("王小军", "王军", "王小军", None, "王军、小军") == "王军、小军"


def test_a_number_to_check_gives_way_to_nothing(town: Town) -> None:
    uid = town.register(items=MOVED)
    doubtful = NumberDraft("14999920050101001X", NumberState.TO_CHECK, "只有口述或旧底册的号码")
    other = town.register(
        member("王国柱", "02", "19660708", 21), member("王军", "97", "20050101", 13, number=doubtful)
    )
    merge(town, town.person(uid, "王小军"), town.person(other, "王军"))
    row = town.desk.ask(person_by_number, number("20050101", 13), TODAY)
    assert row is not None
    assert row.name == "王小军"
