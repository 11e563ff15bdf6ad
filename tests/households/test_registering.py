"""A household comes into the register: what is kept, what is refused, and with which sentence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Household, HouseholdSeries
from resettle_desktop.households.queries import (
    household_history,
    household_rows,
    numbers_to_chase,
    person_by_number,
)
from resettle_desktop.households.rules.declared import MembershipReason, RelocationKind
from resettle_desktop.households.rules.identity import DocumentKind, NumberDraft, NumberState
from resettle_desktop.households.rules.refusals import DuplicatePerson, RoomGivenAway
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    HouseholdDraft,
    HouseholdItems,
    MemberDraft,
    add_member,
    form_remarks,
    register_household,
)
from resettle_desktop.sites.use_cases import OriginVillageDraft
from tests.households.town import TODAY, Town, member, number, on, wangs, without_number
from tests.kit.office import raw


def test_a_family_of_five_is_at_one_glance(town: Town) -> None:
    some_day = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)
    uid = town.register(room="3-2-501", items=HouseholdItems(moved_in=some_day))
    view = town.view(uid)
    assert view.number == "练LG0001"
    assert view.label == "王国梁家（练LG0001）"
    assert [m.person.name for m in view.members] == ["王国梁", "李改莲", "王小军", "王小红", "张秀英"]
    assert [m.relation_name for m in view.members] == ["户主", "妻", "长子", "长女", "母亲"]
    assert view.head is not None
    assert view.head.person.age == 48
    assert view.head.person.sex is Sex.MALE
    assert view.head.person.phone is not None
    assert view.head.person.phone.phone == "13800000011"
    assert view.origin.short == "石湾村后沟"
    assert view.dwelling is not None
    assert view.dwelling.room.spoken == "3号楼2单元501室"
    assert view.dwelling.since.spoken() == "2018年"
    assert {m.since for m in view.members} == {some_day}


def test_numbers_follow_each_other_and_a_refused_save_uses_none(town: Town) -> None:
    first = town.register(member("赵德胜", "02", "19600101", 11))
    with pytest.raises(Refusal):
        town.register(member("赵德胜", "02", "19600101", 11))
    second = town.register(member("钱满仓", "02", "19610101", 11))
    assert [town.view(uid).number for uid in (first, second)] == ["练LG0001", "练LG0002"]


def test_a_failure_in_the_middle_gives_the_number_back(town: Town) -> None:
    taken = town.register(member("赵德胜", "02", "19600101", 11), room="3-1-101")
    with pytest.raises(RoomGivenAway):
        town.register(member("钱满仓", "02", "19610101", 11), room="3-1-101")
    again = town.register(member("钱满仓", "02", "19610101", 11))
    assert town.view(taken).number == "练LG0001"
    assert town.view(again).number == "练LG0002"
    with town.desk.store.reading() as session:
        assert session.query(HouseholdSeries.last).scalar() == 2
        assert session.query(Household.id).count() == 2


def test_a_new_origin_village_is_made_in_the_same_save(town: Town) -> None:
    draft = HouseholdDraft(
        (member("赵德胜", "02", "19600101", 11),),
        new_origin=OriginVillageDraft("晋川省云州市青岭县圪塄乡", "梁家山村", "阳坡"),
    )
    uid = town.desk.do(register_household, draft)
    assert town.view(uid).origin.line == "晋川省云州市青岭县圪塄乡梁家山村阳坡"
    entries = raw(town.desk.store, "SELECT act FROM audit_entry ORDER BY id DESC LIMIT 1")
    assert entries == [("register_household",)]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"number": NumberDraft("149999195201010015")},
            "members.0.number",
            "第18位校验码不符，请核对",
        ),
        (
            {"number": NumberDraft("149999199002290015")},
            "members.0.number",
            "号码里的出生日期没有这一天：1990年2月29日，请核对",
        ),
        (
            {"number": NumberDraft("149999199002290015", NumberState.TO_CHECK, "看不清")},
            "members.0.number",
            "号码里的出生日期没有这一天：1990年2月29日，请核对",
        ),
        ({"name": "   "}, "members.0.name", "请填写姓名"),
        ({"name": "王" * 201}, "members.0.name", "姓名有201个字，最多200个字，请核对"),
        ({"name": "王\x07国"}, "members.0.name", "姓名第2个字符看不见（U+0007），请删掉重新输入"),
        ({"phone": ""}, "members.0.phone", "请填写户主的电话，或者选“没有电话”"),
        ({"phone": "1380000001"}, "members.0.phone", "手机号是11位，现在是10位或号段不对，请核对"),
        ({"number": without_number("")}, "members.0.reason", "请写明为什么没有号码"),
        (
            {"number": replace(without_number(), chase_on=None)},
            "members.0.chase_on",
            "请填写哪天再问号码",
        ),
        (
            {"number": NumberDraft("149999195201010015", NumberState.TO_CHECK)},
            "members.0.reason",
            "请写明为什么待核",
        ),
        ({"ethnicity": "77"}, "members.0.ethnicity", "没有“77”这个民族代码，请从列表里选"),
        ({"since": on(2027)}, "members.0.since", "日期2027年1月1日还没有到，请核对"),
        (
            {"since": on(2020)},
            "members.0.since",
            "户主在2020年1月1日才加入，晚于这一户的入住或登记日期2018年1月1日，请填那天的户主",
        ),
        (
            {"since": on(1950)},
            "members.0.since",
            "日期1950年1月1日早于王国梁的出生日期1952年1月1日，请核对",
        ),
    ],
)
def test_bad_input_is_one_sentence_beside_its_field(
    town: Town, change: dict[str, Any], field: str, sentence: str
) -> None:
    head = member("王国梁", "02", "19520101", 11)
    with pytest.raises(Refusal) as refused:
        town.register(replace(head, **change), items=HouseholdItems(moved_in=on(2018)))
    assert refused.value.text == sentence
    assert refused.value.field == field
    assert town.desk.ask(household_rows, TODAY) == ()


def test_two_heads_and_none_are_refused(town: Town) -> None:
    with pytest.raises(Refusal, match="请指定一位户主，一户只能有一位"):
        town.register(member("王国梁", "22", "19780512", 11))
    with pytest.raises(Refusal, match="户主有2位") as refused:
        town.register(member("王国梁", "02", "19780512", 11), member("李改莲", "02", "19800304", 12))
    assert refused.value.field == "members.1.relation"
    with pytest.raises(Refusal, match="请至少填写户主一人"):
        town.desk.do(register_household, HouseholdDraft((), origin_uid=town.origin))
    with pytest.raises(Refusal, match="请选择迁出村"):
        town.desk.do(register_household, HouseholdDraft(wangs()))


def test_full_width_digits_and_a_small_x_are_what_was_meant(town: Town) -> None:
    right = next(n for order in range(1, 200) if (n := number("19520101", order)).endswith("X"))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in right).replace("X", "x")
    uid = town.register(
        member(
            "王国梁",
            "02",
            "19520101",
            11,
            number=NumberDraft(f" {wide[:6]} {wide[6:]} "),
            phone="１３８００００００１１",
        )
    )
    person = town.view(uid).members[0].person
    assert person.number == right
    assert town.found(right.lower()) == ["王国梁"]


def test_a_number_somebody_has_names_him_and_is_never_registered_twice(town: Town) -> None:
    first = town.register(member("赵德胜", "02", "19600101", 11))
    with pytest.raises(DuplicatePerson) as refused:
        town.register(member("钱满仓", "02", "19610101", 11), member("赵得胜", "22", "19600101", 11))
    assert refused.value.uid == town.person(first, "赵德胜")
    assert refused.value.field == "members.1.number"
    assert refused.value.text.startswith("号码149999 19600101 ")
    assert "已登记给赵德胜（赵德胜家（练LG0001））" in refused.value.text
    with pytest.raises(Refusal, match="这个号码和第1位成员“钱满仓”的一样") as twice:
        town.register(member("钱满仓", "02", "19610101", 11), member("钱二", "22", "19610101", 11))
    assert twice.value.field == "members.1.number"


def test_a_wrong_number_may_be_kept_but_matches_nobody(town: Town) -> None:
    wrong = NumberDraft("149999196001010019", NumberState.TO_CHECK, "证件上的号码就是这样，待公安核实")
    assert wrong.typed != number("19600101", 1)
    uid = town.register(member("赵德胜", "02", "19600101", 11, number=wrong, sex=Sex.MALE))
    other = town.register(member("赵德胜", "02", "19600101", 11, number=wrong))
    assert town.desk.ask(person_by_number, wrong.typed, TODAY) is None
    assert town.view(uid).members[0].person.number_state is NumberState.TO_CHECK
    assert town.view(other).members[0].person.number == wrong.typed
    assert town.found("0019") == ["赵德胜", "赵德胜"]


def test_one_number_of_two_people_is_kept_with_the_second_as_doubtful(town: Town) -> None:
    """A06: the first keeps the number in the match index, the second has it 待核."""
    same = number("19600101", 11)
    first = town.register(member("赵德胜", "02", "19600101", 11))
    doubtful = NumberDraft(same, NumberState.TO_CHECK, "重号，报公安核实", chase_on=TODAY)
    town.register(member("孙海龙", "02", "19600301", 11, number=doubtful))
    found = town.desk.ask(person_by_number, same, TODAY)
    assert found is not None
    assert found.uid == town.person(first, "赵德胜")
    assert [row.name for row in town.desk.ask(numbers_to_chase, TODAY)] == ["孙海龙"]


def test_fifteen_digits_are_kept_beside_the_eighteen(town: Town) -> None:
    """A04."""
    uid = town.register(member("赵德胜", "02", "19680315", 11, number=NumberDraft("149999680315003")))
    person = town.view(uid).members[0].person
    assert person.number == "149999196803150035"
    assert person.number_original == "149999680315003"
    with pytest.raises(DuplicatePerson):
        town.register(member("赵德胜", "02", "19680315", 11, number=NumberDraft("149999196803150035")))


def test_a_newborn_without_a_number_is_a_person_all_the_same(town: Town) -> None:
    """A10."""
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    paper = replace(
        without_number("新生儿，还没有落户"),
        document_kind=DocumentKind.BIRTH_CERTIFICATE,
        document_number="t 1401234567",
    )
    draft = MemberDraft("王天佑", "41", paper, sex=Sex.MALE, birth=on(2026, 11, 1))
    child = town.desk.do(add_member, AddMemberDraft(uid, draft, MembershipReason.BORN))
    row = next(m for m in town.view(uid).members if m.person.uid == child)
    assert row.since == on(2026, 11, 1)
    assert row.person.document_kind is DocumentKind.BIRTH_CERTIFICATE
    assert row.person.document_number == "T1401234567"
    assert row.person.age == 0
    assert town.found("wty") == ["王天佑"]


def test_a_member_cannot_be_added_as_a_second_head_or_twice(town: Town) -> None:
    uid = town.register()
    with pytest.raises(Refusal, match="户主有2位") as refused:
        town.desk.do(add_member, AddMemberDraft(uid, member("赵德胜", "02", "19600101", 11)))
    assert refused.value.field == "relation"
    with pytest.raises(DuplicatePerson) as twice:
        town.desk.do(add_member, AddMemberDraft(uid, member("王小红", "33", "20100601", 14)))
    assert twice.value.field == "number"
    with pytest.raises(Refusal, match="没有找到这一户"):
        town.desk.do(add_member, AddMemberDraft("gone", member("赵德胜", "97", "19600101", 11)))


def test_who_was_forgotten_joined_when_the_household_began(town: Town) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    town.desk.do(add_member, AddMemberDraft(uid, member("王老五", "81", "19550101", 11)))
    town.desk.do(add_member, AddMemberDraft(uid, member("王小妹", "33", "20200101", 12)))
    since = {m.person.name: m.since for m in town.view(uid).members}
    assert since["王老五"] == on(2018, 11, 10)
    assert since["王小妹"] == on(2020)


def test_lists_show_the_day_asked_for(town: Town) -> None:
    town.register(
        room="3-1-101",
        items=HouseholdItems(moved_in=on(2018, 11, 10), relocation_kind=RelocationKind.ALONGSIDE),
    )
    row, *others = town.desk.ask(household_rows, TODAY)
    assert others == []
    assert (row.number, row.head_name, row.members) == ("练LG0001", "王国梁", 5)
    assert (row.site_name, row.room_label, row.origin, row.hamlet) == ("云水苑", "3-1-101", "石湾村", "后沟")
    assert row.phone == "13800000011"
    assert row.relocation_kind is RelocationKind.ALONGSIDE
    assert town.desk.ask(household_rows, date(2018, 11, 9)) == ()
    assert len(town.desk.ask(household_rows, date(2018, 11, 10))) == 1


def test_history_names_act_and_clerk(town: Town) -> None:
    uid = town.register()
    (row,) = town.desk.ask(household_history, uid)
    assert (row.wording, row.clerk, row.about, row.on) == (
        "登记搬迁户",
        "李春梅",
        "王国梁家（练LG0001）",
        TODAY,
    )


def test_remarks_come_before_saving_and_never_stop_it(town: Town) -> None:
    members = (
        member("王国梁", "02", "19780512", 11),
        member("李改莲", "12", "19800304", 13),
        member("张秀英", "12", "19850304", 14),
    )
    remarks = form_remarks(members, TODAY)
    assert {remark.field for remark in remarks} == {"members.1.sex", "members.2.relation"}
    town.register(*members)
