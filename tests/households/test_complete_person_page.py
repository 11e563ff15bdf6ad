"""补充资料 of a person through the real page: every item kept, a card that fills in, what is noticed."""

from dataclasses import replace
from datetime import date

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.pages.forms.complete_person import CompletePersonPage
from resettle_desktop.households.pages.forms.person_items.other import STANDING_FIRST
from resettle_desktop.households.pages.person_facts import identity_lines
from resettle_desktop.households.queries import PersonRow, person_row
from resettle_desktop.households.rules.circumstances import DisabilityKind, DropoutReason, Preferential
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouCategory,
    HukouStanding,
    Labour,
    Marital,
    Military,
    SchoolStage,
)
from resettle_desktop.households.rules.disability_card import SOMEBODY_ELSE, WRONG_CHECK
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.moving import FAMILY_IN_COLLECTIVE
from resettle_desktop.households.rules.person_remarks import BOTH, PLACE_AND_MONTHS
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, number, without_number
from tests.kit.screen import Screen


def opened(screen: Screen, uid: str) -> tuple[CompletePersonPage, Keyboard]:
    """The form of a person with the cursor in its first field."""
    page = CompletePersonPage(screen.context)
    screen.open(page, uid)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    screen.qtbot.waitUntil(lambda: page.person is not None)
    return page, Keyboard(screen)


def kept(town: Town, uid: str) -> PersonRow:
    """The person as the file has him."""
    row = town.desk.ask(person_row, uid, TODAY)
    assert row is not None
    return row


def test_every_item_is_typed_by_keys_and_kept(town: Town, screen: Screen) -> None:
    """The cursor goes through all fields in their order; the last Enter saves."""
    man = town.person(town.register(), "王国梁")
    page, hands = opened(screen, man)
    hands.line("云州市公安局青岭分局", "20160305", "c", "", "")  # 身份证件
    hands.line("", "初中毕业", "", "", "", "", "", "", "因病")  # 学习
    hands.line("jineng", "天津", "8", "2024", "天津港", "老乡介绍", "0", "护林", "3")  # 劳动就业
    hands.line("长期慢性病＋残疾", f"{number('19780512', 11)}42", "2021", "", "", "20311105")  # 健康残疾
    hands.line("yihun", "200005", "tuiyi", "fuyuan")  # 婚姻兵役
    hands.line(
        "wq",
        "jiating",
        "",
        "沟门乡石湾村",
        "149999100201",
        "三毛",
        "王三",
        "hanzu",
        "qunzhong",
        "1",
        "6217 0001 2345 6789",
        "140922010103",
    )
    assert hands.cursor is page.other.note
    hands.line("腿脚不便")
    row = kept(town, man)
    assert screen.opened == [("households.person", man)]
    assert (row.issued_by, row.number_from, row.number_until, row.number_forever) == (
        "云州市公安局青岭分局",
        date(2016, 3, 5),
        None,
        True,
    )
    assert (row.education, row.education_text, row.school) == (None, "初中毕业", None)
    assert row.dropout_reason is DropoutReason.ILLNESS
    assert (row.labour, row.public_post, row.public_post_months) == (Labour.SKILLED, "护林", 3)
    assert row.work is not None
    assert (row.work.place, row.work.months, row.work.abroad) == ("天津", 8, False)
    assert row.work.since == ImpreciseDate(date(2024, 1, 1), Precision.YEAR)
    assert row.health == (Health.CHRONIC, Health.DISABLED)
    assert (row.disability, row.disability_grade) == (DisabilityKind.LIMBS, 2)
    assert row.disability_card == f"{number('19780512', 11)}42"
    assert (row.disability_issued_year, row.disability_until) == (2021, date(2031, 11, 5))
    assert (row.marital, row.marital_on) == (
        Marital.MARRIED,
        ImpreciseDate(date(2000, 5, 1), Precision.MONTH),
    )
    assert (row.military, row.preferential) == (Military.DISCHARGED, Preferential.VETERAN)
    assert (row.bank_account, row.note) == ("6217000123456789", "腿脚不便")
    assert row.register_no == "140922010103"
    assert ("人口编号", "140922010103") in identity_lines(row, whole=False)
    assert row.hukou is not None
    assert (row.hukou.standing, row.hukou.category, row.hukou.address, row.hukou.division_code) == (
        HukouStanding.NOT_MOVED,
        HukouCategory.FAMILY,
        "沟门乡石湾村",
        "149999100201",
    )
    assert ("户籍地址", "家庭户　沟门乡石湾村　149999100201") in identity_lines(row, whole=False)
    prison = replace(row, hukou=replace(row.hukou, standing=HukouStanding.PRISON))
    assert "户籍地址" not in dict(identity_lines(prison, whole=False))
    # Opened and saved again, nothing changes: what is masked stays, what is dated keeps its beginning.
    again, hands = opened(screen, man)
    assert again.other.account.text() == "6217****6789"
    hands.press("F9")
    after = kept(town, man)
    assert (after.bank_account, after.work, after.health) == (row.bank_account, row.work, row.health)
    assert after.hukou == row.hukou


def test_a_wrong_division_code_is_said_where_it_is_typed(town: Town, screen: Screen) -> None:
    page, hands = opened(screen, town.person(town.register(), "王国梁"))
    page.other.division.setFocus()
    hands.type("1499991", "Return")
    assert page.fields["hukou_division"].error.startswith("区划代码是2、4、6、9或12位数字")
    page.other.division.setFocus()
    page.other.division.setText("149999100201")
    hands.press("F9")
    assert page.fields["hukou"].error == STANDING_FIRST
    page.other.hukou.choose_value(HukouStanding.MOVED_COLLECTIVE)
    page.other.category.choose_value(HukouCategory.FAMILY)
    hands.press("F9")
    assert page.fields["hukou_category"].error == FAMILY_IN_COLLECTIVE


def test_school_is_dated_and_a_day_alone_is_not_lost(town: Town, screen: Screen) -> None:
    girl = town.person(town.register(), "王小红")
    page, hands = opened(screen, girl)
    page.schooling.stage.setFocus()
    hands.line("ptgz", "202609", "青岭一中", "青岭县城", "1", "G149999201006010014")
    hands.press("F9")
    school = kept(town, girl).school
    assert school is not None
    assert (school.stage, school.boarding) == (SchoolStage.SENIOR, True)
    assert school.student_no == "G149999201006010014"
    assert school.since == ImpreciseDate(date(2026, 9, 1), Precision.MONTH)
    page, hands = opened(screen, girl)
    assert page.schooling.since.placeholderText() == "2026年9月起"
    page.schooling.since.setFocus()
    hands.type("20261001", "F9")
    assert "只改日期办不了" in page.fields["school_since"].error


def test_a_card_that_is_scanned_fills_kind_and_grade(town: Town, screen: Screen) -> None:
    old = town.person(town.register(), "张秀英")
    page, hands = opened(screen, old)
    page.health.card.setFocus()
    hands.type(f"{number('19500909', 16)}73B1", "Return")
    assert (page.health.kind.value(), page.health.grade.value()) == (DisabilityKind.MULTIPLE, "3")
    assert page.health.health.value() == "disabled"
    assert not page.health.take_number.isVisible()
    screen.qtbot.waitUntil(lambda: page.health.noticed.text() == "")
    page.health.card.clear()
    page.health.card.setFocus()
    hands.type(f"{number('19780512', 11)}42", "Return")
    screen.qtbot.waitUntil(lambda: SOMEBODY_ELSE[:9] in page.health.noticed.text())
    hands.press("F9")
    assert kept(town, old).disability_card == f"{number('19780512', 11)}42"
    assert kept(town, old).number == number("19500909", 16)


def test_a_card_gives_its_number_to_who_has_none(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20060601", 18, number=without_number()),
    )
    girl = town.person(uid, "王妞")
    page, hands = opened(screen, girl)
    page.health.card.setFocus()
    right = number("20060601", 18)
    wrong = right[:17] + ("1" if right[17] != "1" else "2")
    hands.type(f"{wrong}41", "Return")
    assert page.health.take_number.isVisible()
    screen.qtbot.waitUntil(lambda: WRONG_CHECK in page.health.noticed.text())
    hands.press("F9")
    assert "校验码不符" in page.fields["disability_card"].error
    assert kept(town, girl).disability_card == ""
    page.health.card.clear()
    hands.type(f"{right}41", "F9")
    row = kept(town, girl)
    assert (row.number, row.number_state) == (right, NumberState.VERIFIED)
    assert (row.disability_card, row.birth) == (f"{right}41", ImpreciseDate(date(2006, 6, 1)))


def test_a_card_may_leave_the_number_alone(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20060601", 18, number=without_number()),
    )
    girl = town.person(uid, "王妞")
    page, hands = opened(screen, girl)
    page.health.card.setFocus()
    hands.type(f"{number('20060601', 18)}41", "Return")
    page.health.take_number.setFocus()
    hands.press("Ctrl+A")
    hands.type("0", "Return", "F9")
    assert kept(town, girl).number_state is NumberState.NONE
    assert kept(town, girl).disability_card == f"{number('20060601', 18)}41"


def test_what_does_not_fit_is_said_where_it_is_typed_and_saved_all_the_same(
    town: Town, screen: Screen
) -> None:
    girl = town.person(town.register(), "王小红")
    page, hands = opened(screen, girl)
    page.schooling.education.setFocus()
    hands.line("初中", "", "普通高中")
    screen.qtbot.waitUntil(lambda: page.schooling.noticed.text() == BOTH)
    page.working.place.setFocus()
    hands.line("天津")
    screen.qtbot.waitUntil(lambda: page.working.noticed.text() == PLACE_AND_MONTHS)
    hands.press("F9")
    row = kept(town, girl)
    assert row.education is Education.JUNIOR
    assert {remark.text for remark in row.remarks} == {BOTH, PLACE_AND_MONTHS}


def test_what_cannot_be_is_refused_in_its_field(town: Town, screen: Screen) -> None:
    man = town.person(town.register(), "王国梁")
    page, hands = opened(screen, man)
    for line, typed, name, words in (
        (page.papers.begins, "20270101", "number_from", "还没有到"),
        (page.health.card, "123", "disability_card", "现在是3位"),
        (page.health.year, "1990", "disability_issued_year", "1995年到2026年"),
        (page.working.post_months, "13", "public_post_months", "1到12"),
        (page.other.account, "12", "bank_account", "账号应有"),
    ):
        line.setFocus()
        hands.type(typed, "F9")
        assert words in page.fields[name].error
        line.clear()


def test_a_disability_card_shown_as_the_paper_tells_the_same(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20060601", 18, number=without_number()),
    )
    girl = town.person(uid, "王妞")
    page, hands = opened(screen, girl)
    page.papers.document_kind.setFocus()
    hands.line("canji", f"{number('20060601', 18)}63")
    assert (page.health.kind.value(), page.health.grade.value()) == (DisabilityKind.MIND, "3")
    assert page.health.take_number.isVisible()
    hands.press("F9")
    row = kept(town, girl)
    assert (row.document_number, row.disability_card) == (f"{number('20060601', 18)}63",) * 2
    assert row.number == number("20060601", 18)
