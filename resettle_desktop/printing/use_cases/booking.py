"""What every act about papers does: find the paper, take numbers, note a step, clean a reason."""

from datetime import date
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.models import IssuedPaper, PaperEvent, PaperSeries
from resettle_desktop.printing.queries import PaperRow, paper
from resettle_desktop.printing.rules import KINDS, Issuer, PaperKind, PaperStep

CLERKS: Final = (
    Role.HOUSEHOLD_CLERK,
    Role.PARTY_CLERK,
    Role.ORIGIN_CLERK,
    Role.DESTINATION_CLERK,
    Role.HEAD,
)
"""Everybody who handles papers of some kind; which kinds, each ``PaperKind.needs`` says."""

LONGEST_REASON: Final = 200
REASON_NEEDED: Final = "请写明作废的原因"


def series_of(work: Work, kind: PaperKind, issuer: Issuer, day: date) -> tuple[int, int]:
    """Part of taking numbers: the series of a day's year, begun if need be, and its last serial."""
    found = work.session.execute(
        select(PaperSeries.id, PaperSeries.last_serial).where(
            PaperSeries.issuer_uid == issuer.uid,
            PaperSeries.series == kind.series,
            PaperSeries.year == day.year,
        )
    ).one_or_none()
    if found is not None:
        return found.id, found.last_serial
    series_id = work.insert(
        PaperSeries,
        issuer_kind=issuer.kind,
        issuer_uid=issuer.uid,
        series=kind.series,
        year=day.year,
        last_serial=0,
    )
    return series_id, 0


def take_numbers(work: Work, kind: PaperKind, issuer: Issuer, count: int = 1) -> tuple[int, int]:
    """Part of taking numbers: the series, and the first of ``count`` serials after its last.

    The counter is written in the act that books the paper: both stand or neither does, so no gap can open.
    """
    series_id, last = series_of(work, kind, issuer, work.today)
    work.update(PaperSeries, series_id, last_serial=last + count)
    return series_id, last + 1


def handled_paper(work: Work, uid: str) -> tuple[int, PaperRow]:
    """Part of every act about a paper: the key and the line of one the actor may handle."""
    row = paper(work.session, uid)
    work.needs(*KINDS[row.kind].needs)
    row_id = work.session.execute(select(IssuedPaper.id).where(IssuedPaper.uid == uid)).scalar_one()
    return row_id, row


def reason_of(text: str, *, required: bool) -> str | None:
    """A reason as it is kept."""
    reason = clean_line(text, what="原因", field="reason", longest=LONGEST_REASON)
    if required and not reason:
        raise Refusal(REASON_NEEDED, field="reason")
    return reason or None


def note_step(work: Work, paper_id: int, step: PaperStep, reason: str | None = None) -> None:
    """Part of every act about a paper: add a line to a paper's history."""
    actor = work.actor
    work.insert(
        PaperEvent,
        paper_id=paper_id,
        step=step,
        at=work.now,
        clerk_uid=actor.uid,
        clerk_name=actor.name,
        desk=actor.desk,
        reason=reason,
    )


def about_paper(work: Work, row: PaperRow) -> None:
    """Part of every act about a paper: its subject is what the act is about."""
    work.about(row.subject_kind, row.subject_uid, f"{row.subject_label} {row.number}")
