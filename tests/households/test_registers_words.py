"""What real registers write: a year at school, 人口编号, classes of origin, what came of an old house."""

from dataclasses import replace
from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.pages.forms.complete_person import CompletePersonPage
from resettle_desktop.households.pages.forms.homes import HomesPage
from resettle_desktop.households.pages.forms.old_home_outcome import OldHomeOutcomePage
from resettle_desktop.households.pages.person_facts import item_lines
from resettle_desktop.households.queries import PersonRow, listed_people, person_row, search_people
from resettle_desktop.households.queries.homes import OldHomeRow, homes_of
from resettle_desktop.households.rules.declared import SchoolStage
from resettle_desktop.households.rules.homes import Reclamation
from resettle_desktop.households.rules.school_years import (
    GRADES,
    check_grade,
    school_choices,
    school_code,
    school_of,
    spoken_school,
)
from resettle_desktop.households.use_cases.drafts import CompletePersonDraft, PersonItems, SchoolDraft
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.households.use_cases.old_home_outcome import OldHomeOutcomeDraft, put_old_home_right
from resettle_desktop.households.use_cases.person_items import complete_person
from resettle_desktop.matters.pages.events.away_pages import BoardingPage
from resettle_desktop.office.rules.settings import ORIGIN_CLASSES
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from tests.households.keyboard import Keyboard
from tests.households.test_homes import at
from tests.households.town import TODAY, Town, member, on
from tests.kit.screen import Screen


def kept(town: Town, uid: str) -> PersonRow:
    row = town.desk.ask(person_row, uid, TODAY)
    assert row is not None
    return row


def old_home(town: Town, uid: str) -> OldHomeRow:
    old = town.desk.ask(homes_of, uid).old
    assert old is not None
    return old


# School


def test_every_value_of_the_registers_can_be_chosen_and_read_back() -> None:
    choices = dict(school_choices())
    said = set(choices.values())
    for words in ("学龄前儿童", "七年级", "九年级", "普通高中三年级", "中职一年级", "高职高专三年级",
                  "技师学院四年级", "本科五年级", "硕士研究生及以上"):  # fmt: skip
        assert words in said
    assert len(said) == len(choices) == len(SchoolStage) + sum(map(len, GRADES.values()))
    for code, words in choices.items():
        stage, grade = school_of(code)
        assert stage is not None
        assert check_grade(stage, grade, "school") == grade
        assert school_code(stage, grade) == code
        assert spoken_school(stage, grade) == words
    assert school_of("") == school_of("kindred.2") == (None, None)
    assert school_code(None, None) is None


def test_a_year_must_be_one_the_stage_has(town: Town) -> None:
    girl = town.person(town.register(), "王小红")
    for stage, grade in ((SchoolStage.JUNIOR, 1), (SchoolStage.PRIMARY, 3), (SchoolStage.SENIOR, 4)):
        items = PersonItems(school=SchoolDraft(stage, grade=grade))
        with pytest.raises(Refusal, match=f"没有{grade}年级") as refused:
            town.desk.do(complete_person, CompletePersonDraft(girl, items))
        assert refused.value.field == "school"


def test_the_year_at_school_is_typed_and_its_number_is_masked(town: Town, screen: Screen) -> None:
    girl = town.person(town.register(), "王小红")
    page = CompletePersonPage(screen.context)
    hands = at(screen, page, girl)
    page.schooling.stage.setFocus()
    hands.line("bnj", "202609", "青岭二中", "", "", "G149999201006010014")
    hands.press("F9")
    row = kept(town, girl)
    assert row.school is not None
    assert (row.school.stage, row.school.grade) == (SchoolStage.JUNIOR, 8)
    masked = dict(item_lines(row, whole=False))["在校"]
    assert masked.startswith("八年级　青岭二中")
    assert "G149999201006010014" not in masked
    assert "学籍号G149999201006010014" in dict(item_lines(row, whole=True))["在校"]
    again = CompletePersonPage(screen.context)
    hands = at(screen, again, girl)
    assert again.schooling.stage.text() == "八年级"
    hands.press("F9")
    assert kept(town, girl).school == row.school


def test_the_year_is_typed_where_boarding_is_told(town: Town, screen: Screen) -> None:
    uid = town.register()
    girl = town.person(uid, "王小红")
    page = BoardingPage(screen.context)
    at(screen, page, uid)
    page.who.choose_value(girl)
    page.on.restore("2026-09-01")
    page.stage.setFocus()
    hands = Keyboard(screen)
    hands.line("jnj", "云州三中")
    hands.press("F9")
    school = kept(town, girl).school
    assert school is not None
    assert (school.stage, school.grade, school.school) == (SchoolStage.JUNIOR, 9, "云州三中")


# 人口编号


def test_a_number_of_the_register_that_stands_twice_is_told_and_kept(town: Town, screen: Screen) -> None:
    man = town.person(town.register(), "王国梁")
    other = town.person(town.register(member("赵德胜", "02", "19600101", 15)), "赵德胜")
    draft = CompletePersonDraft(man, PersonItems(register_no="140922010103"))
    town.desk.do(complete_person, draft)
    page = CompletePersonPage(screen.context)
    hands = at(screen, page, other)
    assert page.other.noticed.isHidden()
    page.other.register_no.setFocus()
    hands.line("140922010103")
    assert "人口编号和王国梁" in page.other.noticed.text()
    assert not page.other.noticed.isHidden()
    hands.press("F9")
    assert kept(town, other).register_no == kept(town, man).register_no == "140922010103"
    # Both are found by it, and it stands in the list of people.
    answer = town.desk.ask(search_people, " 140922010103", None, TODAY)
    assert {(hit.uid, hit.why) for hit in answer.hits} == {(man, "人口编号"), (other, "人口编号")}
    assert answer.total == 2
    listed = {row.uid: row.register_no for row in town.desk.ask(listed_people, TODAY)}
    assert listed[man] == "140922010103"
    assert sorted(set(listed.values())) == ["", "140922010103"]


# 迁出地类型


def test_the_classes_of_origin_are_the_offices_own_list(town: Town, screen: Screen) -> None:
    uid = town.register()
    town.desk.do(complete_old_home, OldHomeDraft(uid, origin_class="深山区"))
    town.desk.do(change_setting, SettingDraft(ORIGIN_CLASSES, "甲类, 乙类 乙类、丙类"))
    page = HomesPage(screen.context)
    hands = at(screen, page, uid)
    assert page.origin_class.text() == "深山区"
    page.origin_class.setFocus()
    page.origin_class.selectAll()
    hands.type("丁类", "F9")
    assert "没有“丁类”" in page.fields["origin_class"].error
    page.origin_class.setFocus()
    page.origin_class.selectAll()
    hands.line("yilei")
    page.origin_class.setFocus()
    page.origin_class.selectAll()
    hands.line("乙类")
    hands.press("F9")
    assert old_home(town, uid).origin_class == "乙类"


def test_a_list_of_classes_may_not_grow_without_end(town: Town) -> None:
    with pytest.raises(Refusal, match="最多20项"):
        town.desk.do(change_setting, SettingDraft(ORIGIN_CLASSES, "、".join(map(str, range(30)))))


# 更正拆旧复垦


def test_what_came_of_the_old_house_is_completed_by_the_keyboard(town: Town, screen: Screen) -> None:
    uid = town.register()
    first = HomesPage(screen.context)
    at(screen, first, uid).press("F6")
    assert screen.opened == [("households.old_home_outcome", uid)]
    page = OldHomeOutcomePage(screen.context)
    hands = at(screen, page, uid)
    hands.line("201905", "60", "20200401", "0.3", "5000", "20200801")
    old = old_home(town, uid)
    assert old.demolished == ImpreciseDate(date(2019, 5, 1), Precision.MONTH)
    assert (old.has_house, old.demolished_hundredths) == (True, 6000)
    assert (old.reclamation, old.reclaimed) == (Reclamation.ACCEPTED, on(2020, 4, 1))
    assert (old.reclaimed_hundredths, old.award_fen) == (30, 5_000_00)
    assert old.award_paid_on == date(2020, 8, 1)
    again = OldHomeOutcomePage(screen.context)
    hands = at(screen, again, uid)
    again.reclaimed.setFocus()
    again.reclaimed.selectAll()
    hands.type("20180101", "F9")
    assert "早于旧房拆除日期" in again.fields["reclaimed"].error
    again.reclaimed.clear()
    hands.press("F9")
    assert (old_home(town, uid).reclamation, old_home(town, uid).reclaimed) == (Reclamation.DONE, None)


@pytest.mark.parametrize(
    ("draft", "field", "why"),
    [
        (OldHomeOutcomeDraft("", demolished=on(2027, 1, 1)), "demolished", "还没有到"),
        (OldHomeOutcomeDraft("", demolished_hundredths=6000), "demolished", "请填写拆除日期"),
        (OldHomeOutcomeDraft("", demolished=on(2019, 1, 1)), "demolished", "没有旧房"),
        (OldHomeOutcomeDraft("", award_fen=-1), "award", "不能小于零"),
        (OldHomeOutcomeDraft("", award_paid_on=date(2027, 1, 1)), "award_paid_on", "还没有到"),
    ],
)
def test_what_cannot_have_come_of_it_is_refused(
    town: Town, draft: OldHomeOutcomeDraft, field: str, why: str
) -> None:
    uid = town.register()
    town.desk.do(complete_old_home, OldHomeDraft(uid, has_house=False))
    with pytest.raises(Refusal, match=why) as refused:
        town.desk.do(put_old_home_right, replace(draft, household_uid=uid))
    assert refused.value.field == field
