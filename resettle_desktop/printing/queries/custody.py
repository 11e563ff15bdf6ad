"""What is asked of seals, collectors, numbered sheets, blocks for power cuts, and of whole series."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AccessEntry, AccessKind
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.office.queries import office_row, setting
from resettle_desktop.office.rules.settings import PAPER_PATTERN, UNCOLLECTED_AFTER_DAYS
from resettle_desktop.printing.models import (
    HandwrittenPaper,
    IssuedPaper,
    NumberBlock,
    PaperCollection,
    PaperSeries,
    SealUse,
    SeriesOpening,
    SheetMovement,
)
from resettle_desktop.printing.queries.papers import PaperRow, issued_papers
from resettle_desktop.printing.rules import KINDS, OUT, PaperKind, PaperStage, format_number
from resettle_desktop.printing.rules.custody import (
    SIGNED_WORDS,
    Moved,
    PadCount,
    SeriesCount,
    SheetMove,
    Sheets,
    Signed,
    count_pad,
)

CUSTODY: Final = (PaperStage.TO_SEAL, PaperStage.SEALED, PaperStage.UNCOLLECTED)
"""Stages of a paper that still lies in the office."""


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """A paper that waits for a seal or a collector; ``sealed_at`` and how long nobody came for it."""

    paper: PaperRow
    sealed_at: datetime | None
    days: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class SealLine:
    """The last line of the seal log, which the next one mostly repeats."""

    seal: str
    keeper: str
    approver: str


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """Who got a paper."""

    collector: str
    number: str
    relation: str | None
    signed: Signed
    witness: str | None
    read_aloud: bool
    at: datetime

    def words(self, masked: str) -> str:
        """The collection in one phrase, with the number as it may be shown."""
        parts = [f"{self.collector} {masked}", self.relation or "本人", SIGNED_WORDS[self.signed]]
        if self.witness:
            parts.append(f"见证人{self.witness}")
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A line of the stationery's book."""

    kind: str
    moved: Moved
    paper: str | None
    note: str | None
    at: datetime
    clerk_name: str


@dataclass(frozen=True, slots=True)
class ReservedNumber:
    """A number of a block nothing was said of yet."""

    block_uid: str
    kind: str
    year: int
    serial: int
    number: str
    reserved_on: date

    @property
    def uid(self) -> str:
        """What a page is opened with for it."""
        return f"{self.block_uid}.{self.serial}"


def custody(
    session: Session, kinds: Collection[str], today: date, stages: Collection[PaperStage] = CUSTODY
) -> tuple[CustodyRow, ...]:
    """Papers that lie in the office and wait for a seal or a collector; the oldest first.

    What was brought back or lost waits for the head instead.
    """
    rows = [row for row in issued_papers(session, kinds, stages=stages)[::-1] if row.back is None]
    uses = session.execute(
        select(IssuedPaper.uid, SealUse.at)
        .join(IssuedPaper, IssuedPaper.id == SealUse.paper_id)
        .where(IssuedPaper.stage.in_([stage.value for stage in CUSTODY]))
        .order_by(SealUse.id)
    )
    sealed: dict[str, datetime] = {line.uid: line.at for line in uses}
    most = int(str(setting(session, UNCOLLECTED_AFTER_DAYS, today)))
    found = []
    for row in rows:
        at = sealed.get(row.uid)
        days = (today - civil_date(at)).days if at else 0
        found.append(CustodyRow(row, at, days, overdue=at is not None and days >= most))
    return tuple(found)


def last_seal(session: Session, kinds: Collection[str]) -> SealLine | None:
    """Which seal was pressed last on a paper of these kinds, who keeps it, who approved."""
    found = session.execute(
        select(SealUse.seal, SealUse.keeper, SealUse.approver)
        .join(IssuedPaper, IssuedPaper.id == SealUse.paper_id)
        .where(IssuedPaper.kind.in_(kinds))
        .order_by(SealUse.id.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else SealLine(*found)


def collection(session: Session, uid: str) -> CollectionRow | None:
    """Who got a paper; None while nobody did."""
    found = session.execute(
        select(PaperCollection)
        .join(IssuedPaper, IssuedPaper.id == PaperCollection.paper_id)
        .where(IssuedPaper.uid == uid)
    ).scalar_one_or_none()
    if found is None:
        return None
    return CollectionRow(
        found.collector,
        found.number,
        found.relation,
        Signed(found.signed),
        found.witness,
        found.read_aloud,
        found.at,
    )


def was_sent(session: Session, row: PaperRow) -> bool:
    """Whether the bytes of a paper ever went to a printer or into a file: then a sheet may exist."""
    return (
        session.execute(
            select(AccessEntry.id)
            .where(
                AccessEntry.subject_uid == row.subject_uid,
                AccessEntry.kind.in_([AccessKind.PRINTED.value, AccessKind.EXPORTED.value]),
                AccessEntry.reason == row.number,
            )
            .limit(1)
        ).first()
        is not None
    )


def movements(session: Session, kinds: Collection[str]) -> tuple[MovementRow, ...]:
    """Every movement of numbered sheets of these kinds, the first first."""
    found = session.execute(
        select(SheetMovement, IssuedPaper.number)
        .outerjoin(IssuedPaper, IssuedPaper.id == SheetMovement.paper_id)
        .where(SheetMovement.kind.in_(kinds))
        .order_by(SheetMovement.id)
    )
    return tuple(
        MovementRow(
            line.kind,
            Moved(SheetMove(line.move), Sheets(line.prefix, line.digits, line.first, line.last)),
            number,
            line.note,
            line.at,
            line.clerk_name,
        )
        for line, number in found
    )


def pad(session: Session, kind: str) -> PadCount | None:
    """The numbered sheets of a kind, counted; None where the office never received any."""
    booked = [row.moved for row in movements(session, (kind,))]
    return count_pad(booked) if booked else None


def reserved_numbers(session: Session, kinds: Collection[str]) -> tuple[ReservedNumber, ...]:
    """Numbers of blocks that are neither entered nor given up."""
    blocks = session.execute(
        select(NumberBlock, PaperSeries.year)
        .join(PaperSeries, PaperSeries.id == NumberBlock.series_id)
        .where(NumberBlock.kind.in_(kinds))
        .order_by(NumberBlock.id)
    ).all()
    found = []
    for block, year in blocks:
        entered = set(
            session.scalars(
                select(IssuedPaper.serial)
                .join(HandwrittenPaper, HandwrittenPaper.paper_id == IssuedPaper.id)
                .where(HandwrittenPaper.block_id == block.id)
            )
        )
        for serial in range(block.first, block.last + 1):
            if serial not in entered:
                number = number_of(session, KINDS[block.kind], block.reserved_on, year, serial)
                found.append(ReservedNumber(block.uid, block.kind, year, serial, number, block.reserved_on))
    return tuple(found)


def number_of(session: Session, kind: PaperKind, day: date, year: int, serial: int) -> str:
    """A number as the office spelled it on that day."""
    pattern = str(setting(session, PAPER_PATTERN, day))
    return format_number(kind, pattern, year, serial, practice=office_row(session).practice)


def series_counts(
    session: Session, kinds: Collection[str], year: int, day: date | None = None
) -> tuple[SeriesCount, ...]:
    """Every series of a year with all its numbers; of one day, when given, those issued or entered on it."""
    runs = {KINDS[name].series for name in kinds}
    found = session.execute(
        select(PaperSeries, SeriesOpening.last_serial, SeriesOpening.book)
        .outerjoin(SeriesOpening, SeriesOpening.series_id == PaperSeries.id)
        .where(PaperSeries.year == year, PaperSeries.series.in_(runs))
        .order_by(PaperSeries.series, PaperSeries.id)
    ).all()
    counted = (_count(session, series, opening or 0, book or "", day) for series, opening, book in found)
    return tuple(one for one in counted if day is None or one.issued)


def _count(session: Session, series: PaperSeries, opening: int, book: str, day: date | None) -> SeriesCount:
    papers = session.execute(
        select(IssuedPaper.serial, IssuedPaper.stage, IssuedPaper.issued_at, HandwrittenPaper.id)
        .outerjoin(HandwrittenPaper, HandwrittenPaper.paper_id == IssuedPaper.id)
        .where(IssuedPaper.series_id == series.id)
        .order_by(IssuedPaper.serial)
    ).all()
    in_book = {serial for serial, *_ in papers}
    reserved = {
        serial
        for first, last in session.execute(
            select(NumberBlock.first, NumberBlock.last).where(NumberBlock.series_id == series.id)
        )
        for serial in range(first, last + 1)
        if serial not in in_book
    }
    shown = [line for line in papers if day is None or civil_date(line.issued_at) == day]
    stages = Counter(PaperStage(line.stage) for line in shown)
    missing = set(range(opening + 1, series.last_serial + 1)) - in_book - reserved
    serials = [line.serial for line in shown]
    names = [kind for kind in KINDS.values() if kind.series == series.series]
    return SeriesCount(
        uid=series.uid,
        title="、".join(kind.title for kind in names),
        issuer_uid=series.issuer_uid,
        issuer=_issuer_name(session, series.id),
        year=series.year,
        opening=opening,
        book=book,
        first=min(serials, default=None),
        last=max(serials, default=None),
        issued=len(shown),
        out=sum(stages[stage] for stage in OUT),
        spoiled=stages[PaperStage.SPOILED],
        void=stages[PaperStage.VOID],
        handwritten=sum(line[3] is not None for line in shown),
        unanswered=stages[PaperStage.ISSUED],
        reserved=len(reserved),
        missing=tuple(sorted(missing)),
    )


def _issuer_name(session: Session, series_id: int) -> str:
    name = session.execute(
        select(IssuedPaper.issuer_name)
        .where(IssuedPaper.series_id == series_id)
        .order_by(IssuedPaper.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return name or office_row(session).name


def interrupted(session: Session, rows: Sequence[PaperRow]) -> tuple[PaperRow, ...]:
    """Of these papers, those that are still open and whose bytes never reached anybody."""
    return tuple(row for row in rows if row.unanswered and not was_sent(session, row))
