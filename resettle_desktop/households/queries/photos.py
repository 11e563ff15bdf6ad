"""The photo of a person."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.attachments import file_bytes
from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.households.models import Person


def photo_of(session: Session, person_uid: str, known_at: datetime | None = None) -> bytes | None:
    """The picture as it is kept, None where there is none."""
    person = as_known(Person, known_at)
    digest = session.execute(select(person.photo).where(person.uid == person_uid)).scalar_one_or_none()
    return None if digest is None else file_bytes(session, digest)
