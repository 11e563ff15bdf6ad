"""Sheets of numbered stationery are received, used, spoiled, lost and given back, each once."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.printing.models import SheetMovement
from resettle_desktop.printing.queries.custody import movements, pad
from resettle_desktop.printing.rules import KINDS, PaperKind
from resettle_desktop.printing.rules.custody import (
    MOVE_WORDS,
    Moved,
    SheetMove,
    check_movement,
    read_sheets,
)
from resettle_desktop.printing.use_cases.booking import CLERKS, LONGEST_REASON

NOTE_NEEDED: Final = "请写明{move}的原因"
NO_KIND: Final = "请先选是哪种文书的空白纸"
BY_ITSELF: Final = "用掉的纸在回答“打印好了”时自动记，不用在这里填"
NOTED: Final = frozenset({SheetMove.SPOILED, SheetMove.LOST})
LONGEST_SHEET: Final = 20


@dataclass(frozen=True, slots=True)
class SheetsDraft:
    """Which sheets of which kind's stationery came or went; one sheet when no last number is given."""

    kind: str
    move: SheetMove
    first: str
    last: str = ""
    note: str = ""


@act("登记编号空白纸", needs=CLERKS)
def move_sheets(work: Work, draft: SheetsDraft) -> int:
    """Book a run of sheets as received, spoiled, lost or given back; answers how many."""
    kind = KINDS.get(draft.kind)
    if kind is None:
        raise Refusal(NO_KIND, "kind")
    work.needs(*kind.needs)
    if draft.move is SheetMove.USED:
        raise Refusal(BY_ITSELF, "move")
    first, last = (
        clean_line(text, what="纸张编号", field=field, longest=LONGEST_SHEET)
        for text, field in ((draft.first, "first"), (draft.last, "last"))
    )
    note = clean_line(draft.note, what="原因", field="note", longest=LONGEST_REASON)
    if draft.move in NOTED and not note:
        raise Refusal(NOTE_NEEDED.format(move=MOVE_WORDS[draft.move]), "note")
    sheets = read_sheets(first, last)
    _book(work, kind, Moved(draft.move, sheets), field="first", note=note or None)
    work.about("stationery", work.actor.uid, f"{kind.title} {sheets.words}")
    return sheets.count


def use_sheet(work: Work, kind: PaperKind, paper_id: int, sheet: str | None) -> None:
    """Part of printing: book the sheet it was printed on, the one given or else the next of the pad.

    Where the office counts no sheets of the kind, or the pad says it is empty, nothing is booked: nobody at
    the counter waits for a pad.
    """
    count = pad(work.session, kind.name)
    number = sheet or (count.next if count else None)
    if number is not None:
        _book_one(work, kind, SheetMove.USED, number, paper_id)


def spoil_sheet(work: Work, kind: PaperKind, paper_id: int, sheet: str) -> None:
    """Part of printing: book the sheet that was spoiled, where the office counts the sheets of the kind."""
    if pad(work.session, kind.name) is not None:
        _book_one(work, kind, SheetMove.SPOILED, sheet, paper_id)


def _book_one(work: Work, kind: PaperKind, move: SheetMove, sheet: str, paper_id: int) -> None:
    try:
        sheets = read_sheets(sheet, "")
    except Refusal as refusal:
        raise Refusal(refusal.text, "sheet_number") from None
    _book(work, kind, Moved(move, sheets), field="sheet_number", paper_id=paper_id)


def _book(
    work: Work,
    kind: PaperKind,
    new: Moved,
    *,
    field: str,
    paper_id: int | None = None,
    note: str | None = None,
) -> None:
    booked = [row.moved for row in movements(work.session, (kind.name,))]
    check_movement(booked, new, field)
    sheets = new.sheets
    work.insert(
        SheetMovement,
        kind=kind.name,
        move=new.move,
        prefix=sheets.prefix,
        digits=sheets.digits,
        first=sheets.first,
        last=sheets.last,
        paper_id=paper_id,
        note=note,
        at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
