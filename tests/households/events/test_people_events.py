"""What happens to people: an event writes what the table of change events says and is kept with its paper."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries.events import (
    events_of_household,
    events_of_person,
    events_without_evidence,
    rooms_to_take_back,
)
from resettle_desktop.households.queries.people import person_row
from resettle_desktop.households.rules.circumstances import GuardianReason
from resettle_desktop.households.rules.declared import HukouStanding, Marital, SchoolStage
from resettle_desktop.households.rules.identity import DocumentKind, NumberDraft, NumberState
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    ChangeHeadDraft,
    HouseholdItems,
    MemberDraft,
    SettleNumberDraft,
    add_member,
    change_head,
    settle_person_number,
)
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.households.use_cases.events.noting import Evidence, SupplyEvidenceDraft, supply_evidence
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    BackAtSiteDraft,
    BackDraft,
    ReturnedDraft,
    StudiesDraft,
    WorkingAwayDraft,
    record_back_at_site,
    record_boarding,
    record_discharge,
    record_enlistment,
    record_imprisonment,
    record_release,
    record_returned,
    record_studies,
    record_working_away,
)
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    ReappearedDraft,
    record_death,
    record_missing,
    record_reappeared,
)
from resettle_desktop.households.use_cases.events.people_joining import (
    BirthDraft,
    JoinDraft,
    record_adoption,
    record_birth,
    record_marriage_in,
)
from resettle_desktop.households.use_cases.events.people_leaving import (
    DivorcedDraft,
    MarriedOutDraft,
    MovedOnDraft,
    record_divorce,
    record_marriage_out,
    record_moved_on,
)
from resettle_desktop.households.use_cases.events.people_parts import CHOOSE_HEAD, NewHead
from resettle_desktop.households.use_cases.events.people_standing import (
    Card,
    CardExpiredDraft,
    StandingDraft,
    record_card_expired,
    record_civil_service,
    record_other_collective,
)
from resettle_desktop.households.use_cases.guardians import GuardianDraft, set_guardian
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.households.use_cases.register_extracts import ExtractDraft, issue_register_extract
from tests.households.town import TODAY, Town, member, number, on
from tests.kit.office import raw

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
DAY = on(2026, 9, 1)
CERTIFICATE = NumberDraft(
    state=NumberState.NONE,
    reason="新生儿",
    chase_on=date(2027, 1, 1),
    document_kind=DocumentKind.BIRTH_CERTIFICATE,
    document_number="T140123456",
)
OPEN = "superseded_at IS NULL AND ends IS NULL"
WIFE_HEADS = {"李改莲": "02", "王小军": "22", "王小红": "32", "张秀英": "54"}


def holding(town: Town, table: str, column: str, person_uid: str) -> list[Any]:
    """What an interval table holds of a person without an end."""
    rows = raw(
        town.desk.store,
        f"SELECT {column} FROM {table} WHERE person_id = (SELECT id FROM person WHERE uid = ?) AND {OPEN}",
        person_uid,
    )
    return [row[0] for row in rows]


def codes(town: Town, person_uid: str) -> list[EventCode]:
    """What is kept as having happened to somebody, the latest first."""
    return [row.code for row in town.desk.ask(events_of_person, person_uid, TODAY)]


def names(town: Town, uid: str, day: date = TODAY) -> set[str]:
    """Who belongs to a household on a day."""
    return {m.person.name for m in town.view(uid, day).members}


def wife_heads(town: Town, uid: str) -> NewHead:
    """李改莲 heads those who stay."""
    said = tuple((town.person(uid, name), relation) for name, relation in WIFE_HEADS.items())
    return NewHead(town.person(uid, "李改莲"), said)


def baby(name: str, **more: Any) -> MemberDraft:
    return MemberDraft(name, "32", number=CERTIFICATE, birth=on(2026, 11, 1), **more)


def test_a_newborn_has_a_birth_certificate_and_later_a_number(town: Town) -> None:
    """A10."""
    uid = town.register(items=MOVED)
    mother = town.person(uid, "李改莲")
    child = town.desk.do(record_birth, BirthDraft(uid, baby("王小满"), mother))
    row = next(m for m in town.view(uid).members if m.person.uid == child)
    assert (row.since, row.person.document_kind) == (on(2026, 11, 1), DocumentKind.BIRTH_CERTIFICATE)
    assert holding(town, "hukou_place", "standing", child) == [HukouStanding.UNREGISTERED]
    assert codes(town, child) == [EventCode.BORN]
    people = raw(town.desk.store, "SELECT count(*) FROM person")
    found = NumberDraft(number("20261101", 26))
    town.desk.do(settle_person_number, SettleNumberDraft(child, found))
    assert raw(town.desk.store, "SELECT count(*) FROM person") == people
    assert codes(town, child) == [EventCode.BORN]


def test_twins_are_both_there(town: Town) -> None:
    """A11: the second is no second entry of the first."""
    uid = town.register(items=MOVED)
    first = replace(baby("王小满"), number=replace(CERTIFICATE, document_number="T140123456"))
    second = replace(baby("王小圆"), number=replace(CERTIFICATE, document_number="T140123457"))
    one = town.desk.do(record_birth, BirthDraft(uid, first))
    other = town.desk.do(record_birth, BirthDraft(uid, second))
    assert one != other
    assert {"王小满", "王小圆"} <= names(town, uid)


def test_a_birth_that_cannot_be_is_refused(town: Town) -> None:
    uid = town.register(items=MOVED)
    stranger = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    with pytest.raises(Refusal, match="赵德胜现在不在王国梁家"):
        town.desk.do(record_birth, BirthDraft(uid, baby("王小满"), town.person(stranger, "赵德胜")))
    with pytest.raises(Refusal, match="请填写孩子的出生日期"):
        town.desk.do(record_birth, BirthDraft(uid, replace(baby("王小满"), birth=None)))
    assert "王小满" not in names(town, uid)


def test_the_head_dies_and_another_follows(town: Town) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    head = town.person(uid, "王国梁")
    draft = DeathDraft(head, on(2026, 10, 5), wife_heads(town, uid), Evidence(later=True, told_by="女儿"))
    town.desk.do(record_death, draft)
    view = town.view(uid)
    assert view.head is not None
    assert view.head.person.name == "李改莲"
    assert "王国梁" in names(town, uid, date(2026, 10, 4))
    assert "王国梁" not in names(town, uid, date(2026, 10, 5))
    assert holding(town, "person_status", "kind", head) == ["dead"]
    assert holding(town, "hukou_place", "standing", head) == ["dead"]
    assert codes(town, head) == [EventCode.DIED]
    waiting = town.desk.ask(events_without_evidence, TODAY)
    assert [(row.person, row.name, row.told_by) for row in waiting] == [("王国梁", "死亡", "女儿")]


def test_a_household_without_a_head_prints_nothing_until_one_is_chosen(town: Town) -> None:
    """A22."""
    uid = town.register(items=MOVED)
    head = town.person(uid, "王国梁")
    town.desk.do(record_death, DeathDraft(head, on(2026, 10, 5)))
    assert town.view(uid).head is None
    with pytest.raises(Refusal, match="还没有新户主"):
        town.desk.do(issue_relocation_certificate, CertificateDraft(uid))
    with pytest.raises(Refusal, match="还没有新户主"):
        town.desk.do(issue_register_extract, ExtractDraft(uid))
    with pytest.raises(Refusal, match="还没有新户主"):
        town.desk.do(add_member, AddMemberDraft(uid, member("王新", "22", "19990101", 33)))
    chosen = wife_heads(town, uid)
    town.desk.do(change_head, ChangeHeadDraft(uid, chosen.uid, chosen.relations, on(2026, 10, 5)))
    town.desk.do(issue_relocation_certificate, CertificateDraft(uid))


def test_a_death_ends_a_marriage_and_what_he_was_guardian_of(town: Town) -> None:
    uid = town.register(items=MOVED)
    head, wife, girl = (town.person(uid, name) for name in ("王国梁", "李改莲", "王小红"))
    guardian = GuardianDraft(girl, GuardianReason.MINOR, guardian_uid=head, relation="父亲", since=on(2019))
    town.desk.do(set_guardian, guardian)
    town.desk.do(record_death, DeathDraft(head, on(2026, 10, 5), widowed_uid=wife))
    row = town.desk.ask(person_row, wife, TODAY)
    assert row is not None
    assert (row.marital, row.marital_on) == (Marital.WIDOWED, on(2026, 10, 5))
    assert holding(town, "guardianship", "guardian_name", girl) == []
    with pytest.raises(Refusal, match="配偶不能是逝者本人"):
        town.desk.do(record_death, DeathDraft(wife, on(2026, 10, 6), widowed_uid=wife))


def test_who_comes_back_to_the_site_is_nowhere_else_any_more(town: Town) -> None:
    """The counterpart of 外出务工, 返迁 and 在外寄宿."""
    uid = town.register(items=MOVED)
    father, girl, granny = (town.person(uid, name) for name in ("王国梁", "王小红", "张秀英"))
    town.desk.do(record_working_away, WorkingAwayDraft(father, on(2026, 3, 1), "天津", 7))
    studies = StudiesDraft(girl, on(2025, 9, 1), SchoolStage.JUNIOR, "云州一中", "云州市")
    town.desk.do(record_boarding, studies)
    town.desk.do(record_returned, ReturnedDraft((granny,), on(2025, 4, 1)))
    with pytest.raises(Refusal, match="李改莲没有登记过在外居住"):
        town.desk.do(record_back_at_site, BackAtSiteDraft((town.person(uid, "李改莲"),), on(2026, 10, 1)))
    town.desk.do(record_back_at_site, BackAtSiteDraft((father, girl, granny), on(2026, 10, 1)))
    for person in (father, girl, granny):
        assert holding(town, "presence", "kind", person) == []
        assert codes(town, person)[0] is EventCode.RETURNED
        assert town.desk.ask(events_of_person, person, TODAY)[0].name == "回到安置区居住"
    assert holding(town, "work_place", "place", father) == []
    assert holding(town, "school_place", "boarding", girl) == [0]
    son = town.person(uid, "王小军")
    town.desk.do(record_enlistment, AwayByStateDraft(son, on(2024, 9, 1)))
    with pytest.raises(Refusal, match="请先办“退役”"):
        town.desk.do(record_back_at_site, BackAtSiteDraft((son,), on(2026, 10, 1)))


def test_the_last_member_dies(town: Town) -> None:
    """A23: the file is closed and keeps everything, its room waits to be taken back."""
    uid = town.register(member("赵德胜", "02", "19400101", 11), items=MOVED, room="3-1-101")
    last = town.person(uid, "赵德胜")
    people = raw(town.desk.store, "SELECT count(*) FROM person")
    town.desk.do(record_death, DeathDraft(last, on(2026, 10, 5)))
    closed = raw(town.desk.store, "SELECT closed_on, closed_because FROM household")
    assert closed == [("2026-10-05", "extinct")]
    assert [row.code for row in town.desk.ask(events_of_household, uid, TODAY)] == [
        EventCode.DIED,
        EventCode.EXTINCT,
    ]
    waiting = town.desk.ask(rooms_to_take_back, TODAY)
    assert [(row.household_number, row.room_label) for row in waiting] == [("练LG0001", "3-1-101")]
    assert raw(town.desk.store, "SELECT count(*) FROM person") == people
    assert names(town, uid, date(2026, 10, 4)) == {"赵德胜"}


def test_a_death_is_known_to_the_month_and_nothing_is_invented(town: Town) -> None:
    """A25."""
    uid = town.register(items=MOVED)
    granny = town.person(uid, "张秀英")
    town.desk.do(record_death, DeathDraft(granny, ImpreciseDate(date(2026, 10, 1), Precision.MONTH)))
    row = town.desk.ask(events_of_person, granny, TODAY)[0]
    assert row.happened.spoken() == "2026年10月"
    ended = raw(
        town.desk.store,
        "SELECT ends, ends_precision FROM membership WHERE ends IS NOT NULL AND superseded_at IS NULL",
    )
    assert ended == [("2026-10-01", "month")]


def test_a_death_before_birth_or_of_somebody_gone_is_refused(town: Town) -> None:
    uid = town.register(items=MOVED)
    granny = town.person(uid, "张秀英")
    with pytest.raises(Refusal, match="早于张秀英的出生日期"):
        town.desk.do(record_death, DeathDraft(granny, on(1949)))
    with pytest.raises(Refusal, match="还没有到"):
        town.desk.do(record_death, DeathDraft(granny, on(2027)))
    town.desk.do(record_death, DeathDraft(granny, DAY))
    with pytest.raises(Refusal, match="张秀英现在不在任何一户里"):
        town.desk.do(record_death, DeathDraft(granny, DAY))


def test_a_child_that_lived_one_day_belonged_for_that_day(town: Town) -> None:
    uid = town.register(items=MOVED)
    child = town.desk.do(record_birth, BirthDraft(uid, baby("王小满")))
    town.desk.do(record_death, DeathDraft(child, on(2026, 11, 1)))
    assert "王小满" in names(town, uid, date(2026, 11, 1))
    assert "王小满" not in names(town, uid, date(2026, 11, 2))


def test_who_is_missing_stays_a_member(town: Town) -> None:
    uid = town.register(items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_missing, MissingDraft(son, on(2026, 3, 1)))
    assert "王小军" in names(town, uid)
    assert holding(town, "person_status", "kind", son) == ["missing"]
    with pytest.raises(Refusal, match="已经登记为“失踪”"):
        town.desk.do(record_missing, MissingDraft(son, on(2026, 4, 1)))
    town.desk.do(record_reappeared, ReappearedDraft(son, on(2026, 8, 1)))
    assert holding(town, "person_status", "kind", son) == []
    with pytest.raises(Refusal, match="王小军没有登记过“失踪”"):
        town.desk.do(record_reappeared, ReappearedDraft(son, on(2026, 9, 1)))


def test_who_was_declared_dead_can_come_back(town: Town) -> None:
    hukou = HukouDraft(HukouStanding.NOT_MOVED, address="石湾村")
    family = (
        member("王国梁", "02", "19780512", 11),
        member("王小军", "22", "20050101", 13, hukou=hukou),
    )
    uid = town.register(*family, items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_missing, MissingDraft(son, on(2026, 3, 1), dead=True))
    assert names(town, uid) == {"王国梁"}
    assert holding(town, "hukou_place", "standing", son) == ["dead"]
    with pytest.raises(Refusal, match="请选回到哪一户"):
        town.desk.do(record_reappeared, ReappearedDraft(son, on(2026, 8, 1)))
    with pytest.raises(Refusal, match="户主有2位"):
        town.desk.do(record_reappeared, ReappearedDraft(son, on(2026, 8, 1), uid, "02"))
    town.desk.do(record_reappeared, ReappearedDraft(son, on(2026, 8, 1), uid, "22"))
    assert names(town, uid) == {"王国梁", "王小军"}
    assert holding(town, "hukou_place", "address", son) == ["石湾村"]
    assert holding(town, "person_status", "kind", son) == []


def test_marriage_brings_somebody_new(town: Town) -> None:
    uid = town.register(items=MOVED)
    bride = member("孙香莲", "38", "20050202", 14)
    draft = JoinDraft(uid, "38", on(2026, 5, 1), member=bride, evidence=Evidence("结婚证", "J14-1"))
    new = town.desk.do(record_marriage_in, draft)
    row = next(m for m in town.view(uid).members if m.person.uid == new)
    assert (row.since, row.relation) == (on(2026, 5, 1), "38")
    assert raw(town.desk.store, "SELECT marital, marital_on FROM person WHERE uid = ?", new) == [
        ("married", "2026-05-01")
    ]
    assert town.desk.ask(events_of_person, new, TODAY)[0].evidence_number == "J14-1"
    with pytest.raises(Refusal, match="请选是哪个人"):
        town.desk.do(record_marriage_in, replace(draft, member=None))
    with pytest.raises(Refusal, match="户主有2位"):
        town.desk.do(record_marriage_in, replace(draft, relation="02"))


def test_marriage_ends_the_other_household_on_the_same_day(town: Town) -> None:
    source = town.register(items=MOVED)
    target = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    girl = town.person(source, "王小红")
    town.desk.do(record_marriage_in, JoinDraft(target, "38", DAY, person_uid=girl))
    assert "王小红" not in names(town, source)
    assert "王小红" in names(town, target)
    left = raw(town.desk.store, "SELECT left_because FROM membership WHERE left_because IS NOT NULL")
    assert left == [("married_out",)]
    with pytest.raises(Refusal, match="本来就在这一户"):
        town.desk.do(record_marriage_in, JoinDraft(target, "38", DAY, person_uid=girl))


def test_an_adopted_child_leaves_its_old_household(town: Town) -> None:
    source = town.register(items=MOVED)
    target = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    girl = town.person(source, "王小红")
    town.desk.do(record_adoption, JoinDraft(target, "35", DAY, person_uid=girl))
    assert "王小红" in names(town, target)
    assert codes(town, girl) == [EventCode.ADOPTED]


def test_marrying_out_ends_membership_and_deletes_nothing(town: Town) -> None:
    uid = town.register(items=MOVED)
    girl = town.person(uid, "王小红")
    town.desk.do(record_marriage_out, MarriedOutDraft(girl, DAY, place="邻县"))
    assert "王小红" not in names(town, uid)
    assert holding(town, "presence", "place", girl) == ["邻县"]
    with pytest.raises(Refusal, match="现在不在任何一户里"):
        town.desk.do(record_marriage_out, MarriedOutDraft(girl, DAY))


def test_the_head_marries_out_only_with_a_successor(town: Town) -> None:
    uid = town.register(items=MOVED)
    other = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    head = town.person(uid, "王国梁")
    draft = MarriedOutDraft(head, DAY, household_uid=other, relation="97")
    with pytest.raises(Refusal, match=CHOOSE_HEAD.format("王国梁")) as refused:
        town.desk.do(record_marriage_out, draft)
    assert refused.value.field == "new_head"
    with pytest.raises(Refusal, match="户主有2位"):
        town.desk.do(record_marriage_out, replace(draft, relation="02"))
    town.desk.do(record_marriage_out, replace(draft, new_head=wife_heads(town, uid)))
    assert "王国梁" in names(town, other)
    assert town.view(uid).head is not None


def test_divorce_is_said_of_both(town: Town) -> None:
    uid = town.register(items=MOVED)
    wife, head = town.person(uid, "李改莲"), town.person(uid, "王国梁")
    draft = DivorcedDraft(wife, DAY, spouse_uid=head, leaves=False)
    with pytest.raises(Refusal, match="选了两次"):
        town.desk.do(record_divorce, replace(draft, spouse_uid=wife))
    town.desk.do(record_divorce, draft)
    assert "李改莲" in names(town, uid)
    marital = raw(town.desk.store, "SELECT count(*) FROM person WHERE marital = 'divorced'")
    assert marital == [(2,)]
    town.desk.do(record_divorce, replace(draft, leaves=True, place="娘家"))
    assert "李改莲" not in names(town, uid)


def test_some_move_on_and_then_the_rest(town: Town) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    children = (town.person(uid, "王小军"), town.person(uid, "王小红"))
    town.desk.do(record_moved_on, MovedOnDraft(children, DAY, "省城", hukou_goes=True))
    assert holding(town, "hukou_place", "standing", children[0]) == ["third_place"]
    rest = tuple(town.person(uid, name) for name in ("王国梁", "李改莲", "张秀英"))
    with pytest.raises(Refusal, match="请选至少一个人"):
        town.desk.do(record_moved_on, MovedOnDraft((), DAY))
    with pytest.raises(Refusal, match="选了两次"):
        town.desk.do(record_moved_on, MovedOnDraft((rest[0], rest[0]), DAY))
    town.desk.do(record_moved_on, MovedOnDraft(rest, on(2026, 10, 1), "国外", abroad=True))
    assert holding(town, "person_status", "kind", rest[0]) == ["emigrated"]
    assert raw(town.desk.store, "SELECT closed_because FROM household") == [("left",)]
    assert len(town.desk.ask(rooms_to_take_back, TODAY)) == 1


def test_people_of_two_households_do_not_move_on_together(town: Town) -> None:
    one, other = (
        town.register(items=MOVED),
        town.register(member("赵德胜", "02", "19600101", 11), items=MOVED),
    )
    both = (town.person(one, "王小军"), town.person(other, "赵德胜"))
    with pytest.raises(Refusal, match="不在同一户"):
        town.desk.do(record_moved_on, MovedOnDraft(both, DAY))


def test_working_away_changes_where_he_is_and_nothing_else(town: Town) -> None:
    """A52."""
    uid = town.register(items=MOVED, room="3-1-101")
    head = town.person(uid, "王国梁")
    before = town.view(uid)
    draft = WorkingAwayDraft(head, on(2026, 3, 1), "天津", 7, "某建筑公司")
    town.desk.do(record_working_away, draft)
    after = town.view(uid)
    assert (after.head, after.dwellings) != (None, ())
    assert len(after.members) == len(before.members)
    assert holding(town, "presence", "kind", head) == ["working_away"]
    assert holding(town, "work_place", "months", head) == [7]
    assert holding(town, "membership", "relation", head) == ["02"]
    with pytest.raises(Refusal, match="1到12"):
        town.desk.do(record_working_away, replace(draft, months=13))
    with pytest.raises(Refusal, match="请填写在哪里"):
        town.desk.do(record_working_away, replace(draft, place=" "))


def test_a_couple_lives_in_the_village_again(town: Town) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    couple = (town.person(uid, "王国梁"), town.person(uid, "李改莲"))
    town.desk.do(
        record_returned, ReturnedDraft(couple, ImpreciseDate(date(2025, 1, 1), Precision.YEAR), "石湾村")
    )
    assert [holding(town, "presence", "kind", one) for one in couple] == [["at_origin"]] * 2
    assert town.view(uid).dwelling is not None
    with pytest.raises(Refusal, match="请选至少一个人"):
        town.desk.do(record_returned, ReturnedDraft((), DAY))


def test_the_army_cancels_hukou_and_discharge_restores_it(town: Town) -> None:
    """A57."""
    hukou = HukouDraft(HukouStanding.NOT_MOVED, address="石湾村")
    family = (
        member("王国梁", "02", "19780512", 11),
        member("王小军", "22", "20050101", 13, hukou=hukou),
    )
    uid = town.register(*family, items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_enlistment, AwayByStateDraft(son, on(2024, 9, 1), "某部"))
    assert "王小军" in names(town, uid)
    assert holding(town, "hukou_place", "standing", son) == ["army"]
    assert holding(town, "person_status", "kind", son) == ["serving"]
    town.desk.do(record_discharge, BackDraft(son, DAY))
    assert holding(town, "hukou_place", "address", son) == ["石湾村"]
    assert holding(town, "person_status", "kind", son) == []
    assert raw(town.desk.store, "SELECT military FROM person WHERE uid = ?", son) == [("discharged",)]
    assert codes(town, son) == [EventCode.DISCHARGED, EventCode.ENLISTED]
    with pytest.raises(Refusal, match="没有登记过“服现役”"):
        town.desk.do(record_discharge, BackDraft(son, DAY))


def test_discharge_may_bring_another_hukou(town: Town) -> None:
    uid = town.register(items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_enlistment, AwayByStateDraft(son, on(2024, 9, 1)))
    there = HukouDraft(HukouStanding.MOVED_DOOR, address="云水苑3-1-101", since=DAY)
    town.desk.do(record_discharge, BackDraft(son, DAY, there))
    assert holding(town, "hukou_place", "standing", son) == ["moved_door"]


def test_prison_is_a_state_and_ends(town: Town) -> None:
    uid = town.register(items=MOVED)
    son = town.person(uid, "王小军")
    town.desk.do(record_imprisonment, AwayByStateDraft(son, on(2025, 1, 10), "省监狱"))
    assert "王小军" in names(town, uid)
    assert holding(town, "person_status", "place", son) == ["省监狱"]
    assert holding(town, "hukou_place", "standing", son) == []
    town.desk.do(record_release, BackDraft(son, DAY))
    assert holding(town, "person_status", "kind", son) == []
    assert codes(town, son) == [EventCode.RELEASED, EventCode.IMPRISONED]


def test_school_away_from_home(town: Town) -> None:
    uid = town.register(items=MOVED)
    son, girl = town.person(uid, "王小军"), town.person(uid, "王小红")
    there = HukouDraft(HukouStanding.THIRD_PLACE, address="大学集体户", since=DAY)
    town.desk.do(record_studies, StudiesDraft(son, DAY, SchoolStage.BACHELOR, "省大学", "省城", there))
    assert holding(town, "hukou_place", "standing", son) == ["third_place"]
    draft = StudiesDraft(girl, DAY, SchoolStage.SENIOR, "县中学", "县城")
    town.desk.do(record_boarding, draft)
    assert holding(town, "presence", "kind", girl) == ["boarding"]
    assert holding(town, "school_place", "school", girl) == ["县中学"]
    assert codes(town, girl) == [EventCode.BOARDING]
    with pytest.raises(Refusal, match="请填写学校名称"):
        town.desk.do(record_boarding, replace(draft, school=""))


def test_standings_and_cards(town: Town) -> None:
    uid = town.register(items=MOVED)
    son, head = town.person(uid, "王小军"), town.person(uid, "王国梁")
    town.desk.do(record_civil_service, StandingDraft(son, DAY, "县税务局", on_contract=True))
    town.desk.do(record_other_collective, StandingDraft(son, DAY, "某村集体"))
    assert set(holding(town, "person_status", "kind", son)) == {"civil_servant", "other_collective"}
    with pytest.raises(Refusal, match="请填写录用单位"):
        town.desk.do(record_civil_service, StandingDraft(head, DAY, ""))
    town.desk.do(record_card_expired, CardExpiredDraft(head, Card.IDENTITY, date(2026, 10, 1)))
    assert raw(town.desk.store, "SELECT number_until FROM person WHERE uid = ?", head) == [("2026-10-01",)]
    with pytest.raises(Refusal, match="没有残疾人证"):
        town.desk.do(record_card_expired, CardExpiredDraft(head, Card.DISABILITY, date(2026, 10, 1)))
    assert codes(town, son) == [EventCode.OTHER_COLLECTIVE, EventCode.CIVIL_SERVANT]


def test_evidence_follows_later(town: Town) -> None:
    uid = town.register(items=MOVED)
    granny = town.person(uid, "张秀英")
    evidence = Evidence(later=True, told_by="儿子王国梁")
    town.desk.do(record_death, DeathDraft(granny, DAY, evidence=evidence))
    event = town.desk.ask(events_without_evidence, TODAY)[0]
    with pytest.raises(Refusal, match="请写明补交的是什么"):
        town.desk.do(supply_evidence, SupplyEvidenceDraft(event.uid, " "))
    with pytest.raises(Refusal, match="2027年1月1日还没有到"):
        town.desk.do(supply_evidence, SupplyEvidenceDraft(event.uid, "死亡证明", on=date(2027, 1, 1)))
    town.desk.do(supply_evidence, SupplyEvidenceDraft(event.uid, "医学死亡证明", "SW-7", date(2026, 9, 2)))
    assert town.desk.ask(events_without_evidence, TODAY) == ()
    row = town.desk.ask(events_of_person, granny, TODAY)[0]
    assert (row.evidence, row.evidence_number, row.told_by) == ("医学死亡证明", "SW-7", "儿子王国梁")
    assert row.first_act_id == event.first_act_id
    known_then = town.desk.ask(events_without_evidence, TODAY, event.recorded_at)
    assert [row.person for row in known_then] == ["张秀英"]
    with pytest.raises(Refusal, match="没有找到这条变更记录"):
        town.desk.do(supply_evidence, SupplyEvidenceDraft(event.uid, "死亡证明"))


def test_the_household_s_own_event_gets_its_paper_too(town: Town) -> None:
    uid = town.register(member("赵德胜", "02", "19400101", 11), items=MOVED)
    town.desk.do(record_death, DeathDraft(town.person(uid, "赵德胜"), DAY))
    extinct = next(
        row for row in town.desk.ask(events_of_household, uid, TODAY) if row.code is EventCode.EXTINCT
    )
    assert extinct.whom.endswith("练LG0001")
    town.desk.do(supply_evidence, SupplyEvidenceDraft(extinct.uid, "户口注销证明"))
    kept = town.desk.ask(events_of_household, uid, TODAY)
    assert {row.evidence for row in kept} == {"", "户口注销证明"}
