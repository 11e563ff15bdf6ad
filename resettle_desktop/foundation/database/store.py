"""One open office file and its only two doors: reading, and working (one act, one commit)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import audit, drafts, engine, schema
from resettle_desktop.foundation.database.ballast import Ballast
from resettle_desktop.foundation.database.drafts import DraftRow
from resettle_desktop.foundation.database.engine import Journal
from resettle_desktop.foundation.database.failures import DISK_FULL, NOTHING_SAVED, failure_of, primary_code
from resettle_desktop.foundation.database.work import Actor, Work, look
from resettle_desktop.foundation.errors import AlreadyDone
from resettle_desktop.foundation.values.clock import Clock
from resettle_desktop.foundation.values.identifiers import new_uid

NOT_READ: Final = "这次没有读出来，已保存的都在"
NOT_OPENED: Final = "文件没有打开，里面的资料没有改动"
NOT_MADE: Final = "数据文件没有建成"
RESERVE_USED: Final = "已让出备用空间，可以继续查看和打印已有的；请清理硬盘并重新打开程序后再办"


class Store:
    """An open file. Used by one thread at a time (the worker); its copier makes a connection of its own."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        clock: Clock,
        *,
        journal: Journal = Journal.WAL,
        ballast: Ballast | None = None,
    ) -> None:
        self.path = path
        self.key = key
        self.clock = clock
        self.journal = journal
        self.ballast = ballast
        self._reader = engine.engine_for(path, key, writes=False, journal=journal)
        self._writer = engine.engine_for(path, key, writes=True, journal=journal)

    @classmethod
    def create(
        cls,
        path: Path,
        key: bytes,
        clock: Clock,
        *,
        journal: Journal = Journal.WAL,
        ballast: Ballast | None = None,
    ) -> Self:
        """Make a new file with every loaded subject's tables; the file must not exist yet.

        Raises EnvironmentFailure when the folder cannot be written.
        """
        if path.exists():
            raise FileExistsError(path)
        store = cls(path, key, clock, journal=journal, ballast=ballast)
        with store._open_or_let_go(NOT_MADE):
            engine.connect(path, key, create=True, journal=journal).close()
            with store._writer.begin() as connection:
                schema.create_all(connection)
                audit.create_key(connection)
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        clock: Clock,
        *,
        journal: Journal = Journal.WAL,
        ballast: Ballast | None = None,
    ) -> Self:
        """Open an existing file; its format must be today's (``migrate`` sees to that before).

        Raises EnvironmentFailure when the file is missing, damaged, or not to be opened with this key.
        """
        store = cls(path, key, clock, journal=journal, ballast=ballast)
        with store._open_or_let_go(NOT_OPENED):
            store._check()
        return store

    @contextmanager
    def reading(self, *, cancelled: Callable[[], bool] | None = None) -> Iterator[Session]:
        """A session that can only read; ``cancelled`` turning true stops a running statement."""
        with self._telling(NOT_READ), self._reader.connect() as connection:
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
        with self._telling(NOTHING_SAVED), self._writer.begin() as connection:
            if command_key is not None:
                done = connection.execute(
                    select(audit.AuditEntry.outcome).where(audit.AuditEntry.command_key == command_key)
                ).scalar_one_or_none()
                if done is not None:
                    raise AlreadyDone(json.loads(done))
            with Session(connection, autoflush=False) as session:
                work = Work(session, actor, self.clock(), command_key=command_key or new_uid(), second=second)
                yield work
                work.finish()

    @contextmanager
    def rehearsing(self, actor: Actor, *, second: Actor | None = None) -> Iterator[Work]:
        """A unit of work that is always rolled back: what an act would write can be read inside the block.

        It ends as a real one does, so that what would fail fails here; a Refusal of the act passes through.
        """
        with self._telling(NOT_READ), self._writer.connect() as connection:
            connection.begin()
            try:
                with Session(connection, autoflush=False) as session:
                    work = Work(session, actor, self.clock(), command_key=new_uid(), second=second)
                    yield work
                    work.finish()
            finally:
                connection.rollback()

    def note_access(
        self,
        actor: Actor,
        kind: audit.AccessKind,
        subject_kind: str,
        subject_uid: str,
        subject_label: str,
        *,
        reason: str | None = None,
    ) -> None:
        """Append one look at somebody's data to the access chain."""
        subject = (subject_kind, subject_uid, subject_label)
        with self._writing() as connection:
            audit.append_access(connection, look(self.clock(), actor, kind, subject, reason))

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
        """Fold the write-ahead log into the file and let go of it, also when the folding fails."""
        try:
            with self._telling(NOT_READ):
                self._fold()
        finally:
            self._let_go()

    # Inside

    @contextmanager
    def _open_or_let_go(self, lost: str) -> Iterator[None]:
        """Tell what stops the file from being opened, and leave no connection to it behind."""
        try:
            with self._telling(lost):
                yield
        except BaseException:
            self._let_go()
            raise

    def _check(self) -> None:
        """Read the file once with each engine; a format other than today's is our bug at this point."""
        with self._reader.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        with self._writer.connect():
            pass
        if found != schema.FORMAT:
            message = f"format {found} was not migrated to {schema.FORMAT}"
            raise RuntimeError(message)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A short transaction for what is not an act (drafts, looks)."""
        with self._telling(NOTHING_SAVED), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _telling(self, lost: str) -> Iterator[None]:
        """Turn the driver's errors into sentences; ``lost`` says what was not saved."""
        try:
            yield
        except (DBAPIError, engine.DriverError) as error:
            failure = failure_of(error, lost)
            if failure is None:
                raise
            if primary_code(error) == DISK_FULL and self._relieve():
                failure.todo = RESERVE_USED
            raise failure from error

    def _relieve(self) -> bool:
        """On a full disk, give the ballast up and fold the log in, so that reading goes on."""
        if self.ballast is None or not self.ballast.give_up():
            return False
        try:
            self._fold()
        except (DBAPIError, engine.DriverError) as error:
            return failure_of(error) is not None
        return True

    def _fold(self) -> None:
        with self._writer.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _let_go(self) -> None:
        self._reader.dispose()
        self._writer.dispose()
