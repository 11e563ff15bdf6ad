"""Opening a household with a hundred entries of history."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.households.pages.household.page import HouseholdSheet, household_sheet
from resettle_desktop.households.queries import first_households
from resettle_desktop.households.queries.register import ALL
from resettle_desktop.households.use_cases import PhoneDraft, set_phone
from tests.benchmarks.lists import Bench, bench_of, worked
from tests.benchmarks.offices import LARGE, SMALL, Workshop, everybody, opened
from tests.benchmarks.table import Figure, pairs

NAME: Final = "household with 100 entries, opened, 200,000 people"
QUIET: Final = "a household with none"
SMALL_OFFICE: Final = "such a household in an office of 1,000"
LIMIT: Final = 1.3
ENTRIES: Final = 100
ROUNDS: Final = 25


def figures(workshop: Workshop) -> Iterator[Figure]:
    """What its page asks for, beside a household nothing happened to, and beside one in a small office."""
    rounds = workshop.rounds(ROUNDS)
    with workshop.office(LARGE) as large, workshop.office(SMALL) as small:
        (busy, quiet), (peer, _) = two_households(large), two_households(small)
        with bench_of(large) as bench, bench_of(small) as other:
            ours = partial(worked, partial(opening, bench, busy))
            statements = bench.noted(sheet_of(bench, busy))
            alone = median(worked(partial(bench.replay, statements)) for _ in range(rounds))
            note = f"{len(statements)} statements, which take the driver alone {alone:.1f} ms"
            beside = pairs(ours, partial(worked, partial(opening, bench, quiet)), rounds=rounds)
            yield Figure(NAME, beside.ours_ms, QUIET, beside.floor_ms, LIMIT, beside.ratio, note)
            beside = pairs(ours, partial(worked, partial(opening, other, peer)), rounds=rounds)
            yield Figure(NAME, beside.ours_ms, SMALL_OFFICE, beside.floor_ms, LIMIT, beside.ratio)


def two_households(office: Path) -> tuple[str, str]:
    """Two households that are alike; the telephone of the first one's head changes a hundred times."""
    with opened(office) as store:
        with store.reading() as session:
            rows = first_households(session, ALL, civil_date(store.now()), limit=60)
        busy, quiet, *_ = (row for row in rows if row.members == max(line.members for line in rows))
        for number in range(ENTRIES):
            with store.working(everybody()) as work:
                set_phone(work, PhoneDraft(busy.head_uid, f"1380001{number:04}"))
    return busy.uid, quiet.uid


def sheet_of(bench: Bench, uid: str) -> "partial[HouseholdSheet]":
    """What the page asks for."""
    today, roles = civil_date(bench.store.now()), everybody().roles
    return partial(household_sheet, uid=uid, as_of=today, roles=roles)


def opening(bench: Bench, uid: str) -> None:
    """Ask for it."""
    bench.asked(sheet_of(bench, uid))
