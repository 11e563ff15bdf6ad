"""First rows of every list of 1,000,000 people: beside the driver, and beside an office of 10,000."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.households.pages.register_list import FIRST_ROWS
from resettle_desktop.households.queries import Lacking, ListFilter, Order, first_households, first_people
from resettle_desktop.households.rules.declared import Labour, RelocationKind
from resettle_desktop.sites.models import Building, Grid, OriginVillage, Site
from resettle_desktop.sites.rules import Governance
from tests.benchmarks.offices import MILLION, Workshop, opened
from tests.benchmarks.table import Figure, Paired, pairs

TEN_THOUSAND: Final = 10_000
ROUNDS: Final = 25
FEW: Final = 3
FLOOR: Final = "the driver running the same statements"
GROWTH: Final = "lists of 1,000,000 people, the median one"
GREW_MOST: Final = "list that grew most: {}"
PEER: Final = "the same lists of 10,000 people"
PEER_OF_ONE: Final = "the same list of 10,000 people"
LIMIT: Final = 2.0
GROWTH_LIMIT: Final = 1.3
LONG_AGO: Final = timedelta(days=5 * 365)

Question = Callable[[Session], object]
Asked = tuple[str, Question]


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Each list beside the driver; what the median one grew by, and the one that grew most."""
    growths: dict[str, Paired] = {}
    with bench_of(workshop.read_only(MILLION)) as large, bench_of(workshop.read_only(TEN_THOUSAND)) as small:
        smaller = dict(small.questions)
        for name, question in large.questions:
            ours = partial(large.asked, question)
            replay = partial(large.replay, large.noted(question))
            rounds = workshop.rounds(FEW if name in SORTED_WHOLE else ROUNDS)
            beside = pairs(partial(worked, ours), partial(worked, replay), rounds=rounds)
            yield Figure(f"list of {name}", beside.ours_ms, FLOOR, beside.floor_ms, LIMIT, beside.ratio)
            if name not in SORTED_WHOLE:
                peer = partial(small.asked, smaller[name])
                growths[name] = pairs(partial(worked, ours), partial(worked, peer), rounds=rounds)
    yield Figure(
        GROWTH,
        median(one.ours_ms for one in growths.values()),
        PEER,
        median(one.floor_ms for one in growths.values()),
        GROWTH_LIMIT,
        median(one.ratio for one in growths.values()),
    )
    worst, *others = sorted(growths, key=lambda name: growths[name].ratio, reverse=True)
    over = [f"{name} {growths[name].ratio:.2f}" for name in others if growths[name].ratio > GROWTH_LIMIT]
    most = growths[worst]
    yield Figure(
        GREW_MOST.format(worst),
        most.ours_ms,
        PEER_OF_ONE,
        most.floor_ms,
        GROWTH_LIMIT,
        most.ratio,
        note="over the limit too: " + ", ".join(over) if over else "",
    )


def worked(run: Callable[[], object]) -> float:
    """Milliseconds the processor worked on it: neither side waits; what else the machine does is left out."""
    began = time.thread_time()
    run()
    return (time.thread_time() - began) * 1000


@dataclass
class Bench:
    """An office, and the driver's own connection to its file."""

    store: Store
    raw: Any
    questions: Sequence[Asked]

    def asked(self, question: Question) -> None:
        """Put a question."""
        with self.store.reading() as session:
            question(session)

    def noted(self, question: Question) -> list[tuple[str, Any]]:
        """The statements a question sends."""
        statements: list[tuple[str, Any]] = []

        def note(*told: Any) -> None:
            if told[2] != "BEGIN":
                statements.append((told[2], told[3]))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            self.asked(question)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return statements

    def replay(self, statements: Sequence[tuple[str, Any]]) -> None:
        """Run the same statements through the driver alone."""
        self.raw.execute("BEGIN")
        for text, parameters in statements:
            self.raw.execute(text, parameters).fetchall()
        self.raw.execute("ROLLBACK")


@contextmanager
def bench_of(office: Path) -> Iterator[Bench]:
    """An office that is only read."""
    with opened(office) as store:
        raw = connect(store.path, store.key)
        raw.execute("PRAGMA query_only = ON")
        try:
            yield Bench(store, raw, list(questions(store)))
        finally:
            raw.close()


SORTED_WHOLE: Final = frozenset({"households by number of members", "people by labour"})
"""No index is in these orders: all that fit are read and sorted, more the more there are."""


def questions(store: Store) -> Iterator[Asked]:
    """The lists that are measured, by name."""
    with store.reading() as session:
        uid_of = {
            model: session.execute(select(model.uid).order_by(model.id).limit(1)).scalar_one()
            for model in (Site, Building, Grid, OriginVillage)
        }
    site, building, grid, origin = uid_of.values()
    filters = {
        "no filter": ListFilter(),
        "site": ListFilter(site_uid=site),
        "building": ListFilter(building_uid=building),
        "grid": ListFilter(grid_uid=grid),
        "origin": ListFilter(origin_uid=origin, building_uid=building),
        "class": ListFilter(governance=Governance.URBAN),
        "kind": ListFilter(relocation_kind=RelocationKind.ALONGSIDE),
        "age": ListFilter(youngest=60),
        "labour": ListFilter(labour=Labour.SKILLED),
        "no number": ListFilter(lacking=Lacking.NUMBER),
        "no phone": ListFilter(lacking=Lacking.PHONE),
        "no title": ListFilter(lacking=Lacking.TITLE),
        "no room": ListFilter(without_room=True),
        "grid, kind, age": ListFilter(
            grid_uid=grid, relocation_kind=RelocationKind.ALONGSIDE, youngest=16, oldest=59
        ),
    }
    today = civil_date(store.now())
    for name, wanted in filters.items():
        yield f"households: {name}", households(wanted, "number", today)
        yield f"people: {name}", people(wanted, "name", today)
    yield "households: as of five years ago", households(ListFilter(), "number", today - LONG_AGO)
    yield "people: as of five years ago", people(ListFilter(), "name", today - LONG_AGO)
    for column in ("number", "head"):
        yield f"households by {column}, down", households(ListFilter(), column, today, descending=True)
    for column in ("name", "age", "number", "household"):
        yield f"people by {column}, down", people(ListFilter(), column, today, descending=True)
    yield "households by number of members", households(ListFilter(), "members", today)
    yield "people by labour", people(ListFilter(), "labour", today)


def households(wanted: ListFilter, column: str, day: date, *, descending: bool = False) -> Question:
    """What the list of households shows first."""
    order = Order(column, descending)
    return partial(first_households, wanted=wanted, as_of=day, order=order, limit=FIRST_ROWS)


def people(wanted: ListFilter, column: str, day: date, *, descending: bool = False) -> Question:
    """What the list of people shows first."""
    order = Order(column, descending)
    return partial(first_people, wanted=wanted, as_of=day, order=order, limit=FIRST_ROWS)
