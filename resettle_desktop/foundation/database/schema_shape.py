"""What a file consists of, so that one made new and one migrated can be compared."""

import re
from collections.abc import Sequence
from typing import Any, Final

BLANKS: Final = re.compile(r"\s+")
CHECKS: Final = re.compile(r"CONSTRAINT (\w+) CHECK ")

Shape = frozenset[tuple[Any, ...]]


def shape_of(raw: Any) -> Shape:
    """Every table's columns, references, indexes and checks, every trigger, view and virtual table.

    Each is a tuple that begins with the table's name. The order of columns does not count (a column added
    later stands last), nor do blanks.
    """
    shape: set[tuple[Any, ...]] = set()
    master = raw.execute("SELECT type, name, sql, tbl_name FROM sqlite_master").fetchall()
    rows = [row[:3] for row in master]
    for kind, name, sql, table in master:
        if not is_own_statement(rows, kind, name, sql):
            continue
        if kind == "table" and not is_virtual(sql):
            shape |= table_shape(raw, name, sql)
        elif kind != "index":  # a table's indexes are told with it
            shape.add((table, kind, name, plain(sql)))
    return frozenset(shape)


def is_own_statement(master: Sequence[Sequence[Any]], kind: str, name: str, sql: str | None) -> bool:
    """Whether somebody wrote this, rather than the driver making it (automatic indexes, shadow tables)."""
    if sql is None or name.startswith("sqlite_"):
        return False
    virtual = [other for what, other, text in master if what == "table" and is_virtual(text)]
    return kind != "table" or not any(name.startswith(f"{owner}_") for owner in virtual)


def table_shape(raw: Any, name: str, sql: str) -> set[tuple[Any, ...]]:
    """The parts of one table."""
    parts: set[tuple[Any, ...]] = {(name, "check", *check) for check in checks_of(sql)}
    for _, column, kind, not_null, default, key, hidden in raw.execute(f'PRAGMA table_xinfo("{name}")'):
        parts.add((name, "column", column, kind, not_null, default, key, hidden))
    for number, place, *reference in raw.execute(f'PRAGMA foreign_key_list("{name}")').fetchall():
        del number  # counts references in the order they were declared
        parts.add((name, "reference", place, *reference))
    for _, index, unique, origin, partial in raw.execute(f'PRAGMA index_list("{name}")').fetchall():
        columns = tuple(
            (column, descending, collation)
            for _, _, column, descending, collation, is_key in raw.execute(f'PRAGMA index_xinfo("{index}")')
            if is_key
        )
        statement = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        label = index if origin == "c" else origin  # the driver numbers the ones it makes itself
        parts.add((name, "index", label, unique, partial, columns, plain(statement and statement[0])))
    return parts


def checks_of(sql: str) -> list[tuple[str, str]]:
    """The named CHECK constraints in a table's own statement, each with its balanced condition."""
    found = []
    text = plain(sql)
    for match in CHECKS.finditer(text):
        depth, end = 0, match.end()
        for end in range(match.end(), len(text)):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            if depth == 0:
                break
        found.append((match[1], text[match.end() : end + 1]))
    return found


def is_virtual(sql: str | None) -> bool:
    """Whether a statement makes a virtual table."""
    return (sql or "").upper().startswith("CREATE VIRTUAL")


def plain(sql: str | None) -> str:
    """A statement without the blanks that do not matter, and without quotes around names."""
    return BLANKS.sub(" ", (sql or "").replace('"', "")).replace("( ", "(").replace(" )", ")").strip()
