"""First rows of the lists of 1,000,000 people: beside the driver, and beside an office of 10,000."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.households.pages.register_list import FIRST_ROWS
from resettle_desktop.households.queries import (
    ListFilter,
    Order,
    household_ids,
    households_by_id,
    people_by_id,
    people_ids,
)
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.sites.models import Building, Site
from resettle_desktop.sites.rules import Governance
from tests.benchmarks.offices import Workshop, opened
from tests.benchmarks.table import Figure, percentile, timed

MILLION: Final = 1_000_000
TEN_THOUSAND: Final = 10_000
ROUNDS: Final = 5
NAME: Final = "first rows of a filtered list, 1,000,000 people, p95"
FLOOR: Final = "the driver running the same statements, p95"
GROWTH: Final = "first rows of a filtered list, 1,000,000 people, median"
PEER: Final = "the same lists of 10,000 people, median"
LIMIT: Final = 2.0
GROWTH_LIMIT: Final = 1.3

Question = Callable[[Session], object]


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Every filter in the usual order, and the orders an index gives."""
    rounds = workshop.rounds(ROUNDS)
    with workshop.office(MILLION) as large:
        ours, floor, slowest = measured(large, rounds)
    with workshop.office(TEN_THOUSAND) as small:
        before, _, _ = measured(small, rounds)
    yield Figure(NAME, percentile(ours, 0.95), FLOOR, percentile(floor, 0.95), LIMIT, note=slowest)
    yield Figure(GROWTH, percentile(ours, 0.5), PEER, percentile(before, 0.5), GROWTH_LIMIT)


def measured(office: Path, rounds: int) -> tuple[list[float], list[float], str]:
    """The milliseconds of our questions and of the driver's, and which list was the slowest."""
    ours: list[float] = []
    floor: list[float] = []
    slowest: dict[str, float] = {}
    with opened(office) as store:
        raw = connect(store.path, store.key)
        for name, question in questions(store).items():
            statements = noted(store, question)
            for _ in range(rounds):
                ours.append(timed(partial(asked, store, question)))
                floor.append(timed(partial(replay, raw, statements)))
            slowest[name] = min(ours[-rounds:])
        raw.close()
    worst = sorted(slowest, key=slowest.__getitem__, reverse=True)[:3]
    return ours, floor, "slowest: " + ", ".join(f"{name} {slowest[name]:.1f} ms" for name in worst)


def questions(store: Store) -> dict[str, Question]:
    """The lists that are measured, by name."""
    with store.reading() as session:
        site = session.execute(select(Site.uid).order_by(Site.id).limit(1)).scalar_one()
        building = session.execute(select(Building.uid).order_by(Building.id).limit(1)).scalar_one()
    filters = {
        "all": ListFilter(),
        "site": ListFilter(site_uid=site),
        "building": ListFilter(building_uid=building),
        "class": ListFilter(governance=Governance.URBAN),
        "kind": ListFilter(relocation_kind=RelocationKind.REGISTERED_POOR),
        "age": ListFilter(youngest=60),
        "building and age": ListFilter(building_uid=building, youngest=16, oldest=59),
    }
    today = civil_date(store.now())
    found: dict[str, Question] = {}
    for name, wanted in filters.items():
        found[f"households, {name}"] = partial(first_households, wanted, Order("number"), today)
        found[f"people, {name}"] = partial(first_people, wanted, Order("name"), today)
    for column in ("head", "number"):
        order = Order(column, descending=True)
        found[f"households by {column}"] = partial(first_households, ListFilter(), order, today)
    for column in ("name", "birth", "number", "household"):
        order = Order(column, descending=True)
        found[f"people by {column}"] = partial(first_people, ListFilter(), order, today)
    return found


def first_households(wanted: ListFilter, order: Order, today: Any, session: Session) -> object:
    """What the list of households shows first."""
    ids = household_ids(session, wanted, today, order=order, limit=FIRST_ROWS)
    return households_by_id(session, ids, today)


def first_people(wanted: ListFilter, order: Order, today: Any, session: Session) -> object:
    """What the list of people shows first."""
    ids = people_ids(session, wanted, today, order=order, limit=FIRST_ROWS)
    return people_by_id(session, ids, today)


def asked(store: Store, question: Question) -> None:
    """Put a question."""
    with store.reading() as session:
        question(session)


def noted(store: Store, question: Question) -> list[tuple[str, Any]]:
    """The statements a question sends."""
    statements: list[tuple[str, Any]] = []

    def note(*told: Any) -> None:
        if told[2].startswith("SELECT"):
            statements.append((told[2], told[3]))

    event.listen(Engine, "before_cursor_execute", note)
    asked(store, question)
    event.remove(Engine, "before_cursor_execute", note)
    return statements


def replay(raw: Any, statements: list[tuple[str, Any]]) -> None:
    """The same statements through the driver alone."""
    for text, parameters in statements:
        raw.execute(text, parameters).fetchall()
