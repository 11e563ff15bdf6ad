"""The unit of work an act writes through: every write passes here and so reaches the audit."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import Any, Final

from sqlalchemy import Executable, Table
from sqlalchemy.orm import DeclarativeBase, Session

from resettle_desktop.foundation.database import audit
from resettle_desktop.foundation.database.base import Interval, table_of
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.database.row_statements import (
    ROW_KEY,
    change_of,
    fixed_defaults,
    last_key_of,
    names_made_by_work,
    new_rows,
    plainly,
    row_of,
    wording_kept,
)
from resettle_desktop.foundation.errors import Difference, Refusal, StaleDraft
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import PRECISION, date_of

CLOCK_BEHIND: Final = (
    "这台电脑的时间比上一笔业务还早，为免日期出错暂停办理，刚才这一步没有保存；"
    "请负责人重新登录，按提示核对日期"
)
STALE: Final = "这份资料刚刚被改过，您的修改没有保存；请对照两边的内容后再办一次"
NOT_YOURS: Final = "您的岗位不办这件事，没有保存；请换有权限的人来办"
MADE_BY_WORK: Final = frozenset(
    {"id", "uid", "version", "recorded_at", "superseded_at", "revised_at", "act_id"}
)
BY_WORK: Final = {WRITTEN_BY: "work"}
INDEX_WRITE: Final = re.compile(
    r"\s*(INSERT (OR REPLACE )?INTO|REPLACE INTO|DELETE FROM|UPDATE) person_fts\b", re.IGNORECASE
)

Model = type[DeclarativeBase]


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
        self._head = audit.head_of(self._connection, audit.AuditEntry)
        self.act_id: Final = self._head.number + 1
        self._acts: list[str] = []
        self._outermost: str | None = None
        self._outcome = "null"
        self._broken_by: str | None = None
        self._subject: tuple[str, str, str] | None = None
        self._changes: list[audit.Change] = []

    @property
    def today(self) -> date:
        """The civil day in +08:00."""
        return civil_date(self.now)

    @property
    def changes(self) -> tuple[audit.Change, ...]:
        """Every row written so far, in order, each with its columns before and after."""
        return tuple(self._changes)

    # Who may, and what about

    def needs(self, *roles: str) -> None:
        """Refuse unless the actor holds one of ``roles``."""
        if not self.actor.roles.intersection(roles):
            raise Refusal(NOT_YOURS)

    def about(self, kind: str, uid: str, label: str) -> None:
        """Name what the act is about; the outermost act has the say over its parts."""
        if self._subject is None or len(self._acts) == 1:
            self._subject = (kind, uid, label)

    def note_access(
        self,
        kind: audit.AccessKind,
        subject_kind: str,
        subject_uid: str,
        subject_label: str,
        *,
        reason: str | None = None,
    ) -> None:
        """Append to the access chain that this act shows somebody's data (a print, an export)."""
        subject = (subject_kind, subject_uid, subject_label)
        audit.append_access(self._connection, look(self.now, self.actor, kind, subject, reason))
        self.touched.add("access_entry")

    # Writing

    def insert(self, model: Model, **values: Any) -> int:
        """Write one new row and return its key (0 where the table's key is no single number)."""
        table = table_of(model)
        row = self._completed(table, values)
        written = self._run(table, new_rows(table), row)
        key = written.inserted_primary_key
        row_id = key[0] if "id" in table.c and key is not None else None
        self._note_new(table, row_id, row)
        return row_id or 0

    def insert_many(self, model: Model, rows: Iterable[Mapping[str, Any]]) -> range:
        """Write many new rows with one statement and return their keys (none for a key that is no number)."""
        table = table_of(model)
        completed = [self._completed(table, row) for row in rows]
        if not completed:
            return range(0)
        # One statement takes the columns of the first row: what only another row has would be dropped.
        blank = dict.fromkeys(chain.from_iterable(completed))
        completed = [{**blank, **row} for row in completed]
        keys = self._next_keys(table, len(completed)) if "id" in table.c else range(0)
        for row_id, row in zip(keys, completed, strict=False):
            row["id"] = row_id
        self._run(table, new_rows(table), completed)
        for row in completed:
            self._note_new(table, row.pop("id", None), row)
        return keys

    def update(self, model: Model, row_id: int, *, version: int | None = None, **changes: Any) -> None:
        """Change columns of one row; with ``version`` a row changed by somebody else is a StaleDraft."""
        table = table_of(model)
        if "superseded_at" in table.c:
            message = f"{table.name} holds intervals: they are superseded, never changed"
            raise RuntimeError(message)
        self.expect_act(table)
        before = self.row(model, row_id)
        wanted = {name: plainly(value) for name, value in changes.items()}
        changed = {name: value for name, value in wanted.items() if value != before[name]}
        if version is not None and before["version"] != version:
            differences = [
                Difference(name, value, before[name])
                for name, value in wanted.items()
                if date_of(name) in changed or f"{date_of(name)}{PRECISION}" in changed
            ]
            raise StaleDraft(STALE, differences)
        if not changed:
            return
        if "version" in table.c:
            changed["version"] = before["version"] + 1
        if "revised_at" in table.c:
            self._keep_wording(table, row_id)
            changed["revised_at"] = self.now
        self._run(table, change_of(table), {ROW_KEY: row_id, **changed})
        # A row made earlier in this very act has its instant already.
        pairs = {name: (before[name], value) for name, value in changed.items() if value != before[name]}
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
        self._run(table, change_of(table), {ROW_KEY: row_id, "superseded_at": self.now})
        self._note(table, row_id, before["uid"], {"superseded_at": (None, self.now)})
        if not replacement:
            return 0
        copied = {name: value for name, value in before.items() if name not in MADE_BY_WORK}
        row = self._completed(table, {**copied, **replacement})
        key = self._run(table, new_rows(table), row).inserted_primary_key
        self._note_new(table, key[0], row)
        return int(key[0])

    def row(self, model: type[Any], row_id: int) -> Mapping[str, Any]:
        """One row as it stands in this transaction, by column name; StaleDraft when there is none."""
        table = table_of(model)
        found = self._connection.execute(row_of(table), {ROW_KEY: row_id}).mappings().one_or_none()
        if found is None:
            raise StaleDraft(STALE)
        return dict(found)

    def blank(self, entry_id: int, position: int) -> None:
        """Erase the before and after values of one row of one audit entry: deletion asked by law."""
        self.expect_act(table_of(audit.AuditChange))
        audit.blank(self._connection, entry_id, position)
        where = {"entry_id": (entry_id, entry_id), "position": (position, position)}
        self._note(table_of(audit.AuditChange), None, None, where)

    def run_unaudited(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement on the search table, which only repeats others and needs no audit."""
        if not INDEX_WRITE.match(statement):
            message = f"this needs the audit: {statement[:60]}"
            raise RuntimeError(message)
        if not self._acts:
            message = "the search table was written outside an act"
            raise RuntimeError(message)
        self._connection.exec_driver_sql(statement, tuple(parameters), execution_options=BY_WORK)

    # Acts (used by ``acts.act`` and the store)

    @contextmanager
    def acting(self, name: str, *, mends_clock: bool = False) -> Iterator[None]:
        """Be inside an act; the outermost gives the audit entry its name.

        A part that raised has perhaps written half of its rows: the whole unit of work is then lost, even
        when somebody catches the error.
        """
        if self._outermost is None:
            if self.now < self._head.at and not mends_clock:
                raise Refusal(CLOCK_BEHIND)
            self._outermost = name
        elif not self._acts:
            message = f"{name}: one unit of work holds one act; {self._outermost} is already done"
            raise RuntimeError(message)
        self._acts.append(name)
        try:
            yield
        except BaseException:
            self._broken_by = self._broken_by or name
            raise
        finally:
            self._acts.pop()

    def answer(self, outcome: object) -> None:
        """Keep what the outermost act answers, for a repeated command."""
        if len(self._acts) == 1:
            self._outcome = json.dumps(outcome, ensure_ascii=False)

    def expect_act(self, table: Table) -> None:
        """Writing outside an act is our bug."""
        if not self._acts:
            message = f"{table.name} was written outside an act"
            raise RuntimeError(message)

    def finish(self) -> None:
        """Append the act to the chain; called once by the store, just before the commit."""
        if self._broken_by is not None:
            message = f"{self._broken_by} failed: nothing of {self._outermost} may be kept"
            raise RuntimeError(message)
        if self._outermost is None:
            return
        kind, uid, label = self._subject or (None, None, None)
        entry = {
            "id": self.act_id,
            "at": self.now,
            "actor_uid": self.actor.uid,
            "actor_name": self.actor.name,
            "second_actor_uid": self.second.uid if self.second else None,
            "roles": " ".join(sorted(self.actor.roles)),
            "desk": self.actor.desk,
            "act": self._outermost,
            "command_key": self.command_key,
            "outcome": self._outcome,
            "subject_kind": kind,
            "subject_uid": uid,
            "subject_label": label,
        }
        audit.append_audit(self._connection, self._head, entry, self._changes)
        self.touched.add("audit_entry")

    def _keep_wording(self, table: Table, row_id: int) -> None:
        """Lay the wording that is about to be replaced beside the others that were."""
        parameters = {ROW_KEY: row_id, "superseded_at": self.now}
        self._connection.execute(wording_kept(table), parameters, execution_options=BY_WORK)

    def _completed(self, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
        """The row with what its kind of table has: defaults, uid, clocks, act; enums by their text."""
        row = dict(fixed_defaults(table))
        for name, value in values.items():
            row[name] = value.value if isinstance(value, Enum) else value
        for name in names_made_by_work(table) - row.keys():
            row[name] = self._made(name)
        return row

    def _made(self, name: str) -> Any:
        match name:
            case "uid":
                return new_uid()
            case "recorded_at" | "revised_at":
                return self.now
            case _:
                return self.act_id

    def _next_keys(self, table: Table, count: int) -> range:
        """Keys for ``count`` rows: this transaction is the file's only writer, so they are free."""
        last = self._connection.exec_driver_sql(last_key_of(table)).scalar_one() or 0
        return range(last + 1, last + 1 + count)

    def _run(self, table: Table, statement: Executable, parameters: Any) -> Any:
        self.expect_act(table)
        result = self._connection.execute(statement, parameters, execution_options=BY_WORK)
        if self.session.identity_map:  # a mapped object read before would still show the old row
            self.session.expire_all()
        return result

    def _note_new(self, table: Table, row_id: int | None, row: Mapping[str, Any]) -> None:
        pairs = {name: (None, value) for name, value in row.items() if value is not None}
        self._note(table, row_id, row.get("uid"), pairs)

    def _note(
        self,
        table: Table,
        row_id: int | None,
        row_uid: str | None,
        pairs: Mapping[str, tuple[object, object]],
    ) -> None:
        self.touched.add(table.name)
        self._changes.append(audit.Change(self._acts[-1], table.name, row_id, row_uid, pairs))


def look(
    at: datetime, actor: Actor, kind: audit.AccessKind, subject: tuple[str, str, str], reason: str | None
) -> dict[str, Any]:
    """An entry of the access chain before it has its number; ``subject`` is kind, uid and label."""
    subject_kind, subject_uid, label = subject
    return {
        "at": at,
        "actor_uid": actor.uid,
        "actor_name": actor.name,
        "desk": actor.desk,
        "kind": kind.value,
        "subject_kind": subject_kind,
        "subject_uid": subject_uid,
        "subject_label": label,
        "reason": reason,
    }
