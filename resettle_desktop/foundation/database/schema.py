"""What a file has beside the mapped tables: append-only triggers, the search table, the format number."""

from typing import Final

from sqlalchemy import DDL, Connection, event

from resettle_desktop.foundation.database import drafts  # noqa: F401 - its table belongs to every file
from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.search_index import PERSON_FTS_DDL

APPLICATION_ID: Final = 0x52455354
"""Marks our files for tools that look (``PRAGMA application_id``): "REST"."""

FORMAT: Final = 1
"""The number of the file's format (``PRAGMA user_version``); every migration adds one."""

REFUSED: Final = "SELECT RAISE(ABORT, 'append only')"

TRIGGERS: Final = {
    f"{table}_no_{verb.split()[0].lower()}": (
        f"CREATE TRIGGER {table}_no_{verb.split()[0].lower()} BEFORE {verb} ON {table} BEGIN {REFUSED}; END"
    )
    for table, verb in (
        ("audit_entry", "UPDATE"),
        ("audit_entry", "DELETE"),
        (
            "audit_change",
            "UPDATE OF entry_id, position, part, table_name, row_id, row_uid, salt, digest",
        ),
        ("audit_change", "DELETE"),
        ("access_entry", "UPDATE"),
        ("access_entry", "DELETE"),
    )
}
"""Chains only grow; a change's values may be blanked (deletion asked by law), never rewritten."""

TRIGGERS["audit_change_blank_only"] = (
    "CREATE TRIGGER audit_change_blank_only BEFORE UPDATE OF \"values\" ON audit_change "
    f"WHEN NEW.\"values\" IS NOT NULL BEGIN {REFUSED}; END"
)

for statement in (*TRIGGERS.values(), PERSON_FTS_DDL):
    event.listen(
        Base.metadata,
        "after_create",
        DDL(statement.replace("%", "%%")).execute_if(dialect="sqlite"),
    )


def create_all(connection: Connection) -> None:
    """Make every table of every loaded subject and mark the file as ours."""
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
