"""Cases A01 to A25 of the register, by their numbers, through the use cases alone (relocation.md §8.1, §8.2).

A05, A08, A17 and A20 do not exist; A18 is about collective shares and comes with the rights.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries import (
    PersonRow,
    certificate_facts,
    numbers_to_chase,
    person_by_number,
)
from resettle_desktop.households.queries.events import (
    events_of_household,
    events_of_person,
    rooms_to_take_back,
)
from resettle_desktop.households.queries.findings import household_findings
from resettle_desktop.households.queries.findings_of_people import all_findings_for, relation_findings
from resettle_desktop.households.queries.people import household_of_person, person_row
from resettle_desktop.households.rules.alike import TWINS
from resettle_desktop.households.rules.declared import MembershipReason, RelocationKind
from resettle_desktop.households.rules.findings import FindingRule
from resettle_desktop.households.rules.homes import Protection
from resettle_desktop.households.rules.identity import (
    SAME_NUMBER,
    DocumentKind,
    NumberDraft,
    NumberState,
)
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.moving import lived_two_years
from resettle_desktop.households.rules.refusals import DuplicatePerson, PerhapsTheSame, RoomTaken
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    AssignRoomDraft,
    ChangeHeadDraft,
    HouseholdItems,
    MemberDraft,
    MoveMemberDraft,
    SettleNumberDraft,
    add_member,
    assign_room,
    change_head,
    form_remarks,
    move_member,
    settle_person_number,
)
from resettle_desktop.households.use_cases.drafts import ApartDraft
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.households.use_cases.events.people_joining import BirthDraft, record_birth
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.sites.rules import Plan
from resettle_desktop.sites.use_cases import BuildingDraft, SiteDraft, add_building, add_site
from tests.households.town import Town, member, number, on, wangs, without_number
from tests.kit.office import raw

TODAY = date(2026, 11, 23)
RIGHT = "149999195201010014"
WRONG = "149999195201010015"


@pytest.fixture
def town(town: Town) -> Town:
    """The town on the day the cases were written for."""
    town.desk.clock.advance(days=20)
    assert civil_date(town.desk.clock.instant) == TODAY
    return town


def head(typed: NumberDraft, name: str = "赵德胜", **more: Any) -> MemberDraft:
    """A head with this number, everything the number tells left out."""
    return replace(MemberDraft(name, "02", typed, phone="13800000011"), **more)


def only_member(town: Town, household: str) -> PersonRow:
    (row,) = town.view(household, TODAY).members
    return row.person


def test_a01_a_right_number_tells_birth_sex_and_age(town: Town) -> None:
    person = only_member(town, town.register(head(NumberDraft(RIGHT))))
    assert person.birth == on(1952)
    assert person.sex is Sex.MALE
    assert person.age == 74


def test_a02_a_wrong_check_digit_is_kept_to_be_checked_and_matches_nobody(town: Town) -> None:
    with pytest.raises(Refusal, match="第18位校验码不符") as refused:
        town.register(head(NumberDraft(WRONG)))
    assert refused.value.field == "members.0.number"
    with pytest.raises(Refusal, match="请写明为什么待核"):
        town.register(head(NumberDraft(WRONG, NumberState.TO_CHECK)))
    kept = NumberDraft(WRONG, NumberState.TO_CHECK, "证件磨损，个别数字看不清")
    person = only_member(town, town.register(head(kept)))
    assert (person.number, person.number_state) == (WRONG, NumberState.TO_CHECK)
    assert town.desk.ask(person_by_number, WRONG, TODAY) is None
    (chased,) = town.desk.ask(numbers_to_chase, TODAY + timedelta(days=30))
    assert chased.name == "赵德胜"


@pytest.mark.parametrize("state", [NumberState.VERIFIED, NumberState.TO_CHECK])
def test_a03_a_birth_that_is_in_no_calendar_is_refused(town: Town, state: NumberState) -> None:
    with pytest.raises(Refusal, match="没有这一天：1990年2月29日"):
        town.register(head(NumberDraft("149999199002290015", state, "证件上就是这样")))


def test_a04_fifteen_digits_become_eighteen_and_find_the_same_person(town: Town) -> None:
    uid = town.register(head(NumberDraft("149999680315003")))
    person = only_member(town, uid)
    assert (person.number, person.number_original) == ("149999196803150035", "149999680315003")
    with pytest.raises(DuplicatePerson) as refused:
        town.register(head(NumberDraft("149999196803150035"), "赵得胜"))
    assert refused.value.uid == person.uid


def test_a06_one_number_of_two_people_stays_with_the_first(town: Town) -> None:
    first = only_member(town, town.register(head(NumberDraft(RIGHT))))
    other: dict[str, Any] = {"name": "孙海龙", "birth": on(1952, 3), "sex": Sex.MALE}
    for typed in (
        NumberDraft(RIGHT),
        NumberDraft(RIGHT, NumberState.TO_CHECK, "证件磨损，个别数字看不清"),
        NumberDraft(f"{RIGHT}43", NumberState.TO_CHECK, "只有残疾人证"),
    ):
        with pytest.raises(DuplicatePerson) as refused:
            town.register(head(typed, **other))
        assert refused.value.uid == first.uid
    second = only_member(
        town, town.register(head(NumberDraft(RIGHT, NumberState.TO_CHECK, SAME_NUMBER), **other))
    )
    assert second.number_state is NumberState.TO_CHECK
    matched = town.desk.ask(person_by_number, RIGHT, TODAY)
    assert matched is not None
    assert matched.uid == first.uid
    (task,) = town.desk.ask(numbers_to_chase, TODAY + timedelta(days=30))
    assert (task.person_uid, task.reason) == (second.uid, SAME_NUMBER)
    assert task.holder is not None
    assert (task.holder.uid, task.holder.label) == (first.uid, "赵德胜（赵德胜家（练LG0001））")


def test_a06_the_second_may_get_another_number_but_never_the_firsts(town: Town) -> None:
    town.register(head(NumberDraft(RIGHT)))
    shared = NumberDraft(RIGHT, NumberState.TO_CHECK, SAME_NUMBER)
    second = only_member(town, town.register(head(shared, "孙海龙", birth=on(1952, 3))))
    with pytest.raises(DuplicatePerson):
        town.desk.do(settle_person_number, SettleNumberDraft(second.uid, NumberDraft(RIGHT)))
    own = number("19520301", 21)
    town.desk.do(settle_person_number, SettleNumberDraft(second.uid, NumberDraft(own)))
    assert town.desk.ask(numbers_to_chase, TODAY + timedelta(days=400)) == ()
    found = town.desk.ask(person_by_number, own, TODAY)
    assert found is not None
    assert found.uid == second.uid


def test_a07_the_same_person_at_two_sites_is_one_file(town: Town) -> None:
    here = town.register(room="3-1-101", items=HouseholdItems(moved_in=on(2018)))
    town.desk.do(
        add_building, BuildingDraft(town.desk.do(add_site, SiteDraft("河湾里")), "1号楼", plan=Plan(1, 2, 2))
    )
    with pytest.raises(DuplicatePerson) as refused:
        town.register(member("王国梁", "02", "19780512", 11))
    assert refused.value.uid == town.person(here, "王国梁")
    assert refused.value.household == "王国梁家（练LG0001）"
    assert raw(town.desk.store, "SELECT count(*) FROM person WHERE name = '王国梁'") == [(1,)]


def test_a07_he_is_moved_instead_of_made_again(town: Town) -> None:
    from_here = town.register(items=HouseholdItems(moved_in=on(2018)))
    there = town.register(head(NumberDraft(RIGHT)))
    son = town.person(from_here, "王小军")
    town.desk.do(move_member, MoveMemberDraft(son, there, "97", on(2026, 11, 23)))
    assert [m.person.uid for m in town.view(there, TODAY).members if m.person.name == "王小军"] == [son]


def test_a09_a_small_x_is_a_capital_one(town: Town) -> None:
    with_x = next(n for order in range(1, 200) if (n := number("19520101", order)).endswith("X"))
    person = only_member(town, town.register(head(NumberDraft(with_x.lower()))))
    assert person.number == with_x
    assert town.found(with_x.lower()) == ["赵德胜"]


def test_a10_a_newborn_has_his_certificate_and_later_the_number(town: Town) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    paper = replace(
        without_number("新生儿，还没有落户"),
        document_kind=DocumentKind.BIRTH_CERTIFICATE,
        document_number="T140123456",
        chase_on=TODAY + timedelta(days=30),
    )
    baby = MemberDraft("王天佑", "20", paper, sex=Sex.MALE, birth=on(2026, 11, 1))
    child = town.desk.do(record_birth, BirthDraft(uid, baby, town.person(uid, "李改莲")))
    row = next(m for m in town.view(uid, TODAY).members if m.person.uid == child)
    assert row.since == on(2026, 11, 1)
    assert row.person.document_kind is DocumentKind.BIRTH_CERTIFICATE
    before = raw(town.desk.store, "SELECT count(*) FROM person")
    given = number("20261101", 31)
    town.desk.do(settle_person_number, SettleNumberDraft(child, NumberDraft(given), row.person.version))
    after = town.desk.ask(person_row, child, TODAY)
    assert after is not None
    assert (after.number, after.document_number) == (given, "T140123456")
    assert raw(town.desk.store, "SELECT count(*) FROM person") == before
    assert next(m.since for m in town.view(uid, TODAY).members if m.person.uid == child) == on(2026, 11, 1)


def twins(*answers: ApartDraft) -> tuple[MemberDraft, MemberDraft]:
    """Two babies of one day whose form asks whether somebody alike is there."""
    first = MemberDraft("王大宝", "20", without_number(), sex=Sex.MALE, birth=on(2026, 11, 1), apart_from=())
    return first, replace(first, name="王小宝", apart_from=answers)


def test_a11_twins_are_asked_about_once(town: Town) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    first, second = twins()
    one = town.desk.do(add_member, AddMemberDraft(uid, first, MembershipReason.BORN))
    with pytest.raises(PerhapsTheSame) as asked:
        town.desk.do(add_member, AddMemberDraft(uid, second, MembershipReason.BORN))
    assert (asked.value.uid, asked.value.label, asked.value.field) == (one, "王大宝", "name")
    second = replace(second, apart_from=(ApartDraft(TWINS, one),))
    town.desk.do(add_member, AddMemberDraft(uid, second, MembershipReason.BORN))
    assert [m.person.name for m in town.view(uid, TODAY).members][-2:] == ["王大宝", "王小宝"]
    assert raw(town.desk.store, "SELECT reason FROM distinct_people") == [(TWINS,)]
    assert not _alike(town)


def test_a11_twins_on_one_form(town: Town) -> None:
    parents = (member("王国梁", "02", "19780512", 11), member("李改莲", "12", "19800304", 12))
    with pytest.raises(PerhapsTheSame) as asked:
        town.register(*parents, *twins())
    assert (asked.value.uid, asked.value.label, asked.value.field) == ("", "王大宝", "members.3.name")
    town.register(*parents, *twins(ApartDraft(TWINS)))
    assert not _alike(town)


def test_a11_who_was_not_asked_about_is_saved_and_found(town: Town) -> None:
    """An import asks nobody: both are there, and the list asks until somebody answers."""
    uid = town.register()
    for name in ("王大宝", "王小宝"):
        baby = MemberDraft(name, "20", without_number(), sex=Sex.MALE, birth=on(2026, 11, 1))
        town.desk.do(add_member, AddMemberDraft(uid, baby, MembershipReason.BORN))
    (text,) = _alike(town)
    assert text == "和王国梁家（练LG0001）的王小宝出生日期相同、姓名相像：是同一个人吗？"


def _alike(town: Town) -> list[str]:
    rows = town.desk.ask(all_findings_for, TODAY, town.desk.actor.roles)
    return [row.finding.text for row in rows if row.finding.rule is FindingRule.ALIKE]


def test_a12_head_and_spouse_of_one_sex_are_a_remark_only(town: Town) -> None:
    couple = (member("王国梁", "02", "19780512", 11), member("李改莲", "10", "19800304", 13))
    (remark,) = form_remarks(couple, TODAY)
    assert remark.text == "户主和配偶都是男，请核对号码和关系"
    uid = town.register(*couple)
    (row,) = town.desk.ask(lambda session: tuple(relation_findings(session, TODAY)))
    assert (row.household_uid, row.about, row.finding.text) == (uid, "李改莲", remark.text)


# Household and room


def four(town: Town, kind: RelocationKind = RelocationKind.REGISTERED_POOR, **more: Any) -> str:
    items = replace(
        HouseholdItems(relocation_kind=kind, agreement_heads=4, moved_in=on(2018, 11, 10)), **more
    )
    return town.register(*wangs()[:4], room="3-2-501", items=items)


def _texts(town: Town, *, old_house: bool = False) -> list[str]:
    rows = town.desk.ask(household_findings, TODAY, old_house=old_house)
    return [row.finding.text for row in rows]


def test_a13_more_than_the_area_is_saved_and_told(town: Town) -> None:
    four(town)
    assert _texts(town) == ["住房105.30平方米，超过标准5.30平方米（协议人口4，标准100.00平方米）"]


def test_a14_more_own_money_than_allowed_is_told(town: Town) -> None:
    items = HouseholdItems(
        relocation_kind=RelocationKind.REGISTERED_POOR, agreement_heads=5, self_funded_fen=12_500_00
    )
    town.register(items=items)
    assert _texts(town) == ["自筹资金12500元，超过每户上限10000元"]


def test_a15_a_baby_adds_no_area(town: Town) -> None:
    uid = four(town)
    baby = MemberDraft("王小五", "20", without_number(), sex=Sex.MALE, birth=on(2026, 6))
    town.desk.do(record_birth, BirthDraft(uid, baby))
    view = town.view(uid, TODAY)
    assert (view.facts.agreement_heads, len(view.members)) == (4, 5)
    assert _texts(town) == ["住房105.30平方米，超过标准5.30平方米（协议人口4，现人口5，标准100.00平方米）"]


def test_a16_who_moved_alongside_has_no_cap(town: Town) -> None:
    four(town, RelocationKind.ALONGSIDE)
    assert _texts(town) == []


def test_a19_a_room_is_given_on_only_when_the_other_stay_has_its_end(town: Town) -> None:
    first = town.register(member("赵德胜", "02", "19600101", 11), items=HouseholdItems(moved_in=on(2019, 5)))
    room = town.room("3-2-501")
    town.desk.do(assign_room, AssignRoomDraft(first, room, on(2019, 5)))
    second = town.register(member("钱满仓", "02", "19610101", 11), items=HouseholdItems(moved_in=on(2019)))
    draft = AssignRoomDraft(second, room, on(2026, 6))
    with pytest.raises(RoomTaken) as refused:
        town.desk.do(assign_room, draft)
    assert refused.value.proposed_last_day == date(2026, 5, 31)
    assert (refused.value.uid, refused.value.field) == (first, "previous_last_day")
    town.desk.do(assign_room, replace(draft, previous_last_day=refused.value.proposed_last_day))
    assert town.view(first, TODAY).dwelling is None
    dwelling = town.view(second, TODAY).dwelling
    assert dwelling is not None
    assert (dwelling.room.label, dwelling.since) == ("3-2-501", on(2026, 6))
    assert town.view(first, date(2026, 5, 31)).dwelling is not None
    assert town.view(second, date(2026, 5, 31)).dwelling is None


def test_a21_nobody_is_in_two_households_and_the_day_is_asked_once(town: Town) -> None:
    a = town.register(items=HouseholdItems(moved_in=on(2018)))
    b = town.register(head(NumberDraft(RIGHT)), items=HouseholdItems(moved_in=on(2018)))
    son = town.person(a, "王小军")
    with pytest.raises(DuplicatePerson, match="王国梁家（练LG0001）"):
        town.desk.do(add_member, AddMemberDraft(b, member("王小军", "97", "20050101", 13)))
    town.desk.do(move_member, MoveMemberDraft(son, b, "97", on(2026, 11, 10)))
    for day, household in ((date(2026, 11, 9), a), (date(2026, 11, 10), b)):
        home = town.desk.ask(household_of_person, son, day)
        assert home is not None
        assert home.uid == household
    assert [
        r for r in town.desk.ask(household_findings, TODAY) if r.finding.rule is FindingRule.MEMBERSHIP
    ] == []


def test_a22_after_the_heads_death_a_new_one_comes_before_any_paper(town: Town) -> None:
    uid = town.register(room="3-2-501", items=HouseholdItems(moved_in=on(2018)))
    old, widow = town.person(uid, "王国梁"), town.person(uid, "李改莲")
    town.desk.do(record_death, DeathDraft(old, on(2026, 11, 20)))
    (died,) = town.desk.ask(events_of_person, old, TODAY)
    assert died.code is EventCode.DIED
    with pytest.raises(Refusal):
        town.desk.do(issue_relocation_certificate, CertificateDraft(uid))
    (headless,) = town.desk.ask(lambda session: tuple(relation_findings(session, TODAY, household_uid=uid)))
    assert headless.finding.text == "这一户现在没有户主，请先选一位"
    relations = (
        (widow, "02"),
        *((town.person(uid, n), r) for n, r in (("王小军", "22"), ("王小红", "32"), ("张秀英", "56"))),
    )
    town.desk.do(change_head, ChangeHeadDraft(uid, widow, relations, on(2026, 11, 20)))
    assert town.desk.ask(certificate_facts, uid, TODAY).head_name == "李改莲"
    assert town.desk.do(issue_relocation_certificate, CertificateDraft(uid))


def test_a23_the_last_death_closes_the_household_and_deletes_nothing(town: Town) -> None:
    uid = town.register(
        member("赵德胜", "02", "19400101", 11), room="3-1-101", items=HouseholdItems(moved_in=on(2018))
    )
    person = town.person(uid, "赵德胜")
    rows = raw(town.desk.store, "SELECT count(*) FROM membership")
    town.desk.do(record_death, DeathDraft(person, on(2026, 11, 20)))
    assert {row.code for row in town.desk.ask(events_of_household, uid, TODAY)} == {
        EventCode.DIED,
        EventCode.EXTINCT,
    }
    (room,) = town.desk.ask(rooms_to_take_back, TODAY)
    assert room.household_uid == uid
    assert raw(town.desk.store, "SELECT closed_because FROM household WHERE uid = ?", uid) == [("extinct",)]
    assert raw(town.desk.store, "SELECT count(*) FROM membership") >= rows
    assert [m.person.name for m in town.view(uid, date(2026, 11, 19)).members] == ["赵德胜"]


def test_a24_an_old_house_past_its_day_is_told_until_it_is_protected(town: Town) -> None:
    uid = four(town)
    town.desk.do(complete_old_home, OldHomeDraft(uid, has_house=True, due_on=date(2019, 11, 10)))
    known = town.desk.clock()
    days = (TODAY - date(2019, 11, 10)).days
    overdue = f"旧房应在2019年11月10日前腾退，已过{days}天"
    assert _texts(town, old_house=True)[-1] == overdue
    town.desk.do(
        complete_old_home,
        OldHomeDraft(
            uid,
            has_house=True,
            due_on=date(2019, 11, 10),
            protection=Protection.JOINED,
            protection_document="云建〔2020〕5号",
        ),
    )
    assert overdue not in _texts(town, old_house=True)
    before = town.desk.ask(household_findings, TODAY, known, old_house=True)
    assert overdue in [row.finding.text for row in before]


def test_a25_a_year_stays_a_year(town: Town) -> None:
    some_day = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)
    uid = town.register(room="3-2-501", items=HouseholdItems(moved_in=some_day))
    moved_in = town.view(uid, TODAY).facts.moved_in
    assert moved_in is not None
    assert moved_in.spoken() == "2018年"
    assert lived_two_years(moved_in, TODAY) is True
    paper = town.desk.ask(certificate_facts, uid, TODAY).moved_in
    assert paper is not None
    assert paper.spoken() == "2018年"
