"""Pre-printed forms: which are in use, each saved layout, what was printed on which, and how printers err."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.attachments import DIGEST_LENGTH, StoredFile
from resettle_desktop.foundation.database.base import Base, Key, Subject
from resettle_desktop.printing.models.papers import IssuedPaper


class PaperForm(Subject, Base):
    """What the office said of a shipped form: whether it prints on it, and the scan of its blank sheet."""

    __tablename__ = "paper_form"

    form: Mapped[str] = mapped_column(String(40), unique=True)
    in_use: Mapped[bool] = mapped_column(Boolean, default=False)
    background: Mapped[str | None] = mapped_column(
        String(DIGEST_LENGTH), ForeignKey(StoredFile.digest), index=True
    )


class FormVersion(Base):
    """One saved layout of a form, as JSON; the highest number holds."""

    __tablename__ = "form_version"
    __table_args__ = (
        UniqueConstraint("paper_form_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_form_id: Mapped[int] = mapped_column(ForeignKey(PaperForm.id), index=True)
    number: Mapped[int] = mapped_column(Integer)
    layout: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class PaperOnForm(Base):
    """That an issued paper is to be printed on a pre-printed form, and by which layout; 0 is the shipped."""

    __tablename__ = "paper_on_form"

    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), primary_key=True)
    form: Mapped[str] = mapped_column(String(40))
    version_number: Mapped[int] = mapped_column(Integer)


class PrinterCalibration(Subject, Base):
    """Where a printer put the crosses of the ruler page, as JSON, and the nudges in tenths of a mm."""

    __tablename__ = "printer_calibration"
    __table_args__ = (UniqueConstraint("printer", "form", "tray"),)

    printer: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(String(40))
    tray: Mapped[str] = mapped_column(String(40))
    measured: Mapped[str] = mapped_column(Text)
    nudge_x: Mapped[int] = mapped_column(Integer)
    nudge_y: Mapped[int] = mapped_column(Integer)
