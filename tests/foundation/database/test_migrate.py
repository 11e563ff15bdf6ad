"""An older file is migrated on a copy, checked, and renamed in; a new file equals a migrated one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from resettle_desktop.foundation.database import engine, migrate, schema
from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import EnvironmentFailure
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of, load_models
from tests.kit.things import ThingDraft, add_sample_tables, make_thing

NEXT = f"{schema.FORMAT + 1:04d}"
STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{today}"


def upgrade() -> None:
{body}
"""
ADD_COLUMN = """
    op.add_column("thing", sa.Column("weight", sa.Integer(), nullable=True))
    op.create_table("weighing", sa.Column("id", sa.Integer(), primary_key=True))
"""


def make_today_and_weigh(connection: Connection) -> None:
    """What a new file of the next format would be made of."""
    schema.create_all(connection)
    add_next_tables(connection)


def add_next_tables(connection: Connection) -> None:
    """The invented tables in their next shape."""
    connection.exec_driver_sql(
        "CREATE TABLE thing (id INTEGER NOT NULL, uid VARCHAR(36) NOT NULL, version INTEGER NOT NULL,"
        " label TEXT NOT NULL, note TEXT, state VARCHAR(10) NOT NULL, weight INTEGER,"
        " CONSTRAINT pk_thing PRIMARY KEY (id), CONSTRAINT uq_thing_uid UNIQUE (uid))"
    )
    connection.exec_driver_sql("CREATE TABLE weighing (id INTEGER NOT NULL, PRIMARY KEY (id))")


@pytest.fixture
def old_file(tmp_path: Path, templates: Templates, clock: TickingClock) -> Path:
    """A closed, filled file of today's format, which is an older one tomorrow."""
    path = tmp_path / "records.db"
    templates.copy_to(path)
    desk = Desk(Store.open(path, KEY, clock), clock, actor_of())
    add_sample_tables(desk.store)
    desk.do(make_thing, ThingDraft("算盘"))
    desk.store.close()
    connection = engine.connect(path, KEY)
    for table in ("place", "mark"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def tomorrow(tmp_path: Path) -> Callable[..., migrate.Steps]:
    """Migrations with one more step, given by its body."""

    def steps(body: str) -> migrate.Steps:
        folder = tmp_path / "migrations"
        (folder / "versions").mkdir(parents=True)
        for name in ("env.py", "script.py.mako"):
            (folder / name).write_bytes((migrate.OURS.folder / name).read_bytes())
        for path in (migrate.OURS.folder / "versions").glob("0*_*.*"):
            (folder / "versions" / path.name).write_bytes(path.read_bytes())
        step = STEP.format(next=NEXT, today=schema.REVISION, body=body)
        (folder / "versions" / f"{NEXT}_weigh.py").write_text(step, encoding="utf-8")
        return migrate.Steps(folder, schema.FORMAT + 1, NEXT, make_today_and_weigh)

    return steps


def rows(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """Rows of a closed file."""
    connection = engine.connect(path, KEY)
    try:
        found: list[tuple[Any, ...]] = connection.execute(statement).fetchall()
        return found
    finally:
        connection.close()


def test_a_file_of_todays_format_costs_no_migration(tmp_path: Path, templates: Templates) -> None:
    path = tmp_path / "records.db"
    templates.copy_to(path)
    assert not migrate.bring_up_to_date(path, KEY)


def test_an_older_file_is_migrated_with_all_it_held(
    old_file: Path, tomorrow: Callable[..., migrate.Steps]
) -> None:
    steps = tomorrow(ADD_COLUMN)
    assert migrate.bring_up_to_date(old_file, KEY, steps=steps)
    assert rows(old_file, "SELECT label, weight FROM thing") == [("算盘", None)]
    assert rows(old_file, "PRAGMA user_version") == [(schema.FORMAT + 1,)]
    assert rows(old_file, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert rows(old_file.with_name(f"records.format-{schema.FORMAT}.db"), "SELECT label FROM thing") == [
        ("算盘",)
    ]
    assert not old_file.with_name("migrating.db").exists()
    assert not migrate.bring_up_to_date(old_file, KEY, steps=steps)


LOSE_A_ROW = """
    op.execute("DELETE FROM thing")
"""
LOSE_A_TRIGGER = """
    op.execute("DROP TRIGGER audit_entry_no_delete")
"""
BREAK_THE_CHAIN = """
    op.execute("DROP TRIGGER audit_entry_no_update")
    op.execute("UPDATE audit_entry SET desk = 'x'")
"""
BREAK_A_REFERENCE = """
    op.create_table("pointer", sa.Column("id", sa.Integer(), sa.ForeignKey("thing.id"), primary_key=True))
    op.execute("INSERT INTO pointer VALUES (77)")
"""
OTHER_TYPE = """
    op.add_column("thing", sa.Column("weight", sa.Text(), nullable=True))
"""


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (ADD_COLUMN + LOSE_A_ROW, "行数 thing"),
        (ADD_COLUMN + LOSE_A_TRIGGER, "表结构 audit_entry"),
        (OTHER_TYPE, "表结构 thing、weighing"),
        (ADD_COLUMN + BREAK_THE_CHAIN, "办理记录"),
        (ADD_COLUMN + BREAK_A_REFERENCE, "引用"),
    ],
)
def test_a_step_that_goes_wrong_leaves_the_file_as_it_was(
    old_file: Path, tomorrow: Callable[..., migrate.Steps], body: str, part: str
) -> None:
    before = old_file.read_bytes()
    with pytest.raises(EnvironmentFailure, match=part) as failure:
        migrate.bring_up_to_date(old_file, KEY, steps=tomorrow(body))
    assert failure.value.lost == "升级没有进行，原来的文件没有改动"
    assert old_file.read_bytes() == before
    assert [path.name for path in old_file.parent.glob("*.db")] == ["records.db"]


def test_a_step_that_breaks_off_names_nobody(old_file: Path, tomorrow: Callable[..., migrate.Steps]) -> None:
    """What goes into a report must not hold what stood in the rows."""
    steps = tomorrow("""
    op.get_bind().execute(sa.text("UPDATE nowhere SET name = :name"), {"name": "王国梁"})
""")
    with pytest.raises(DBAPIError, match="nowhere") as broken:
        migrate.bring_up_to_date(old_file, KEY, steps=steps)
    assert "王国梁" not in str(broken.value)


def test_a_rebuilt_table_keeps_the_rows_that_refer_to_it(
    old_file: Path, tomorrow: Callable[..., migrate.Steps]
) -> None:
    """Alembic drops and makes the table anew: with foreign keys on, its children would go with it."""
    connection = engine.connect(old_file, KEY)
    connection.execute(
        "CREATE TABLE weighing (id INTEGER NOT NULL, thing_id INTEGER NOT NULL"
        " REFERENCES thing (id) ON DELETE CASCADE, PRIMARY KEY (id))"
    )
    connection.execute("INSERT INTO weighing VALUES (1, 1)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    steps = tomorrow("""
    with op.batch_alter_table("thing", recreate="always") as thing:
        thing.add_column(sa.Column("weight", sa.Integer(), nullable=True))
""")

    def create(connection: Connection) -> None:
        schema.create_all(connection)
        add_next_tables(connection)
        connection.exec_driver_sql("DROP TABLE weighing")
        connection.exec_driver_sql(
            "CREATE TABLE weighing (id INTEGER NOT NULL, thing_id INTEGER NOT NULL"
            " REFERENCES thing (id) ON DELETE CASCADE, PRIMARY KEY (id))"
        )

    assert migrate.bring_up_to_date(old_file, KEY, steps=replace(steps, create=create))
    assert rows(old_file, "SELECT id, thing_id FROM weighing") == [(1, 1)]


def test_without_room_for_the_copy_nothing_is_begun(
    old_file: Path, tomorrow: Callable[..., migrate.Steps], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "ROOM_FACTOR", 1 << 40)
    with pytest.raises(EnvironmentFailure, match=r"还要 \d+ MB"):
        migrate.bring_up_to_date(old_file, KEY, steps=tomorrow(ADD_COLUMN))


def test_a_revision_that_does_not_fit_its_format_is_our_bug(old_file: Path) -> None:
    connection = engine.connect(old_file, KEY)
    connection.execute("UPDATE alembic_version SET version_num = 'x'")
    connection.close()
    with pytest.raises(RuntimeError, match="stands for revision"):
        migrate.bring_up_to_date(old_file, KEY)


def test_a_file_made_new_equals_one_made_by_all_migrations() -> None:
    load_models()
    again = "python -m tests.old_files.make step (before the format is released only)"
    assert migrate.steps_lead_astray() == (), again


def test_the_schema_can_be_made_on_the_shared_engine_too() -> None:
    load_models()
    dialect = make_url("postgresql://").get_dialect()()
    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert "INDEX" in str(CreateIndex(index).compile(dialect=dialect))
