"""Acts after an act that were taken back themselves: nothing stands on it because of them."""

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import func, select

from resettle_desktop.foundation.database.audit import AuditChange, AuditEntry
from resettle_desktop.foundation.database.base import Base, Interval, table_of
from resettle_desktop.foundation.database.work import MADE_BY_WORK, Work
from resettle_desktop.foundation.errors import Refusal

ALREADY: Final = "这一笔已经撤回过了"
Key = tuple[str, int]
"""A row: the name of its table and its key."""


class Restored:
    """What was done after an act and undone again, and which rows stand in for those it brought back.

    Taking an act back makes copies of the rows it had replaced: such a copy is no later fact but the earlier
    one believed again.
    """

    def __init__(self, work: Work, entry_id: int, taking_back: str) -> None:
        self._work = work
        self._undone: set[int] = set()
        self._copy_of: dict[Key, Key] = {}
        self._copied_as: dict[Key, Key] = {}
        entry = table_of(AuditEntry)
        later = work.session.execute(
            select(entry.c.id, entry.c.outcome)
            .where(entry.c.id > entry_id, entry.c.act == taking_back)
            .order_by(entry.c.id)
        ).all()
        for by, outcome in later:
            undone = json.loads(outcome)[0]
            if undone == entry_id:
                raise Refusal(ALREADY)
            if undone > entry_id:
                self._undone |= {undone, by}
                self._match(undone, by)

    def counts(self, entry_id: int) -> bool:
        """Whether an act still stands: it was not taken back, and is not the taking back of such a one."""
        return entry_id not in self._undone

    def as_now(self, table: str, row_id: int) -> int:
        """The row that stands in for this one today."""
        key = (table, row_id)
        while key in self._copied_as:
            key = self._copied_as[key]
        return key[1]

    def standing_in(self, table: str, row_id: int) -> Iterator[int]:
        """Every row that ever stood in for this one."""
        key = (table, row_id)
        while key in self._copied_as:
            key = self._copied_as[key]
            yield key[1]

    def maker(self, table: str, row_id: int, uid: str) -> int | None:
        """The act by which a fact came in: that of the first of its rows."""
        key = (table, row_id)
        while key in self._copy_of:
            key = self._copy_of[key]
        if key[1] != row_id:
            uid = self._work.row(_models()[table], key[1])["uid"]
        change = table_of(AuditChange)
        made: int | None = self._work.session.execute(
            select(func.min(change.c.entry_id)).where(change.c.row_uid == uid)
        ).scalar()
        return made

    def _match(self, undone: int, by: int) -> None:
        gone = [key for key, made in self._rows(undone) if not made]
        again = [key for key, made in self._rows(by) if made]
        for old in gone:
            said = self._said(old)
            new = next((key for key in again if key[0] == old[0] and self._said(key) == said), None)
            if new is not None:
                again.remove(new)
                self._copy_of[new] = old
                self._copied_as[old] = new

    def _rows(self, entry_id: int) -> Iterator[tuple[Key, bool]]:
        """The dated rows an act wrote, and whether it made them."""
        change, models = table_of(AuditChange), _models()
        rows = self._work.session.execute(
            select(change.c.table_name, change.c.row_id, change.c["values"]).where(
                change.c.entry_id == entry_id, change.c.row_id.is_not(None)
            )
        )
        for table, row_id, values in rows:
            if values is not None and issubclass(models.get(table, object), Interval):
                yield (table, row_id), "uid" in json.loads(values)

    def _said(self, key: Key) -> dict[str, Any]:
        row = self._work.row(_models()[key[0]], key[1])
        return {name: value for name, value in row.items() if name not in MADE_BY_WORK}


def _models() -> dict[str, Any]:
    return {table_of(mapper.class_).name: mapper.class_ for mapper in Base.registry.mappers}
