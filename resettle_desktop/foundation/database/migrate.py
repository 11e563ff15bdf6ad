"""Brings a file of an older format up to today's, on a verified copy that is then renamed in.

    bring_up_to_date(records, key)

A file of today's format costs three small reads; Alembic is imported only when there is something to do.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from resettle_desktop.foundation.database import checking, schema
from resettle_desktop.foundation.database.engine import Journal, connect, driver_module
from resettle_desktop.foundation.database.failures import telling
from resettle_desktop.foundation.database.incoming import drop_journals
from resettle_desktop.foundation.database.schema_shape import Shape, shape_of
from resettle_desktop.foundation.database.whole_file import force_file, force_folder
from resettle_desktop.foundation.errors import EnvironmentFailure

NOT_OPENED: Final = "没有打开，里面的资料没有改动"
NEWER: Final = ("这份文件是更新版本的程序写的", NOT_OPENED, "请在这台电脑上安装新版程序后再打开")
NOT_OURS: Final = ("这不是本程序的数据文件", NOT_OPENED, "请检查选的文件夹，或用最近的一份备份恢复")
NO_ROOM: Final = "硬盘空间不够把文件升级到新格式（还要 {} MB）"
NOT_MIGRATED: Final = (
    "文件升级到新格式时核对不符（{}）",
    "升级没有进行，原来的文件没有改动",
    "请继续使用旧版程序，并把这句话告诉技术支持",
)
ROOM_FACTOR: Final = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """The migrations, and the format number and revision they lead to."""

    folder: Path
    form: int
    revision: str
    create: Callable[[Connection], None]


OURS: Final = Steps(Path(__file__).parent / "migrations", schema.FORMAT, schema.REVISION, schema.create_all)


def bring_up_to_date(
    records: Path, key: bytes, *, journal: Journal = Journal.WAL, steps: Steps = OURS
) -> bool:
    """Migrate a closed file if it is older; answers whether it was.

    Raises EnvironmentFailure: newer format, another program's file, no room, or a check that failed; the file
    is then as it was.
    """
    with telling(NOT_OPENED):
        form, revision = format_of(records, key, journal)
    if form > steps.form:
        raise EnvironmentFailure(*NEWER)
    if form == steps.form:
        if revision != steps.revision:
            message = f"format {form} stands for revision {steps.revision}, not {revision}"
            raise RuntimeError(message)
        return False
    need = ROOM_FACTOR * records.stat().st_size
    free = shutil.disk_usage(records.parent).free
    if free < need:
        raise EnvironmentFailure(NO_ROOM.format((need - free) // 2**20 + 1), NOT_OPENED, "请清理硬盘后再打开")
    copy = records.with_name("migrating.db")
    copy.unlink(missing_ok=True)
    drop_journals(copy)
    try:
        with telling(NOT_OPENED):
            migrate_copy(records, copy, key, steps)
            keep_old(records, form)
            drop_journals(records)
            copy.replace(records)
            force_folder(records.parent)
    finally:
        copy.unlink(missing_ok=True)
    return True


def format_of(records: Path, key: bytes, journal: Journal) -> tuple[int, str | None]:
    """The format number and the revision a file says it has, read without SQLAlchemy or Alembic."""
    connection = connect(records, key, journal=journal)
    try:
        ((application,),) = connection.execute("PRAGMA application_id").fetchall()
        ((form,),) = connection.execute("PRAGMA user_version").fetchall()
        if application != schema.APPLICATION_ID:
            raise EnvironmentFailure(*NOT_OURS)
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    finally:
        connection.close()
    return int(form), rows[0][0] if rows else None


def migrate_copy(records: Path, copy: Path, key: bytes, steps: Steps) -> None:
    """Copy the file, run all steps on the copy in one transaction, and check the outcome."""
    source = connect(records, key)
    target = connect(copy, key, create=True, journal=Journal.DELETE)
    try:
        before = checking.counts(source)
        source.backup(target, pages=-1)
        checked("副本", holds=not target.execute("PRAGMA cipher_integrity_check").fetchall())
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
        target.close()
    engine = engine_without_foreign_keys(copy, key)
    try:
        with engine.begin() as connection:
            alembic_part = import_module("resettle_desktop.foundation.database.migrations.runner")
            alembic_part.run_steps(connection, steps.folder, steps.revision)
            connection.exec_driver_sql(f"PRAGMA user_version = {steps.form}")
            check_outcome(connection, before, steps)
    finally:
        engine.dispose()
    force_file(copy)


def check_outcome(connection: Connection, before: dict[str, int], steps: Steps) -> None:
    """No row lost, no reference broken, no trigger gone, the chain whole, the shape that of a new file."""
    raw: Any = connection.connection.driver_connection
    after = checking.counts(raw)
    lost = [table for table, count in before.items() if after.get(table, count) != count]
    checked(f"行数 {'、'.join(lost)}", holds=not lost)
    checked("引用", holds=not raw.execute("PRAGMA foreign_key_check").fetchall())
    acts, looks = checking.chains(connection)
    checked("办理记录", holds=acts.broken_at is None)
    checked("查看记录", holds=looks.broken_at is None)
    different = shape_of(raw) ^ new_shape(steps)
    checked(f"表结构 {'、'.join(sorted({str(part[0]) for part in different}))}", holds=not different)


def steps_lead_astray(steps: Steps = OURS) -> tuple[str, ...]:
    """Where a file made by all migrations differs from one made new: nowhere, in a program built right.

    Runs in memory (about 0.2 s); the self-test of a packaged program and the tests ask it.
    """
    runner = import_module("resettle_desktop.foundation.database.migrations.runner")
    with blank_database() as connection:
        runner.run_steps(connection, steps.folder, steps.revision)
        raw: Any = connection.connection.driver_connection
        return tuple(sorted(str(part) for part in shape_of(raw) ^ new_shape(steps)))


def new_shape(steps: Steps) -> Shape:
    """The shape of a file made new by this program."""
    with blank_database() as connection:
        steps.create(connection)
        raw: Any = connection.connection.driver_connection
        return shape_of(raw)


@contextmanager
def blank_database() -> Iterator[Connection]:
    """An empty database in memory, to see what would be made in a file."""
    engine = create_engine("sqlite://", module=driver_module, poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def engine_without_foreign_keys(path: Path, key: bytes) -> Engine:
    """An engine of one connection for the steps.

    With foreign keys on, rebuilding a table would silently delete the rows that refer to it.
    """

    def creator() -> Any:
        connection = connect(path, key, journal=Journal.DELETE)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # forced to the disk as a whole before it is renamed
        return connection

    engine = create_engine(
        f"sqlite:///{path.name}",
        creator=creator,
        module=driver_module,
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def keep_old(records: Path, form: int) -> None:
    """Keep the file of the older format beside, for the older program."""
    kept = records.with_name(f"records.format-{form}.db")
    kept.unlink(missing_ok=True)
    try:
        os.link(records, kept)
    except OSError:  # a stick's file system knows no links
        shutil.copyfile(records, kept)


def checked(part: str, *, holds: bool) -> None:
    """Stop the migration unless this part holds."""
    if not holds:
        what, lost, todo = NOT_MIGRATED
        raise EnvironmentFailure(what.format(part), lost, todo)
