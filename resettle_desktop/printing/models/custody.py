"""Where numbers and sheets come from and go to: paper books before, seals, collectors, pads, blocks."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.attachments import DIGEST_LENGTH, StoredFile
from resettle_desktop.foundation.database.base import Base, Key, Subject, one_of
from resettle_desktop.printing.models.papers import IssuedPaper, PaperSeries
from resettle_desktop.printing.rules.custody import SheetMove, Signed


class SeriesOpening(Base):
    """The last number of the paper book a series goes on from; said once, before the first number."""

    __tablename__ = "series_opening"
    __table_args__ = (CheckConstraint("last_serial > 0", name="last_serial"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey(PaperSeries.id), unique=True)
    last_serial: Mapped[int] = mapped_column(Integer)
    book: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class SealUse(Base):
    """One line of the seal log: on which paper, which seal, who keeps it, who approved, how many copies."""

    __tablename__ = "seal_use"
    __table_args__ = (CheckConstraint("copies > 0", name="copies"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), index=True)
    seal: Mapped[str] = mapped_column(Text)
    keeper: Mapped[str] = mapped_column(Text)
    approver: Mapped[str] = mapped_column(Text)
    copies: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(index=True)
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class PaperCollection(Base):
    """Who took a sealed paper along, by which document, for whom, and how he signed."""

    __tablename__ = "paper_collection"
    __table_args__ = (one_of("signed", Signed),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), unique=True)
    collector: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(40))
    relation: Mapped[str | None] = mapped_column(Text)
    signed: Mapped[str] = mapped_column(String(20))
    witness: Mapped[str | None] = mapped_column(Text)
    read_aloud: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class SheetMovement(Base):
    """Sheets of numbered stationery came or went: from ``first`` to ``last`` of one prefix."""

    __tablename__ = "sheet_movement"
    __table_args__ = (
        one_of("move", SheetMove),
        CheckConstraint("first >= 0 AND last >= first", name="range"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    move: Mapped[str] = mapped_column(String(20))
    prefix: Mapped[str] = mapped_column(String(20))
    digits: Mapped[int] = mapped_column(Integer)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey(IssuedPaper.id), index=True)
    note: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class NumberBlock(Subject, Base):
    """手写应急本: numbers set aside and printed with blanks, for days without power."""

    __tablename__ = "number_block"
    __table_args__ = (CheckConstraint('"first" > 0 AND "last" >= "first"', name="range"),)

    series_id: Mapped[int] = mapped_column(ForeignKey(PaperSeries.id), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), ForeignKey(StoredFile.digest), index=True)
    reserved_on: Mapped[date]
    clerk_uid: Mapped[str] = mapped_column(String(36))
    clerk_name: Mapped[str] = mapped_column(Text)


class HandwrittenPaper(Base):
    """A paper written by hand on a sheet of a block, or one of its sheets that was never used."""

    __tablename__ = "handwritten_paper"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), unique=True)
    block_id: Mapped[int] = mapped_column(ForeignKey(NumberBlock.id), index=True)
    written_by: Mapped[str | None] = mapped_column(Text)
    content: Mapped[str | None] = mapped_column(Text)
