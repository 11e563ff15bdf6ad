"""Saving a household of five, beside the driver alone writing the same rows with the same commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import Engine, event, select

from resettle_desktop.foundation.database.engine import HARMLESS, WRITE_CACHE_KIB, connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.households.models import RoomAssignment
from resettle_desktop.households.use_cases import HouseholdDraft, register_household
from resettle_desktop.samples.families import FamilyMaker
from resettle_desktop.sites.models import OriginVillage, Room
from tests.benchmarks.offices import SMALL, Workshop, everybody, opened
from tests.benchmarks.table import Figure, pairs, timed

NAME: Final = "save of a household of five"
FLOOR: Final = "the driver's executemany of the same rows, same commit"
LIMIT: Final = 2.5
ROUNDS: Final = 60
WARM: Final = 8

Statement = tuple[str, list[Sequence[Any]]]


def figures(workshop: Workshop) -> Iterator[Figure]:
    """One family after the other is saved by the act, and by the driver in a twin of the file."""
    rounds = workshop.rounds(ROUNDS)
    with workshop.office(SMALL) as ours, workshop.office(SMALL) as seen, workshop.office(SMALL) as twin:
        with opened(seen) as store:
            drafts = families(store, rounds + WARM)
            rows = [written(store, draft) for draft in drafts]
        with opened(ours) as store, driver_alone(twin) as raw:
            waiting, replays = iter(drafts), iter(rows)
            measured = pairs(
                lambda: timed_save(store, next(waiting)),
                lambda: timed_replay(raw, next(replays)),
                rounds=rounds,
                warm=WARM,
            )
    statements = len(rows[-1])
    count = sum(len(parameters) for _, parameters in rows[-1])
    yield Figure(
        NAME,
        measured.ours_ms,
        FLOOR,
        measured.floor_ms,
        LIMIT,
        measured.ratio,
        f"{count} parameter sets in {statements} statements, audit and search words among them",
    )


def families(store: Store, count: int) -> list[HouseholdDraft]:
    """Families of five with everything a form can say of them at the first save, each with a free room."""
    with store.reading() as session:
        taken = select(RoomAssignment.room_id)
        free = select(Room.uid).where(Room.id.not_in(taken)).order_by(Room.id).limit(count)
        rooms = session.execute(free).scalars().all()
        origin = session.execute(select(OriginVillage.uid).limit(1)).scalar_one()
    maker = FamilyMaker(seed=7, today=store.now().date())
    maker.random = Random(7)
    drafts = []
    for room in rooms:
        members = maker.family_of_five()
        drafts.append(HouseholdDraft(tuple(members), origin, room_uid=room, items=maker.items(len(members))))
    if len(drafts) < count:
        message = f"only {len(drafts)} of {count} rooms are free"
        raise RuntimeError(message)
    return drafts


def timed_save(store: Store, draft: HouseholdDraft) -> float:
    """Milliseconds of one act with its commit."""
    actor = everybody()

    def save() -> None:
        with store.working(actor) as work:
            register_household(work, draft)

    return timed(save)


def written(store: Store, draft: HouseholdDraft) -> list[Statement]:
    """Save a household and tell what was written, equal statements together in the order they first came."""
    grouped: dict[str, list[Sequence[Any]]] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not HARMLESS.match(statement):
            many = isinstance(parameters, list)
            grouped.setdefault(statement, []).extend(parameters if many else [parameters])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        timed_save(store, draft)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return list(grouped.items())


@contextmanager
def driver_alone(office: Path) -> Iterator[Any]:
    """A connection of the driver to an office's records, set up as the program's own."""
    with opened(office) as store:
        key = store.key
    connection = connect(office / "records.db", key, cache_kib=WRITE_CACHE_KIB)
    try:
        yield connection
    finally:
        connection.close()


def timed_replay(raw: Any, statements: Sequence[Statement]) -> float:
    """Milliseconds of writing the same rows in one transaction."""

    def replay() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for statement, parameters in statements:
            raw.executemany(statement, parameters)
        raw.execute("COMMIT")

    return timed(replay)
