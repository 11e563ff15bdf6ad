"""复印件: sheets with both sides of somebody's identity card that a clerk chose to keep."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.attachments import DIGEST_LENGTH, StoredFile
from resettle_desktop.foundation.database.base import Base, Subject
from resettle_desktop.households.models.person import Person


class KeptCopy(Subject, Base):
    """One sheet as it was printed, and what for; nothing is kept unless the clerk says so."""

    __tablename__ = "kept_copy"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), ForeignKey(StoredFile.digest), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    kept_on: Mapped[date]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)
