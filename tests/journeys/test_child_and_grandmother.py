"""A grandmother brings the child's papers: guardian, school, disability card, by keys in the real window."""

from collections.abc import Callable
from typing import TypeVar

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.forms.complete_person import CompletePersonPage
from resettle_desktop.households.pages.forms.guardians import GuardianPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.queries import person_row
from resettle_desktop.households.queries.guardians import guardians_of, without_guardian
from resettle_desktop.households.rules.circumstances import DisabilityKind
from resettle_desktop.households.rules.declared import Health, SchoolStage
from resettle_desktop.households.rules.guardianship import NO_GUARDIAN
from resettle_desktop.matters.pages.taking_back import TakingBack
from tests.households.town import TODAY, Town, member, number
from tests.journeys.conftest import Counter

OPEN = Callable[[], Counter]
P = TypeVar("P", bound=Page)


def on_top(counter: Counter, kind: type[P]) -> P:
    """The page on top, which is of this kind."""
    page = counter.page
    assert isinstance(page, kind), page
    return page


def test_the_childs_papers_are_brought(town: Town, open_counter: OPEN) -> None:
    household = town.register(member("张秀英", "02", "19500909", 16), member("王小红", "42", "20100601", 14))
    girl = town.person(household, "王小红")
    counter = open_counter()
    counter.desk.notices.taking_back = TakingBack(counter.context.worker, counter.desk.notices)
    counter.press("Ctrl+K")
    counter.type("zxy", "Return")
    page = on_top(counter, HouseholdPage)
    assert f"王小红：{NO_GUARDIAN}" in [line.text() for line in page.findings.lines]
    counter.press("Down", "Return")
    on_top(counter, PersonPage)

    counter.press("Ctrl+G")
    on_top(counter, GuardianPage)
    counter.type("zxy")
    counter.press("Return")
    counter.line("", "祖母", "13800000016", "")
    counter.press("F9")
    on_top(counter, PersonPage)
    assert [row.name for row in town.desk.ask(guardians_of, girl, TODAY)] == ["张秀英"]
    assert town.desk.ask(without_guardian, TODAY) == ()

    counter.press("F4")
    form = on_top(counter, CompletePersonPage)
    counter.press("Ctrl+PgDown")
    assert counter.cursor is form.schooling.education
    counter.line("", "", "初中", "202609", "青岭中学")
    counter.press("Ctrl+PgDown", "Ctrl+PgDown")
    assert counter.cursor is form.health.health
    counter.line("", f"{number('20100601', 14)}52")
    counter.press("F9")
    on_top(counter, PersonPage)
    row = town.desk.ask(person_row, girl, TODAY)
    assert row is not None
    assert row.school is not None
    assert (row.school.stage, row.school.school) == (SchoolStage.JUNIOR, "青岭中学")
    assert (row.health, row.disability, row.disability_grade) == (
        (Health.DISABLED,),
        DisabilityKind.INTELLECT,
        2,
    )

    assert counter.at == "办理记录", "the page has the cursor; letters search from there as well"
    counter.press("Alt+Backspace")
    assert counter.desk.notices.text == "已撤回，登记恢复原样"
    row = town.desk.ask(person_row, girl, TODAY)
    assert row is not None
    assert (row.school, row.health, row.disability_card) == (None, (), "")
    assert town.desk.ask(guardians_of, girl, TODAY) != ()
