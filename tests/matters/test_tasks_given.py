"""People give each other work (decision 17): given by keys, seen by whom it is for, handed on, done."""

from datetime import date

import pytest

from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.matters.pages.task_forms import GiveTaskPage, HandOnTaskPage
from resettle_desktop.matters.pages.tasks_page import TasksPage
from resettle_desktop.office.queries import TaskRow, tasks_due
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.clerks import ClerkChoice, ClerkDraft, add_clerk, suspend_clerk
from resettle_desktop.office.use_cases.tasks import (
    NOT_YOURS,
    CloseTaskDraft,
    GiveTaskDraft,
    HandOnTaskDraft,
    close_task,
    give_task,
    hand_on_task,
)
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, town_of
from tests.kit.office import Desk, actor_of, raw
from tests.kit.screen import Screen, type_text

WHAT = "上门核对低保"


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


@pytest.fixture
def clerks(town: Town) -> tuple[Actor, Actor]:
    """Two who keep the households' files."""
    added = []
    for name in ("赵小兰", "孙志强"):
        uid = town.desk.do(add_clerk, ClerkDraft(name, roles=(Role.HOUSEHOLD_CLERK,)))
        added.append(Actor(uid, name, frozenset({Role.HOUSEHOLD_CLERK}), "二号窗口"))
    return added[0], added[1]


def waiting(town: Town, clerk: Actor) -> list[TaskRow]:
    """What stands on a clerk's list today."""
    return list(town.desk.ask(tasks_due, clerk.roles, TODAY, clerk.uid))


def given(town: Town, clerk: Actor, due: date | None = None) -> str:
    about = ("household", town.register(), "王国梁家")
    return town.desk.do(give_task, GiveTaskDraft(about, WHAT, clerk.uid, due=due))


def test_a_household_s_work_is_given_by_keys(town: Town, screen: Screen, clerks: tuple[Actor, Actor]) -> None:
    uid = town.register()
    screen.open(HouseholdPage(screen.context), uid)
    Keyboard(screen).press("Ctrl+Y")
    assert screen.opened == [("matters.give_task", uid)]
    form = GiveTaskPage(screen.context)
    screen.open(form, uid)
    assert form.what.hasFocus()
    type_text(form.what, WHAT)
    Keyboard(screen).press("Return")
    Keyboard(screen).type("赵小兰", "Return")
    type_text(form.due, "20261110")
    type_text(form.note, "带上去年的申请表")
    Keyboard(screen).press("F9")
    assert screen.context.notices.text == f"已交办给赵小兰：{WHAT}"
    first, second = clerks
    (row,) = waiting(town, first)
    assert (row.what, row.due, row.object_uid, row.owner_name) == (WHAT, date(2026, 11, 10), uid, "赵小兰")
    assert row.reason == "李春梅交办：带上去年的申请表"
    assert waiting(town, second) == [], "it is hers, not the role's"
    assert raw(town.desk.store, "SELECT act FROM audit_entry ORDER BY id DESC LIMIT 1") == [("give_task",)]


def test_a_person_s_work_is_about_the_person(town: Town, screen: Screen, clerks: tuple[Actor, Actor]) -> None:
    person = town.person(town.register(), "张秀英")
    screen.open(PersonPage(screen.context), person)
    Keyboard(screen).press("Ctrl+Y")
    assert screen.opened == [("matters.give_task", person)]
    form = GiveTaskPage(screen.context)
    screen.open(form, person)
    form.what.setText(WHAT)
    form.who.choose_value(clerks[0].uid)
    Keyboard(screen).press("F9")
    (row,) = waiting(town, clerks[0])
    assert (row.object_kind, row.object_uid, row.object_label) == ("person", person, "张秀英")


def test_it_is_handed_on_and_done_from_the_list(
    town: Town, screen: Screen, clerks: tuple[Actor, Actor]
) -> None:
    first, second = clerks
    task = given(town, first, date(2026, 11, 10))
    page = TasksPage(screen.context)
    screen.open(page)
    Keyboard(screen).press("F6", "F7")
    row = page.current_row
    assert row is not None
    assert screen.opened == [("matters.hand_on_task", task), ("matters.give_task", row.object_uid)]
    form = HandOnTaskPage(screen.context)
    screen.open(form, task)
    form.who.choose_value(second.uid)
    Keyboard(screen).press("F9")
    assert screen.context.notices.text == "已转交给孙志强"
    assert waiting(town, first) == []
    assert [row.due for row in waiting(town, second)] == [date(2026, 11, 10)]
    town.desk.do(hand_on_task, HandOnTaskDraft(task, first.uid, date(2026, 11, 20)), by=second)
    assert [row.due for row in waiting(town, first)] == [date(2026, 11, 20)]
    town.desk.do(close_task, CloseTaskDraft(task), by=first)
    assert waiting(town, first) == []


def test_what_cannot_be_given(town: Town, clerks: tuple[Actor, Actor]) -> None:
    first, _ = clerks
    about = ("household", town.register(), "王国梁家")
    for draft, field in (
        (GiveTaskDraft(about, " ", first.uid), "what"),
        (GiveTaskDraft(about, WHAT, first.uid, due=date(2026, 11, 2)), "due"),
    ):
        with pytest.raises(Refusal) as refused:
            town.desk.do(give_task, draft)
        assert refused.value.field == field
    task = town.desk.do(give_task, GiveTaskDraft(about, WHAT, first.uid))
    with pytest.raises(Refusal, match=NOT_YOURS):
        town.desk.do(hand_on_task, HandOnTaskDraft(task, first.uid), by=actor_of(Role.PARTY_CLERK))
    town.desk.do(suspend_clerk, ClerkChoice(first.uid))
    with pytest.raises(Refusal, match="不在岗"):
        town.desk.do(give_task, GiveTaskDraft(about, WHAT, first.uid))
