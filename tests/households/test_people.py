"""Numbers that come later, corrections, phones, 补充资料: what is dated and what is put right."""

from dataclasses import replace
from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal, StaleDraft
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries import (
    certificate_facts,
    household_of_person,
    household_rows,
    numbers_to_chase,
    person_history,
    person_row,
    residence_documents,
)
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouStanding,
    Labour,
    Marital,
    Political,
    RelocationKind,
    ResidencePaper,
    SchoolStage,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.identity import DocumentKind, NumberDraft, NumberState
from resettle_desktop.households.rules.refusals import DuplicatePerson
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    CompleteHouseholdDraft,
    CompletePersonDraft,
    CorrectOriginDraft,
    CorrectPersonDraft,
    HouseholdItems,
    HukouDraft,
    HukouPlaceDraft,
    MemberDraft,
    MoveMemberDraft,
    PersonItems,
    PhoneDraft,
    RenameOriginDraft,
    ResidenceDocumentDraft,
    SchoolDraft,
    SettleNumberDraft,
    WorkDraft,
    add_member,
    complete_household,
    complete_person,
    correct_origin,
    correct_person,
    move_member,
    rename_origin_village,
    set_hukou_place,
    set_phone,
    set_residence_document,
    settle_person_number,
)
from resettle_desktop.sites.use_cases import OriginVillageDraft, add_origin_village
from tests.households.town import TODAY, Town, member, number, on, without_number


def nobody(town: Town) -> tuple[str, str]:
    """A household of one man without number, sex and birth unknown; household and person."""
    uid = town.register(member("赵德胜", "02", "19600101", 11, number=without_number(), no_phone=True))
    return uid, town.person(uid, "赵德胜")


def test_a_number_that_comes_later_fills_what_nobody_knew(town: Town) -> None:
    uid, person = nobody(town)
    right = number("19600101", 11)
    town.desk.do(settle_person_number, SettleNumberDraft(person, NumberDraft(right)))
    row = town.view(uid).members[0].person
    assert (row.number, row.number_state) == (right, NumberState.VERIFIED)
    assert (row.sex, row.birth) == (Sex.MALE, on(1960))
    assert (row.number_reason, row.number_chase_on) == ("", None)
    assert town.found(right[-4:]) == ["赵德胜"]
    with pytest.raises(Refusal, match="已经有核对过的号码"):
        town.desk.do(settle_person_number, SettleNumberDraft(person, NumberDraft(right)))


def test_the_birth_certificate_stays_when_the_number_comes(town: Town) -> None:
    """A10: what the child was first known by still leads to it."""
    paper = replace(
        without_number("新生儿，还没有落户"),
        document_kind=DocumentKind.BIRTH_CERTIFICATE,
        document_number="T1401234567",
    )
    child = MemberDraft("赵小", "22", paper, sex=Sex.MALE, birth=on(2026, 11, 1))
    uid = town.register(member("赵德胜", "02", "19600101", 11), child)
    right = NumberDraft(number("20261101", 13))
    town.desk.do(settle_person_number, SettleNumberDraft(town.person(uid, "赵小"), right))
    person = town.view(uid).members[1].person
    assert (person.number, person.number_state) == (right.typed, NumberState.VERIFIED)
    assert (person.document_kind, person.document_number) == (DocumentKind.BIRTH_CERTIFICATE, "T1401234567")


def test_the_fifteen_digits_stay_when_the_name_is_put_right(town: Town) -> None:
    """A04: both forms are kept, whatever else is corrected."""
    uid = town.register(member("赵德胜", "02", "19680315", 3, number=NumberDraft("149999680315003")))
    person = town.view(uid).members[0].person
    assert person.number is not None
    right = CorrectPersonDraft(
        person.uid, "赵得胜", Sex.MALE, person.birth, NumberDraft(person.number), "户口簿"
    )
    town.desk.do(correct_person, right)
    assert town.view(uid).members[0].person.number_original == "149999680315003"
    other = NumberDraft(number("19680315", 5))
    town.desk.do(correct_person, replace(right, number=other))
    assert town.view(uid).members[0].person.number_original is None


def test_a_later_number_of_somebody_else_is_refused_with_his_name(town: Town) -> None:
    _, person = nobody(town)
    other = town.register(member("钱满仓", "02", "19610101", 11))
    with pytest.raises(DuplicatePerson) as refused:
        town.desk.do(settle_person_number, SettleNumberDraft(person, NumberDraft(number("19610101", 11))))
    assert refused.value.uid == town.person(other, "钱满仓")


def test_missing_numbers_are_asked_for_on_their_day(town: Town) -> None:
    uid, person = nobody(town)
    assert town.desk.ask(numbers_to_chase, TODAY) == ()
    (row,) = town.desk.ask(numbers_to_chase, date(2026, 12, 3))
    assert (row.name, row.reason, row.chase_on) == ("赵德胜", "没有带证件", date(2026, 12, 3))
    assert row.household is not None
    assert row.household.uid == uid
    assert len(town.desk.ask(numbers_to_chase, TODAY, within_days=30)) == 1
    later = without_number("一直没有落户", days=60)
    town.desk.do(settle_person_number, SettleNumberDraft(person, later))
    assert town.desk.ask(numbers_to_chase, date(2026, 12, 3)) == ()


def test_a_correction_needs_a_reason_and_reaches_everybody_found_by_the_name(town: Town) -> None:
    uid = town.register()
    head = town.view(uid).members[0].person
    draft = CorrectPersonDraft(
        head.uid, "王国良", Sex.MALE, head.birth, NumberDraft(head.number or ""), "户口簿上是良字", "户口簿"
    )
    with pytest.raises(Refusal, match="请写明更正的原因"):
        town.desk.do(correct_person, replace(draft, reason=" "))
    town.desk.do(correct_person, replace(draft, version=head.version))
    assert set(town.found("王国良")) == {"王国良", "李改莲", "王小军", "王小红", "张秀英"}
    assert town.found("王国梁") == []
    assert town.view(uid).label == "王国良家（练LG0001）"
    with pytest.raises(StaleDraft) as stale:
        town.desk.do(correct_person, replace(draft, name="王国粮", version=head.version))
    assert ("name", "王国粮", "王国良") in [(d.column, d.mine, d.theirs) for d in stale.value.differences]
    assert [row.wording for row in town.desk.ask(person_history, head.uid)] == ["更正身份信息"]


def test_phones_follow_each_other(town: Town) -> None:
    uid = town.register()
    head = town.person(uid, "王国梁")
    town.desk.clock.advance(days=2)
    town.desk.do(set_phone, PhoneDraft(head, "138 0000 9999"))
    assert town.found("9999") == ["王国梁"]
    assert town.found("13800000011") == []
    town.desk.clock.advance(days=2)
    town.desk.do(set_phone, PhoneDraft(head, no_phone=True))
    phones = [
        row.phone.phone
        for day in (3, 5, 7)
        if (row := town.desk.ask(person_row, head, date(2026, 11, day))) and row.phone
    ]
    assert phones == ["13800000011", "13800009999", None]
    with pytest.raises(Refusal, match="请填写电话，或者选“没有电话”"):
        town.desk.do(set_phone, PhoneDraft(head))
    with pytest.raises(Refusal, match="早于现在这条记录的开始日期"):
        town.desk.do(set_phone, PhoneDraft(head, "13800001111", since=on(2020)))


def test_the_hukou_moves_on_a_day(town: Town) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    head = town.person(uid, "王国梁")
    not_moved = HukouDraft(HukouStanding.NOT_MOVED, address="石湾村后沟", since=on(1990))
    moved = HukouDraft(HukouStanding.MOVED_DOOR, "149999100001", "云水苑3-2-501", on(2024, 5, 1))
    town.desk.do(set_hukou_place, HukouPlaceDraft(head, not_moved))
    town.desk.do(set_hukou_place, HukouPlaceDraft(head, moved))
    before = town.desk.ask(person_row, head, date(2024, 4, 30))
    after = town.desk.ask(person_row, head, TODAY)
    assert before is not None
    assert before.hukou is not None
    assert before.hukou.standing is HukouStanding.NOT_MOVED
    assert after is not None
    assert after.hukou is not None
    assert (after.hukou.standing, after.hukou.since) == (HukouStanding.MOVED_DOOR, on(2024, 5, 1))
    with pytest.raises(Refusal, match="区划代码是2、4、6、9或12位数字"):
        town.desk.do(set_hukou_place, HukouPlaceDraft(head, replace(moved, division_code="123")))


def test_a_residence_document_follows_the_one_of_its_kind(town: Town) -> None:
    uid = town.register()
    head = town.person(uid, "王国梁")
    first = ResidenceDocumentDraft(head, ResidencePaper.PERMIT, on(2024), "JZ0001", date(2025, 1, 1))
    town.desk.do(set_residence_document, first)
    town.desk.do(set_residence_document, replace(first, number="JZ0002", since=on(2025)))
    town.desk.do(set_residence_document, replace(first, kind=ResidencePaper.RESETTLED, number="YD1"))
    rows = town.desk.ask(residence_documents, head, TODAY)
    assert [(row.kind, row.number) for row in rows] == [
        (ResidencePaper.PERMIT, "JZ0002"),
        (ResidencePaper.RESETTLED, "YD1"),
    ]


def test_a_persons_items_are_kept_and_the_percentage_rises(town: Town) -> None:
    uid = town.register()
    before = town.view(uid)
    head = before.members[0].person
    items = PersonItems(
        nickname="二毛",
        former_names="王二、王二小",
        ethnicity="01",
        political=Political.NONE,
        education=Education.JUNIOR,
        health=(Health.HEALTHY,),
        labour=Labour.ORDINARY,
        marital=Marital.MARRIED,
        hukou=HukouDraft(HukouStanding.NOT_MOVED),
        work=WorkDraft("天津", 7, "某建筑公司", "自己找的", on(2026, 3, 1)),
    )
    town.desk.do(complete_person, CompletePersonDraft(head.uid, items, head.version))
    after = town.view(uid)
    row = after.members[0].person
    assert row.missing == ()
    assert after.percent > before.percent
    assert row.work is not None
    assert (row.work.place, row.work.months) == ("天津", 7)
    assert town.found("ermao") == ["王国梁"]
    assert town.found("王二小") == ["王国梁"]
    with pytest.raises(StaleDraft):
        town.desk.do(
            complete_person, CompletePersonDraft(head.uid, PersonItems(nickname="三毛"), head.version)
        )
    ended = replace(items, hukou=None, work=WorkDraft("", since=on(2026, 10, 1)))
    town.desk.do(complete_person, CompletePersonDraft(head.uid, ended))
    assert town.view(uid).members[0].person.work is None


def test_school_begins_changes_and_ends(town: Town) -> None:
    uid = town.register()
    child = town.person(uid, "王小红")
    school = SchoolDraft(SchoolStage.JUNIOR, "柳沟镇中学", "柳沟镇", boarding=True, since=on(2023, 9, 1))
    town.desk.do(complete_person, CompletePersonDraft(child, PersonItems(school=school)))
    senior = SchoolDraft(SchoolStage.SENIOR, "青岭县一中", "青岭县", since=on(2026, 9, 1))
    town.desk.do(complete_person, CompletePersonDraft(child, PersonItems(school=senior)))
    stages = [
        row.school.stage
        for day in (date(2023, 9, 1), date(2026, 8, 31), TODAY)
        if (row := town.desk.ask(person_row, child, day)) and row.school
    ]
    assert stages == [SchoolStage.JUNIOR, SchoolStage.JUNIOR, SchoolStage.SENIOR]
    left = SchoolDraft(None, since=on(2026, 11, 1))
    town.desk.do(complete_person, CompletePersonDraft(child, PersonItems(school=left)))
    row = town.desk.ask(person_row, child, TODAY)
    assert row is not None
    assert row.school is None


def test_what_began_with_registration_begins_with_the_move_once_it_is_known(town: Town) -> None:
    """A25: known to the year only, and no day is invented."""
    uid = town.register(room="3-1-101")
    assert town.view(uid, date(2026, 11, 2)).members == ()
    some_day = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, HouseholdItems(moved_in=some_day)))
    view = town.view(uid, date(2019, 1, 1))
    assert len(view.members) == 5
    assert view.dwelling is not None
    assert view.dwelling.since.spoken() == "2018年"
    assert view.head is not None
    assert town.view(uid, date(2017, 12, 31)).head is None
    facts = town.desk.ask(certificate_facts, uid, TODAY)
    assert facts.moved_in is not None
    assert facts.moved_in.spoken() == "2018年"
    later = HouseholdItems(moved_in=on(2018, 11, 10))
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, later))
    assert town.view(uid, date(2018, 11, 9)).members == ()
    assert len(town.view(uid, date(2018, 11, 10)).members) == 5


def test_moving_in_before_the_others_moved_out_is_refused(town: Town) -> None:
    town.register(
        member("赵德胜", "02", "19600101", 11), room="3-1-101", items=HouseholdItems(moved_in=on(2018))
    )
    town.desk.clock.advance(days=10)
    second = town.register(
        member("钱满仓", "02", "19610101", 11), room="3-1-101", previous_last_day=date(2026, 10, 31)
    )
    early = CompleteHouseholdDraft(second, HouseholdItems(moved_in=on(2020)))
    with pytest.raises(Refusal, match="这套房到2026年11月1日还住着别家"):
        town.desk.do(complete_household, early)
    town.desk.do(complete_household, replace(early, items=HouseholdItems(moved_in=on(2026, 11, 1))))
    assert town.view(second, date(2026, 11, 1)).dwelling is not None


def test_who_came_over_came_on_his_day_whenever_the_household_moved_in(town: Town) -> None:
    source = town.register(items=HouseholdItems(moved_in=on(2018)))
    target = town.register(member("赵德胜", "02", "19600101", 11), items=HouseholdItems(moved_in=on(2021)))
    child = town.person(source, "王小红")
    town.desk.do(move_member, MoveMemberDraft(child, target, "38", on(2021)))
    earlier = CompleteHouseholdDraft(target, HouseholdItems(moved_in=on(2020)))
    town.desk.do(complete_household, earlier)
    assert [m.person.name for m in town.view(target, date(2020, 6, 1)).members] == ["赵德胜"]
    home = town.desk.ask(household_of_person, child, date(2020, 6, 1))
    assert home is not None
    assert home.uid == source
    with pytest.raises(Refusal, match="王小红在2021年1月1日才转入这一户，和入住时间2022年1月1日对不上"):
        town.desk.do(complete_household, replace(earlier, items=HouseholdItems(moved_in=on(2022))))


def test_a_household_is_there_as_long_as_its_head(town: Town) -> None:
    """An orphan heads a household that moved in before he was born: it is in no list of that day."""
    orphan = member("王天佑", "02", "20200101", 11)
    grandmother = member("张秀英", "62", "19500909", 16)
    uid = town.register(orphan, grandmother, room="3-1-101", items=HouseholdItems(moved_in=on(2018)))
    assert town.view(uid).facts.moved_in == on(2018)
    for moved_in in (on(2018), on(2017), on(2018)):
        town.desk.do(complete_household, CompleteHouseholdDraft(uid, HouseholdItems(moved_in=moved_in)))
        assert town.desk.ask(household_rows, date(2019, 6, 1)) == ()
        assert town.view(uid, date(2019, 6, 1)).members == ()
        assert len(town.view(uid, date(2020, 1, 1)).members) == 2
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, HouseholdItems(moved_in=on(2021))))
    assert town.view(uid, date(2020, 12, 31)).dwelling is None
    town.desk.do(add_member, AddMemberDraft(uid, member("王老五", "81", "19550101", 11)))
    assert len(town.view(uid, date(2021, 1, 1)).members) == 3


@pytest.mark.parametrize(
    ("items", "field"),
    [
        (HouseholdItems(moved_in=on(2027)), "moved_in"),
        (HouseholdItems(task_year=1999), "task_year"),
        (HouseholdItems(agreement_heads=0), "agreement_heads"),
        (HouseholdItems(self_funded_fen=-1), "self_funded"),
        (HouseholdItems(settlement_focus=SettlementFocus.TOWN), "settlement_mode"),
        (
            HouseholdItems(settlement_mode=SettlementMode.SCATTERED, settlement_focus=SettlementFocus.TOWN),
            "settlement_focus",
        ),
        (HouseholdItems(note="字" * 501), "note"),
    ],
)
def test_items_that_cannot_be_name_their_field(town: Town, items: HouseholdItems, field: str) -> None:
    uid = town.register()
    with pytest.raises(Refusal) as refused:
        town.desk.do(complete_household, CompleteHouseholdDraft(uid, items))
    assert refused.value.field == field


def test_the_certificate_names_what_it_lacks(town: Town) -> None:
    uid = town.register(room="3-2-501")
    lacking = town.desk.ask(certificate_facts, uid, TODAY)
    assert lacking.missing == ("搬迁类型", "协议编号", "协议签订日", "实际入住时间")
    items = HouseholdItems(
        relocation_kind=RelocationKind.REGISTERED_POOR,
        agreement_no="青易搬2017-012",
        agreement_on=on(2017, 8, 12),
        agreement_heads=5,
        moved_in=on(2018, 11, 10),
    )
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, items))
    facts = town.desk.ask(certificate_facts, uid, TODAY)
    assert facts.missing == ()
    assert (facts.head_name, facts.relocation_kind, facts.area) == ("王国梁", "建档立卡搬迁户", "105.30")
    assert facts.origin == "晋川省云州市青岭县沟门乡石湾村后沟"
    assert [m.relation for m in facts.members] == ["户主", "妻", "长子", "长女", "母亲"]


def test_a_wrong_origin_is_put_right_and_found_by_its_right_name(town: Town) -> None:
    uid = town.register()
    other = town.desk.do(
        add_origin_village, OriginVillageDraft("晋川省云州市青岭县圪塄乡", "水泉梁村", "二道沟")
    )
    town.desk.do(correct_origin, CorrectOriginDraft(uid, other))
    assert town.view(uid).origin.short == "水泉梁村二道沟"
    assert len(town.found("二道沟")) == 5
    assert town.found("后沟") == []
    right = RenameOriginDraft(other, "晋川省云州市青岭县圪塄乡", "水泉梁村", "三道沟")
    town.desk.do(rename_origin_village, right)
    assert town.found("二道沟") == []
    assert len(town.found("sdg")) == 5


def test_a_person_knows_his_household_on_a_day(town: Town) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    head = town.person(uid, "王国梁")
    link = town.desk.ask(household_of_person, head, TODAY)
    assert link is not None
    assert (link.uid, link.label) == (uid, "王国梁家（练LG0001）")
    assert town.desk.ask(household_of_person, head, date(2018, 11, 9)) is None
    assert town.desk.ask(household_of_person, "gone", TODAY) is None
