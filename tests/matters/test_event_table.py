"""Every change event is whole: a form by keyboard, an act with its wording, its evidence, what it changes."""

import pytest
from PySide6.QtWidgets import QLabel

from resettle_desktop.foundation.database.acts import ACTS
from resettle_desktop.foundation.ui.field import mnemonic
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages import PAGES
from resettle_desktop.matters.pages.event_pages import CHOICE_AND_FORMS
from resettle_desktop.matters.pages.events_page import EventsPage
from resettle_desktop.matters.rules.event_kind import About, EventKind
from resettle_desktop.matters.rules.events import BUTTONS, EVENTS, matching_events
from tests.households.keyboard import Keyboard
from tests.households.town import Town, on, town_of
from tests.kit.office import Desk
from tests.kit.screen import Screen, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
OF_THE_RIGHTS = {EventCode.CONTRACT_CHANGED, EventCode.MONITORING}
FORMS = tuple(page for page in CHOICE_AND_FORMS if issubclass(page, Form))
FACTORIES = {spec.name: spec.factory for spec in PAGES}


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site."""
    return town_of(desk)


def test_every_event_of_the_register_has_its_row() -> None:
    assert {kind.code for kind in EVENTS} == set(EventCode) - OF_THE_RIGHTS


def test_eight_have_a_button() -> None:
    assert len(BUTTONS) == 8


@pytest.mark.parametrize("kind", EVENTS, ids=[f"{kind.code}-{kind.page}" for kind in EVENTS])
def test_an_event_is_whole(kind: EventKind) -> None:
    act = ACTS[kind.use_case]
    assert act.wording
    assert all((kind.evidence, kind.register, kind.rights, kind.take_back, kind.name))
    factory = FACTORIES[kind.page]
    assert isinstance(factory, type)
    assert issubclass(factory, Form)
    assert factory.use_case is act.run


@pytest.mark.parametrize("kind", EVENTS, ids=[f"{kind.code}-{kind.page}" for kind in EVENTS])
def test_an_event_is_found_by_its_code_its_name_and_its_initials(kind: EventKind) -> None:
    assert kind in matching_events(kind.code.value.lower())
    assert kind in matching_events(kind.name)


@pytest.mark.parametrize("page", FORMS, ids=[page.__name__ for page in FORMS])
def test_every_letter_of_a_form_goes_to_one_place(screen: Screen, page: type[Form]) -> None:
    form = page(screen.context)
    letters = [mnemonic(field.label.text()) for field in form.fields]
    assert all(letters)
    assert len({*letters, mnemonic(form.verb)}) == len(letters) + 1


def test_typing_is_forgiving() -> None:
    assert matching_events("cs")[0].code is EventCode.BORN
    assert [kind.code for kind in matching_events("去世")] == [EventCode.DIED]
    assert matching_events("没有的事") == ()
    assert matching_events(" ") == EVENTS


@pytest.mark.parametrize("kind", EVENTS, ids=[f"{kind.code}-{kind.page}" for kind in EVENTS])
def test_a_form_is_reached_by_keys(town: Town, screen: Screen, kind: EventKind) -> None:
    uid = town.register(items=MOVED)
    person = town.person(uid, "李改莲")
    page = EventsPage(screen.context)
    screen.open(page, person)
    if kind.button:
        Keyboard(screen).press(str(BUTTONS.index(kind) + 1))
    else:
        Keyboard(screen).type(kind.name, "Return")
    wanted = uid if kind.about is About.HOUSEHOLD else person
    assert [(name, opened) for name, opened in screen.opened] == [(kind.page, wanted)]
    assert page.line.text() == "", "the next event does not begin behind this one's words"


def test_a_person_s_event_asks_whose_it_is(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    page = EventsPage(screen.context)
    screen.open(page, uid)
    kind = next(kind for kind in EVENTS if kind.code is EventCode.CORRECTED)
    page.begin(kind)
    assert screen.opened == []
    assert page.person.hasFocus()
    type_text(page.person, "张秀英")
    Keyboard(screen).press("Return")
    assert screen.opened == [(kind.page, town.person(uid, "张秀英"))]
    assert "张秀英" not in "".join(label.text() for label in page.findChildren(QLabel))
