"""Writes what a release of a format leaves behind: its first schema as a migration, and a filled sample.

    python -m tests.old_files.make schema     # migrations/versions/0001_first.sql, until the first release
    python -m tests.old_files.make sample     # tests/old_files/format_<n>/, with every release that adds one

A released migration and a released sample are never written again.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from resettle_desktop.foundation.database import schema
from resettle_desktop.foundation.database.migrate import blank_database
from resettle_desktop.foundation.database.schema_shape import is_own_statement
from tests.kit.office import load_models

VERSIONS: Final = Path(schema.__file__).parent / "migrations" / "versions"
HERE: Final = Path(__file__).parent


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
    if target.exists():
        shutil.rmtree(target)
    return target


def main(arguments: list[str]) -> None:
    """Write what was asked for and say where."""
    makers: dict[str, Any] = {"schema": write_schema, "sample": write_sample}
    load_models()
    for argument in arguments:
        sys.stdout.write(f"{makers[argument]()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
