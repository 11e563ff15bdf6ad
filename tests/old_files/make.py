"""Writes what a release of a format leaves behind: its first schema as a migration, and a filled sample.

    python -m tests.old_files.make schema     # migrations/versions/0001_first.sql, until the first release
    python -m tests.old_files.make sample     # tests/old_files/format_<n>/, with every release that adds one

A released migration and a released sample are never written again.
"""

import shutil
import sys
from collections.abc import Iterator
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


def first_schema() -> str:
    """Every statement that makes today's schema in an empty file, with a blank line between them."""
    with blank_database() as connection:
        schema.create_all(connection)
        return "\n\n".join(f"{statement};" for statement in own_statements(connection)) + "\n"


def own_statements(connection: Connection) -> Iterator[str]:
    """The statements of a file's schema in the order they were made, Alembic's own table left out."""
    master = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY rowid").all()
    for kind, name, sql in master:
        if name != "alembic_version" and is_own_statement(master, kind, name, sql):
            yield "\n".join(line.rstrip() for line in sql.splitlines() if line.strip())


def write_schema() -> Path:
    """Write the first migration anew from the mapped classes."""
    path = VERSIONS / f"{schema.REVISION}_first.sql"
    path.write_text(first_schema(), encoding="utf-8")
    return path


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
    makers: dict[str, Any] = {"schema": write_schema, "sample": write_sample}
    load_models()
    for argument in arguments:
        sys.stdout.write(f"{makers[argument]()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
