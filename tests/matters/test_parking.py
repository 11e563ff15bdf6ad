"""挂起: a case is laid aside with its form, is its clerk's alone, and comes back as it was."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.database.drafts import DraftRow, drafts_of
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.matters.queries import (
    ParkedRow,
    Waiting,
    desk_sheet,
    parked_answering,
    parked_case,
    parked_cases,
)
from resettle_desktop.matters.queries.parked import named_in
from resettle_desktop.matters.rules.parking import safe_label, waited
from resettle_desktop.matters.use_cases.parking import (
    CloseCaseDraft,
    ParkDraft,
    TakeUpDraft,
    close_case,
    park_case,
    take_up_case,
)
from resettle_desktop.office.rules import Role
from tests.households.town import TODAY, Town, member, number, town_of
from tests.kit.office import Desk, actor_of, raw

REGISTER = "households.register"
HOUSEHOLD = "households.household"
NINE = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site and nobody registered."""
    return town_of(desk)


def half_typed(desk: Desk, name: str, citizen_number: str = "", phone: str = "") -> None:
    """A registration begun: what the form keeps within a second."""
    values = {"phone": phone, "members": [{"name": name, "number": citizen_number}]}
    desk.store.keep_draft(desk.actor.uid, DraftRow(REGISTER, "", f"登记搬迁户：{name}", values, desk.clock()))


def waiting(desk: Desk) -> tuple[ParkedRow, ...]:
    return desk.ask(parked_cases, desk.actor.uid)


def found(desk: Desk, typed: str) -> list[str]:
    return [hit.who for hit in desk.ask(parked_answering, desk.actor.uid, typed, FuzzySounds.all(), TODAY)]


def test_a_form_goes_with_its_case_and_comes_back_as_it_was(desk: Desk) -> None:
    half_typed(desk, "王国梁", phone="13812345678")
    (before,) = desk.ask(drafts_of, desk.actor.uid)
    uid = desk.do(park_case, ParkDraft(REGISTER, None, before.label, "members.0.number"))
    (aside,) = desk.ask(drafts_of, desk.actor.uid)
    assert aside.kind != REGISTER, "another registration can be begun meanwhile"
    assert waiting(desk)[0].note == "填到一半"
    assert desk.do(take_up_case, TakeUpDraft(uid)) == [REGISTER, None, "members.0.number"]
    assert desk.ask(drafts_of, desk.actor.uid) == (before,)
    assert waiting(desk) == ()
    assert raw(desk.store, "SELECT count(*) FROM parked_case") == [(1,)], "nothing is deleted"


def test_a_form_begun_meanwhile_is_parked_in_turn(desk: Desk) -> None:
    half_typed(desk, "王国梁")
    first = desk.do(park_case, ParkDraft(REGISTER, None, "登记搬迁户：王国梁"))
    half_typed(desk, "李改莲")
    desk.do(take_up_case, TakeUpDraft(first))
    kept = {row.kind: row.label for row in desk.ask(drafts_of, desk.actor.uid)}
    assert kept == {REGISTER: "登记搬迁户：王国梁", "parked": "登记搬迁户：李改莲"}
    assert [case.label for case in waiting(desk)] == ["登记搬迁户：李改莲"]


def test_the_same_page_is_not_laid_aside_twice(town: Town) -> None:
    uid = town.register()
    draft = ParkDraft(HOUSEHOLD, uid, "王国梁家")
    first = town.desk.do(park_case, draft)
    assert town.desk.do(park_case, draft) == first
    town.desk.do(close_case, CloseCaseDraft(first))
    assert town.desk.do(park_case, draft) != first
    assert len(waiting(town.desk)) == 1


def test_a_case_nobody_comes_back_for_is_closed_with_its_form(desk: Desk) -> None:
    half_typed(desk, "王国梁")
    uid = desk.do(park_case, ParkDraft(REGISTER, None, "登记搬迁户：王国梁"))
    desk.do(close_case, CloseCaseDraft(uid))
    assert desk.ask(drafts_of, desk.actor.uid) == ()
    assert desk.ask(parked_case, desk.actor.uid, uid) is None
    for again in (TakeUpDraft(uid), TakeUpDraft("019d0000-0000-7000-8000-00000000ffff")):
        with pytest.raises(Refusal, match="已经接着办了"):
            desk.do(take_up_case, again)


def test_each_clerk_has_his_own(desk: Desk) -> None:
    her = actor_of(Role.HOUSEHOLD_CLERK)
    uid = desk.do(park_case, ParkDraft(HOUSEHOLD, "019d0000-0000-7000-8000-00000000aaaa", "王国梁家"))
    assert desk.ask(parked_cases, her.uid) == ()
    with pytest.raises(Refusal):
        desk.do(take_up_case, TakeUpDraft(uid), by=her)
    with pytest.raises(Refusal):
        desk.do(close_case, CloseCaseDraft(uid), by=her)
    assert [case.uid for case in waiting(desk)] == [uid]


def test_parked_cases_come_first_and_their_forms_are_not_said_twice(desk: Desk) -> None:
    half_typed(desk, "王国梁")
    desk.do(park_case, ParkDraft(REGISTER, None, "登记搬迁户：王国梁"))
    half_typed(desk, "李改莲")
    desk.clock.advance(minutes=5)
    desk.do(park_case, ParkDraft(HOUSEHOLD, "019d0000-0000-7000-8000-00000000aaaa", "汤喜鹊家"))
    items = desk.ask(desk_sheet, desk.actor, TODAY).items
    assert [(item.waiting, item.text) for item in items] == [
        (Waiting.PARKED, "登记搬迁户：王国梁"),
        (Waiting.PARKED, "汤喜鹊家"),
        (Waiting.DRAFT, "登记搬迁户：李改莲"),
    ]


def test_four_digits_or_a_name_find_the_case(town: Town) -> None:
    desk = town.desk
    uid = town.register()
    person = town.person(uid, "李改莲")
    desk.do(park_case, ParkDraft(HOUSEHOLD, uid, "王国梁家"))
    desk.do(park_case, ParkDraft("households.complete_person", person, "补充资料：李改莲"))
    half_typed(desk, "汤喜鹊", "149999 19830512 0038", "138 1234 5678")
    desk.do(park_case, ParkDraft(REGISTER, None, "登记搬迁户：汤喜鹊"))
    tail = number("20050101", 13)[-4:]
    assert found(desk, tail) == ["王小军"]
    assert found(desk, "wgl") == ["王国梁", "李改莲"], "she is found by her head as well"
    assert found(desk, "李改莲") == ["李改莲", "李改莲"]
    assert found(desk, "5678") == ["汤喜鹊"]
    assert found(desk, "0038") == ["汤喜鹊"]
    assert found(desk, "txq") == ["汤喜鹊"]
    assert found(desk, "zzz") == []
    assert found(desk, "") == []


def test_a_case_is_called_by_somebody(town: Town) -> None:
    uid = town.register()
    town.desk.do(park_case, ParkDraft("households.certificate", uid, "搬迁安置证明"))
    person = town.person(uid, "李改莲")
    town.desk.do(park_case, ParkDraft("households.person", person, "李改莲"))
    assert [case.label for case in waiting(town.desk)] == ["搬迁安置证明：王国梁", "李改莲"]


def test_many_of_one_surname_do_not_hide_who_waits(town: Town) -> None:
    for order in range(20):
        town.register(member(f"王大{'一二三四五六七八九十'[order % 10]}", "02", "19780512", 20 + order))
    uid = town.register(member("王祝融", "02", "19780512", 11))
    town.desk.do(park_case, ParkDraft(HOUSEHOLD, uid, "王祝融家"))
    assert found(town.desk, "w") == ["王祝融"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王国梁家  QS-000123", "王国梁家  QS-000123"),
        ("登记搬迁户：149999197805120011", "登记搬迁户：…"),
        ("登记搬迁户：149999 19780512 001X", "登记搬迁户：…"),
        ("电话 138 1234 5678 改", "电话 … 改"),
    ],
)
def test_a_label_shows_no_personal_number(text: str, shown: str) -> None:
    assert safe_label(text) == shown


@given(st.integers(0, 23 * 60))
def test_the_minutes_are_said_plainly(minutes: int) -> None:
    said = waited(NINE, NINE + timedelta(minutes=minutes, seconds=59))
    if minutes >= 15 * 60:  # after midnight in +08:00
        assert said == "11月3日起"
    elif minutes >= 60:
        assert said == f"等{minutes // 60}小时{minutes % 60}分"
    else:
        assert said == (f"等{minutes}分钟" if minutes else "刚挂起")


def test_a_clock_that_was_set_back_makes_nobody_wait_less_than_nothing() -> None:
    assert waited(NINE, NINE - timedelta(minutes=3)) == "刚挂起"


def test_people_are_read_out_of_whatever_a_form_keeps() -> None:
    form = {"origin": "后沟", "phone": "138 0000 1111", "members": [{"name": "王国梁", "number": None}, {}]}
    people = list(named_in(form))
    assert [(one.name, one.phones) for one in people] == [("", ("13800001111",)), ("王国梁", ())]
    assert list(named_in(None)) == []
