"""Proof that every write reaches the audit: the file itself notes what is written, column by column.

    with traced(store) as trace:
        desk.do(register_household, draft)
    assert trace.untold() == []
    assert trace.told["register_household", "person"] == {"uid", "name", ...}

Temporary triggers on the writing connection see each column an act changes, whatever way it was written. What
they saw is compared with the audit's before and after values. Tables beside the audit (its own, drafts, the
search index) are left out.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlalchemy.engine.interfaces import DBAPIConnection

from resettle_desktop.foundation.database.base import PAST
from resettle_desktop.foundation.database.schema import BESIDE_THE_AUDIT, SEARCH_TABLE
from resettle_desktop.foundation.database.store import Store

NUMBERS = count()

Write = tuple[str, int | None, str, Any, Any]
"""Table, row key (where the table has one), column, before, after."""


class Trace:
    """What was written since the trace began, as the file and as the audit tell it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._name = f"trace{next(NUMBERS)}"
        self._tables: set[str] = set()
        self._seen: Counter[Write] = Counter()
        self._audited: Counter[Write] = Counter()
        self.told: dict[tuple[str, str], set[str]] = defaultdict(set)
        """By part of an act and table: the columns the audit has."""
        self.acts: set[str] = set()
        """The acts done, also those that wrote nothing themselves."""

    def untold(self) -> list[str]:
        """Every write the audit does not have, and everything it has that was not written."""
        missing = [f"not in the audit: {describe(write)}" for write in self._seen - self._audited]
        invented = [f"only in the audit: {describe(write)}" for write in self._audited - self._seen]
        return sorted(missing + invented)

    def begin(self) -> None:
        """Lay the triggers."""
        with writing_connection(self._store) as raw:
            ((self._since,),) = raw.execute("SELECT coalesce(max(id), 0) FROM audit_entry").fetchall()
            raw.execute(f"CREATE TEMP TABLE {self._name} (tab, row, col, old, new)")
            for table, columns in audited_tables(raw).items():
                self._tables.add(table)
                for trigger in triggers_for(self._name, table, columns):
                    raw.execute(trigger)

    def end(self) -> None:
        """Read what the triggers saw and what the audit has, and take the triggers away."""
        with writing_connection(self._store) as raw:
            seen = raw.execute(f"SELECT tab, row, col, old, new FROM {self._name}").fetchall()
            laid = raw.execute("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'").fetchall()
            for (name,) in laid:
                if name.startswith(f"{self._name}_"):
                    raw.execute(f"DROP TRIGGER temp.{name}")
            raw.execute(f"DROP TABLE temp.{self._name}")
            acts = raw.execute("SELECT DISTINCT act FROM audit_entry WHERE id > ?", (self._since,))
            self.acts.update(act for (act,) in acts.fetchall())
            audited = raw.execute(
                'SELECT part, table_name, row_id, "values" FROM audit_change'
                ' WHERE entry_id > ? AND "values" IS NOT NULL',
                (self._since,),
            ).fetchall()
        self._seen.update((tab, row, col, stored(old), stored(new)) for tab, row, col, old, new in seen)
        for part, table, row, values in audited:
            self.acts.add(part)
            if table in self._tables:
                changes = json.loads(values)
                self.told[part, table].update(changes)
                self._audited.update(
                    (table, row, column, shown(before), shown(after))
                    for column, (before, after) in changes.items()
                )


@contextmanager
def traced(store: Store) -> Iterator[Trace]:
    """Watch every write of a store until the block ends."""
    trace = Trace(store)
    trace.begin()
    yield trace
    trace.end()


@contextmanager
def writing_connection(store: Store) -> Iterator[Any]:
    """The driver connection that the store writes with."""
    pooled = store._writer.raw_connection()
    try:
        raw: DBAPIConnection | None = pooled.driver_connection
        yield raw
    finally:
        pooled.close()


def audited_tables(raw: Any) -> Mapping[str, list[str]]:
    """The tables whose rows belong in the audit, and their columns."""
    names = raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: [column for _, column, *_ in raw.execute(f'PRAGMA main.table_info("{name}")')]
        for (name,) in names
        if name not in BESIDE_THE_AUDIT
        and not name.endswith(PAST)
        and not name.startswith((f"{SEARCH_TABLE}_", "sqlite_", "alembic_version"))
    }


def triggers_for(trace: str, table: str, columns: list[str]) -> Iterator[str]:
    """Three triggers that note each column of a row that is made, changed or deleted."""
    key = "id" if "id" in columns else None
    told = [column for column in columns if column != key]
    made = "NEW.id" if key else "NULL"
    inserts = "".join(
        f"INSERT INTO {trace} SELECT '{table}', {made}, '{column}', NULL, NEW.\"{column}\""
        f' WHERE NEW."{column}" IS NOT NULL;'
        for column in told
    )
    updates = "".join(
        f"INSERT INTO {trace} SELECT '{table}', {made}, '{column}', OLD.\"{column}\", NEW.\"{column}\""
        f' WHERE OLD."{column}" IS NOT NEW."{column}";'
        for column in columns
    )
    deletes = f"INSERT INTO {trace} SELECT '{table}', NULL, 'the whole row', 'there', 'deleted';"
    for verb, body in (("INSERT", inserts), ("UPDATE", updates), ("DELETE", deletes)):
        name = f"{trace}_{table}_{verb.lower()}"
        yield f'CREATE TEMP TRIGGER {name} AFTER {verb} ON main."{table}" BEGIN {body} END'


def stored(value: Any) -> Any:
    """A value as it lies in the file, in the audit's spelling."""
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    return value


def shown(value: Any) -> Any:
    """A value of the audit, in the file's spelling."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value


def describe(write: Write) -> str:
    """One write, for the eye."""
    table, row, column, before, after = write
    return f"{table}[{row}].{column}: {before!r} → {after!r}"
