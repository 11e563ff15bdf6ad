"""Two chains nobody can quietly mend: what was done (audit) and who looked (access).

Every entry carries an HMAC over the one before it. The key is random and lies inside the encrypted file, so
a chain can be verified by whoever may open the file and forged by nobody who edits it with another tool and
does not hold the key of the file. Before and after values lie beside the chain, bound to it by a salted
digest: deletion asked by law blanks the values and the chain still verifies.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, String, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from resettle_desktop.foundation.database.base import EPOCH, MILLISECOND, Base, Key

GENESIS: Final = b"\x00" * 32
KEY_NAME: Final = "audit_key"


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
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
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


class AccessKind(str, Enum):
    """Why a person's data was looked at, as the access chain keeps it."""

    OPENED = "opened"
    UNMASKED = "unmasked"
    PRINTED = "printed"
    EXPORTED = "exported"


class LinkedEntry:
    """What the two chains share: a place in the order and a link to the one before."""

    id: int
    mac: bytes


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
    """What verifying a chain found: how many entries, the head to print, and the first that does not fit."""

    entries: int
    head: bytes
    broken_at: int | None = None


def plain(value: object) -> object:
    """A column's value as JSON keeps it; long bytes by their digest."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value - EPOCH) // MILLISECOND
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    return value


def canonical(value: object) -> str:
    """The one spelling of a JSON value that digests are made of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(key: bytes, previous: bytes, body: object) -> bytes:
    """An entry's MAC: over the MAC of the entry before and the entry's own canonical body."""
    return hmac.new(key, previous + canonical(body).encode(), hashlib.sha256).digest()


def salted(salt: bytes, values: str) -> bytes:
    """The digest that binds a row's values to the chain without giving them away."""
    return hashlib.sha256(salt + values.encode()).digest()


def create_key(connection: Connection) -> None:
    """Give a new file its random audit key."""
    connection.execute(insert(Secret.__table__), {"name": KEY_NAME, "value": secrets.token_bytes(32)})


def chain_key(connection: Connection) -> bytes:
    """The file's audit key."""
    return connection.execute(select(Secret.value).where(Secret.name == KEY_NAME)).scalar_one()


def head_of(connection: Connection, model: type[AuditEntry] | type[AccessEntry]) -> tuple[int, datetime, bytes]:
    """The last entry's number, instant and MAC; number 0 before the first."""
    table = model.__table__
    row = connection.execute(
        select(table.c.id, table.c.at, table.c.mac).order_by(table.c.id.desc()).limit(1)
    ).one_or_none()
    return (0, EPOCH, GENESIS) if row is None else (row.id, row.at, row.mac)


def body_of(values: Mapping[str, Any]) -> dict[str, object]:
    """What of an entry's row the MAC covers: everything but the MAC itself."""
    return {
        name: value.hex() if isinstance(value, bytes) else plain(value)
        for name, value in values.items()
        if name != "mac"
    }


def append_audit(
    connection: Connection, key: bytes, previous: bytes, entry: dict[str, Any], changes: Sequence[Change]
) -> None:
    """Write an act's entry and its rows as the chain's new head."""
    rows: list[dict[str, Any]] = []
    for position, change in enumerate(changes, start=1):
        values = canonical({name: [plain(old), plain(new)] for name, (old, new) in change.values.items()})
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
    entry["mac"] = link(key, previous, body_of(entry))
    connection.execute(insert(AuditEntry.__table__), entry)
    if rows:
        connection.execute(insert(AuditChange.__table__), rows)


def digest_of(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """One digest over an act's rows: where each was written and the digest of its values."""
    whole = hashlib.sha256()
    for row in rows:
        where = [row["part"], row["table_name"], row["row_id"], row["row_uid"]]
        whole.update(canonical(where).encode() + row["digest"])
    return whole.digest()


def append_access(connection: Connection, entry: dict[str, Any]) -> None:
    """Write one look as the access chain's new head; ``entry`` has everything but number and MAC."""
    number, _, previous = head_of(connection, AccessEntry)
    entry["id"] = number + 1
    entry["mac"] = link(chain_key(connection), previous, body_of(entry))
    connection.execute(insert(AccessEntry.__table__), entry)


def verify_audit(session: Session) -> ChainState:
    """Recompute the audit chain and every digest beside it (about 10 µs a row)."""
    connection = session.connection()
    key = chain_key(connection)
    changes = iter(
        connection.execute(
            select(AuditChange.__table__).order_by(AuditChange.entry_id, AuditChange.position)
        ).mappings()
    )
    pending = next(changes, None)
    previous, number = GENESIS, 0
    for entry in connection.execute(select(AuditEntry.__table__).order_by(AuditEntry.id)).mappings():
        rows = []
        while pending is not None and pending["entry_id"] == entry["id"]:
            rows.append(pending)
            pending = next(changes, None)
        kept = all(r["values"] is None or salted(r["salt"], r["values"]) == r["digest"] for r in rows)
        fits = entry["id"] == number + 1 and kept and digest_of(rows) == entry["digest"]
        if not (fits and hmac.compare_digest(link(key, previous, body_of(entry)), entry["mac"])):
            return ChainState(number, previous, entry["id"])
        previous, number = entry["mac"], entry["id"]
    if pending is not None:  # rows of an entry that is not there
        return ChainState(number, previous, pending["entry_id"])
    return ChainState(number, previous)


def verify_access(session: Session) -> ChainState:
    """Recompute the access chain."""
    connection = session.connection()
    key = chain_key(connection)
    previous, number = GENESIS, 0
    for entry in connection.execute(select(AccessEntry.__table__).order_by(AccessEntry.id)).mappings():
        if entry["id"] != number + 1 or link(key, previous, body_of(entry)) != entry["mac"]:
            return ChainState(number, previous, entry["id"])
        previous, number = entry["mac"], entry["id"]
    return ChainState(number, previous)
