"""看以前: the pages of a household and of a person on an earlier day, and as known then; by keys."""

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import HouseholdItems, change_head, correct_person
from resettle_desktop.households.use_cases.drafts import CorrectPersonDraft
from tests.households.keyboard import Keyboard
from tests.households.test_headship import wife_heads
from tests.households.town import Town, number, on
from tests.kit.screen import Screen, keys

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
HEADS = ("王国梁", "李改莲")


def family_with_a_new_head(town: Town) -> str:
    """Registered on 3 November; ten days later the office learns that she heads it since September."""
    uid = town.register(room="3-2-501", items=MOVED)
    town.desk.clock.advance(days=10)
    town.desk.do(change_head, wife_heads(town, uid, on(2026, 9, 1)))
    return uid


def opened(screen: Screen, page: Page, uid: str) -> Keyboard:
    screen.open(page, uid)
    first: QWidget = page.first_focus() or page
    keys(first, "Ctrl+B")
    screen.settle()
    return Keyboard(screen)


def can(page: Page) -> set[str]:
    return {command.text for command in page.commands() if command.ready()}


def test_a_household_is_seen_as_it_was_on_a_day(screen: Screen, town: Town) -> None:
    uid = family_with_a_new_head(town)
    page = HouseholdPage(screen.context)
    hands = opened(screen, page, uid)
    assert page.glance.who.fact.text() == "李改莲"
    assert hands.at == "看哪天"
    hands.line("20260831")
    assert page.glance.who.fact.text() == "王国梁"
    assert page.looking_back.said.text() == "看到的是2026年8月31日的情况。这里只能看，回到今天才能办"
    assert can(page) >= {"看全号", "看以前", "疑点"}
    assert not can(page) & {"加成员", "补充资料", "变更", "换户主", "分房调房", "打印证明", "更正迁出村"}
    hands.press("Ctrl+B")
    assert page.glance.who.fact.text() == "李改莲"
    assert page.looking_back.isHidden()
    assert "变更" in can(page)


def test_a_household_is_seen_as_the_office_knew_it_then(screen: Screen, town: Town) -> None:
    uid = family_with_a_new_head(town)
    page = HouseholdPage(screen.context)
    hands = opened(screen, page, uid)
    hands.line("", "20261105")
    assert page.glance.who.fact.text() == "王国梁", "on 5 November nobody had said so yet"
    assert "按2026年11月5日当时所知" in page.looking_back.said.text()


def test_before_it_was_registered_nothing_is_shown_and_nothing_lost(screen: Screen, town: Town) -> None:
    uid = family_with_a_new_head(town)
    page = HouseholdPage(screen.context)
    hands = opened(screen, page, uid)
    hands.line("", "20261001")
    assert page.looking_back.said.text() == "今天的情况，按2026年10月1日当时所知还没有登记，请换个日子"
    assert not screen.went_back


def test_no_day_to_come_and_no_day_that_is_none(screen: Screen, town: Town) -> None:
    uid = family_with_a_new_head(town)
    page = HouseholdPage(screen.context)
    hands = opened(screen, page, uid)
    for typed in ("20991231", "20260230"):
        hands.line(typed)
        assert page.looking_back.error("day") == "请填今天或以前的日子，如 20200301"
        assert page.glance.who.fact.text() == "李改莲"
        assert not page.looking_back.away
        hands.press("Shift+Tab", "Ctrl+A", "Delete")


def test_another_household_begins_today(screen: Screen, town: Town) -> None:
    uid = family_with_a_new_head(town)
    page = HouseholdPage(screen.context)
    opened(screen, page, uid).line("20260831")
    page.show_subject(uid)
    screen.settle()
    assert page.glance.who.fact.text() == "李改莲"
    assert page.looking_back.isHidden()


def test_a_person_is_seen_as_the_office_wrote_her_then(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-2-501", items=MOVED)
    person = town.person(uid, "王小红")
    town.desk.clock.advance(days=10)
    draft = CorrectPersonDraft(
        person, "王晓红", Sex.FEMALE, on(2010, 6, 1), NumberDraft(number("20100601", 14)), reason="户口簿"
    )
    town.desk.do(correct_person, draft)
    page = PersonPage(screen.context)
    hands = opened(screen, page, person)
    assert page.title == "王晓红"
    hands.line("", "20261105")
    assert page.title == "王小红"
    assert can(page) >= {"看全号", "看以前", "打开这一户"}
    assert not can(page) & {"补充资料", "更正身份信息", "变更", "登记电话", "更正与户主关系"}
    hands.press("Ctrl+B")
    assert page.title == "王晓红"
