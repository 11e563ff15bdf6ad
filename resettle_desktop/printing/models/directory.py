"""What an office changed or added in 找谁办, and every certificate that was asked for and not given."""

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Subject, one_of
from resettle_desktop.printing.rules.directory import Outcome


class DirectoryEntry(Subject, Base):
    """A line of the directory as one issuer has it; what nobody changed stands in the program's own list."""

    __tablename__ = "directory_entry"
    __table_args__ = (UniqueConstraint("issuer_uid", "code"),)

    issuer_uid: Mapped[str] = mapped_column(String(36))
    code: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    office: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    papers: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    in_use: Mapped[bool] = mapped_column(Boolean)


class DirectoryAsk(Subject, Base):
    """Somebody asked for a certificate of the directory: he was told where to go, or the head let it be."""

    __tablename__ = "directory_ask"
    __table_args__ = (
        one_of("outcome", Outcome),
        CheckConstraint("outcome = 'told' OR reason <> ''", name="allowed_because"),
    )

    issuer_uid: Mapped[str] = mapped_column(String(36))
    code: Mapped[str] = mapped_column(String(60), index=True)
    title: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date] = mapped_column(index=True)
    whom: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    paper_uid: Mapped[str | None] = mapped_column(String(36), index=True)
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)
