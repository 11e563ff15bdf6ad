"""Guards that interval tables share."""

from sqlalchemy import Index, text

OPEN = "ends IS NULL AND superseded_at IS NULL"
"""The rows of an interval table that hold without an end, as the office believes today."""


def only_one_open(name: str, *columns: str) -> Index:
    """The guard of an interval table: at most one open row for each value of the columns."""
    return Index(name, *columns, unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN))
