"""Every field of an event form whose absence is refused carries the star, whatever else is chosen."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.queries.effects import effects_of
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages.event_form import EventForm, HouseholdEventForm
from resettle_desktop.matters.pages.event_pages import CHOICE_AND_FORMS
from resettle_desktop.matters.pages.events.head_page import HeadChangedPage
from resettle_desktop.matters.pages.events.homes_pages import LEAVING, RoomChangedPage
from resettle_desktop.matters.pages.events.joining_pages import EITHER, MarriageInPage
from resettle_desktop.matters.pages.events.merge_page import MergePage
from resettle_desktop.matters.pages.events.split_page import SplitPage
from tests.households.town import Town, member, on, town_of
from tests.kit.office import Desk
from tests.kit.screen import Screen, keys

FORMS = tuple(page for page in CHOICE_AND_FORMS if issubclass(page, EventForm))
DAY = "2026-09-01"


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def give(field: Field, others: dict[str, str], order: int = 0) -> None:
    """Fill an input with something that is right for its kind; ``others`` are records to be looked up."""
    widget = field.widget
    match widget:
        case ChoiceInput() if field.name in others and not widget.options:
            widget.choose(Choice(others[field.name], "高二牛"))
        case ChoiceInput():
            chosen = widget.chosen
            widget.choose(None)
            widget.open_list()
            options = widget.options
            widget.close_list()
            widget.choose(options[min(order, len(options) - 1)] if options else chosen)
        case DateInput():
            widget.restore(DAY)
        case QCheckBox():
            widget.setChecked(True)
        case QLineEdit():
            widget.setText("某地")


def fill_what_is_starred(form: EventForm, others: dict[str, str]) -> None:
    for field in form.fields:
        if field.required and field.is_blank():
            give(field, others)
    for table in form.findChildren(MembersTable):
        if table.boxes and not table.ticked():
            table.tick(next(iter(table.boxes)))


def refusal_of(screen: Screen, form: EventForm) -> Exception | None:
    """What the act, only rehearsed, says to what is filled in."""
    try:
        draft = form.draft()
    except Refusal as refusal:
        return refusal
    failed: list[Exception] = []
    screen.context.worker.rehearse(
        type(form).use_case, draft, effects_of, lambda _effects: None, owner=form, failed=failed.append
    )
    screen.settle()
    return failed[0] if failed else None


def unmarked(screen: Screen, form: EventForm, others: dict[str, str]) -> list[str]:
    """The blank fields that are refused although no star asks for them."""
    fill_what_is_starred(form, others)
    screen.settle()
    refusal = refusal_of(screen, form)
    form.fields.clear_errors()
    if isinstance(refusal, Refusal):
        form.refused(refusal)
    return [f"{field.name}：{field.error}" for field in form.fields if field.error and lacks(field)]


def lacks(field: Field) -> bool:
    return field.is_blank() and not field.required


@pytest.mark.parametrize("page", FORMS, ids=[page.__name__ for page in FORMS])
def test_what_is_refused_when_blank_is_starred(town: Town, screen: Screen, page: type[EventForm]) -> None:
    uid = town.register(room="3-1-101", items=HouseholdItems(moved_in=on(2018, 11, 10)))
    second = town.register(member("高二牛", "02", "19700101", 41))
    neighbour = town.person(second, "高二牛")
    others = {"merged": second, "household": second, "other": neighbour, "room": town.room("3-1-102")}
    others["duplicate"] = second if issubclass(page, HouseholdEventForm) else neighbour
    form = page(screen.context)
    screen.open(form, uid if issubclass(page, HouseholdEventForm) else town.person(uid, "王小军"))
    found = unmarked(screen, form, others)
    for field in [field for field in form.fields if isinstance(field.widget, ChoiceInput | QCheckBox)]:
        kept = form.fields.values()
        for order in range(3 if isinstance(field.widget, ChoiceInput) else 1):
            give(field, others, order)
            screen.settle()
            found += unmarked(screen, form, others)
        form.fields.put_values(kept)
        screen.settle()
    assert found == []


def stars(form: EventForm, *names: str) -> list[bool]:
    return [form.fields[name].required for name in names]


def test_who_marries_in_is_one_of_ours_or_somebody_new(town: Town, screen: Screen) -> None:
    form = MarriageInPage(screen.context)
    screen.open(form, town.register())
    assert stars(form, "other", "name", "sex") == [True, True, False]
    keys(form, "F9")
    assert form.fields["name"].error == EITHER
    form.new_name.setText("高小妹")
    assert stars(form, "other", "name", "sex") == [False, True, True]
    form.new_name.clear()
    form.other.choose(Choice("nobody", "某人"))
    assert stars(form, "other", "name", "sex") == [True, False, False]


def test_who_moves_out_needs_no_room(town: Town, screen: Screen) -> None:
    form = RoomChangedPage(screen.context)
    screen.open(form, town.register(room="3-1-101"))
    assert stars(form, "room") == [True]
    form.reason.choose_value(LEAVING + "vacated")
    assert stars(form, "room") == [False]


@pytest.mark.parametrize(
    ("page", "name"),
    [(SplitPage, "on"), (MergePage, "on"), (HeadChangedPage, "on"), (RoomChangedPage, "since")],
)
def test_the_day_on_the_paper_is_typed(town: Town, screen: Screen, page: type[EventForm], name: str) -> None:
    form = page(screen.context)
    screen.open(form, town.register(room="3-1-101"))
    assert form.fields[name].is_blank()
    assert stars(form, name) == [True]
    give(form.fields[name], {})
    form.show_subject(town.register(member("高二牛", "02", "19700101", 41)))
    screen.settle()
    assert form.fields[name].is_blank(), "the day of another household's paper"
