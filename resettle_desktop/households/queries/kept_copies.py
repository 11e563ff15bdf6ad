"""Which copies of somebody's identity card are kept."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.attachments import file_bytes
from resettle_desktop.households.models import Person
from resettle_desktop.households.models.kept_copies import KeptCopy


@dataclass(frozen=True, slots=True)
class KeptCopyRow:
    """One kept sheet."""

    uid: str
    digest: str
    purpose: str
    kept_on: date
    clerk_name: str


def kept_copies(session: Session, person_uid: str) -> tuple[KeptCopyRow, ...]:
    """The sheets kept of somebody, the latest first."""
    rows = session.execute(
        select(KeptCopy.uid, KeptCopy.digest, KeptCopy.purpose, KeptCopy.kept_on, KeptCopy.clerk_name)
        .join(Person, Person.id == KeptCopy.person_id)
        .where(Person.uid == person_uid)
        .order_by(KeptCopy.id.desc())
    )
    return tuple(KeptCopyRow(*row) for row in rows)


def kept_copy_bytes(session: Session, row: KeptCopyRow) -> bytes:
    """The very bytes that were printed."""
    return file_bytes(session, row.digest)
