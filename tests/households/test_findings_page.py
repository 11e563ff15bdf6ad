"""疑点 as the clerk meets them: quiet lines on the household's page, and the list of all."""

from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.queries.findings import findings_for
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from tests.households.test_pages import at
from tests.households.town import TODAY, Town, on, wangs
from tests.kit.screen import Screen

POOR = HouseholdItems(
    relocation_kind=RelocationKind.REGISTERED_POOR, agreement_heads=4, moved_in=on(2018, 11, 10)
)


def test_a_household_that_fits_shows_no_line(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert not page.findings.isVisible()


def test_what_does_not_fit_is_a_quiet_line(town: Town, screen: Screen) -> None:
    uid = town.register(*wangs()[:4], room="3-2-501", items=POOR)
    page = HouseholdPage(screen.context)
    hands = at(screen, page, uid)
    assert page.findings.isVisible()
    assert page.findings.lines[0].text().startswith("住房105.30平方米，超过标准5.30平方米")
    assert not page.findings.lines[1].isVisible()
    hands.press("Ctrl+G")
    assert screen.opened == [("households.findings", None)]


def test_the_list_opens_the_household(town: Town, screen: Screen) -> None:
    uid = town.register(*wangs()[:4], room="3-2-501", items=POOR)
    page = FindingsPage(screen.context)
    hands = at(screen, page)
    assert [page.model.index(0, column).data() for column in (0, 1)] == ["住房和标准", town.view(uid).label]
    hands.press("F9")
    assert screen.opened == [("households.household", uid)]


def test_old_houses_are_told_to_the_head_where_the_office_wants_it(town: Town) -> None:
    uid = town.register(*wangs()[:4], items=POOR)
    town.desk.do(complete_old_home, OldHomeDraft(uid, has_house=True))
    head, clerk = frozenset({Role.HEAD}), frozenset({Role.HOUSEHOLD_CLERK})
    assert town.desk.ask(findings_for, TODAY, head) == ()
    town.desk.do(change_setting, SettingDraft("old_house_findings", ("on",)))
    assert len(town.desk.ask(findings_for, TODAY, head)) == 1
    assert town.desk.ask(findings_for, TODAY, clerk) == ()
