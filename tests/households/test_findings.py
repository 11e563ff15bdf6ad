"""疑点: over the area or the money, two rooms, two households, an old house that stands (A13–A16, A24)."""

import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.pinyin import name_sort_key
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Person
from resettle_desktop.households.queries.alike import alike_findings
from resettle_desktop.households.queries.findings import FindingRow, household_findings, standards_on
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.findings import (
    FindingRule,
    HomeFacts,
    LeftBehind,
    LivedIn,
    home_findings,
    membership_finding,
    months_after,
    old_house_due,
)
from resettle_desktop.households.rules.homes import Protection, ThresholdKind
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.thresholds import Measured, Standard, amount_for
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    AssignRoomDraft,
    HouseholdItems,
    add_member,
    assign_room,
)
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.households.use_cases.thresholds import ThresholdDraft, set_threshold
from resettle_desktop.office.rules import Role
from tests.households.town import TODAY, Town, member, on, wangs

POOR = Measured(RelocationKind.REGISTERED_POOR, "14", 2018)
ALONGSIDE = Measured(RelocationKind.ALONGSIDE, "14", 2018)
AREA = ThresholdKind.AREA_PER_HEAD


def texts(rows: tuple[FindingRow, ...]) -> list[str]:
    return [row.finding.text for row in rows]


def four(town: Town, kind: RelocationKind = RelocationKind.REGISTERED_POOR) -> str:
    items = HouseholdItems(relocation_kind=kind, agreement_heads=4, moved_in=on(2018, 11, 10))
    return town.register(*wangs()[:4], room="3-2-501", items=items)


# Which amount holds


@pytest.mark.parametrize(
    ("settled", "household", "amount"),
    [
        ((), POOR, 25),
        ((), ALONGSIDE, None),
        ((), Measured(), None),
        ((Standard(AREA, 20),), POOR, 20),
        ((Standard(AREA, 20),), ALONGSIDE, 20),
        ((Standard(AREA, 20), Standard(AREA, 22, province="14")), POOR, 22),
        ((Standard(AREA, 20), Standard(AREA, 22, province="52")), POOR, 20),
        ((Standard(AREA, 22, province="14"), Standard(AREA, 30, task_year=2018)), POOR, 30),
        ((Standard(AREA, None, RelocationKind.REGISTERED_POOR),), POOR, None),
    ],
)
def test_the_most_particular_amount_holds(
    settled: tuple[Standard, ...], household: Measured, amount: int | None
) -> None:
    assert amount_for(AREA, household, settled) == amount


def test_an_amount_holds_from_its_day_on(town: Town) -> None:
    later = TODAY + timedelta(days=10)
    town.desk.do(set_threshold, ThresholdDraft(AREA, 20))
    town.desk.do(set_threshold, ThresholdDraft(AREA, 22, starts=later, source="省里新文件"))
    assert town.desk.ask(standards_on, TODAY) == (Standard(AREA, 20),)
    assert town.desk.ask(standards_on, later) == (Standard(AREA, 22),)
    with pytest.raises(Refusal, match="更晚开始"):
        town.desk.do(set_threshold, ThresholdDraft(AREA, 23))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ThresholdDraft(AREA, 0), "value"),
        (ThresholdDraft(AREA, 201), "value"),
        (ThresholdDraft(AREA, 20, province="山西"), "province"),
        (ThresholdDraft(AREA, 20, province="140"), "province"),
    ],
)
def test_an_amount_nobody_measures_against_is_refused(town: Town, draft: ThresholdDraft, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        town.desk.do(set_threshold, draft)
    assert refused.value.field == field


# R09


def test_more_than_the_area_is_saved_and_told(town: Town) -> None:
    """A13: 4 frozen heads, 105.30 ㎡."""
    uid = four(town)
    rows = town.desk.ask(household_findings, TODAY)
    assert [row.finding.rule for row in rows] == [FindingRule.ROOM]
    assert rows[0].household_uid == uid
    assert texts(rows) == ["住房105.30平方米，超过标准5.30平方米（协议人口4，标准100.00平方米）"]
    assert town.desk.ask(household_findings, TODAY, household_uid=uid) == rows


def test_a_baby_adds_no_area(town: Town) -> None:
    """A15: the heads are frozen with the agreement."""
    uid = four(town)
    town.desk.do(add_member, AddMemberDraft(uid, member("王小五", "32", "20260601", 18)))
    (text,) = texts(town.desk.ask(household_findings, TODAY))
    assert "协议人口4，现人口5，标准100.00平方米" in text


def test_who_moved_alongside_has_no_limit(town: Town) -> None:
    """A16: unless the office settles one."""
    four(town, RelocationKind.ALONGSIDE)
    assert town.desk.ask(household_findings, TODAY) == ()
    town.desk.do(set_threshold, ThresholdDraft(AREA, 25, RelocationKind.ALONGSIDE))
    assert len(town.desk.ask(household_findings, TODAY)) == 1


def test_more_money_of_their_own_than_allowed_is_told() -> None:
    """A14: 5 heads, 12,500."""
    home = HomeFacts(POOR, heads=5, people=5, self_funded_fen=12_500_00)
    assert [f.text for f in home_findings(home, (), TODAY)] == ["自筹资金12500元，超过每户上限10000元"]
    home = HomeFacts(POOR, heads=2, people=2, self_funded_fen=5_000_50)
    assert [f.text for f in home_findings(home, (), TODAY)] == [
        "自筹资金5000.50元，超过人均上限2500元（协议人口2）"
    ]


def test_money_is_found_in_the_list(town: Town) -> None:
    items = HouseholdItems(
        relocation_kind=RelocationKind.REGISTERED_POOR, agreement_heads=5, self_funded_fen=12_500_00
    )
    town.register(items=items)
    assert texts(town.desk.ask(household_findings, TODAY)) == ["自筹资金12500元，超过每户上限10000元"]


def test_two_rooms_are_told(town: Town) -> None:
    uid = town.register(room="3-2-501")
    assert town.desk.ask(household_findings, TODAY) == ()
    town.desk.do(assign_room, AssignRoomDraft(uid, town.room("3-2-502"), on(2026, 11, 3)))
    assert texts(town.desk.ask(household_findings, TODAY)) == ["同时登记在2套房：3-2-501、3-2-502"]
    assert town.desk.ask(household_findings, TODAY - timedelta(days=1)) == ()


def test_two_households_in_a_room_are_told() -> None:
    home = HomeFacts(ALONGSIDE, rooms=(LivedIn("3-2-501", others=("LG0007",)),))
    assert [f.text for f in home_findings(home, (), TODAY)] == ["3-2-501同时还登记着LG0007"]


# R10


def test_a_person_in_two_households_or_in_none() -> None:
    two = membership_finding(["LG0001", "LG0002"])
    assert two is not None
    assert (two.rule, two.text) == (FindingRule.MEMBERSHIP, "同时在2户里：LG0001、LG0002")
    none = membership_finding((), "分户")
    assert none is not None
    assert none.text == "现在不在任何一户里（分户）"
    assert membership_finding(["LG0001"]) is None


# R11


def test_an_old_house_past_its_day_is_told_only_when_asked(town: Town) -> None:
    """A24: moved in 2018-11-10, due 2019-11-10; 连体房 with its document ends it, the past keeps it."""
    uid = four(town)
    town.desk.do(complete_old_home, OldHomeDraft(uid, has_house=True))
    assert len(town.desk.ask(household_findings, TODAY)) == 1
    before = town.desk.clock()
    (_, found) = town.desk.ask(household_findings, TODAY, old_house=True)
    assert found.finding.rule is FindingRule.OLD_HOUSE
    days = (TODAY - date(2019, 11, 10)).days
    assert found.finding.text == f"旧房应在2019年11月10日前腾退，已过{days}天"
    joined = OldHomeDraft(
        uid, has_house=True, protection=Protection.JOINED, protection_document="云建〔2020〕5号"
    )
    town.desk.do(complete_old_home, joined)
    assert len(town.desk.ask(household_findings, TODAY, old_house=True)) == 1
    assert len(town.desk.ask(household_findings, TODAY, before, old_house=True)) == 2


def test_what_nobody_knows_is_no_finding() -> None:
    moved = on(2018, 11, 10)
    for left in (
        None,
        LeftBehind(),
        LeftBehind(has_house=False),
        LeftBehind(has_house=True, demolished=True),
    ):
        home = HomeFacts(POOR, moved_in=moved, left=left)
        assert home_findings(home, (), TODAY, old_house=True) == ()
    home = HomeFacts(POOR, left=LeftBehind(has_house=True))
    assert home_findings(home, (), TODAY, old_house=True) == ()


def test_a_day_that_was_set_goes_before_the_months() -> None:
    year_only = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)
    home = HomeFacts(POOR, moved_in=year_only, left=LeftBehind(has_house=True))
    assert old_house_due(home, ()) == date(2019, 12, 31)
    home = HomeFacts(POOR, moved_in=year_only, left=LeftBehind(has_house=True, due_on=date(2020, 5, 1)))
    assert old_house_due(home, ()) == date(2020, 5, 1)
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"protection": Protection.JOINED}, "protection_document"),
        ({"protection_document": "云建〔2020〕5号"}, "protection"),
        ({"danger_grade": "E"}, "danger_grade"),
        ({"area_hundredths": -1}, "area"),
    ],
)
def test_an_old_home_that_cannot_be_is_refused(town: Town, draft: dict[str, Any], field: str) -> None:
    uid = town.register()
    with pytest.raises(Refusal) as refused:
        town.desk.do(complete_old_home, OldHomeDraft(uid, **draft))
    assert refused.value.field == field


@act("试录同日出生的人", needs=(Role.HOUSEHOLD_CLERK,))
def write_people(work: Work, names: tuple[str, ...]) -> None:
    """People without a number, all born on one day."""
    work.about("person", "", "")
    work.insert_many(
        Person,
        [
            {
                "uid": new_uid(),
                "name": name,
                "name_sort": name_sort_key(name),
                "sex": Sex.MALE,
                "birth": date(1970, 1, 1),
                "birth_precision": Precision.DAY,
                "number_state": NumberState.NONE,
                "number_reason": "没有带证件",
                "number_chase_on": TODAY,
                "relocated": True,
            }
            for name in names
        ],
    )


def test_looking_for_doubles_holds_few_pairs_at_once(town: Town) -> None:
    """Everybody with the same birthday is compared with everybody, and hardly one of them is alike."""
    town.desk.do(write_people, tuple(f"{chr(0x4E00 + place * 7)}大山" for place in range(150)))
    with town.desk.store.reading() as session:
        found = sum(1 for _ in alike_findings(session, TODAY))  # what is loaded once is not counted
        tracemalloc.start()
        assert sum(1 for _ in alike_findings(session, TODAY)) == found
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 7_000_000, (most, found)  # all pairs at once are 13 million
