"""What 找谁办 can be asked: its lines, and how often each certificate was asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resettle_desktop.printing.models.directory import DirectoryAsk, DirectoryEntry
from resettle_desktop.printing.queries.papers import office_issuer
from resettle_desktop.printing.rules.directory import PRESETS, DirectoryLine, Outcome, asked_for

BETWEEN: Final = "、"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A line with how often it was asked for this month and this year; ``version`` once the office has it."""

    line: DirectoryLine
    version: int | None
    this_month: int
    this_year: int

    @property
    def uid(self) -> str:
        """What the line is known by."""
        return self.line.code


@dataclass(frozen=True, slots=True)
class AskRow:
    """One line of the register of what was asked for."""

    uid: str
    asked_on: date
    title: str
    whom: str
    outcome: Outcome
    reason: str
    clerk_name: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How often one kind was asked for in one month, and how often the head let it be."""

    month: str
    title: str
    asked: int
    allowed: int


def directory_lines(session: Session) -> tuple[DirectoryLine, ...]:
    """Every line as the office has it: the twenty first, then its own in the order they came."""
    return tuple(line for line, _version in _lines(session))


def directory_rows(session: Session, today: date) -> tuple[DirectoryRow, ...]:
    """Every line, counted."""
    month, year = _counts(session, today.replace(day=1)), _counts(session, today.replace(month=1, day=1))
    return tuple(
        DirectoryRow(line, version, month.get(line.code, 0), year.get(line.code, 0))
        for line, version in _lines(session)
    )


def directory_row(session: Session, code: str, today: date) -> DirectoryRow:
    """One line. Raises LookupError when there is none."""
    row = next((row for row in directory_rows(session, today) if row.line.code == code), None)
    if row is None:
        raise LookupError(code)
    return row


def forbidden_for(session: Session, use: str) -> DirectoryLine | None:
    """The certificate a committee does not give that these words ask for."""
    return asked_for(use, directory_lines(session))


def directory_asks(session: Session, *, since: date | None = None) -> tuple[AskRow, ...]:
    """The register of what was asked for, the latest first."""
    table = DirectoryAsk
    rows = session.execute(
        select(
            table.uid,
            table.asked_on,
            table.title,
            table.whom,
            table.outcome,
            table.reason,
            table.clerk_name,
        )
        .where(table.asked_on >= (since or date.min))
        .order_by(table.asked_on.desc(), table.id.desc())
    )
    return tuple(
        AskRow(uid, on, title, whom, Outcome(outcome), reason, clerk)
        for uid, on, title, whom, outcome, reason, clerk in rows
    )


def asks_by_month(session: Session, *, since: date | None = None) -> tuple[MonthCount, ...]:
    """How often each kind was asked for, month by month, the latest month first."""
    counted: dict[tuple[str, str], list[int]] = {}
    for row in directory_asks(session, since=since):
        count = counted.setdefault((f"{row.asked_on:%Y-%m}", row.title), [0, 0])
        count[0] += 1
        count[1] += row.outcome is Outcome.ALLOWED
    ordered = sorted(counted.items(), key=lambda item: item[0][1])
    ordered.sort(key=lambda item: item[0][0], reverse=True)
    return tuple(MonthCount(month, title, *count) for (month, title), count in ordered)


def _lines(session: Session) -> tuple[tuple[DirectoryLine, int | None], ...]:
    table = DirectoryEntry
    columns = (
        table.code,
        table.title,
        table.office,
        table.papers,
        table.words,
        table.address,
        table.phone,
        table.source,
        table.in_use,
        table.version,
    )
    issuer = office_issuer(session)
    changed = {
        code: (
            DirectoryLine(
                code,
                title,
                office,
                papers,
                tuple(filter(None, words.split(BETWEEN))),
                address,
                phone,
                source,
                in_use,
            ),
            version,
        )
        for code, title, office, papers, words, address, phone, source, in_use, version in session.execute(
            select(*columns).where(table.issuer_uid == issuer.uid).order_by(table.id)
        )
    }
    presets = tuple(changed.pop(line.code, (line, None)) for line in PRESETS)
    return (*presets, *changed.values())


def _counts(session: Session, since: date) -> dict[str, int]:
    rows = session.execute(
        select(DirectoryAsk.code, func.count())
        .where(DirectoryAsk.asked_on >= since)
        .group_by(DirectoryAsk.code)
    )
    return {row[0]: row[1] for row in rows}
