"""A register of a city's size within a minute or two: for benchmarks and for tests of long lists.

    lived_in = fill_city(store, actor, 1_000_000)

The rows go to the driver in sets, each index is made once at the end. The acts could have written them in two
sittings, years apart: nothing a rule or a check of the file forbids. The words of the search are the acts'
too; left out is the telling of every row in the audit, whose two entries stand alone.
"""

from contextlib import closing
from datetime import timedelta
from random import Random
from typing import Any, Final

from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.values.clock import to_milliseconds
from resettle_desktop.samples.invented import Inventor
from tests.kit.city.families import Families
from tests.kit.city.places import Places
from tests.kit.city.rows import Sheets, Sitting, indexes_later
from tests.kit.office import TickingClock

__all__ = ["fill_city"]

FIRST_ORDER: Final = 400
"""The people of the other samples have the numbers before."""
HOUSEHOLDS_AT_ONCE: Final = 5_000
BETWEEN: Final = timedelta(days=4 * 365)
HURRY: Final = (
    "synchronous = OFF",
    "wal_autocheckpoint = 20000",
    "foreign_keys = OFF",
    "ignore_check_constraints = ON",
)
"""The file is thrown away if this breaks; a test looks whether what was not checked holds."""
CACHE_KIB: Final = 262_144
HASH_BYTES, USUAL_HASH_BYTES = 64 << 20, 1 << 20
"""What the search table gathers before it writes a part of its index."""


def fill_city(store: Store, actor: Actor, people: int, seed: int = 1) -> int:
    """Add invented households until so many people live in them; return how many do.

    A clock that can be advanced is, between the two sittings. The same seed makes the same people.
    """
    registered = _sitting(store, actor)
    if isinstance(store.clock, TickingClock):
        store.clock.advance(days=BETWEEN.days)
    changed = _sitting(store, actor)
    with closing(connect(store.path, store.key, cache_kib=CACHE_KIB)) as raw:
        for hurry in HURRY:
            raw.execute(f"PRAGMA {hurry}")
        sheets = Sheets(raw, registered, changed)
        with indexes_later(raw, sheets.tables()):
            lived_in = _fill(raw, sheets, Inventor(Random(seed), FIRST_ORDER), people)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return lived_in


def _sitting(store: Store, actor: Actor) -> Sitting:
    with store.working(actor) as work, work.acting("fill_city"):
        return Sitting(work.act_id, to_milliseconds(work.now))


def _fill(raw: Any, sheets: Sheets, inventor: Inventor, people: int) -> int:
    families = Families(sheets, inventor, Places(sheets))
    _gather(raw, HASH_BYTES)
    while families.lived_in < people:
        raw.execute("BEGIN IMMEDIATE")
        for _ in range(HOUSEHOLDS_AT_ONCE):
            if families.lived_in >= people:
                break
            families.add()
        sheets.write()
        raw.execute("COMMIT")
    _gather(raw, USUAL_HASH_BYTES)
    return families.lived_in


def _gather(raw: Any, size: int) -> None:
    raw.execute("INSERT INTO person_fts (person_fts, rank) VALUES ('hashsize', ?)", (size,))
