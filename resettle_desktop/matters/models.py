"""What waits at the counter, as rows of the file."""

from datetime import datetime

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Subject


class ParkedCase(Subject, Base):
    """挂起的事: a clerk let somebody go for a paper; what was open, since when, until when."""

    __tablename__ = "parked_case"

    clerk_uid: Mapped[str] = mapped_column(String(36))
    label: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    page: Mapped[str] = mapped_column(String(60))
    object_uid: Mapped[str | None] = mapped_column(String(36))
    parked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_parked_case_waiting",
            "clerk_uid",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
