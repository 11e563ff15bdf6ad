"""Writes what a release of a format leaves behind: the step that leads to it, and a filled sample.

    python -m tests.old_files.make step       # migrations/versions/<n>_….sql, until the format is released
    python -m tests.old_files.make sample     # tests/old_files/format_<n>/, with every release that adds one

A released migration and a released sample are never written again.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection

from resettle_desktop.foundation.database import schema
from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.drafts import DraftRow
from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.foundation.database.migrate import blank_database
from resettle_desktop.foundation.database.migrations.runner import run_steps
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.opening import create_office
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.database.schema_shape import is_own_statement
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from resettle_desktop.samples import fill_township, set_up_practice_office
from tests.kit.office import TickingClock, actor_of, load_models

VERSIONS: Final = Path(schema.__file__).parent / "migrations" / "versions"
HERE: Final = Path(__file__).parent
LOGIN: Final = "练习员"
PASSWORD: Final = "柳沟镇-2026"
SHEET: Final = "recovery.txt"
HOUSEHOLDS: Final = 12
CHEAP: Final = PasswordCost(memory_kib=64, iterations=1, lanes=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a file's schema: what it makes, of which table."""

    kind: str
    name: str
    table: str
    sql: str


def parts(connection: Connection) -> list[Part]:
    """The statements of a file's schema in the order they were made, Alembic's own table left out."""
    made = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
    ).all()
    master = [(kind, name, sql) for kind, name, _table, sql in made]
    return [
        Part(kind, name, table, "\n".join(line.rstrip() for line in sql.splitlines() if line.strip()))
        for kind, name, table, sql in made
        if name != "alembic_version" and is_own_statement(master, kind, name, sql)
    ]


def columns_of(connection: Connection, table: str) -> list[str]:
    """The names of a table's columns."""
    return [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]


def step() -> str:
    """The statements that lead from the format before to today's, with a blank line between them.

    A table that changed is made anew beside the old one, filled from it, and takes its name; with the old
    one go its indexes. Of other tables, indexes that are no more are dropped.
    """
    with blank_database() as before, blank_database() as after:
        run_steps(before, VERSIONS.parent, f"{schema.FORMAT - 1:04d}")
        schema.create_all(after)
        old = {(part.kind, part.name): part.sql for part in parts(before)}
        new = parts(after)
        names = {(part.kind, part.name) for part in new}
        rebuilt = {
            part.name
            for part in new
            if part.kind == "table" and old.get(("table", part.name), part.sql) != part.sql
        }
        statements = [
            f"DROP INDEX {part.name}"
            for part in parts(before)
            if part.kind == "index" and part.table not in rebuilt and (part.kind, part.name) not in names
        ]
        for part in new:
            if part.kind == "table" and part.name in rebuilt:
                statements += rebuild(part, columns_of(before, part.name), columns_of(after, part.name))
            elif part.table in rebuilt or (part.kind, part.name) not in old:
                statements.append(part.sql)
    return "\n\n".join(f"{statement};" for statement in statements) + "\n"


def rebuild(part: Part, old: list[str], new: list[str]) -> list[str]:
    """The statements that give a table another shape and keep its rows."""
    kept = [f'"{name}"' for name in new if name in old]
    filled = {
        name: FILLED[name].format(table=part.name) for name in new if name in FILLED and name not in old
    }
    into, taken = ", ".join([*kept, *filled]), ", ".join([*kept, *filled.values()])
    beside = f"{part.name}_rebuilt"
    return [
        part.sql.replace(f"CREATE TABLE {part.name} (", f"CREATE TABLE {beside} (", 1),
        f"INSERT INTO {beside} ({into})\nSELECT {taken}\nFROM {part.name}",
        f"DROP TABLE {part.name}",
        f"ALTER TABLE {beside} RENAME TO {part.name}",
    ]


FILLED: Final = {
    "revised_at": "(SELECT coalesce(max(entry.at), 0) FROM audit_change AS change"
    " JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = {table}.uid)",
}
"""What a column that is new and may not be empty holds for the rows that are there already."""


def write_step() -> Path:
    """Write the last migration anew from the mapped classes."""
    (path,) = VERSIONS.glob(f"{schema.REVISION}_*.py")
    path.with_suffix(".sql").write_text(step(), encoding="utf-8")
    return path.with_suffix(".sql")


def write_sample() -> Path:
    """Write a filled sample file of today's format, as a verified backup with its keys."""
    target = HERE / f"format_{schema.FORMAT}"
    clock = TickingClock()
    with TemporaryDirectory() as place:
        office = OfficeFolder(Path(place) / "office", practice=True)
        opened = create_office(office, set_up, PASSWORD, clock, cost=CHEAP)
        fill(opened.store)
        key = opened.keystore.unlock(LOGIN, PASSWORD)
        sheet = opened.keystore.make_recovery(key)
        opened.keystore.confirm_recovery()
        made = back_up(office, key, clock, BackupKind.ON_DEMAND)
        office.close_store()
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(made.folder, target)
    (target / SHEET).write_text("\n".join(sheet.lines) + "\n", encoding="utf-8")
    return target


def set_up(store: Store) -> KeystorePerson:
    """Set the practice office up; its first clerk may open the sample."""
    return KeystorePerson(set_up_practice_office(store), LOGIN, LOGIN)


def fill(store: Store) -> None:
    """A few families, a certificate, a look at a household and a form left half-way."""
    clerk = actor_of()
    first, second, *_ = fill_township(store, clerk, households=HOUSEHOLDS)
    with store.working(clerk) as work:
        paper = issue_relocation_certificate(work, CertificateDraft(first, "办理入学"))
    with store.working(clerk) as work:
        answer_print(work, AnswerDraft(paper, Answer.PRINTED))
    store.note_access(clerk, AccessKind.UNMASKED, "household", second, "样本户", reason="本人要求")
    store.keep_draft(clerk.uid, DraftRow("household", "", "新登记", {"name": "王"}, store.now()))


def main(arguments: list[str]) -> None:
    """Write what was asked for and say where."""
    makers: dict[str, Any] = {"step": write_step, "sample": write_sample}
    load_models()
    for argument in arguments:
        sys.stdout.write(f"{makers[argument]()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
