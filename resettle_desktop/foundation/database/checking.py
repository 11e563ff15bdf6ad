"""Reading a closed or copied file whole: every page, every count, both chains."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, StaticPool, create_engine, func, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import audit, schema
from resettle_desktop.foundation.database.engine import DriverError, connect, driver_module
from resettle_desktop.foundation.database.failures import was_cancelled
from resettle_desktop.foundation.errors import Refusal

STOPPED: Final = "检查已停下，没有检查完"
CANCEL_EVERY: Final = 1_000
"""Instructions of the driver between two looks at whether somebody wants it stopped."""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What reading a file whole found; without ``faults`` it is whole.

    ``head`` is the audit chain's last MAC in hexadecimal: printed with a backup, it proves later that nothing
    was cut off at the end.
    """

    form: int
    entries: int
    head: str
    looks: int
    blanked: int
    counts: Mapping[str, int]
    faults: tuple[str, ...]


def check_file(
    path: Path, key: bytes, *, thorough: bool = False, cancelled: Callable[[], bool] | None = None
) -> FileCheck:
    """Check a file; ``thorough`` adds SQLite's own integrity check (minutes on very large files).

    The file's own journal mode stays as it is: a backup's bytes must not change by looking at it. Raises the
    driver's error when the file cannot be read at all, Refusal when ``cancelled`` turned true.
    """
    try:
        with closing(connect(path, key)) as raw:
            raw.set_progress_handler(cancelled, CANCEL_EVERY)
            return read_whole(raw, thorough=thorough, cancelled=cancelled or (lambda: False))
    except (DBAPIError, DriverError) as error:
        if was_cancelled(error):
            raise Refusal(STOPPED) from None
        raise


def read_whole(raw: Any, *, thorough: bool, cancelled: Callable[[], bool]) -> FileCheck:
    """Check what an open driver connection leads to; behind damaged pages nothing more is read."""
    raw.execute("PRAGMA query_only = ON")
    (form,) = raw.execute("PRAGMA user_version").fetchone()
    checks: tuple[tuple[str, str, list[tuple[str]]], ...] = (
        ("有损坏的页", "PRAGMA cipher_integrity_check", []),
        ("结构有损坏", "PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)", [("ok",)]),
        ("引用不完整", "PRAGMA foreign_key_check", []),
    )
    for fault, statement, expected in checks:
        if cancelled():
            raise Refusal(STOPPED)
        if raw.execute(statement).fetchall() != expected:
            return FileCheck(form, 0, "", 0, 0, {}, (fault,))
    with engine_over(raw).connect() as connection:
        acts, looks = chains(connection)
    broken = (("办理记录", acts.broken_at), ("查看记录", looks.broken_at))
    return FileCheck(
        form=form,
        entries=acts.entries,
        head=acts.head.hex(),
        looks=looks.entries,
        blanked=acts.blanked,
        counts=counts(raw),
        faults=tuple(f"{chain}第 {number} 笔被改动" for chain, number in broken if number is not None),
    )


def chains(connection: Connection) -> tuple[audit.ChainState, audit.ChainState]:
    """Both chains, recomputed within the connection's transaction."""
    with Session(connection) as session:
        return audit.verify_audit(session), audit.verify_access(session)


def engine_over(raw: Any) -> Engine:
    """An engine over one open driver connection; leaving it ends that connection's transaction."""
    return create_engine(
        "sqlite:///open",
        creator=lambda: raw,
        module=driver_module,
        poolclass=StaticPool,
        hide_parameters=True,
    )


def counts(raw: Any) -> dict[str, int]:
    """How many rows each table has; the search index (which can be rebuilt) apart."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " ORDER BY name"
    ).fetchall()
    return {
        name: raw.execute(str(select(func.count()).select_from(table(name)))).fetchone()[0]
        for (name,) in names
        if not name.startswith(schema.SEARCH_TABLE)
    }
