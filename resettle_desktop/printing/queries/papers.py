"""What the issued book can be asked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.attachments import file_bytes
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.office.queries import certificate_phone, office_row, setting
from resettle_desktop.office.rules.settings import CERTIFICATE_USE, PAPER_PATTERN, REPLACED_ON_FACE
from resettle_desktop.printing.models import HandwrittenPaper, IssuedPaper, PaperEvent, PaperSeries
from resettle_desktop.printing.queries.codes import carries_code
from resettle_desktop.printing.queries.forms import form_in_use
from resettle_desktop.printing.rules import (
    KINDS,
    OPEN,
    OUT,
    WHETHER_BACK,
    Issuer,
    IssuerKind,
    PaperHead,
    PaperKind,
    PaperStage,
    PaperStep,
    back_words,
    format_number,
    may_be_replaced,
)
from resettle_desktop.printing.rules.codes import PrintedCode

OldContents = Callable[[Session, str], tuple[str, ...]]
"""Asked with a paper's uid: what it shows as it no longer is, each as before → after."""

OLD_CONTENTS: Final[dict[str, OldContents]] = {}
"""By the kind of paper; the subject that issues it says so, for it alone knows what its papers show."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line of the issued book, with the numbers it replaces and is replaced by.

    ``back`` is the last that was said of its sheet (it came back, or why not), ``back_said`` by whom or why.
    ``next_sheet`` is the numbered sheet on top of the pad, where its kind's sheets are counted.
    """

    uid: str
    version: int
    number: str
    kind: str
    subject_kind: str
    subject_uid: str
    subject_label: str
    issuer_name: str
    paper_date: date
    issued_at: datetime
    clerk_name: str
    stage: PaperStage
    sheet_number: str | None
    digest: str
    replaces: str | None
    replaced_by: str | None
    reprints: int
    back: PaperStep | None
    back_said: str | None
    handwritten: bool = False
    next_sheet: str = ""

    @property
    def title(self) -> str:
        """What the paper is called."""
        return KINDS[self.kind].title

    @property
    def unanswered(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.stage in OPEN

    @property
    def replaceable(self) -> bool:
        """Whether a new number may stand in for this one."""
        return self.replaced_by is None and may_be_replaced(self.stage, self.back)

    @property
    def back_words(self) -> str:
        """What is known of its sheet; empty when nothing was said."""
        return back_words(self.back, self.back_said or "") if self.back else ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of one paper's history."""

    step: PaperStep
    at: datetime
    clerk_name: str
    desk: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """What is known before a paper is issued about a subject.

    ``waiting`` is the one whose question is still open, ``replaces`` the last one if it was spoiled, voided
    or brought back: a new number stands in for it. ``use`` is what the office's papers are mostly for.
    """

    head: PaperHead
    next_number: str
    use: str
    waiting: PaperRow | None
    replaces: PaperRow | None


def issued_papers(
    session: Session,
    kinds: Collection[str],
    *,
    years: Collection[int] = (),
    stages: Collection[PaperStage] = (),
) -> tuple[PaperRow, ...]:
    """The issued book of these kinds, the latest first; of some years or stages only, when given."""
    conditions: list[ColumnElement[bool]] = [IssuedPaper.kind.in_(kinds)]
    if years:
        conditions.append(PaperSeries.year.in_(years))
    if stages:
        conditions.append(IssuedPaper.stage.in_([stage.value for stage in stages]))
    return _rows(session, *conditions)


def papers_of(session: Session, kinds: Collection[str], subject_uid: str) -> tuple[PaperRow, ...]:
    """What was issued about one subject, the latest first."""
    return _rows(session, IssuedPaper.kind.in_(kinds), IssuedPaper.subject_uid == subject_uid)


def unanswered(
    session: Session, kinds: Collection[str], subject_uid: str | None = None
) -> tuple[PaperRow, ...]:
    """Papers nobody has said 打印好了 of yet, or anything else; the latest first."""
    conditions: list[ColumnElement[bool]] = [IssuedPaper.kind.in_(kinds)]
    conditions.append(IssuedPaper.stage.in_([stage.value for stage in OPEN]))
    if subject_uid is not None:
        conditions.append(IssuedPaper.subject_uid == subject_uid)
    return _rows(session, *conditions)


def due(session: Session, kinds: Collection[str], as_of: date) -> tuple[PaperRow, ...]:
    """What is to be answered from the days before and on ``as_of``, the latest first."""
    return tuple(row for row in unanswered(session, kinds) if civil_date(row.issued_at) <= as_of)


def brought_back(session: Session, kinds: Collection[str]) -> tuple[PaperRow, ...]:
    """Papers that still hold although their sheet was brought back or said to be lost; the oldest first."""
    said = select(PaperEvent.paper_id).where(PaperEvent.step.in_([step.value for step in WHETHER_BACK]))
    rows = _rows(
        session,
        IssuedPaper.kind.in_(kinds),
        IssuedPaper.stage.in_([stage.value for stage in OUT]),
        IssuedPaper.id.in_(said),
    )
    return rows[::-1]


def paper(session: Session, uid: str) -> PaperRow:
    """One line of the book; raises LookupError when there is none."""
    rows = _rows(session, IssuedPaper.uid == uid)
    if not rows:
        raise LookupError(uid)
    return rows[0]


def paper_steps(session: Session, uid: str) -> tuple[StepRow, ...]:
    """One paper's history, the first step first."""
    found = session.execute(
        select(PaperEvent.step, PaperEvent.at, PaperEvent.clerk_name, PaperEvent.desk, PaperEvent.reason)
        .join(IssuedPaper, IssuedPaper.id == PaperEvent.paper_id)
        .where(IssuedPaper.uid == uid)
        .order_by(PaperEvent.id)
    )
    return tuple(StepRow(PaperStep(step), at, clerk, desk, reason) for step, at, clerk, desk, reason in found)


def old_contents(session: Session, row: PaperRow) -> tuple[str, ...]:
    """What a paper shows that was put right since it was issued; none where its kind cannot tell."""
    ask = OLD_CONTENTS.get(row.kind)
    return () if ask is None else ask(session, row.uid)


def paper_bytes(session: Session, uid: str) -> bytes:
    """The very bytes that were issued."""
    return file_bytes(session, paper(session, uid).digest)


def office_issuer(session: Session) -> Issuer:
    """The office itself as an issuer."""
    office = office_row(session)
    return Issuer(IssuerKind.OFFICE, office.uid, office.name)


def draft_head(
    session: Session, kind: PaperKind, issuer: Issuer, today: date, handler: str, *, replaces: str = ""
) -> PaperHead:
    """The head of a draft: everything but the number, which is not taken yet."""
    return paper_head(session, kind, issuer, today, handler, serial=None, replaces=replaces)


def paper_head(
    session: Session,
    kind: PaperKind,
    issuer: Issuer,
    day: date,
    handler: str,
    *,
    serial: int | None,
    replaces: str = "",
) -> PaperHead:
    """The head of a paper with this serial in its series, in place of another when that number is given."""
    on_face = setting(session, REPLACED_ON_FACE, day)
    office = office_row(session)
    pattern = str(setting(session, PAPER_PATTERN, day))
    return PaperHead(
        number=format_number(kind, pattern, day.year, serial, practice=office.practice),
        paper_date=day,
        issuer=issuer.name,
        handler=handler,
        phone=certificate_phone(session, day),
        practice=office.practice,
        draft=serial is None,
        replaces=replaces if isinstance(on_face, tuple) and kind.name in on_face else "",
        code=PrintedCode() if carries_code(session, kind.name, day) else None,
        form=form_in_use(session, kind.name),
    )


def standing(session: Session, kind: PaperKind, subject_uid: str, today: date, handler: str) -> PaperStanding:
    """Where the office stands with a paper about a subject: the draft's head and what was issued before."""
    issuer = office_issuer(session)
    earlier = papers_of(session, (kind.name,), subject_uid)
    replaces = next((row for row in earlier[:1] if row.replaceable), None)
    number = replaces.number if replaces else ""
    return PaperStanding(
        head=draft_head(session, kind, issuer, today, handler, replaces=number),
        next_number=next_number(session, kind, issuer, today),
        use=str(setting(session, CERTIFICATE_USE, today)),
        waiting=next((row for row in earlier if row.unanswered), None),
        replaces=replaces,
    )


def next_number(session: Session, kind: PaperKind, issuer: Issuer, today: date) -> str:
    """The number 开具 would take now; another desk may take it first."""
    last = session.execute(
        select(PaperSeries.last_serial).where(
            PaperSeries.issuer_uid == issuer.uid,
            PaperSeries.series == kind.series,
            PaperSeries.year == today.year,
        )
    ).scalar_one_or_none()
    return paper_head(session, kind, issuer, today, "", serial=(last or 0) + 1).number


def _rows(session: Session, *conditions: ColumnElement[bool]) -> tuple[PaperRow, ...]:
    found = session.execute(_book().where(*conditions).order_by(IssuedPaper.id.desc()))
    return tuple(
        PaperRow(
            **{
                **line,
                "stage": PaperStage(line["stage"]),
                "back": PaperStep(line["back"]) if line["back"] else None,
                "handwritten": line["handwritten"] is not None,
            }
        )
        for line in found.mappings()
    )


def _book() -> Select[Any]:
    """The book's lines as ``PaperRow`` has them."""
    before, after = aliased(IssuedPaper), aliased(IssuedPaper)
    reprints = (
        select(func.count())
        .where(PaperEvent.paper_id == IssuedPaper.id, PaperEvent.step == PaperStep.REPRINTED.value)
        .correlate(IssuedPaper)
        .scalar_subquery()
    )
    said = aliased(PaperEvent)
    last_said = (
        select(func.max(PaperEvent.id))
        .where(
            PaperEvent.paper_id == IssuedPaper.id,
            PaperEvent.step.in_([step.value for step in WHETHER_BACK]),
        )
        .correlate(IssuedPaper)
        .scalar_subquery()
    )
    plain = (
        "uid",
        "version",
        "number",
        "kind",
        "subject_kind",
        "subject_uid",
        "subject_label",
        "issuer_name",
    )
    more = ("paper_date", "issued_at", "clerk_name", "stage", "sheet_number", "digest")
    return (
        select(
            *(getattr(IssuedPaper, name) for name in plain + more),
            before.number.label("replaces"),
            after.number.label("replaced_by"),
            reprints.label("reprints"),
            said.step.label("back"),
            said.reason.label("back_said"),
            HandwrittenPaper.id.label("handwritten"),
        )
        .join(PaperSeries, PaperSeries.id == IssuedPaper.series_id)
        .outerjoin(before, before.id == IssuedPaper.replaces_id)
        .outerjoin(after, after.replaces_id == IssuedPaper.id)
        .outerjoin(said, said.id == last_said)
        .outerjoin(HandwrittenPaper, HandwrittenPaper.paper_id == IssuedPaper.id)
    )
