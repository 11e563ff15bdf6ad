"""Half-typed forms: kept beside the records within a second of typing, per clerk, never audited."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, String, Text, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.engine import WRITTEN_BY

BY_DRAFTS: Final = {WRITTEN_BY: "drafts"}


class StoredDraft(Base):
    """One half-typed form of one clerk about one object ("" for a new one)."""

    __tablename__ = "draft"

    clerk_uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), primary_key=True)
    object_uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    values: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A kept draft: which form, about what, its values by field name, when it was last typed in."""

    kind: str
    object_uid: str
    label: str
    values: dict[str, Any]
    saved_at: datetime


def keep(connection: Connection, clerk_uid: str, row: DraftRow) -> None:
    """Write a draft over the one before it."""
    statement = insert(StoredDraft).values(
        clerk_uid=clerk_uid,
        kind=row.kind,
        object_uid=row.object_uid,
        label=row.label,
        values=json.dumps(row.values, ensure_ascii=False),
        saved_at=row.saved_at,
    )
    new = statement.excluded
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["clerk_uid", "kind", "object_uid"],
            set_={"label": new.label, "values": new["values"], "saved_at": new.saved_at},
        ),
        execution_options=BY_DRAFTS,
    )


def drop(connection: Connection, clerk_uid: str, kind: str, object_uid: str) -> None:
    """Forget a draft: its form was saved, or the clerk threw it away."""
    connection.execute(
        delete(StoredDraft).where(
            StoredDraft.clerk_uid == clerk_uid,
            StoredDraft.kind == kind,
            StoredDraft.object_uid == object_uid,
        ),
        execution_options=BY_DRAFTS,
    )


def kept_draft(session: Session, clerk_uid: str, kind: str, object_uid: str) -> DraftRow | None:
    """One draft, if it is there."""
    found = (row for row in drafts_of(session, clerk_uid) if (row.kind, row.object_uid) == (kind, object_uid))
    return next(found, None)


def drafts_of(session: Session, clerk_uid: str) -> tuple[DraftRow, ...]:
    """All drafts of one clerk, the latest first."""
    rows = session.execute(
        select(
            StoredDraft.kind,
            StoredDraft.object_uid,
            StoredDraft.label,
            StoredDraft.values,
            StoredDraft.saved_at,
        )
        .where(StoredDraft.clerk_uid == clerk_uid)
        .order_by(StoredDraft.saved_at.desc())
    )
    return tuple(
        DraftRow(kind, object_uid, label, json.loads(values), saved_at)
        for kind, object_uid, label, values, saved_at in rows
    )
