"""From the last key in the search box to rows in its model, beside the driver running the same questions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from random import Random
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlalchemy import Engine, event, func, select

from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.pinyin import FuzzySounds, initials, readings
from resettle_desktop.foundation.window.search import SearchBox
from resettle_desktop.households.models import Person
from resettle_desktop.households.pages.people_search import PeopleSearch
from resettle_desktop.households.queries.searchable import SearchableRow, searchable_rows
from resettle_desktop.office.queries import setting
from resettle_desktop.office.rules.settings import FUZZY_SOUNDS
from tests.benchmarks.offices import LARGE, Workshop, opened
from tests.benchmarks.table import Figure, percentile, timed
from tests.kit.screen import compose, type_text

NAME: Final = "search, last key to rows, p95 of 200,000 people"
FLOOR: Final = "the driver running the same statements, p95"
LIMIT: Final = 2.0
PEOPLE_LOOKED_AT: Final = 60
PEOPLE_ASKED_FOR: Final = 6
ROUNDS: Final = 4
PATIENCE_MS: Final = 20_000
BETWEEN_KEYS_MS: Final = 30

Statements = list[tuple[str, Sequence[Any]]]


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Everything a clerk types for a person, through the real box, worker and file."""
    with workshop.office(LARGE) as office, opened(office) as store:
        typed = [text for person in asked_for(store) for text in ways_to_ask(person) if text]
        raw = connect(store.path, store.key)
        raw.execute("PRAGMA query_only = ON")
        with box_on(store) as box:
            statements = [noted(box, text) for text in typed]
            ours: list[float] = []
            floor: list[float] = []
            for _ in range(workshop.rounds(ROUNDS)):
                for text, asked in zip(typed, statements, strict=True):
                    ours.append(box.search(text))
                    floor.append(timed(partial(replay, raw, asked)))
        raw.close()
    note = (
        f"{len(typed)} texts; half of them within {percentile(ours, 0.5):.1f} ms"
        f" (driver {percentile(floor, 0.5):.1f} ms), the slowest {max(ours):.0f} ms"
    )
    yield Figure(NAME, percentile(ours, 0.95), FLOOR, percentile(floor, 0.95), LIMIT, note=note)


def asked_for(store: Store) -> list[SearchableRow]:
    """Some people who live here, the same each time: those who left are asked for in fewer ways."""
    with store.reading() as session:
        last = session.execute(select(func.max(Person.id))).scalar_one()
        ids = Random(3).sample(range(1, last + 1), PEOPLE_LOOKED_AT)
        people = searchable_rows(session, ids, civil_date(store.now())).values()
    return [one for one in people if one.facts.number and one.facts.room][:PEOPLE_ASKED_FOR]


def ways_to_ask(person: SearchableRow) -> Iterator[str]:
    """What a clerk types for one person; letters after a backslash are not committed by the input method."""
    facts = person.facts
    name = facts.name
    syllables = readings(name)[0]
    letters = initials(name)
    number = facts.number
    yield from (letters[:2], letters, "".join(syllables), "".join(syllables)[:-2])
    yield from (name[:1], name[:2], name, f"{name[0]}\\{syllables[1][:3]}")
    yield from (number[:6], number[:10], number[:14], number, number[-4:])
    yield from (facts.household_number, facts.room, facts.head_name, facts.hamlet)
    yield from (f"{name} {number[-4:]}", f"{letters} {facts.room}", f"{name[0]} {facts.village}")
    for phone in facts.phones:
        yield from (phone[:7], phone, phone[-4:])


class MeasuredBox:
    """The search box in a window of its own, on the real worker."""

    def __init__(self, application: QApplication, worker: Worker, provider: PeopleSearch) -> None:
        theme = Theme()
        theme.install(application)
        self._worker = worker
        self._window = QWidget()
        self._window.resize(1366, 698)
        self.box = SearchBox(theme, provider)
        column = QVBoxLayout(self._window)
        column.addWidget(self.box)
        column.addStretch()
        self._window.show()
        self._window.activateWindow()
        self.box.setFocus()

    def search(self, text: str) -> float:
        """Type a text, and give the milliseconds from its last key until its rows are in the model."""
        self.box.put_away()
        before, last = text[:-1], text[-1]
        committed, _, held = before.partition("\\")
        if committed:
            type_text(self.box, committed)
        if held:
            compose(self.box, held)
        self._settle()
        self._rest()
        began = perf_counter()
        if "\\" in text:
            compose(self.box, held + last)
        else:
            type_text(self.box, last)
        arrived = self._rows_arrived()
        self._settle()
        return (arrived - began) * 1000

    def _rows_arrived(self) -> float:
        """Run the event loop until the list's model has other rows; give the instant it had them."""
        found = self.box.found_list
        if found is None:  # the first answer makes the list
            self._settle()
            return perf_counter()
        loop = QEventLoop()
        instants: list[float] = []

        def note() -> None:
            instants.append(perf_counter())
            loop.quit()

        found.model.modelReset.connect(note)
        run_for(loop, PATIENCE_MS)
        found.model.modelReset.disconnect(note)
        if not instants:
            message = f"no rows for {self.box.text()!r} within {PATIENCE_MS} ms"
            raise TimeoutError(message)
        return instants[0]

    def _settle(self) -> None:
        """Wait for the answers to the keys before."""
        while not self._worker.idle:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _rest(self) -> None:
        """Wait until those answers are painted too: no finger strikes the next key sooner."""
        run_for(QEventLoop(), BETWEEN_KEYS_MS)

    def close(self) -> None:
        """Close the window."""
        self._window.close()
        self._window.deleteLater()


def run_for(loop: QEventLoop, milliseconds: int) -> None:
    """Run an event loop until it is told to quit, so long at most."""
    timer = QTimer(loop, singleShot=True)
    timer.timeout.connect(loop.quit)
    timer.start(milliseconds)
    loop.exec()


@contextmanager
def box_on(store: Store) -> Iterator[MeasuredBox]:
    """The box, searching in an office's records with the sounds the office mixes up."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    today = civil_date(store.now())
    with store.reading() as session:
        sounds = setting(session, FUZZY_SOUNDS, today)
    fuzzy = FuzzySounds.named(sounds if isinstance(sounds, tuple) else ())
    worker = Worker(StoreBox(store))
    box = MeasuredBox(application, worker, PeopleSearch(worker, lambda: today, fuzzy))
    try:
        yield box
    finally:
        box.close()
        worker.stop()


def noted(box: MeasuredBox, text: str) -> Statements:
    """Search once and tell what the last key asked of the driver."""
    asked: Statements = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement == "BEGIN":
            asked.clear()  # what was asked for the keys before
        asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        box.search(text)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return asked


def replay(raw: Any, statements: Statements) -> None:
    """Run the questions on the driver and fetch their rows."""
    for statement, parameters in statements:
        raw.execute(statement, parameters).fetchall()
    raw.execute("ROLLBACK")
