"""What a file has beside the mapped tables: append-only triggers, the search table, the format number."""

from typing import Any, Final

from sqlalchemy import Connection, MetaData, event

from resettle_desktop.foundation.database.audit import AccessEntry, AuditChange, AuditEntry, Secret
from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.drafts import StoredDraft
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.database.search_index import PERSON_FTS_DDL

APPLICATION_ID: Final = 0x52455354
"""Marks our files for tools that look (``PRAGMA application_id``): "REST"."""

FORMAT: Final = 2
"""The number of the file's format (``PRAGMA user_version``); every migration adds one."""

REVISION: Final = f"{FORMAT:04d}"
"""The migration a new file is as good as; stands in ``alembic_version``."""

SEARCH_TABLE: Final = "person_fts"

BESIDE_THE_AUDIT: Final = frozenset(
    {
        SEARCH_TABLE,
        *(model.__tablename__ for model in (AccessEntry, AuditChange, AuditEntry, Secret, StoredDraft)),
    }
)
"""Tables whose rows are not told in the audit: its own, drafts, and the index that only repeats others.

Tables of past wordings (``base.PAST``) are not told either: they keep what an audited change replaced.
"""

REFUSED: Final = "SELECT RAISE(ABORT, 'append only')"


def refusing(name: str, occasion: str) -> tuple[str, str]:
    """A trigger by its name, and the statement that makes it."""
    return name, f"CREATE TRIGGER {name} BEFORE {occasion} BEGIN {REFUSED}; END"


TRIGGERS: Final = dict(
    (
        refusing("audit_entry_no_update", "UPDATE ON audit_entry"),
        refusing("audit_entry_no_delete", "DELETE ON audit_entry"),
        refusing(
            "audit_change_no_update",
            "UPDATE OF entry_id, position, part, table_name, row_id, row_uid, digest ON audit_change",
        ),
        refusing(
            "audit_change_blank_only",
            'UPDATE OF "values", salt ON audit_change WHEN NEW."values" IS NOT NULL OR NEW.salt IS NOT NULL',
        ),
        refusing("audit_change_no_delete", "DELETE ON audit_change"),
        refusing("access_entry_no_update", "UPDATE ON access_entry"),
        refusing("access_entry_no_delete", "DELETE ON access_entry"),
    )
)
"""Chains only grow; a change's values may be blanked (deletion asked by law), never rewritten."""


@event.listens_for(Base.metadata, "after_create")
def create_beside_tables(_metadata: MetaData, connection: Connection, **_options: Any) -> None:
    """Add what the mapped classes do not know of."""
    if connection.dialect.name == "sqlite":
        for statement in (*TRIGGERS.values(), PERSON_FTS_DDL):
            connection.exec_driver_sql(statement)


def create_all(connection: Connection) -> None:
    """Make every table of every loaded subject and mark the file as ours."""
    connection = connection.execution_options(**{WRITTEN_BY: "schema"})
    Base.metadata.create_all(connection)
    run = connection.exec_driver_sql
    run(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    run("INSERT INTO alembic_version (version_num) VALUES (?)", (REVISION,))
    run(f"PRAGMA application_id = {APPLICATION_ID}")
    run(f"PRAGMA user_version = {FORMAT}")
