"""The series numbers are taken from, the issued book, and what happened to each paper."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.attachments import DIGEST_LENGTH, StoredFile
from resettle_desktop.foundation.database.base import Base, Key, Subject, one_of
from resettle_desktop.printing.rules import IssuerKind, PaperStage, PaperStep


class PaperSeries(Subject, Base):
    """One run of numbers without a gap: of one issuer, one kind of series, one year of papers' dates."""

    __tablename__ = "paper_series"
    __table_args__ = (
        UniqueConstraint("issuer_uid", "series", "year"),
        one_of("issuer_kind", IssuerKind),
        CheckConstraint("last_serial >= 0", name="last_serial"),
    )

    issuer_kind: Mapped[str] = mapped_column(String(20))
    issuer_uid: Mapped[str] = mapped_column(String(36))
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int] = mapped_column(Integer)
    last_serial: Mapped[int] = mapped_column(Integer)


class IssuedPaper(Subject, Base):
    """One line of the issued book: a number, what was handed out under it, and where it stands."""

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("series_id", "serial"),
        one_of("stage", PaperStage),
        CheckConstraint("serial > 0", name="serial"),
        CheckConstraint("replaces_id <> id", name="replaces_another"),
    )

    series_id: Mapped[int] = mapped_column(ForeignKey(PaperSeries.id), index=True)
    serial: Mapped[int] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    paper_date: Mapped[date]
    issuer_name: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_uid: Mapped[str] = mapped_column(String(36), index=True)
    subject_label: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), ForeignKey(StoredFile.digest), index=True)
    stage: Mapped[str] = mapped_column(String(20), index=True)
    sheet_number: Mapped[str | None] = mapped_column(String(40))
    replaces_id: Mapped[int | None] = mapped_column(Key, ForeignKey("issued_paper.id"), unique=True)
    issued_at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class PaperEvent(Base):
    """One thing that happened to a paper: issued, an answer, a reprint; who said so, when, at which desk."""

    __tablename__ = "paper_event"
    __table_args__ = (one_of("step", PaperStep),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), index=True)
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)
    desk: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
