"""Two chains nobody can quietly mend: what was done (audit) and who looked (access).

Every entry carries an HMAC over the one before it. The key is random and lies inside the encrypted file, so
a chain can be verified by whoever may open the file and forged by nobody who edits it with another tool and
does not hold the key of the file. Before and after values lie beside the chain, bound to it by a salted
digest: deletion asked by law blanks the values with their salt (or a phone number could be guessed back from
its digest) and the chain still verifies.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Connection,
    LargeBinary,
    RowMapping,
    Select,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import NullType

from resettle_desktop.foundation.database.base import Base, Key, table_of
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.values.clock import EPOCH, to_milliseconds

GENESIS: Final = b"\x00" * 32
KEY_NAME: Final = "audit_key"
BY_AUDIT: Final = {WRITTEN_BY: "audit"}


class Secret(Base):
    """A random value that lies inside the encrypted file and never leaves it."""

    __tablename__ = "secret"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntry(Base):
    """One act: who, when, at which desk, about what, and the chain's link."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_uid: Mapped[str] = mapped_column(String(36))
    actor_name: Mapped[str] = mapped_column(Text)
    second_actor_uid: Mapped[str | None] = mapped_column(String(36))
    roles: Mapped[str] = mapped_column(Text)
    desk: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(80))
    command_key: Mapped[str] = mapped_column(String(36), unique=True)
    outcome: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str | None] = mapped_column(String(40), index=True)
    subject_uid: Mapped[str | None] = mapped_column(String(36), index=True)
    subject_label: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditChange(Base):
    """One row an act wrote: each column's value before and after, or None where the law had them blanked."""

    __tablename__ = "audit_change"

    entry_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(80))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int | None]
    row_uid: Mapped[str | None] = mapped_column(String(36), index=True)
    values: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AccessEntry(Base):
    """One look, unmasking, print or export: who, whom, when, at which desk, why if asked."""

    __tablename__ = "access_entry"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_uid: Mapped[str] = mapped_column(String(36))
    actor_name: Mapped[str] = mapped_column(Text)
    desk: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    subject_kind: Mapped[str] = mapped_column(String(40), index=True)
    subject_uid: Mapped[str] = mapped_column(String(36), index=True)
    subject_label: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class AccessKind(StrEnum):
    """Why a person's data was looked at, as the access chain keeps it."""

    OPENED = "opened"
    UNMASKED = "unmasked"
    PRINTED = "printed"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Change:
    """One row written by an act, before it is put into the audit."""

    part: str
    table_name: str
    row_id: int | None
    row_uid: str | None
    values: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class ChainState:
    """What verifying a chain found.

    How many entries fit, the MAC of the last of them (the head to print when all do), how many rows had their
    values blanked, and the number of the first entry that does not fit.
    """

    entries: int
    head: bytes
    blanked: int = 0
    broken_at: int | None = None


def plain(value: object) -> object:
    """A column's value as JSON keeps it; long bytes by their digest."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return to_milliseconds(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, Decimal):
        return str(value)
    return value


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


def canonical(value: object) -> str:
    """The one spelling of a JSON value that digests are made of; what JSON lacks is spelled by ``plain``."""
    return _ENCODER.encode(value)


def as_bytes(text: str) -> bytes:
    """Text as the file holds it, also where ``any_text`` read what is no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def link(key: bytes, previous: bytes, body: object) -> bytes:
    """An entry's MAC: over the MAC of the entry before and the entry's own canonical body."""
    return hmac.new(key, previous + as_bytes(canonical(body)), hashlib.sha256).digest()


def salted(salt: bytes, values: str) -> bytes:
    """The digest that binds a row's values to the chain without giving them away."""
    return hashlib.sha256(salt + as_bytes(values)).digest()


def create_key(connection: Connection) -> None:
    """Give a new file its random audit key."""
    connection.execute(
        insert(table_of(Secret)),
        {"name": KEY_NAME, "value": secrets.token_bytes(32)},
        execution_options=BY_AUDIT,
    )


# Every act runs these; made once, they are compiled once.
_KEY: Final = select(table_of(Secret).c.value).where(table_of(Secret).c.name == KEY_NAME)
_NEW_ENTRY: Final = insert(table_of(AuditEntry))
_NEW_CHANGES: Final = insert(table_of(AuditChange))


def chain_key(connection: Connection) -> bytes:
    """The file's audit key."""
    return bytes(connection.execute(_KEY).scalar_one())


class Head(NamedTuple):
    """The last entry of a chain (number 0 before the first), and the key the next link is made with."""

    number: int
    at: datetime
    mac: bytes
    key: bytes


@cache
def _head(table: Table) -> Select[*tuple[Any, ...]]:
    secret = table_of(Secret)
    last = select(func.max(table.c.id)).scalar_subquery()
    return (
        select(table.c.id, table.c.at, table.c.mac, secret.c.value)
        .select_from(secret)
        .outerjoin(table, table.c.id == last)
        .where(secret.c.name == KEY_NAME)
    )


def head_of(connection: Connection, model: type[AuditEntry] | type[AccessEntry]) -> Head:
    """Where a chain ends."""
    number, at, mac, key = connection.execute(_head(table_of(model))).one()
    return Head(0, EPOCH, GENESIS, key) if number is None else Head(number, at, mac, key)


def body_of(values: Mapping[str, Any] | RowMapping) -> dict[str, object]:
    """What of an entry's row the MAC covers: everything but the MAC itself."""
    return {name: exact(value) for name, value in values.items() if name != "mac"}


_PLAIN: Final = frozenset({str, int, type(None)})


def exact(value: object) -> object:
    """A value of the chain itself as JSON, text and bytes told apart."""
    if type(value) in _PLAIN:  # almost every one
        return value
    return ["bytes", value.hex()] if isinstance(value, bytes) else plain(value)


def append_audit(
    connection: Connection, head: Head, entry: dict[str, Any], changes: Sequence[Change]
) -> None:
    """Write an act's entry and its rows as the chain's new head."""
    rows: list[dict[str, Any]] = []
    for position, change in enumerate(changes, start=1):
        values = canonical(change.values)
        salt = secrets.token_bytes(16)
        rows.append(
            {
                "entry_id": entry["id"],
                "position": position,
                "part": change.part,
                "table_name": change.table_name,
                "row_id": change.row_id,
                "row_uid": change.row_uid,
                "values": values,
                "salt": salt,
                "digest": salted(salt, values),
            }
        )
    entry["digest"] = digest_of(rows)
    entry["mac"] = link(head.key, head.mac, body_of(entry))
    connection.execute(_NEW_ENTRY, entry, execution_options=BY_AUDIT)
    if rows:
        connection.execute(_NEW_CHANGES, rows, execution_options=BY_AUDIT)


def digest_of(rows: Sequence[Mapping[str, Any] | RowMapping]) -> bytes:
    """One digest over an act's rows: where each was written and the digest of its values."""
    whole = hashlib.sha256()
    for row in rows:
        where = [exact(row[name]) for name in ("position", "part", "table_name", "row_id", "row_uid")]
        whole.update(as_bytes(canonical(where)) + row["digest"])
    return whole.digest()


def blank(connection: Connection, entry_id: int, position: int) -> None:
    """Erase the values of one row of one entry, as a deletion asked by law does; the chain still verifies."""
    table = table_of(AuditChange)
    connection.execute(
        update(AuditChange)
        .where(table.c.entry_id == entry_id, table.c.position == position)
        .values({"values": None, "salt": None}),
        execution_options=BY_AUDIT,
    )


def append_access(connection: Connection, entry: dict[str, Any]) -> None:
    """Write one look as the access chain's new head; ``entry`` has everything but number and MAC."""
    head = head_of(connection, AccessEntry)
    entry["id"] = head.number + 1
    entry["mac"] = link(head.key, head.mac, body_of(entry))
    connection.execute(insert(table_of(AccessEntry)), entry, execution_options=BY_AUDIT)


def verify_audit(session: Session) -> ChainState:
    """Recompute the audit chain and every digest beside it (about 10 µs a row)."""
    connection = session.connection()
    chain = Chain(chain_key(connection))
    blanked = 0
    with any_text(connection):
        changes = stored(connection, AuditChange, "entry_id", "position")
        pending = next(changes, None)
        for entry in stored(connection, AuditEntry, "id"):
            rows = []
            while pending is not None and pending["entry_id"] == entry["id"]:
                rows.append(pending)
                pending = next(changes, None)
            if not (all(kept(row) for row in rows) and fits(entry, rows) and chain.takes(entry)):
                return ChainState(chain.number, chain.head, blanked, chain.number + 1)
            blanked += sum(row["values"] is None for row in rows)
    # Rows left over belong to an entry that is not there.
    broken_at = None if pending is None else chain.number + 1
    return ChainState(chain.number, chain.head, blanked, broken_at)


def verify_access(session: Session) -> ChainState:
    """Recompute the access chain."""
    connection = session.connection()
    chain = Chain(chain_key(connection))
    with any_text(connection):
        for entry in stored(connection, AccessEntry, "id"):
            if not chain.takes(entry):
                return ChainState(chain.number, chain.head, broken_at=chain.number + 1)
    return ChainState(chain.number, chain.head)


class Chain:
    """A chain while it is recomputed: the last entry that fitted."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.number = 0
        self.head = GENESIS

    def takes(self, entry: RowMapping) -> bool:
        """Whether the entry is the next link."""
        if entry["id"] != self.number + 1:
            return False
        expected = link(self._key, self.head, body_of(entry))
        if not (isinstance(entry["mac"], bytes) and hmac.compare_digest(expected, entry["mac"])):
            return False
        self.number, self.head = self.number + 1, expected
        return True


def kept(row: RowMapping) -> bool:
    """Whether a row's values are those the chain is bound to, or blanked together with their salt."""
    values, salt = row["values"], row["salt"]
    if values is None or salt is None:
        return values is None and salt is None
    return isinstance(values, str) and isinstance(salt, bytes) and salted(salt, values) == row["digest"]


def fits(entry: RowMapping, rows: Sequence[RowMapping]) -> bool:
    """Whether these are the rows the entry was written with."""
    whole = all(isinstance(row["digest"], bytes) for row in rows)
    return whole and digest_of(rows) == entry["digest"]


def stored(
    connection: Connection, model: type[AuditEntry | AuditChange | AccessEntry], *order: str
) -> Iterator[RowMapping]:
    """Rows as they lie in the file, in order: no value edited to another type may stop the check."""
    table = table_of(model)
    raw = [type_coerce(column, NullType()).label(column.name) for column in table.c]
    yield from connection.execute(select(*raw).order_by(*(table.c[name] for name in order))).mappings()


@contextmanager
def any_text(connection: Connection) -> Iterator[None]:
    """Read text that is no UTF-8 too, byte for byte."""
    raw: Any = connection.connection.driver_connection
    raw.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str
