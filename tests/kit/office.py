"""A real encrypted office file for every test: a copy of one template, a ticking clock, an actor per role.

    def test_something(desk: Desk) -> None:
        uid = desk.do(register_household, draft)
        assert desk.ask(household_rows) == ...

The template is made once per set of registered models and opened by its raw key: no password is hashed.
"""

import importlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import pytest
from sqlalchemy.orm import Session

import resettle_desktop as program
from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.office.rules import ROLE_NAMES, Role
from tests.kit import audit_table
from tests.kit.audit_trace import traced

KEY: Final = bytes(range(32))
MORNING: Final = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
"""3 November 2026, 09:00 in +08:00: the day every test begins on."""

D = TypeVar("D")
T = TypeVar("T")
P = ParamSpec("P")


class TickingClock:
    """Stands at 09:00 on 3 November 2026 and goes on by one millisecond whenever it is looked at."""

    def __init__(self, start: datetime = MORNING) -> None:
        self.instant = start

    def __call__(self) -> datetime:
        """Tell the instant, and tick."""
        now = self.instant
        self.instant = now + timedelta(milliseconds=1)
        return now

    def advance(self, **span: float) -> None:
        """Let time pass: ``advance(days=3)``; negative for a clock that was set back."""
        self.instant += timedelta(**span)


def actor_of(*roles: Role, desk: str = "一号窗口") -> Actor:
    """A clerk who holds these roles (all that can be granted, when none is given)."""
    held = roles or tuple(role for role in Role if role is not Role.SETUP)
    name = "、".join(ROLE_NAMES[role] for role in held) if roles else "李春梅"
    number = sum(1 << list(Role).index(role) for role in held)
    return Actor(f"019d0000-0000-7000-8000-{number:012d}", name, frozenset(held), desk)


@dataclass
class Desk:
    """An open file with somebody at it: what a use case's test needs, in one word each."""

    store: Store
    clock: TickingClock
    actor: Actor

    def do(
        self, use_case: Callable[[Work, D], T], draft: D, *, by: Actor | None = None, key: str | None = None
    ) -> T:
        """Do one act in its own unit of work, as ``by`` or the desk's own clerk (who holds every role)."""
        with self.store.working(by or self.actor, command_key=key) as work:
            return use_case(work, draft)

    def ask(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Put a question to the file."""
        with self.store.reading() as session:
            return question(session, *args, **kwargs)


def load_models() -> None:
    """Register the mapped classes of every subject and of the foundation."""
    home = Path(program.__file__).parent
    for path in sorted(
        (*home.glob("*/models.py"), *home.glob("*/models/*.py"), *home.glob("*/attachments.py"))
    ):
        parts = path.relative_to(home).with_suffix("").parts
        if parts[-1] == "__init__":
            parts = parts[:-1]
        importlib.import_module(".".join((program.__name__, *parts)))


class Templates:
    """Closed, filled template files, one per set of registered tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[frozenset[str], Path] = {}

    def copy_to(self, path: Path) -> None:
        """Lay a copy of today's template at ``path``."""
        tables = frozenset(Base.metadata.tables)
        if tables not in self._made:
            template = self._folder / f"template-{len(self._made)}.db"
            Store.create(template, KEY, TickingClock(MORNING - timedelta(days=1))).close()
            self._made[tables] = template
        shutil.copyfile(self._made[tables], path)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The session's template files."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def clock() -> TickingClock:
    """A clock that starts on the same morning in every test."""
    return TickingClock()


@pytest.fixture
def store(tmp_path: Path, templates: Templates, clock: TickingClock) -> Iterator[Store]:
    """An open, empty office file with the tables of every loaded subject.

    After the test, whatever its acts wrote must stand in the audit, column by column.
    """
    path = tmp_path / "records.db"
    templates.copy_to(path)
    opened = Store.open(path, KEY, clock)
    with traced(opened) as trace:
        yield opened
    audit_table.note(trace)
    assert trace.untold() == []
    opened.close()


@pytest.fixture
def desk(store: Store, clock: TickingClock) -> Desk:
    """The open file with a clerk at it who holds every role."""
    return Desk(store, clock, actor_of())


@pytest.fixture
def actors() -> dict[Role, Actor]:
    """One clerk per role that can be granted."""
    return {role: actor_of(role) for role in Role if role is not Role.SETUP}


def raw(store: Store, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a bare statement, for what no query of ours shows."""
    with store.reading() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(statement, parameters)]
