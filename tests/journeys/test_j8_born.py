"""J8: a child is born: 变更 › 出生 by keys; what follows stands there before, and on the desk after."""

from collections.abc import Callable

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.pages.events.birth_page import BirthPage
from resettle_desktop.matters.pages.tasks_page import TasksPage
from resettle_desktop.matters.queries import Waiting
from tests.households.town import Town, on
from tests.journeys.conftest import Counter

MOST_KEYS = 60
"""A minute: the search, the child's name, day and certificate are 33 of them."""


def shown(counter: Counter) -> Page:
    """The page on top now."""
    return counter.page


def test_a_child_is_born(town: Town, open_counter: Callable[[], Counter]) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)), room="3-2-501")
    counter = open_counter()
    before = counter.struck
    counter.type("lgl", "Return")
    assert isinstance(shown(counter), HouseholdPage)
    counter.press("Ctrl+E", "1")
    form = shown(counter)
    assert isinstance(form, BirthPage)
    counter.type("李改莲", "Return")
    counter.type("王小满", "Return")
    counter.type("nv", "Return")
    counter.type("20261101", "Return")
    assert form.relation.text() != "", "the relation follows from the mother and the sex"
    form.try_out()
    counter.settle()
    assert "王小满 加入王国梁家" in "；".join(effect.text for effect in form.effects.effects)
    assert form.follow_ups.follow_ups[0].what == "王小满到派出所报户口"
    counter.press("F9")
    page = shown(counter)
    assert isinstance(page, HouseholdPage)
    assert counter.struck - before <= MOST_KEYS
    assert "王小满" in {m.person.name for m in town.view(uid).members}
    assert counter.desk.notices.text.startswith("王小满已登记为王国梁家")
    counter.desk.go_home()
    counter.settle()
    desk = shown(counter)
    assert isinstance(desk, DeskPage)
    assert desk.sheet is not None
    place = [item.waiting for item in desk.sheet.items].index(Waiting.TASKS)
    desk.table.setFocus()
    desk.table.go_to(place)
    counter.press("Return")
    tasks = shown(counter)
    assert isinstance(tasks, TasksPage)
    assert tasks.current_row is not None
    assert (tasks.current_row.what, tasks.current_row.late) == ("给王小满签家庭医生、办预防接种证", False)
    waiting = len(tasks.model.rows)
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: len(tasks.model.rows) == waiting - 1)


def test_a_form_nobody_has_typed_in_yet_is_laid_aside(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    """The mother goes back for the certificate before a word was written (J16)."""
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)))
    counter = open_counter()
    counter.type("lgl", "Return")
    counter.press("Ctrl+E", "1", "Ctrl+H")
    desk = shown(counter)
    assert isinstance(desk, DeskPage)
    assert desk.sheet is not None
    [case] = desk.sheet.items
    assert (case.waiting, case.text) == (Waiting.PARKED, "出生：王国梁家（练LG0001）")
    counter.press("F4")
    form = shown(counter)
    assert isinstance(form, BirthPage)
    assert form.subject_uid in {uid, town.person(uid, "李改莲")}
