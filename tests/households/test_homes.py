"""The home that was left and the title of the new one: kept, checked, filled in and shown (A15, A24, A25)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.pages.forms.complete_household import CompleteHouseholdPage
from resettle_desktop.households.pages.forms.homes import HomesPage
from resettle_desktop.households.pages.household.facts_card import homes_lines
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.listed import show_yes
from resettle_desktop.households.queries import Lacking, ListFilter, household_rows
from resettle_desktop.households.queries.extract_items import title_items
from resettle_desktop.households.queries.findings import household_findings
from resettle_desktop.households.queries.homes import HomesRow, homes_of
from resettle_desktop.households.queries.household_sheets import household_sheet_rows
from resettle_desktop.households.rules.declared import HukouStanding
from resettle_desktop.households.rules.homes import (
    HouseStructure,
    Protection,
    Reclamation,
    TitleStage,
)
from resettle_desktop.households.use_cases import HouseholdItems, HukouDraft, HukouPlaceDraft, set_hukou_place
from resettle_desktop.households.use_cases.events.household_homes import (
    DemolitionDraft,
    ReclamationDraft,
    TitleIssuedDraft,
    note_demolition,
    note_reclamation,
    note_title,
)
from resettle_desktop.households.use_cases.home_title import (
    HomesDraft,
    HomeTitleDraft,
    complete_home_title,
    complete_homes,
)
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from tests.households.keyboard import Keyboard
from tests.households.test_household_fields import WHOLE, complete
from tests.households.town import TODAY, Town, member, on
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen

NUMBER = "晋(2021)云州市不动产权第0001234号"
ISSUED = TitleStage.ISSUED


def homes(town: Town, uid: str) -> HomesRow:
    return town.desk.ask(homes_of, uid)


def at(screen: Screen, page: Page, uid: str | None = None) -> Keyboard:
    """Open a page in a scrolled window, the cursor where it begins."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(uid)
    screen.settle()
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    screen.settle()
    return Keyboard(screen)


# The acts


def test_a_title_goes_through_its_stages(town: Town) -> None:
    uid = town.register(room="3-2-501")
    assert homes(town, uid).title is None
    town.desk.do(complete_home_title, HomeTitleDraft(uid, TitleStage.IN_PROGRESS, co_owners="夫妻共同共有"))
    title = homes(town, uid).title
    assert title is not None
    assert (title.stage, title.number, title.room_label) == (TitleStage.IN_PROGRESS, "", "3-2-501")
    issued = HomeTitleDraft(uid, ISSUED, NUMBER, date(2021, 5, 6), "夫妻共同共有", title.version)
    before = town.desk.clock()
    town.desk.do(complete_home_title, issued)
    title = homes(town, uid).title
    assert title is not None
    assert (title.number, title.issued_on) == (NUMBER, date(2021, 5, 6))
    earlier = town.desk.ask(homes_of, uid, before).title
    assert earlier is not None
    assert earlier.stage is TitleStage.IN_PROGRESS


@pytest.mark.parametrize(
    ("draft", "field", "why"),
    [
        (HomeTitleDraft("", None), "stage", "请选"),
        (HomeTitleDraft("", ISSUED), "number", "证号"),
        (HomeTitleDraft("", TitleStage.IN_PROGRESS, NUMBER), "stage", "还没有证书"),
        (HomeTitleDraft("", TitleStage.NONE, issued_on=date(2021, 5, 6)), "stage", "还没有证书"),
        (HomeTitleDraft("", ISSUED, NUMBER, date(2027, 1, 1)), "issued_on", "还没有到"),
    ],
)
def test_a_title_that_cannot_be_is_refused(town: Town, draft: HomeTitleDraft, field: str, why: str) -> None:
    uid = town.register()
    with pytest.raises(Refusal, match=why) as refused:
        town.desk.do(complete_home_title, replace(draft, household_uid=uid))
    assert refused.value.field == field


def test_one_title_is_one_household_s(town: Town) -> None:
    first = town.register()
    other = town.register(member("赵大山", "02", "19700101", 51))
    town.desk.do(note_title, TitleIssuedDraft(first, NUMBER, date(2021, 5, 6)))
    with pytest.raises(Refusal, match="已登记给王国梁家"):
        town.desk.do(complete_home_title, HomeTitleDraft(other, ISSUED, NUMBER))


def test_that_a_plot_was_accepted_is_an_event(town: Town) -> None:
    uid = town.register()
    done = OldHomeDraft(uid, has_house=True, reclamation=Reclamation.DONE)
    with pytest.raises(Refusal, match="在“变更”里登记"):
        town.desk.do(complete_old_home, replace(done, reclamation=Reclamation.ACCEPTED))
    town.desk.do(complete_old_home, done)
    town.desk.do(note_reclamation, ReclamationDraft(uid, on(2020, 4, 1), mu_hundredths=30))
    with pytest.raises(Refusal, match="已经登记验收"):
        town.desk.do(complete_old_home, done)
    town.desk.do(complete_old_home, replace(done, danger_grade="C", reclamation=Reclamation.ACCEPTED))
    old = homes(town, uid).old
    assert old is not None
    assert (old.reclamation, old.reclaimed, old.danger_grade) == (Reclamation.ACCEPTED, on(2020, 4, 1), "C")


def test_nothing_said_of_one_home_leaves_it(town: Town) -> None:
    uid = town.register()
    town.desk.do(complete_homes, HomesDraft(old=OldHomeDraft(uid, has_house=False)))
    assert homes(town, uid).title is None
    town.desk.do(complete_homes, HomesDraft(title=HomeTitleDraft(uid, TitleStage.NONE)))
    left = homes(town, uid)
    assert left.old is not None
    assert left.old.has_house is False


# The form


def test_both_homes_are_filled_in_with_the_keyboard(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    page = HomesPage(screen.context)
    hands = at(screen, page, uid)
    hands.line("y", "60", "tp", "C", "20191110", "lt", "云建〔2020〕5号")
    hands.line("160", "沟集用(2009)0036", "二类", "bx")
    hands.line("yf", NUMBER, "20210506", "夫妻共同共有")
    screen.settle()
    assert screen.opened == [("households.household", uid)]
    kept = homes(town, uid)
    assert kept.old is not None
    assert kept.title is not None
    assert (kept.old.has_house, kept.old.area_hundredths) == (True, 6000)
    assert (kept.old.structure, kept.old.danger_grade) == (HouseStructure.ADOBE, "C")
    assert (kept.old.due_on, kept.old.protection) == (date(2019, 11, 10), Protection.JOINED)
    assert (kept.old.homestead_hundredths, kept.old.reclamation) == (16000, Reclamation.NOT_NEEDED)
    assert (kept.title.stage, kept.title.number) == (ISSUED, NUMBER)
    # Opened again it says the same, and says so when nothing is changed.
    again = HomesPage(screen.context)
    hands = at(screen, again, uid)
    hands.press("F9")
    assert again.fields["has_house"].error.startswith("还没有改什么")
    again.danger.choose_value("D")
    hands.press("F9")
    changed = homes(town, uid)
    assert changed.old == replace(kept.old, danger_grade="D", version=kept.old.version + 1)
    assert changed.title == kept.title


def test_what_is_wrong_is_said_at_its_field(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = HomesPage(screen.context)
    hands = at(screen, page, uid)
    page.area.setText("很大")
    hands.press("F9")
    assert page.fields["area_hundredths"].error.startswith("面积请填平方米数")
    assert hands.cursor is page.area
    page.area.setText("")
    page.protection.choose_value(Protection.JOINED)
    hands.press("F9")
    assert "文号" in page.fields["protection_document"].error


def test_two_windows_on_the_same_homes_see_both_values(town: Town, screen: Screen) -> None:
    uid = town.register()
    mine, theirs = HomesPage(screen.context), HomesPage(screen.context)
    at(screen, theirs, uid)
    at(screen, mine, uid)
    show_yes(theirs.has_house, yes=True)
    theirs.structure.choose_value(HouseStructure.CAVE)
    theirs.submit()
    screen.settle()
    mine.structure.choose_value(HouseStructure.ADOBE)
    mine.submit()
    screen.settle()
    assert mine.open_question is not None
    assert "住房结构：您填“土坯”，现在是“窑洞”" in mine.open_question.accessibleName()
    old = homes(town, uid).old
    assert old is not None
    assert old.structure is HouseStructure.CAVE


def test_a_year_is_no_day_when_two_windows_differ(town: Town, screen: Screen) -> None:
    uid = town.register()
    mine, theirs = CompleteHouseholdPage(screen.context), CompleteHouseholdPage(screen.context)
    at(screen, theirs, uid)
    at(screen, mine, uid)
    theirs.moved_in.setText("2018")
    theirs.agreement_on.setText("20170101")
    theirs.submit()
    screen.settle()
    mine.moved_in.setText("2019")
    mine.agreement_on.setText("2017")
    mine.submit()
    screen.settle()
    assert mine.open_question is not None
    said = mine.open_question.accessibleName()
    assert "实际入住时间：您填“2019年”，现在是“2018年”" in said
    assert "协议签订日：您填“2017年”，现在是“2017年1月1日”" in said
    assert "precision" not in said


def test_a_long_form_is_gone_through_card_by_card(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = CompleteHouseholdPage(screen.context)
    hands = at(screen, page, uid)
    seen = []
    for _ in range(4):
        hands.press("Ctrl+PgDown")
        seen.append(hands.cursor)
    assert seen == [page.agreement_no, page.type, page.martyr, page.kind]
    hands.press("Ctrl+PgUp")
    assert hands.cursor is page.martyr


def test_the_whole_supplement_comes_back_as_it_was_said(town: Town, screen: Screen) -> None:
    uid = town.register()
    complete(town, uid, WHOLE)
    page = CompleteHouseholdPage(screen.context)
    hands = at(screen, page, uid)
    assert page.account.text() == "6217****9012"
    assert page.draft().items == WHOLE
    page.note.setText("户主回来了")
    hands.press("F9")
    assert town.view(uid).facts.note == "户主回来了"
    assert town.view(uid).facts.bank_account == WHOLE.bank_account
    page = CompleteHouseholdPage(screen.context)
    hands = at(screen, page, uid)
    page.account.setText("6228 4800 1234 5678")
    page.focus.choose_value("built")
    assert not page.source.isEnabled()
    hands.press("F9")
    facts = town.view(uid).facts
    assert facts.bank_account == "6228480012345678"
    assert (facts.housing_source, facts.housing_price_fen, facts.job_agreement) == ("", None, None)


# The household's page


def said(page: HouseholdPage) -> dict[str, str]:
    return {**dict(page.facts.lines), **dict(page.homes.lines)}


def test_what_nobody_said_has_no_line(town: Town, screen: Screen) -> None:
    page = HouseholdPage(screen.context)
    at(screen, page, town.register())
    assert said(page) == {}
    assert page.facts.isHidden()
    assert page.homes.isHidden()


def test_the_page_shows_what_was_said_and_the_account_only_when_asked(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    complete(town, uid, replace(WHOLE, agreement_heads=4))
    page = HouseholdPage(screen.context)
    hands = at(screen, page, uid)
    lines = said(page)
    assert lines["户类型"] == "脱贫户　低保贫困户"
    assert lines["脱贫"] == "2018年脱贫　2021年返贫（户主大病）"
    assert lines["致贫原因"] == "因残、因病、其他"
    assert lines["家庭"] == "双女户"
    assert lines["一卡通"] == "云州农商行沟门支行　6217****9012　户名李改莲"
    hands.press("Ctrl+I")
    assert "6217 0001 2345 6789 012" in said(page)["一卡通"]
    hands.press("Ctrl+J")
    assert screen.opened == [("households.homes", uid)]


def test_the_agreement_s_heads_stand_beside_people_now(town: Town, screen: Screen) -> None:
    """A15."""
    uid = town.register(room="3-2-501")
    complete(town, uid, HouseholdItems(agreement_heads=4))
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert "协议人口4，现人口5" in page.glance.who.note.text()
    complete(town, uid, HouseholdItems(agreement_heads=5))
    page.reload()
    screen.settle()
    assert "　5口人　" in page.glance.who.note.text()


def test_a_year_of_moving_in_stays_a_year(town: Town, screen: Screen) -> None:
    """A25: no day is invented, and two years are over all the same."""
    uid = town.register(room="3-2-501")
    complete(town, uid, HouseholdItems(moved_in=ImpreciseDate(date(2018, 1, 1), Precision.YEAR)))
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert page.glance.home.note.text().endswith("2018年入住　已满两年")


def test_the_family_s_hukou_is_told_by_its_members(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert page.members.subtitle.text() == "5人"
    for place, row in enumerate(town.view(uid).members):
        standing = HukouStanding.MOVED_DOOR if place else HukouStanding.NOT_MOVED
        town.desk.do(set_hukou_place, HukouPlaceDraft(row.person.uid, HukouDraft(standing)))
    page.reload()
    screen.settle()
    assert page.members.subtitle.text() == "5人　户口部分迁"


def test_what_came_of_the_old_house_is_on_the_page(town: Town, screen: Screen) -> None:
    uid = town.register()
    town.desk.do(
        note_demolition, DemolitionDraft(uid, ImpreciseDate(date(2019, 5, 1), Precision.MONTH), 6000)
    )
    town.desk.do(
        note_reclamation,
        ReclamationDraft(uid, on(2020, 4, 1), mu_hundredths=30, award_fen=5_000_00),
    )
    town.desk.do(note_title, TitleIssuedDraft(uid, NUMBER, date(2021, 5, 6), "夫妻共同共有"))
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert dict(page.homes.lines) == {
        "旧房": "有",
        "拆除": "2019年5月已拆　60.00平方米",
        "复垦": "已验收　2020年4月1日　0.30亩",
        "拆房奖励": "5000元",
        "房子证": f"已发　{NUMBER}",
        "发证": "2021年5月6日　夫妻共同共有",
    }


def test_a_protected_house_is_told_no_more_but_stays_in_the_past(town: Town, screen: Screen) -> None:
    """A24 through the form: 连体房 with its document ends the finding; what was known then stays askable."""
    uid = town.register(
        items=HouseholdItems(moved_in=on(2018, 11, 10), relocation_kind=WHOLE.relocation_kind)
    )
    town.desk.do(complete_old_home, OldHomeDraft(uid, has_house=True))
    before = town.desk.clock()

    def found(*known: Any) -> int:
        return len(town.desk.ask(household_findings, TODAY, *known, old_house=True))

    assert found() == 1
    page = HomesPage(screen.context)
    hands = at(screen, page, uid)
    page.protection.choose_value(Protection.JOINED)
    page.document.setText("云建〔2020〕5号")
    hands.press("F9")
    assert found() == 0
    assert found(before) == 1


def test_what_was_said_of_both_homes_is_taken_back(town: Town) -> None:
    uid = town.register(room="3-2-501")
    first = HomesDraft(OldHomeDraft(uid, has_house=True, danger_grade="C"))
    town.desk.do(complete_homes, first)
    before = homes(town, uid)
    assert before.old is not None
    second = HomesDraft(
        OldHomeDraft(uid, has_house=True, danger_grade="D", version=before.old.version),
        HomeTitleDraft(uid, ISSUED, NUMBER, date(2021, 5, 6)),
    )
    town.desk.do(complete_homes, second, key="homes")
    assert homes(town, uid) != before
    town.desk.do(take_back, TakeBackDraft(command_key="homes"))
    after = homes(town, uid)
    assert after.old is not None
    assert after.old.danger_grade == "C"
    assert after.title is not None
    assert (after.title.stage, after.title.number, after.title.issued_on) == (None, "", None)


def test_a_title_taken_back_looks_like_none_and_can_be_said_again(town: Town) -> None:
    uid = town.register(room="3-2-501")
    other = town.register(member("赵德胜", "02", "19600101", 11), room="3-2-502")
    town.desk.do(complete_home_title, HomeTitleDraft(uid, ISSUED, NUMBER, date(2021, 5, 6)), key="title")
    town.desk.do(take_back, TakeBackDraft(command_key="title"))

    def shown(household: str) -> object:
        view = town.view(household)
        (sheet,) = town.desk.ask(household_sheet_rows, [view.id], TODAY)
        items = town.desk.ask(title_items, view.id, TODAY, None)
        return list(homes_lines(homes(town, household))), sheet.title, items

    assert shown(uid) == shown(other) == ([], None, ())
    assert len(town.desk.ask(household_rows, TODAY, None, ListFilter(lacking=Lacking.TITLE))) == 2
    title = homes(town, uid).title
    assert title is not None
    town.desk.do(complete_home_title, HomeTitleDraft(uid, TitleStage.IN_PROGRESS, version=title.version))
    assert ("房子证", "办理中") in list(homes_lines(homes(town, uid)))


@pytest.mark.parametrize("kind", [CompleteHouseholdPage, HomesPage, HouseholdPage])
def test_a_page_is_no_wider_than_its_window_in_large_type(
    town: Town, screen: Screen, kind: type[Page]
) -> None:
    uid = town.register(room="3-2-501")
    complete(town, uid, WHOLE)
    page = kind(screen.context)
    at(screen, page, uid)
    screen.context.theme.set_scale(1.75)
    page.window().resize(911, 560)  # what the window leaves of 1024
    screen.qtbot.waitUntil(lambda: page.width() <= 911 and complaints(page) == [])
