"""What a household declares beside its people: kept, shown, checked; what follows from it (A14, A15, A25)."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries import search_people
from resettle_desktop.households.rules.column_words import spoken_value
from resettle_desktop.households.rules.declared import (
    HukouStanding,
    MoveMode,
    MoveReason,
    RelocationKind,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)
from resettle_desktop.households.rules.moving import (
    HukouMoved,
    hukou_moved,
    item_remarks,
    lived_two_years,
)
from resettle_desktop.households.use_cases import (
    CompleteHouseholdDraft,
    HouseholdItems,
    complete_household,
)
from tests.households.town import TODAY, Town, member, on

WHOLE = HouseholdItems(
    national_no="1409220101",
    family_no="J-36",
    relocation_kind=RelocationKind.REGISTERED_POOR,
    task_year=2017,
    settlement_mode=SettlementMode.SCATTERED,
    settlement_focus=SettlementFocus.BOUGHT_IN_TOWN,
    move_mode=MoveMode.PART,
    move_reason=MoveReason.GEOHAZARD,
    agreement_no="协2017-36",
    agreement_on=on(2017, 3, 1),
    agreement_heads=5,
    benefited_heads=5,
    self_funded_fen=10_000_00,
    moved_in=on(2018, 11, 10),
    planned_move_in=ImpreciseDate(date(2018, 6, 1), Precision.MONTH),
    difficulty=MoveDifficulty.WORK,
    housing_source="云州市开发商存量房",
    housing_price_fen=186_000_50,
    job_agreement=True,
    household_type=HouseholdType.OUT_OF_POVERTY,
    poverty_attribute=PovertyAttribute.LOW_INCOME,
    poverty_exit_year=2018,
    poverty_return_year=2021,
    poverty_return_reason="户主大病",
    causes=(PovertyCause.DISABILITY, PovertyCause.ILLNESS, PovertyCause.OTHER),
    martyr_family=False,
    only_child_family=False,
    two_daughters_family=True,
    bank_name="云州农商行沟门支行",
    bank_account="6217000123456789012",
    payee="李改莲",
    note="户主常年在外",
)


def complete(town: Town, uid: str, items: HouseholdItems) -> None:
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, items))


def test_everything_said_is_kept_and_can_be_taken_back_to_nothing(town: Town) -> None:
    uid = town.register()
    complete(town, uid, WHOLE)
    facts = town.view(uid).facts
    assert {f.name: getattr(facts, f.name) for f in fields(WHOLE)} == {
        f.name: getattr(WHOLE, f.name) for f in fields(WHOLE)
    }
    complete(town, uid, HouseholdItems(moved_in=WHOLE.moved_in))
    bare = town.view(uid).facts
    assert bare.causes == ()
    assert (bare.poverty_exit_year, bare.bank_account, bare.job_agreement) == (None, "", None)


@pytest.mark.parametrize(("typed", "why"), [("1409220101", "国家系统户编号"), (" J-36 ", "家庭编号")])
def test_its_people_are_found_by_the_numbers_other_registers_gave_it(
    town: Town, typed: str, why: str
) -> None:
    uid = town.register()
    town.register(member("赵德胜", "02", "19600101", 15))
    complete(town, uid, WHOLE)
    answer = town.desk.ask(search_people, typed, None, TODAY)
    assert {(hit.household_uid, hit.why) for hit in answer.hits} == {(uid, why)}
    assert answer.total == len(town.view(uid).members)
    assert not town.desk.ask(search_people, typed.strip()[:-1], None, TODAY).hits


def test_an_account_is_kept_as_digits(town: Town) -> None:
    uid = town.register()
    complete(town, uid, replace(WHOLE, bank_account="6217 0001 2345 6789 012"))
    assert town.view(uid).facts.bank_account == WHOLE.bank_account


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"poverty_exit_year": 2013}, "poverty_exit_year", "2014年到2026年"),
        ({"poverty_exit_year": 2027}, "poverty_exit_year", "2014年到2026年"),
        ({"poverty_return_year": 2017}, "poverty_return_year", "早于脱贫年度2018年"),
        ({"poverty_return_year": None}, "poverty_return_year", "返贫年度也填上"),
        ({"causes": (PovertyCause.LAND, PovertyCause.LAND)}, "cause_2", "“缺土地”选了两次"),
        ({"causes": tuple(PovertyCause)[:4]}, "causes", "最多3个"),
        ({"planned_move_in": on(1987)}, "planned_move_in", "计划入住时间"),
        ({"planned_move_in": on(2040)}, "planned_move_in", "计划入住时间"),
        ({"moved_in": on(2027)}, "moved_in", "还没有到"),
        ({"housing_price_fen": 0}, "housing_price_fen", "房价不对"),
        ({"settlement_focus": SettlementFocus.BUILT}, "settlement_focus", "只有进城购房"),
        ({"bank_account": "6217-00x"}, "bank_account", "只能有数字"),
        ({"bank_account": "1234567"}, "bank_account", "现在是7位"),
        ({"payee": "李" * 81}, "payee", "最多80个字"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    town: Town, change: dict[str, Any], field: str, why: str
) -> None:
    uid = town.register()
    with pytest.raises(Refusal, match=why) as refused:
        complete(town, uid, replace(WHOLE, **change))
    assert refused.value.field == field


# What follows


@pytest.mark.parametrize(
    ("moved_in", "two_years"),
    [
        (None, None),
        (ImpreciseDate(date(2018, 1, 1), Precision.YEAR), True),
        (on(2024, 11, 23), True),
        (on(2024, 11, 24), False),
        (ImpreciseDate(date(2024, 11, 1), Precision.MONTH), None),
        (ImpreciseDate(date(2024, 1, 1), Precision.YEAR), None),
        (ImpreciseDate(date(2025, 1, 1), Precision.YEAR), False),
    ],
)
def test_two_years_lived_in_is_said_only_when_it_is_certain(
    moved_in: ImpreciseDate | None, two_years: bool | None
) -> None:
    """A25: a year is enough when its last day is long past."""
    assert lived_two_years(moved_in, date(2026, 11, 23)) is two_years


GROUP, DOOR, STAYED = HukouStanding.MOVED_GROUP, HukouStanding.MOVED_DOOR, HukouStanding.NOT_MOVED


@pytest.mark.parametrize(
    ("standings", "moved"),
    [
        ((), None),
        ((GROUP, DOOR), HukouMoved.ALL),
        ((GROUP, STAYED), HukouMoved.PART),
        ((GROUP, STAYED, None), HukouMoved.PART),
        ((GROUP, None), None),
        ((STAYED, None), None),
        ((STAYED, HukouStanding.THIRD_PLACE), HukouMoved.NONE),
        ((GROUP, HukouStanding.ARMY, HukouStanding.PRISON), HukouMoved.ALL),
        ((HukouStanding.ARMY,), None),
    ],
)
def test_a_family_s_hukou_is_told_by_its_members(
    standings: tuple[HukouStanding | None, ...], moved: HukouMoved | None
) -> None:
    assert hukou_moved(standings) is moved


def test_what_looks_odd_is_said_and_saved() -> None:
    ordinary, poor = HouseholdType.ORDINARY, HouseholdType.OUT_OF_POVERTY
    assert list(item_remarks(on(2016, 5, 1), on(2017, 3, 1), ordinary, 2018)) == [
        "实际入住（2016年5月1日）早于签协议（2017年3月1日），请核对",
        "户类型是一般农户，却填了脱贫年度，请核对",
    ]
    in_that_year = ImpreciseDate(date(2017, 1, 1), Precision.YEAR)
    assert list(item_remarks(in_that_year, on(2017, 3, 1), poor, 2018)) == []


def test_a_change_is_told_in_the_clerk_s_words_and_the_account_masked() -> None:
    assert spoken_value("causes", "illness land") == "因病、缺土地"
    assert spoken_value("bank_account", "6217000123456789012") == "6217****9012"
    assert spoken_value("housing_price_fen", 186_000_50) == "186000.5元"
