"""One open office file and its only two doors: reading, and working (one act, one commit)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import audit, drafts, engine, schema
from resettle_desktop.foundation.database.drafts import DraftRow
from resettle_desktop.foundation.database.failures import failure_of
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import AlreadyDone
from resettle_desktop.foundation.values.clock import Clock
from resettle_desktop.foundation.values.identifiers import new_uid


class Store:
    """An open file. Used by one thread at a time (the worker); its copier makes a connection of its own."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self.path = path
        self.key = key
        self.clock = clock
        self._reader = engine.engine_for(path, key, writes=False)
        self._writer = engine.engine_for(path, key, writes=True)

    @classmethod
    def create(cls, path: Path, key: bytes, clock: Clock) -> "Store":
        """Make a new file with every loaded subject's tables; the file must not exist yet.

        Raises EnvironmentFailure when the folder cannot be written.
        """
        if path.exists():
            raise FileExistsError(path)
        with failures("数据文件没有建成"):
            engine.connect(path, key, create=True).close()
            store = cls(path, key, clock)
            with store._writer.begin() as connection:  # noqa: SLF001 - our own object
                schema.create_all(connection)
                audit.create_key(connection)
        return store

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Clock) -> "Store":
        """Open an existing file; its format must be today's (``migrate`` sees to that before).

        Raises EnvironmentFailure when the file is missing, damaged, or not to be opened with this key.
        """
        store = cls(path, key, clock)
        with failures("文件没有打开"), store._reader.connect():  # noqa: SLF001 - our own object
            pass
        return store

    @contextmanager
    def reading(self, *, cancelled: Callable[[], bool] | None = None) -> Iterator[Session]:
        """A session that can only read; ``cancelled`` turning true stops a running statement."""
        with failures(""), self._reader.connect() as connection:
            if cancelled is not None:
                engine.cancel_when(connection, cancelled)
            try:
                with Session(connection, autoflush=False) as session:
                    yield session
            finally:
                if cancelled is not None:
                    engine.cancel_when(connection, None)

    @contextmanager
    def working(
        self, actor: Actor, *, command_key: str | None = None, second: Actor | None = None
    ) -> Iterator[Work]:
        """A unit of work that commits when the block ends well and writes nothing when it does not.

        Raises AlreadyDone when ``command_key`` was used before, EnvironmentFailure when the machine
        could not save; what the block itself raises (a Refusal, a bug) passes through.
        """
        with failures(), self._writer.begin() as connection:
            if command_key is not None:
                done = connection.execute(
                    select(audit.AuditEntry.outcome).where(audit.AuditEntry.command_key == command_key)
                ).scalar_one_or_none()
                if done is not None:
                    raise AlreadyDone(json.loads(done))
            with Session(connection, autoflush=False) as session:
                work = Work(
                    session, actor, self.clock(), command_key=command_key or new_uid(), second=second
                )
                yield work
                work.finish()

    def note_access(
        self,
        actor: Actor,
        kind: audit.AccessKind,
        subject_kind: str,
        subject_uid: str,
        subject_label: str,
        reason: str | None = None,
    ) -> None:
        """Append one look at somebody's data to the access chain."""
        with self._writing() as connection:
            audit.append_access(
                connection,
                {
                    "at": self.clock(),
                    "actor_uid": actor.uid,
                    "actor_name": actor.name,
                    "desk": actor.desk,
                    "kind": kind.value,
                    "subject_kind": subject_kind,
                    "subject_uid": subject_uid,
                    "subject_label": subject_label,
                    "reason": reason,
                },
            )

    def keep_draft(self, clerk_uid: str, draft: DraftRow) -> None:
        """Keep a half-typed form (not an act, not audited)."""
        with self._writing() as connection:
            drafts.keep(connection, clerk_uid, draft)

    def drop_draft(self, clerk_uid: str, kind: str, object_uid: str) -> None:
        """Forget a half-typed form."""
        with self._writing() as connection:
            drafts.drop(connection, clerk_uid, kind, object_uid)

    def now(self) -> datetime:
        """The instant by the store's clock."""
        return self.clock()

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        with failures(""), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101 - a connected connection has one
            connection.rollback()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A short transaction for what is not an act (drafts, looks)."""
        with failures(), self._writer.begin() as connection:
            yield connection


@contextmanager
def failures(lost: str | None = None) -> Iterator[None]:
    """Turn the driver's errors into sentences; ``lost`` says what was not saved."""
    try:
        yield
    except (DBAPIError, engine.driver.Error) as error:
        failure = failure_of(error) if lost is None else failure_of(error, lost)
        if failure is None:
            raise
        raise failure from error
