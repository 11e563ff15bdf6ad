"""The register form by keyboard: J3 as it should feel, and everything that can be typed wrongly."""

import pytest

from resettle_desktop.foundation.database.drafts import drafts_of
from resettle_desktop.foundation.ui.inputs import NumberInput
from resettle_desktop.foundation.values.citizen_number import Group, check_character
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.rules.declared import HukouStanding, RelocationKind
from resettle_desktop.households.rules.identity import NumberState
from tests.households.keyboard import Keyboard
from tests.households.town import Town, number
from tests.kit.screen import Screen


@pytest.fixture
def page(town: Town, screen: Screen) -> RegisterPage:
    """The open form of an office with one site and one origin village."""
    opened = RegisterPage(screen.context)
    screen.open(opened)
    first = opened.first_focus()
    assert first is not None
    first.setFocus()
    screen.settle()
    return opened


@pytest.fixture
def hands(page: RegisterPage, screen: Screen) -> Keyboard:
    """The clerk's hands, the cursor on the origin village."""
    return Keyboard(screen)


def begin(hands: Keyboard, room: str = "3-2-501") -> None:
    """Everything before the members."""
    hands.line("hg", room, "13812345678", "jd")


def checked(seventeen: str) -> str:
    """A number that is wrong in anything but its check character."""
    return seventeen + check_character(seventeen)


def registered(town: Town, screen: Screen) -> HouseholdView:
    """The household that the form went on to."""
    name, uid = screen.opened[-1]
    assert name == "households.household"
    assert uid is not None
    return town.view(uid)


def test_a_family_of_five_by_keyboard_alone(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("李改莲", number("19800304", 12), "q")
    hands.line("王小军", number("20050101", 13), "zz")
    hands.line("王小红", number("20100601", 14), "zn")
    hands.line("张秀英", number("19500909", 16), "mq")
    assert hands.at == "第6行 姓名"
    hands.press("Return")  # on an empty row: the members end, and the form is done

    view = registered(town, screen)
    assert view.origin.short == "石湾村后沟"
    assert view.dwelling is not None
    assert view.dwelling.room.label == "3-2-501"
    assert view.facts.relocation_kind is RelocationKind.REGISTERED_POOR
    assert view.head is not None
    assert view.head.person.phone is not None
    assert view.head.person.phone.phone == "13812345678"
    assert [(m.person.name, m.relation_name, m.person.sex, m.person.age) for m in view.members] == [
        ("王国梁", "户主", Sex.MALE, 48),
        ("李改莲", "妻", Sex.FEMALE, 46),
        ("王小军", "长子", Sex.MALE, 21),
        ("王小红", "长女", Sex.FEMALE, 16),
        ("张秀英", "母亲", Sex.FEMALE, 76),
    ]
    assert screen.context.notices.text == "已登记王国梁家，5人"


def test_nothing_is_red_before_the_first_try(page: RegisterPage, hands: Keyboard) -> None:
    hands.type("", "Tab", "Tab", "Tab")
    assert [field.error for field in page.fields] == [""] * 5
    hands.press("F9")
    assert page.fields["origin"].error == "请填写迁出村"
    assert page.fields["phone"].error == "请填写户主电话"


def test_ethnicity_and_hukou_follow_the_head_until_changed(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    hands.line("马国梁", number("19780512", 11))
    hands.line("马改莲", number("19800304", 12), "q")
    hands.line("马小军", number("20050101", 13), "zz")
    page.members.cell(0, "name").setFocus()
    page.members.details.ethnicity.setFocus()
    hands.line("huizu", "wq")
    page.members.cell(2, "name").setFocus()
    assert page.members.details.ethnicity.placeholderText() == "随户主：回族"
    page.members.details.ethnicity.setFocus()
    hands.type("hanzu", "Return")
    hands.press("F9")

    members = registered(town, screen).members
    assert [m.person.ethnicity for m in members] == ["03", "03", "01"]
    assert [m.person.hukou.standing if m.person.hukou else None for m in members] == [
        HukouStanding.NOT_MOVED
    ] * 3


def test_a_wrong_check_digit_stays_in_its_cell_and_may_be_kept_to_be_checked(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    good = number("19780512", 11)
    wrong = good[:17] + ("1" if good[17] != "1" else "2")
    hands.line("王国梁", wrong)
    assert page.members.error_of(0, "number") == "第18位校验码不符，请核对"
    assert page.fields["members"].error == "第1行 第18位校验码不符，请核对"
    assert hands.at == "第1行 公民身份号码"
    assert page.members.cell(0, "number").remark == "校验码不对"
    hands.press("F6")
    assert page.members.cell(0, "number").remark == "待核"
    assert hands.at == "原因"
    hands.press("Return", "Return")  # the first reason, the proposed day
    hands.type("1", "Return")  # sex, which no doubtful number tells
    hands.line("19780512")
    hands.press("F9")

    head = registered(town, screen).members[0].person
    assert head.number_state is NumberState.TO_CHECK
    assert head.number_reason == "证件上的号码就是这样，待公安核实"
    assert head.number_chase_on is not None


def test_a_wrong_group_is_marked_again_when_the_form_is_refused(page: RegisterPage, hands: Keyboard) -> None:
    begin(hands)
    good = number("19780512", 11)
    hands.line("王国梁", good[:17] + ("1" if good[17] != "1" else "2"))
    hands.press("Return")  # the clerk insists and goes on
    hands.line("1", "19780512")
    hands.press("F9")
    cell = page.members.cell(0, "number")
    assert isinstance(cell, NumberInput)
    assert hands.cursor is cell
    assert cell.wrong_group is Group.CHECK
    hands.press("End", "Backspace")
    assert cell.remark == ""


def test_no_number_is_said_with_a_word_and_a_reason(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("王妞", "无")
    assert hands.at == "原因"
    hands.press("Return", "Return")
    hands.line("sn", "20260601")
    hands.press("F9")

    child = registered(town, screen).members[1].person
    assert child.number_state is NumberState.NONE
    assert child.number_reason == "新生儿，还没有落户"
    assert child.sex is Sex.FEMALE
    assert child.age == 0


def test_fifteen_digits_are_offered_as_eighteen(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    eighteen = number("19520101", 11)
    hands.line("王国梁", eighteen[:6] + eighteen[8:17])
    assert page.members.error_of(0, "number").startswith("15位旧号码，换成149999 19520101")
    hands.press("F6")
    assert page.members.cell(0, "number").value() == eighteen
    hands.press("F9")

    head = registered(town, screen).members[0].person
    assert head.number == eighteen
    assert head.number_original == eighteen[:6] + eighteen[8:17]


def test_a_known_number_opens_the_person_who_has_it(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    uid = town.register()
    begin(hands)
    hands.line("王国良", number("19780512", 11))
    assert "已登记给王国梁" in page.members.error_of(0, "number")
    page.members.cell(0, "number").setFocus()
    assert "已登记给王国梁" in page.members.details.advice.text()
    hands.press("F6")
    bar = page.open_question
    assert bar is not None
    assert [button.text() for button in bar.buttons] == [
        "原档案",
        "转入、并户",
        "重号—报公安核实",
        "再核对",
    ]
    bar.buttons[1].click()
    assert screen.opened[-1] == ("matters.events", uid)
    hands.press("F6")
    assert page.open_question is not None
    page.open_question.buttons[0].click()
    assert screen.opened[-1] == ("households.household", uid)


def test_the_same_number_twice_in_the_form(page: RegisterPage, hands: Keyboard) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("王国良", number("19780512", 11))
    assert page.members.error_of(1, "number") == "这个号码和第1位成员“王国梁”的一样，请核对"


@pytest.mark.parametrize(
    ("typed", "said", "group"),
    [
        (checked("14999919900229001"), "没有这一天：1990年2月29日", Group.BIRTH),
        (checked("14999920300101001"), "还没有到", Group.BIRTH),
        ("149999", "身份证号码是18位，现在是6位", None),
        ("14999919AB0512001X", "只能是数字", Group.BIRTH),
    ],
)
def test_numbers_that_cannot_be(
    page: RegisterPage, hands: Keyboard, typed: str, said: str, group: Group | None
) -> None:
    begin(hands)
    hands.line("王国梁", typed)
    cell = page.members.cell(0, "number")
    assert isinstance(cell, NumberInput)
    assert said in page.members.error_of(0, "number")
    assert cell.accessibleDescription() == page.members.error_of(0, "number")
    assert cell.wrong_group is group
    hands.press("F9")
    assert page.isVisible()
    assert not page.busy


def test_full_width_digits_are_the_number_they_mean(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in number("19780512", 11))
    hands.line("王国梁", wide)
    assert page.members.error_of(0, "number") == ""
    hands.press("F9")
    assert registered(town, screen).members[0].person.number == number("19780512", 11)


def test_two_heads_and_none(page: RegisterPage, hands: Keyboard, screen: Screen) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("王国良", number("19790512", 13), "hz")
    hands.press("F9")
    assert "户主有2位" in page.members.error_of(1, "relation")
    page.members.cell(0, "relation").setFocus()
    hands.type("", "Ctrl+A", "Delete")
    hands.type("fq", "Return")
    page.members.cell(1, "relation").setFocus()
    hands.type("", "Ctrl+A", "Delete")
    hands.type("d", "Return")
    hands.press("F9")
    assert page.members.error_of(0, "relation") == "请指定一位户主，一户只能有一位"
    assert screen.opened == []


def test_a_relation_and_a_sex_are_asked_for(page: RegisterPage, hands: Keyboard) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("王妞", "无")
    hands.press("Return", "Return", "F9")
    assert page.members.error_of(1, "relation") == "请选与户主关系"
    hands.type("qt", "Return", "F9")
    assert page.members.error_of(1, "sex") == "请选性别"


@pytest.mark.parametrize("name", [" ", "王\u200b国梁", "长" * 201])
def test_names_nobody_can_have(page: RegisterPage, hands: Keyboard, screen: Screen, name: str) -> None:
    begin(hands)
    page.members.cell(0, "name").setText(name)
    page.members.cell(0, "number").setFocus()
    hands.line(number("19780512", 11))
    page.members.cell(0, "relation").setFocus()
    hands.type("hz", "Return")
    hands.press("F9")
    assert page.members.error_of(0, "name")
    assert screen.opened == []


def test_whether_a_name_prints_is_told_while_it_is_typed(page: RegisterPage, hands: Keyboard) -> None:
    begin(hands)
    hands.type("㛃")
    assert page.members.cell(0, "name").remark == "✓ 能打印"
    hands.type("\U00031328")
    assert page.members.cell(0, "name").remark == "× 打不出“\U00031328”（U+31328）"
    assert "打不出来" in page.members.details.advice.text()


def test_no_telephone_is_said_in_a_word(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    hands.line("hg", "3-1-101", "无", "tb", "王国梁", number("19780512", 11))
    hands.press("F9")
    view = registered(town, screen)
    assert view.head is not None
    assert view.head.person.phone is not None
    assert view.head.person.phone.phone is None


def test_a_telephone_that_is_none(page: RegisterPage, hands: Keyboard) -> None:
    hands.line("hg", "3-1-101", "1381234")
    assert page.fields["phone"].error == "手机号是11位，现在是7位或号段不对，请核对"


def test_a_room_somebody_lives_in_is_asked_about(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    earlier = town.register(room="3-2-501")
    town.desk.clock.advance(days=30)
    begin(hands)
    hands.line("赵玉兰", number("19630101", 12))
    hands.press("F9")
    assert "王国梁" in page.fields["room"].error
    assert page.open_question is not None
    hands.press("Left", "Return")
    name, uid = screen.opened[-1]
    assert (name, uid != earlier) == ("households.household", True)


def test_a_village_that_is_not_in_the_list_is_added_on_the_spot(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    hands.type("崖畔村", "Return")
    assert page.new_village.isVisible()
    assert hands.at == "所属县、乡镇"
    hands.line("晋川省云州市青岭县沟门乡", "", "上崖")
    assert not page.new_village.isVisible()
    assert page.origin.text() == "崖畔村上崖"
    hands.line("3-1-101", "无", "jd", "王国梁", number("19780512", 11))
    hands.press("F9")
    assert registered(town, screen).origin.line == "晋川省云州市青岭县沟门乡崖畔村上崖"


def test_what_is_typed_is_kept_within_a_second_and_comes_back(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    hands.line("王妞", "无")
    hands.press("Return")
    clerk = screen.context.actor.uid

    def kept() -> bool:
        rows = town.desk.ask(drafts_of, clerk)
        return bool(rows) and len(rows[0].values["members"]) == 2

    screen.qtbot.waitUntil(kept, timeout=1500)
    assert town.desk.ask(drafts_of, clerk)[0].label == "登记搬迁户：王国梁"
    page.close()

    again = RegisterPage(screen.context)
    screen.open(again)
    assert "已恢复" in screen.context.notices.text
    assert again.origin.text() == "石湾村后沟"
    assert again.members.cell(0, "name").text() == "王国梁"
    assert again.members.more(1).state is NumberState.NONE
    assert again.members.more(1).reason == "新生儿，还没有落户"
    assert again.members.cell(1, "number").remark == "暂无号码"


def test_a_double_click_registers_once(
    page: RegisterPage, hands: Keyboard, town: Town, screen: Screen
) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    page.submit()
    page.submit()
    screen.settle()
    assert len(screen.opened) == 1
    assert town.desk.ask(drafts_of, screen.context.actor.uid) == ()


def test_the_numbers_sex_is_asked_about_not_overwritten(page: RegisterPage, hands: Keyboard) -> None:
    begin(hands)
    hands.line("王国梁", number("19780512", 11))
    page.members.cell(0, "sex").setFocus()
    hands.type("", "Ctrl+A", "Delete")
    hands.type("2", "Return")
    page.members.cell(0, "name").setFocus()
    assert page.members.details.advice.text() == "身份证号码显示是男，填的是女，请核对"
