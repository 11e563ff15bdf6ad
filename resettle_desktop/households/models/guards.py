"""Guards and indexes that interval tables share."""

from sqlalchemy import Index, text

OPEN = "ends IS NULL AND superseded_at IS NULL"
"""The rows of an interval table that hold without an end, as the office believes today."""


def only_one_open(name: str, *columns: str) -> Index:
    """The guard of an interval table: at most one open row for each value of the columns."""
    return Index(name, *columns, unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN))


def what_held(name: str, whose: str, what: str) -> Index:
    """The index that answers what was whose on a day without a look at the rows, which lie far apart."""
    return Index(name, whose, "superseded_at", "starts", "ends", what)
