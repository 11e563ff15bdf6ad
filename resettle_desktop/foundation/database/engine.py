"""Connections to one encrypted file: a reading engine and a writing one over the same driver."""

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

KEY_BYTES: Final = 32
READ_CACHE_KIB: Final = 40960
"""All of an ordinary office; what a million people fill of it must leave the program within its memory."""
WRITE_CACHE_KIB: Final = 16384
BUSY_MS: Final = 5000

driver_module: Final[Any] = driver
DriverError: Final[type[Exception]] = driver.Error

WRITTEN_BY: Final = "written_by"
"""The execution option without which the writing engine refuses to change anything."""

HARMLESS: Final = re.compile(
    r"\s*((SELECT|EXPLAIN|PRAGMA|BEGIN|SAVEPOINT|RELEASE|ROLLBACK)\b"
    r"|WITH\b(?!.*\b(INSERT|UPDATE|DELETE|REPLACE)\b))",
    re.IGNORECASE | re.DOTALL,
)


class Journal(StrEnum):
    """How commits are made safe; the write-ahead log wants a fixed local disk."""

    WAL = "WAL"
    TRUNCATE = "TRUNCATE"
    DELETE = "DELETE"

    @property
    def synchronous(self) -> str:
        """A rollback journal on a stick also needs its folder entry to be on the medium (EXTRA)."""
        return "FULL" if self is Journal.WAL else "EXTRA"


def connect(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    cache_kib: int = READ_CACHE_KIB,
    journal: Journal | None = None,
) -> Any:
    """A driver connection to the file, keyed and set up; without ``journal`` the file's own stays as it is.

    The raw key skips the driver's own key derivation (120 ms per connection). ``mode=rw`` keeps a missing
    file from being silently created; a wrong key shows at the first read, here.
    """
    mode = "rwc" if create else "rw"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        set_up(connection, key, cache_kib, journal)
    except BaseException:
        connection.close()
        raise
    return connection


def unlock(connection: Any, key: bytes) -> None:
    """Give a fresh connection its key; nothing may have read it before."""
    if len(key) != KEY_BYTES:
        message = "a data key has 32 bytes"
        raise ValueError(message)
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("SELECT count(*) FROM sqlite_master")  # a wrong key fails here, before anything is written
    if run("PRAGMA cipher_status").fetchone() != ("1",):  # a driver without the cipher ignores the key
        message = "the driver does not encrypt"
        raise RuntimeError(message)


def set_up(connection: Any, key: bytes, cache_kib: int, journal: Journal | None) -> None:
    """Key a fresh connection and give it our pragmas."""
    unlock(connection, key)
    run = connection.execute
    run(f"PRAGMA busy_timeout = {BUSY_MS}")
    run("PRAGMA temp_store = 2")  # sort spills on disk would be plain text
    if journal is not None:
        run(f"PRAGMA journal_mode = {journal}")
    run(f"PRAGMA synchronous = {(journal or Journal.WAL).synchronous}")
    run("PRAGMA fullfsync = 1")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA trusted_schema = OFF")
    run(f"PRAGMA cache_size = -{cache_kib}")
    run("PRAGMA wal_autocheckpoint = 1000")
    run("PRAGMA journal_size_limit = 67108864")


def engine_for(path: Path, key: bytes, *, writes: bool, journal: Journal = Journal.WAL) -> Engine:
    """An engine of one connection whose transactions begin IMMEDIATE when it writes.

    A deferred transaction that turns into a writer can be refused despite the busy time-out, and an
    immediate one for reading would make readers wait for each other: hence two engines.
    """
    cache = WRITE_CACHE_KIB if writes else READ_CACHE_KIB

    def creator() -> Any:
        connection = connect(path, key, cache_kib=cache, journal=journal)
        if not writes:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        f"sqlite:///{path.name}",  # names a file, so that the pool is not the in-memory one
        creator=creator,
        module=driver,  # otherwise the driver's errors are not wrapped
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "before_cursor_execute", refuse_unnamed_writes)
    return engine


def refuse_unnamed_writes(_connection: Connection, _cursor: Any, statement: str, *rest: Any) -> None:
    """Every change names who writes it: a session's ``add`` and ``flush`` would slip past the audit."""
    _parameters, context, _executemany = rest
    if WRITTEN_BY in context.execution_options or HARMLESS.match(statement):
        return
    if context.compiled is None or context.is_crud or context.is_text or context.isddl:
        message = f"only Work writes, not a bare statement: {statement.split('(', maxsplit=1)[0][:60]}"
        raise RuntimeError(message)


def cancel_when(connection: Connection, cancelled: Callable[[], bool] | None) -> None:
    """Stop this connection's statements soon after ``cancelled`` turns true; ``None`` lifts it."""
    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(None if cancelled is None else cancelled, 10_000)
