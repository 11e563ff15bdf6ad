"""People who are hard to register, where the clerk meets them: one number twice, twins, fifteen digits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.forms.add_member import AddMemberPage
from resettle_desktop.households.pages.forms.correct_person import SettleNumberPage
from resettle_desktop.households.pages.numbers_page import NumbersPage
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.queries import numbers_to_chase, search_people
from resettle_desktop.households.queries.findings_of_people import relation_findings
from resettle_desktop.households.queries.people import person_row
from resettle_desktop.households.queries.people_list import first_people
from resettle_desktop.households.queries.register import ListFilter, Order
from resettle_desktop.households.rules.alike import TWINS, Looks, look_alike
from resettle_desktop.households.rules.checks import age_on, check_birth
from resettle_desktop.households.rules.identity import SAME_NUMBER, NumberDraft, NumberState
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    HouseholdItems,
    MemberDraft,
    SettleNumberDraft,
    add_member,
    settle_person_number,
)
from resettle_desktop.households.use_cases.apart import THE_SAME, ApartPeopleDraft, say_apart
from resettle_desktop.households.use_cases.drafts import ApartDraft
from resettle_desktop.households.use_cases.events.duplicates import (
    MergePeopleDraft,
    SaidToBeTwo,
    merge_duplicate_people,
)
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, number, on, town_of, wangs, without_number
from tests.kit.office import Desk, raw
from tests.kit.screen import Screen, keys

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
FIFTEEN = "149999680315003"
EIGHTEEN = "149999196803150035"


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def answers(page: Page) -> list[str]:
    """What can be answered to the question that stands on the page."""
    bar = page.open_question
    assert bar is not None
    return [button.text() for button in bar.buttons]


def answer(page: Page, text: str, screen: Screen) -> None:
    """Give one of the answers."""
    bar = page.open_question
    assert bar is not None
    next(button for button in bar.buttons if button.text() == text).click()
    screen.settle()


def submit(form: Form, screen: Screen) -> None:
    """Strike the verb's key and wait until the form is free again."""
    keys(form, "F9")
    screen.qtbot.waitUntil(lambda: not form.busy)
    screen.settle()


def baby(name: str, relation: str = "20") -> MemberDraft:
    return MemberDraft(name, relation, without_number(), sex=Sex.MALE, birth=on(2026, 11, 1))


# Rules


@pytest.mark.parametrize(
    ("one", "another", "asked"),
    [
        (("王大宝", on(2026), "none"), ("王小宝", on(2026), "to_check"), True),
        (("王大宝", on(2026), "none"), ("李小宝", on(2026), "none"), False),
        (("王大宝", on(2026), "none"), ("王小宝", on(2026), "verified"), False),
        (("王国梁", on(1978), "none"), ("王国良", on(1978), "verified"), True),
        (("王国梁", on(1978), "verified"), ("王国梁", on(1978), "verified"), False),
        (("王国梁", on(1978), "none"), ("王国梁", on(1979), "none"), False),
        (("王国梁", None, "none"), ("王国梁", None, "none"), False),
        (("欧阳大", on(2026), "none"), ("欧小宝", on(2026), "none"), False),
    ],
)
def test_who_is_asked_about(
    one: tuple[str, ImpreciseDate | None, str], another: tuple[str, ImpreciseDate | None, str], asked: bool
) -> None:
    first, second = (Looks(name, birth, NumberState(state)) for name, birth, state in (one, another))
    assert look_alike(first, second) is look_alike(second, first) is asked


def test_of_a_birth_known_to_the_year_the_surname_says_nothing_and_the_name_all() -> None:
    year = ImpreciseDate(date(1950, 1, 1), Precision.YEAR)
    first = Looks("王秀英", year, NumberState.NONE)
    assert not look_alike(first, Looks("王秀兰", year, NumberState.NONE))
    assert look_alike(first, Looks("王秀英", year, NumberState.NONE))


def test_an_age_is_what_is_certain() -> None:
    year = ImpreciseDate(date(1966, 1, 1), Precision.YEAR)
    assert age_on(year, TODAY) == 59
    assert age_on(year, date(2026, 12, 31)) == 60
    assert age_on(ImpreciseDate(date(2026, 1, 1), Precision.YEAR), TODAY) == 0
    assert age_on(on(1966, 11, 3), TODAY) == 60


def test_nobody_is_born_before_1900() -> None:
    with pytest.raises(Refusal, match="出生日期1899年12月31日早于1900年"):
        check_birth(on(1899, 12, 31), date(2026, 11, 23))


# Use cases


def test_two_files_said_to_be_two_people_are_merged_only_when_that_is_taken_back(town: Town) -> None:
    uid = town.register(items=MOVED)
    one = town.desk.do(add_member, AddMemberDraft(uid, baby("王大宝")))
    two = town.desk.do(add_member, AddMemberDraft(uid, baby("王小宝")))
    with pytest.raises(Refusal, match=THE_SAME):
        town.desk.do(say_apart, ApartPeopleDraft(one, one, TWINS))
    with pytest.raises(Refusal, match="请写明为什么不是同一个人"):
        town.desk.do(say_apart, ApartPeopleDraft(one, two, " "))
    town.desk.do(say_apart, ApartPeopleDraft(two, one, TWINS))
    town.desk.do(say_apart, ApartPeopleDraft(one, two, "父母不同"))
    assert raw(town.desk.store, "SELECT reason FROM distinct_people") == [(TWINS,)]
    draft = MergePeopleDraft(one, two)
    with pytest.raises(SaidToBeTwo, match="以前登记过王大宝和王小宝不是同一人（双胞胎）"):
        town.desk.do(merge_duplicate_people, draft)
    said = town.desk.do(merge_duplicate_people, replace(draft, withdraws_answer=True))
    assert said[0] == "以前登记过这两人不是同一人（双胞胎），那次回答这次收回了"
    assert town.found("王小宝") == ["王大宝"]


def test_who_was_merged_with_a_doubtful_number_is_found_no_more(town: Town) -> None:
    uid = town.register(items=MOVED)
    typed = "149999200501010011"
    doubtful = replace(baby("王军", "97"), number=NumberDraft(typed, NumberState.TO_CHECK, "看不清"))
    double = town.desk.do(add_member, AddMemberDraft(uid, doubtful))
    assert [hit.name for hit in town.desk.ask(search_people, typed, None, TODAY).hits] == ["王军"]
    town.desk.do(merge_duplicate_people, MergePeopleDraft(town.person(uid, "王小军"), double))
    assert town.desk.ask(search_people, typed, None, TODAY).hits == ()
    with pytest.raises(Refusal, match="王军的这份档案已经并到别的档案里"):
        town.desk.do(settle_person_number, SettleNumberDraft(double, NumberDraft(number("20050101", 15))))


def test_what_relations_and_numbers_say_is_found_in_the_file(town: Town) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("李改莲", "12", "19800304", 12),
        member("张秀英", "12", "19850304", 14),
        member("王小军", "22", "20050101", 14),
        replace(member("王小红", "32", "20100601", 16), birth=on(1985)),
    )
    fine = town.register(member("赵德胜", "02", "19600101", 11), member("赵大", "22", "19850101", 11))
    every = town.desk.ask(lambda session: tuple(relation_findings(session, TODAY)))
    assert {row.household_uid for row in every} == {uid}
    assert [(row.about, row.finding.text) for row in every] == [
        ("王小军", "与户主关系是“长子”，性别却是女，请核对"),
        ("王小红", "身份证号码显示2010年6月1日出生，填的是1985年1月1日，请核对"),
        ("张秀英", "户主的配偶填了2位，请核对"),
        ("王小红", "王国梁和王小红的年龄不像两代人，请核对出生日期和关系"),
    ]
    one = town.desk.ask(lambda session: tuple(relation_findings(session, TODAY, household_uid=fine)))
    assert one == ()


# Forms


def test_one_number_of_two_on_the_register_form(town: Town, screen: Screen) -> None:
    first = town.register()
    page = RegisterPage(screen.context)
    screen.open(page)
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    hands = Keyboard(screen)
    hands.line("hg", "3-2-501", "13812345678", "jd")
    hands.line("孙海龙", number("19780512", 11))
    page.members.cell(0, "number").setFocus()
    hands.press("F6")
    answer(page, "重号—报公安核实", screen)
    assert page.members.more(0).state is NumberState.TO_CHECK
    assert page.members.details.reason.value() == SAME_NUMBER
    submit(page, screen)
    (task,) = town.desk.ask(numbers_to_chase, TODAY + timedelta(days=30))
    assert task.name == "孙海龙"
    assert task.holder is not None
    assert task.holder.uid == town.person(first, "王国梁")


def test_twins_on_the_register_form_are_one_question(town: Town, screen: Screen) -> None:
    page = RegisterPage(screen.context)
    screen.open(page)
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    hands = Keyboard(screen)
    hands.line("hg", "3-2-501", "13812345678", "jd")
    hands.line("王国梁", number("19780512", 11))
    for name in ("王大宝", "王小宝"):
        hands.line(name, "无", "新生儿，还没有落户", "", "zi", "20261101")
    submit(page, screen)
    assert answers(page) == ["双胞胎", "不是同一人…", "登记了两次，去改"]
    answer(page, "双胞胎", screen)
    screen.qtbot.waitUntil(lambda: bool(screen.opened))
    assert raw(town.desk.store, "SELECT reason FROM distinct_people") == [(TWINS,)]


def test_somebody_alike_is_asked_about_before_he_is_added(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    there = town.desk.do(add_member, AddMemberDraft(uid, baby("王大宝")))
    form = AddMemberPage(screen.context)
    screen.open(form, uid)
    form.person_name.setText("王晓宝")
    form.relation.choose_value("20")
    form.number.state.choose_value("none")
    form.number.reason.restore("新生儿，还没有落户")
    form.sex.choose_value("male")
    form.birth.restore("2026-11-01")
    submit(form, screen)
    assert answers(form) == ["双胞胎", "不是同一人…", "就是他，打开", "再看看"]
    answer(form, "就是他，打开", screen)
    assert screen.opened[-1] == ("households.person", there)
    submit(form, screen)
    answer(form, "不是同一人…", screen)
    answer(form, "父母不同", screen)
    screen.qtbot.waitUntil(lambda: screen.opened[-1] == ("households.household", uid))
    assert raw(town.desk.store, "SELECT reason FROM distinct_people") == [("父母不同",)]


def test_a_known_number_on_the_member_form(town: Town, screen: Screen) -> None:
    first = town.register(items=MOVED)
    uid = town.register(member("赵德胜", "02", "19600101", 11), items=MOVED)
    form = AddMemberPage(screen.context)
    screen.open(form, uid)
    form.person_name.setText("王小军")
    form.relation.choose_value("97")
    form.number.number.restore(number("20050101", 13))
    submit(form, screen)
    assert answers(form) == ["原档案", "转过来", "重号—报公安核实", "再核对"]
    answer(form, "转过来", screen)
    assert screen.opened[-1] == ("households.move_member", town.person(first, "王小军"))
    form.birth.restore("2005-03-01")
    form.sex.choose_value("male")
    submit(form, screen)
    answer(form, "重号—报公安核实", screen)
    screen.qtbot.waitUntil(lambda: screen.opened[-1] == ("households.household", uid))
    assert [row.reason for row in town.desk.ask(numbers_to_chase, TODAY + timedelta(days=30))] == [
        SAME_NUMBER
    ]


def test_fifteen_digits_are_shown_as_eighteen_before_they_are_kept(town: Town, screen: Screen) -> None:
    uid = town.register(
        replace(member("赵德胜", "02", "19680315", 11), number=without_number(), birth=on(1968, 3, 15))
    )
    person = town.person(uid, "赵德胜")
    form = SettleNumberPage(screen.context)
    screen.open(form, person)
    form.number.number.setFocus()
    hands = Keyboard(screen)
    hands.type(FIFTEEN, "Tab")
    assert form.number.number.value() == EIGHTEEN
    assert form.fields["number"].error == "15位旧号码已换成149999 19680315 0035，请对照证件"
    submit(form, screen)
    row = town.desk.ask(person_row, person, TODAY)
    assert row is not None
    assert (row.number, row.number_original) == (EIGHTEEN, FIFTEEN)


# Lists


def test_the_list_of_findings_asks_and_is_answered(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    one = town.desk.do(add_member, AddMemberDraft(uid, baby("王大宝")))
    town.desk.do(add_member, AddMemberDraft(uid, baby("王小宝")))
    page = FindingsPage(screen.context)
    screen.open(page)
    screen.qtbot.waitUntil(lambda: page.current_row is not None)
    keys(page.table, "F7")
    assert screen.opened[-1] == ("matters.duplicate_person", one)
    keys(page.table, "F6")
    answer(page, TWINS, screen)
    screen.qtbot.waitUntil(lambda: page.current_row is None)
    assert raw(town.desk.store, "SELECT reason FROM distinct_people") == [(TWINS,)]


def test_the_other_holder_of_a_number_is_a_key_away(town: Town, screen: Screen) -> None:
    first = town.register(items=MOVED)
    shared = NumberDraft(number("19780512", 11), NumberState.TO_CHECK, SAME_NUMBER)
    town.register(member("孙海龙", "02", "19780612", 11, number=shared), items=MOVED)
    page = NumbersPage(screen.context)
    screen.open(page)
    screen.qtbot.waitUntil(lambda: page.current_row is not None)
    keys(page.table, "F6")
    assert screen.opened[-1] == ("households.person", town.person(first, "王国梁"))


def test_who_was_said_to_be_another_may_be_taken_back(town: Town) -> None:
    uid = town.register(items=MOVED)
    one = town.desk.do(add_member, AddMemberDraft(uid, baby("王大宝")))
    two = replace(baby("王小宝"), apart_from=(ApartDraft(TWINS, one),))
    town.desk.do(add_member, AddMemberDraft(uid, two), key="added")
    town.desk.do(take_back, TakeBackDraft("added"))
    assert town.found("王小宝") == []


# Names and dates as they are


RARE = "王\U0002c386𠮷"
LONG = "阿卜杜热西提·买买提吐尔逊·" * 14


def test_a_very_long_name_and_a_rare_one_are_kept_and_found(town: Town) -> None:
    name = LONG.strip("·")
    uid = town.register(
        replace(member("王国梁", "02", "19780512", 11), name=name), member(RARE, "22", "20050101", 13)
    )
    assert [m.person.name for m in town.view(uid).members] == [name, RARE]
    assert town.found("阿卜杜热西提") == [name, RARE]
    assert town.found(RARE) == [RARE]


def test_people_known_by_their_year_alone_are_shown_by_it_and_sorted_among_the_others(town: Town) -> None:
    year = ImpreciseDate(date(1950, 1, 1), Precision.YEAR)
    old = MemberDraft("王老五", "81", without_number(), sex=Sex.MALE, birth=year)
    uid = town.register(*wangs(), old, items=MOVED)
    person = next(m.person for m in town.view(uid).members if m.person.name == "王老五")
    assert person.birth is not None
    assert (person.birth.spoken(), person.age) == ("1950年", 75)
    rows = town.desk.ask(first_people, ListFilter(), TODAY, order=Order("age"), limit=20)
    assert [row.name for row in rows][-2:] == ["张秀英", "王老五"]
    certain = town.desk.ask(first_people, ListFilter(youngest=75, oldest=75), TODAY, limit=20)
    assert [row.name for row in certain] == ["王老五"]
    assert town.desk.ask(first_people, ListFilter(youngest=76), TODAY, limit=20)[0].name == "张秀英"


def test_a_long_name_shows_its_beginning_and_tells_the_whole(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = AddMemberPage(screen.context)
    screen.open(form, uid)
    form.person_name.setFocus()
    name = LONG.strip("·")
    Keyboard(screen).type(name, "Tab")
    assert form.person_name.cursorPosition() == 0
    assert form.person_name.toolTip() == name
    form.person_name.setFocus()
    form.person_name.clear()
    Keyboard(screen).type(RARE, "Tab")
    assert form.person_name.toolTip() == ""


def test_what_is_odd_about_a_newcomer_is_said_below_the_fields(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = AddMemberPage(screen.context)
    screen.open(form, uid)
    assert not form.noticed.isVisible()
    form.relation.setFocus()
    hands = Keyboard(screen)
    hands.type("q", "Return")
    assert form.noticed.text() == "户主的配偶填了2位，请核对"
    form.number.number.setFocus()
    hands.type(number("19850304", 13), "Tab")
    form.sex.choose_value("female")
    form.look_over()
    assert "身份证号码显示是男，填的是女，请核对" in form.noticed.text()
    assert form.noticed.isVisible()
    submit(form, screen)
    screen.qtbot.waitUntil(
        lambda: bool(screen.opened) or form.open_question is not None or bool(form.fields["name"].error)
    )


def test_a_card_number_of_twenty_or_more_finds_its_holder(town: Town) -> None:
    with_x = next(n for order in range(1, 200) if (n := number("19520101", order)).endswith("X"))
    town.register(
        member("王国梁", "02", "19780512", 11),
        replace(member("王老五", "81", "19520101", 11), number=NumberDraft(with_x)),
    )
    for own, name in ((number("19780512", 11), "王国梁"), (with_x, "王老五")):
        for typed in (f"{own}43", f"{own}43B1", f"{own.lower()}43b1"):
            assert town.found(typed) == [name], typed
