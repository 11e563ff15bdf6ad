"""What a form of an event never does: fail by our fault, lose what was typed, save half."""

from datetime import timedelta
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages.event_form import EventForm
from resettle_desktop.matters.pages.event_pages import CHOICE_AND_FORMS
from resettle_desktop.matters.rules.event_kind import About
from resettle_desktop.matters.rules.events import kind_of_page
from tests.households.town import TODAY, Town, on, town_of
from tests.kit.office import Desk, raw
from tests.kit.screen import Screen

FORMS: Final = tuple(page for page in CHOICE_AND_FORMS if issubclass(page, EventForm))
MOVED: Final = HouseholdItems(moved_in=on(2018, 11, 10))
QUICK: Final = frozenset({"matters.marriage_out", "matters.studies", "matters.reclamation_accepted"})
LONG: Final = "长" * 1000
WORDS: Final = (
    LONG,
    "王\u0007小\u200b军",
    "👪👩‍👩‍👧",
    "𠮷𬎆\ue001",
    "-1",
    "1e9",
    "９９９９９９９９９９",
    "'; DROP --",
    "٣",
)
DAYS: Final = (
    (TODAY + timedelta(days=400)).isoformat(),
    "1900-01-01",
    "1899-12-31",
    "2026-02-30",
    "20261301",
    "0",
    "-99999999999",
    "九月",
    LONG,
    "👪",
)


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def fill_in(form: EventForm) -> None:
    """Fill in what is asked for, as far as a stranger to the form could."""
    for field in form.fields:
        widget = field.widget
        if not field.required or not field.is_blank():
            continue
        if isinstance(widget, DateInput):
            widget.restore("2026-10-01")
        elif isinstance(widget, ChoiceInput):
            widget.open_list()
            widget.choose(widget.options[0] if widget.options else None)
            widget.close_list()
        elif isinstance(widget, QLineEdit):
            widget.setText("王某")


def _has_cursor(widget: QWidget) -> bool:
    """Whether the cursor is in a field, or in a cell of it."""
    at = QApplication.focusWidget()
    return at is not None and (at is widget or widget.isAncestorOf(at))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.name, marks=() if page.name in QUICK else pytest.mark.deep)
        for page in FORMS
    ],
)
def test_a_bad_value_is_told_in_a_sentence_and_nothing_is_lost(
    town: Town, screen: Screen, page: type[EventForm]
) -> None:
    uid = town.register(items=MOVED, room="3-1-101")
    about = kind_of_page(page.name).about
    form = page(screen.context)
    screen.open(form, uid if about is About.HOUSEHOLD else town.person(uid, "王小军"))
    ours: list[Exception] = []
    screen.context.notices.bug.connect(ours.append)
    fill_in(form)
    screen.settle()
    acts = raw(town.desk.store, "SELECT count(*) FROM audit_entry")
    for field in form.fields:
        widget = field.widget
        if isinstance(widget, QCheckBox) or not isinstance(widget, QLineEdit) or not widget.isEnabled():
            continue
        kept = widget.text()
        for bad in DAYS if isinstance(widget, DateInput) else WORDS:
            widget.setText(bad)
            if isinstance(widget, ChoiceInput):
                widget.textEdited.emit(bad)
                screen.settle()
            typed = widget.text()
            form.try_out()
            screen.settle()
            assert not ours, (field.name, bad[:20], ours)
            if form.effects.effects:
                continue  # it would be accepted
            assert form.effects.said, (field.name, bad[:20])
            form.submit()
            screen.settle()
            assert not ours, (field.name, bad[:20], ours)
            assert widget.text() == typed, (field.name, bad[:20])
            wrong = [one for one in form.fields if one.error]
            told = [one.error for one in wrong] or [screen.context.notices.text]
            # The cursor goes to the field that is refused.
            assert not wrong or any(_has_cursor(one.widget) for one in wrong), (field.name, bad[:20])
            assert told[0], (field.name, bad[:20])
            assert any("\u4e00" <= character <= "\u9fff" for character in told[0])
            assert raw(town.desk.store, "SELECT count(*) FROM audit_entry") == acts, (field.name, bad[:20])
        widget.setText(kept)
    form.start_over()
    screen.settle()
