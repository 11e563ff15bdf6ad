"""What is seen first of somebody or of a file: the chip beside the heading."""

from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.queries.standing import household_closed, person_statuses
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from tests.households.test_pages import at
from tests.households.town import TODAY, Town, member, on
from tests.kit.screen import Screen

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


def test_the_dead_and_a_household_nobody_is_left_of_are_seen_at_once(town: Town, screen: Screen) -> None:
    uid = town.register(member("白二牛", "02", "19500101", 21), items=MOVED)
    person = town.person(uid, "白二牛")
    assert town.desk.ask(person_statuses, person, TODAY) == ()
    assert town.desk.ask(household_closed, uid, TODAY) == ""
    town.desk.do(record_death, DeathDraft(person, on(2026, 10, 1)))
    page = PersonPage(screen.context)
    at(screen, page, person)
    assert page.chip is not None
    assert page.chip.text == "死亡　2026年10月1日"
    household = HouseholdPage(screen.context)
    at(screen, household, uid)
    assert household.chip is not None
    assert household.chip.text.startswith("已销户：整户消亡")
    assert town.desk.ask(household_closed, uid, on(2026, 9, 1).earliest) == ""
