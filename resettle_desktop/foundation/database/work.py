"""The unit of work an act writes through: every write passes here and so reaches the audit."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import audit
from resettle_desktop.foundation.database.base import Base, Interval
from resettle_desktop.foundation.errors import Difference, Refusal, StaleDraft
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.identifiers import new_uid

CLOCK_BEHIND: Final = (
    "这台电脑的时间比上一笔业务还早，为免日期出错暂停办理，刚才这一步没有保存；请负责人在“设置”里核对日期"
)
STALE: Final = "这份资料刚刚被改过，您的修改没有保存；请对照两边的内容后再办一次"
NOT_YOURS: Final = "您的岗位不办这件事，没有保存；请换有权限的人来办"
MADE_BY_WORK: Final = frozenset({"version", "recorded_at", "superseded_at", "act_id"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a clerk as signed in at a desk, or one of the program's own actors (set-up, command line)."""

    uid: str
    name: str
    roles: frozenset[str]
    desk: str


class Work:
    """One unit of work: reads its own transaction, writes rows, ends in one audit entry.

    Made by ``Store.working`` only. A use case never commits and never reads the clock: ``now`` and
    ``today`` are fixed when the unit begins.
    """

    def __init__(
        self, session: Session, actor: Actor, now: datetime, *, command_key: str, second: Actor | None = None
    ) -> None:
        self.session = session
        self.actor = actor
        self.second = second
        self.now = now
        self.command_key = command_key
        self.touched: set[str] = set()
        self._connection = session.connection()
        number, self._last_at, self._previous = audit.head_of(self._connection, audit.AuditEntry)
        self.act_id: Final = number + 1
        self._acts: list[str] = []
        self._outermost: str | None = None
        self._outcome: object = None
        self._subject: tuple[str, str, str] | None = None
        self._changes: list[audit.Change] = []

    @property
    def today(self) -> date:
        """The civil day in +08:00."""
        return civil_date(self.now)

    # Who may, and what about

    def needs(self, *roles: str) -> None:
        """Refuse unless the actor holds one of ``roles``."""
        if not self.actor.roles.intersection(roles):
            raise Refusal(NOT_YOURS)

    def about(self, kind: str, uid: str, label: str) -> None:
        """Name what the act is about; the outermost act has the say over its parts."""
        if self._subject is None or len(self._acts) == 1:
            self._subject = (kind, uid, label)

    # Writing

    def insert(self, model: type[Base], **values: Any) -> int:
        """Write one new row and return its key."""
        table = table_of(model)
        row = self._completed(table, values)
        self.expect_act(table)
        written = self._connection.execute(insert(table), row)
        key = written.inserted_primary_key
        row_id = key[0] if key is not None and isinstance(key[0], int) else None
        self._note(table, row_id, row.get("uid"), {name: (None, value) for name, value in row.items()})
        return row_id or 0

    def insert_many(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write many new rows with one statement; their keys are not known to the act."""
        table = table_of(model)
        completed = [self._completed(table, row) for row in rows]
        if not completed:
            return
        self.expect_act(table)
        self._connection.execute(insert(table), completed)
        for row in completed:
            self._note(table, None, row.get("uid"), {name: (None, value) for name, value in row.items()})

    def update(self, model: type[Base], row_id: int, *, version: int | None = None, **changes: Any) -> None:
        """Change columns of one row; with ``version`` a row changed by somebody else is a StaleDraft."""
        table = table_of(model)
        self.expect_act(table)
        before = self.row(model, row_id)
        if version is not None and before["version"] != version:
            differences = [
                Difference(name, value, before[name]) for name, value in changes.items() if value != before[name]
            ]
            raise StaleDraft(STALE, differences)
        changed = {name: value for name, value in changes.items() if plainly(value) != plainly(before[name])}
        if not changed:
            return
        if "version" in table.c:
            changed["version"] = before["version"] + 1
        self._connection.execute(update(table).where(table.c.id == row_id), changed)
        pairs = {name: (before[name], value) for name, value in changed.items()}
        self._note(table, row_id, before.get("uid"), pairs)

    def supersede(self, model: type[Interval], row_id: int, **replacement: Any) -> int:
        """Stop believing one interval row; with values, believe a copy of it with these instead.

        Returns the key of the replacement, or 0 when there is none. The old row stays: what the office
        knew earlier can be asked for.
        """
        table = table_of(model)
        self.expect_act(table)
        before = self.row(model, row_id)
        if before["superseded_at"] is not None:
            raise StaleDraft(STALE)
        self._connection.execute(update(table).where(table.c.id == row_id), {"superseded_at": self.now})
        self._note(table, row_id, before["uid"], {"superseded_at": (None, self.now)})
        if not replacement:
            return 0
        kept = {name: value for name, value in before.items() if name not in {"id", "uid", *MADE_BY_WORK}}
        return self.insert(model, **{**kept, **replacement})  # type: ignore[arg-type]

    def row(self, model: type[Any], row_id: int) -> Mapping[str, Any]:
        """One row as it stands in this transaction, by column name."""
        table = table_of(model)
        found = self._connection.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
        if found is None:
            raise StaleDraft(STALE)
        return dict(found)

    def run_unaudited(self, statement: Any, parameters: Sequence[Any] = ()) -> None:
        """Run a statement on a table that only repeats others (the search index); it needs no audit."""
        self._connection.exec_driver_sql(statement, tuple(parameters))

    # Acts (used by ``acts.act``)

    def begin_act(self, name: str, *, mends_clock: bool) -> None:
        """Enter an act; the outermost gives the audit entry its name."""
        if self._outermost is None:
            if self.now < self._last_at and not mends_clock:
                raise Refusal(CLOCK_BEHIND)
            self._outermost = name
        elif not self._acts:
            message = f"{name}: one unit of work holds one act; {self._outermost} is already done"
            raise RuntimeError(message)
        self._acts.append(name)

    def end_act(self, outcome: object) -> None:
        """Leave an act; the outermost's answer is kept for a repeated command."""
        self._acts.pop()
        if not self._acts:
            self._outcome = outcome

    def expect_act(self, table: Table) -> None:
        """Writing outside an act is our bug."""
        if not self._acts:
            message = f"{table.name} was written outside an act"
            raise RuntimeError(message)

    def finish(self) -> None:
        """Append the act to the chain; called once by the store, just before the commit."""
        if self._outermost is None:
            return
        kind, uid, label = self._subject or (None, None, None)
        entry = {
            "id": self.act_id,
            "at": self.now,
            "actor_uid": self.actor.uid,
            "actor_name": self.actor.name,
            "second_actor_uid": self.second.uid if self.second else None,
            "desk": self.actor.desk,
            "act": self._outermost,
            "command_key": self.command_key,
            "outcome": json.dumps(self._outcome, ensure_ascii=False),
            "subject_kind": kind,
            "subject_uid": uid,
            "subject_label": label,
        }
        key = audit.chain_key(self._connection)
        audit.append_audit(self._connection, key, self._previous, entry, self._changes)
        self.touched.add("audit_entry")

    def _completed(self, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
        """The row with what every table of its kind has: uid, version, clocks, act, and plain enum texts."""
        row = {name: plainly(value) for name, value in values.items()}
        columns = table.c
        if "uid" in columns:
            row.setdefault("uid", new_uid())
        if "version" in columns:
            row.setdefault("version", 1)
        if "recorded_at" in columns:
            row.setdefault("recorded_at", self.now)
        if "act_id" in columns:
            row.setdefault("act_id", self.act_id)
        if "starts_precision" in columns:
            row.setdefault("starts_precision", "day")
        return row

    def _note(
        self,
        table: Table,
        row_id: int | None,
        row_uid: str | None,
        pairs: Mapping[str, tuple[object, object]],
    ) -> None:
        self.touched.add(table.name)
        shown = {name: pair for name, pair in pairs.items() if pair != (None, None)}
        self._changes.append(audit.Change(self._acts[-1], table.name, row_id, row_uid, shown))


def table_of(model: type[Any]) -> Table:
    """The table behind a mapped class."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - tells the type checker what every mapped class has
    return table


def plainly(value: Any) -> Any:
    """An enum member by its stable text; anything else as it is."""
    return value.value if isinstance(value, Enum) else value
