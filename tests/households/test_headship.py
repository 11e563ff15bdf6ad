"""Another head, right relations, a member who goes over to another household."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.declared import RoomReason
from resettle_desktop.households.rules.refusals import NO_HEAD
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    AssignRoomDraft,
    ChangeHeadDraft,
    CorrectRelationDraft,
    EndRoomDraft,
    HouseholdItems,
    MoveMemberDraft,
    add_member,
    assign_room,
    change_head,
    correct_relation,
    end_room,
    move_member,
)
from tests.households.town import Town, member, on

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
WIFE_HEADS = {"王国梁": "11", "李改莲": "02", "王小军": "22", "王小红": "32", "张秀英": "54"}


def relations(town: Town, uid: str, words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Members' uids with the relations said for their names."""
    return tuple((town.person(uid, name), relation) for name, relation in words.items())


def wife_heads(town: Town, uid: str, day: ImpreciseDate, **changed: str) -> ChangeHeadDraft:
    """The draft that makes 李改莲 head."""
    said = relations(town, uid, {**WIFE_HEADS, **changed})
    return ChangeHeadDraft(uid, town.person(uid, "李改莲"), said, day, "原户主长期外出")


def heads_on(town: Town, uid: str, day: date) -> dict[str, str]:
    """Who is head on a day, and everybody's relation."""
    view = town.view(uid, day)
    assert view.head is not None
    assert view.head.relation == "02"
    return {"head": view.head.person.name, **{m.person.name: m.relation for m in view.members}}


def test_the_head_changes_from_a_day_on_and_not_before(town: Town) -> None:
    uid = town.register(items=MOVED)
    town.desk.do(change_head, wife_heads(town, uid, on(2026, 9, 1)))
    before, after = heads_on(town, uid, date(2026, 8, 31)), heads_on(town, uid, date(2026, 9, 1))
    assert (before["head"], before["王国梁"], before["张秀英"]) == ("王国梁", "02", "52")
    assert after == {"head": "李改莲", **WIFE_HEADS}
    assert town.found("ligailian")[0] == "李改莲"
    assert set(town.found("李改莲")) == set(WIFE_HEADS)  # everybody is found by the new head
    assert town.found("王国梁") == ["王国梁", "王小红", "王小军"]  # the man as himself, his children by him


def test_on_the_day_it_began_the_change_is_a_correction(town: Town) -> None:
    uid = town.register(items=MOVED)
    town.desk.do(change_head, wife_heads(town, uid, on(2018, 11, 10)))
    assert heads_on(town, uid, date(2018, 11, 10))["head"] == "李改莲"


def test_a_child_born_since_always_stood_in_the_new_relation(town: Town) -> None:
    child = member("王晚生", "23", "20250101", 15)
    couple = (member("王国梁", "02", "19780512", 11), member("李改莲", "12", "19800304", 12))
    uid = town.register(*couple, child, items=MOVED)
    said = relations(town, uid, {"王国梁": "11", "李改莲": "02", "王晚生": "20"})
    draft = ChangeHeadDraft(uid, town.person(uid, "李改莲"), said, on(2020))
    town.desk.do(change_head, draft)
    assert heads_on(town, uid, date(2025, 1, 1))["王晚生"] == "20"


def test_a_change_of_head_that_cannot_be_is_refused(town: Town) -> None:
    uid = town.register(items=MOVED)
    two = wife_heads(town, uid, on(2026, 9, 1), 王国梁="02")
    with pytest.raises(Refusal, match="户主有2位"):
        town.desk.do(change_head, two)
    none = wife_heads(town, uid, on(2026, 9, 1), 李改莲="12", 王国梁="11")
    with pytest.raises(Refusal, match=NO_HEAD):
        town.desk.do(change_head, none)
    some = ChangeHeadDraft(uid, none.new_head_uid, two.relations[1:], on(2026, 9, 1))
    with pytest.raises(Refusal, match="家庭成员刚有变动"):
        town.desk.do(change_head, some)
    same = ChangeHeadDraft(uid, town.person(uid, "王国梁"), two.relations, on(2026, 9, 1))
    with pytest.raises(Refusal, match="王国梁已经是户主"):
        town.desk.do(change_head, same)
    with pytest.raises(Refusal, match="日期2027年1月1日还没有到"):
        town.desk.do(change_head, wife_heads(town, uid, on(2027)))
    with pytest.raises(Refusal, match="李改莲在2018年11月10日才加入这一户"):
        town.desk.do(change_head, wife_heads(town, uid, on(2018)))
    assert heads_on(town, uid, date(2026, 11, 3))["head"] == "王国梁"


def test_a_wrong_relation_never_was(town: Town) -> None:
    uid = town.register(items=MOVED)
    town.desk.do(correct_relation, CorrectRelationDraft(town.person(uid, "王小红"), "37"))
    assert heads_on(town, uid, date(2018, 11, 10))["王小红"] == "37"
    for name, relation in (("王国梁", "12"), ("王小红", "02")):
        with pytest.raises(Refusal, match="变更户主"):
            town.desk.do(correct_relation, CorrectRelationDraft(town.person(uid, name), relation))


def test_a_member_goes_over_with_one_date_for_both(town: Town) -> None:
    """A21."""
    source = town.register(items=MOVED)
    target = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    moved = town.person(source, "王小红")
    town.desk.do(move_member, MoveMemberDraft(moved, target, "38", on(2026, 5, 1)))
    assert "王小红" in {m.person.name for m in town.view(source, date(2026, 4, 30)).members}
    assert "王小红" not in {m.person.name for m in town.view(source).members}
    row = next(m for m in town.view(target).members if m.person.uid == moved)
    assert (row.relation_name, row.since) == ("儿媳", on(2026, 5, 1))
    assert "王小红" in town.found("赵德胜")
    with pytest.raises(Refusal, match="本来就在这一户"):
        town.desk.do(move_member, MoveMemberDraft(moved, target, "38", on(2026, 6, 1)))
    with pytest.raises(Refusal, match="户主有2位"):
        town.desk.do(move_member, MoveMemberDraft(moved, source, "02", on(2026, 6, 1)))
    with pytest.raises(Refusal, match="日期2026年5月1日要晚于现在这条记录的开始日期2026年5月1日"):
        town.desk.do(move_member, MoveMemberDraft(moved, source, "32", on(2026, 5, 1)))


def test_the_head_goes_last_and_only_out_of_an_empty_room(town: Town) -> None:
    family = town.register(items=MOVED)
    alone = town.register(member("赵德胜", "02", "19600101", 11), room="3-1-101", items=MOVED)
    with pytest.raises(Refusal, match="王国梁是户主，请先变更户主"):
        town.desk.do(move_member, MoveMemberDraft(town.person(family, "王国梁"), alone, "97", on(2026, 5, 1)))
    last = town.person(alone, "赵德胜")
    with pytest.raises(Refusal, match="还占着住房"):
        town.desk.do(move_member, MoveMemberDraft(last, family, "97", on(2026, 5, 1)))
    dwelling = town.view(alone).dwelling
    assert dwelling is not None
    town.desk.do(end_room, EndRoomDraft(dwelling.assignment_uid, on(2026, 4, 30), RoomReason.VACATED))
    town.desk.do(move_member, MoveMemberDraft(last, family, "97", on(2026, 5, 1)))
    assert town.view(alone).members == ()
    assert len(town.view(alone, date(2026, 4, 30)).members) == 1
    assert town.view(family).members[-1].person.name == "赵德胜"


def test_the_head_goes_no_earlier_than_the_others_went(town: Town) -> None:
    couple = (member("赵德胜", "02", "19600101", 11), member("孙香莲", "12", "19620101", 12))
    old = town.register(*couple, items=MOVED)
    family = town.register(items=MOVED)
    head, wife = town.person(old, "赵德胜"), town.person(old, "孙香莲")
    town.desk.do(move_member, MoveMemberDraft(wife, family, "97", on(2023, 3, 1)))
    early = MoveMemberDraft(head, family, "97", on(2021, 8, 16))
    with pytest.raises(Refusal, match="最晚到2023年3月1日才转出，户主不能在2021年8月16日先走") as refused:
        town.desk.do(move_member, early)
    assert refused.value.field == "on"
    town.desk.do(move_member, replace(early, on=on(2023, 3, 1)))
    assert heads_on(town, old, date(2023, 2, 28))["head"] == "赵德胜"
    assert town.view(old, date(2023, 3, 1)).members == ()


def test_nothing_is_added_to_a_household_whose_last_member_left(town: Town) -> None:
    family = town.register(items=MOVED)
    alone = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    left = MoveMemberDraft(town.person(alone, "赵德胜"), family, "97", on(2026, 5, 1))
    town.desk.do(move_member, left)
    child = MoveMemberDraft(town.person(family, "王小红"), alone, "32", on(2026, 6, 1))
    steps: tuple[tuple[Any, Any], ...] = (
        (add_member, AddMemberDraft(alone, member("赵小", "22", "19900101", 15))),
        (move_member, child),
        (assign_room, AssignRoomDraft(alone, town.room("3-1-101"), on(2026, 6, 1))),
    )
    for act, draft in steps:
        with pytest.raises(Refusal, match="练LG0002已经没有人了，这一步没有保存"):
            town.desk.do(act, draft)
    assert town.view(alone).members == ()


def test_nobody_joins_a_household_before_it_is_there(town: Town) -> None:
    source = town.register(items=MOVED)
    target = town.register(member("赵德胜", "02", "19600101", 11), items=HouseholdItems(moved_in=on(2021)))
    moved = town.person(source, "王小红")
    with pytest.raises(Refusal, match="赵德胜家（练LG0002）从2021年1月1日才有这一户"):
        town.desk.do(move_member, MoveMemberDraft(moved, target, "38", on(2020)))
    early = member("赵小", "22", "19900101", 15, since=on(2020))
    with pytest.raises(Refusal, match="从2021年1月1日才有这一户") as refused:
        town.desk.do(add_member, AddMemberDraft(target, early))
    assert refused.value.field == "since"
    with pytest.raises(Refusal, match="早于这一户的入住或登记日期") as first:
        town.register(member("钱满仓", "02", "19610101", 11, since=on(2020)))
    assert first.value.field == "members.0.since"
