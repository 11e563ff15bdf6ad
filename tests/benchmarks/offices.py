"""Offices of a known size, made once and kept for the next run."""

import hashlib
import inspect
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.opening import create_office, open_office
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.database.schema import FORMAT, TRIGGERS
from resettle_desktop.foundation.database.search_index import PERSON_FTS_DDL, SEARCH_VERSION
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.office.use_cases import set_up_office
from resettle_desktop.office.use_cases.setting_up import setup_actor
from resettle_desktop.samples import PRACTICE_OFFICE
from tests.kit.city import fill_city
from tests.kit.office import TickingClock, actor_of, load_models

ROOT: Final = Path(__file__).parents[2]
PASSWORD: Final = "a sentence that is typed"
LOGIN: Final = PRACTICE_OFFICE.administrator
CHEAP: Final = PasswordCost(memory_kib=8, iterations=1, lanes=1)
"""Every figure leaves the hashing of the password out."""

SMALL: Final = 1_000
LARGE: Final = 200_000

MILLION: Final = 1_000_000
FOUNDED: Final = datetime(2020, 1, 2, 1, tzinfo=UTC)

SOURCES: Final = (
    *("tests/kit/city/*.py", "resettle_desktop/samples/invented.py"),
    *(f"resettle_desktop/foundation/database/{part}.py" for part in ("keystore*", "password")),
)
"""What a kept office is made by, beside the tables of its file."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the offices lie, and how often things are measured."""

    kept: Path
    effort: float = 1.0

    def rounds(self, number: int) -> int:
        """So many rounds at the usual effort."""
        return max(3, round(number * self.effort))

    @contextmanager
    def office(self, people: int) -> Iterator[Path]:
        """A copy of the office of so many people, to be written in and thrown away."""
        original = prepared(people, self.kept)
        with self.scratch() as folder:
            yield shutil.copytree(original, folder / "office")

    def read_only(self, people: int) -> Path:
        """The office of so many people itself: for questions, which change nothing."""
        return prepared(people, self.kept)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """An empty folder on the same disk."""
        self.kept.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.kept, prefix="run-") as folder:
            yield Path(folder)


def prepared(people: int, kept: Path) -> Path:
    """The folder of an office of so many people that this program's file format and samples make."""
    wanted = kept / f"office-{people}-{shape()}"
    if not wanted.exists():
        for outdated in kept.glob(f"office-{people}-*"):
            shutil.rmtree(outdated)
        unfinished = kept / f"unfinished-{people}"
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished, people)
        unfinished.rename(wanted)
    return wanted


def shape() -> str:
    """What the kept offices depend on, in twelve characters: tables, search words, samples, keys."""
    load_models()
    digest = hashlib.sha256(inspect.getsource(make).encode())
    digest.update(f"{FORMAT} {SEARCH_VERSION} {PERSON_FTS_DDL} {TRIGGERS}".encode())
    for table in Base.metadata.sorted_tables:
        statements: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, table.indexes)]
        for text in sorted(str(statement.compile(dialect=sqlite.dialect())) for statement in statements):
            digest.update(text.encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def make(path: Path, people: int) -> None:
    """Set an office up as the first start does and fill it."""
    load_models()
    folder = OfficeFolder(path)
    path.mkdir(parents=True)

    def set_up(store: Store) -> KeystorePerson:
        with store.working(setup_actor("bench")) as work:
            uid = set_up_office(work, replace(PRACTICE_OFFICE, practice=False))
        return KeystorePerson(uid, LOGIN, LOGIN)

    opened = create_office(folder, set_up, PASSWORD, TickingClock(FOUNDED), cost=CHEAP)
    try:
        fill_city(opened.store, actor_of(), people)
        opened.keystore.make_recovery(opened.store.key)
        opened.keystore.confirm_recovery()  # or the first start would go on where a desk is expected
    finally:
        folder.close_store()


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The records of an office, opened as the sign-in does."""
    load_models()
    folder = OfficeFolder(path)
    store = open_office(folder, LOGIN, PASSWORD, system_clock).store
    try:
        yield store
    finally:
        folder.close_store()


def everybody() -> Actor:
    """Somebody who may do everything."""
    return actor_of()
