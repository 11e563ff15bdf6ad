"""Seals, collectors, numbered sheets and blocks for power cuts: their words and their arithmetic."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal


class Signed(StrEnum):
    """How somebody confirmed that he got a paper."""

    NAME = "name"
    FINGERPRINT = "fingerprint"
    BY_OTHER = "by_other"


SIGNED_WORDS: Final = {Signed.NAME: "签名", Signed.FINGERPRINT: "按指印", Signed.BY_OTHER: "代签"}


class SheetMove(StrEnum):
    """What can happen to a sheet of numbered stationery."""

    RECEIVED = "received"
    USED = "used"
    SPOILED = "spoiled"
    LOST = "lost"
    RETURNED = "returned"


MOVE_WORDS: Final = {
    SheetMove.RECEIVED: "领入",
    SheetMove.USED: "用掉",
    SheetMove.SPOILED: "打坏",
    SheetMove.LOST: "丢失",
    SheetMove.RETURNED: "退回",
}

SHEET: Final = re.compile(r"(\D*)(\d{1,12})", re.ASCII)
NOT_A_SHEET: Final = "纸张编号的最后要是数字，例如 A000123"
BACKWARDS: Final = "止号比起号还小，请核对"
OTHER_PREFIX: Final = "起号和止号的写法不一样，请照纸上印的填"
TOO_MANY: Final = "一次最多{most}张，请核对起止号"
NOT_IN_PAD: Final = "{sheet}不在领入的空白纸里，请核对"
ACCOUNTED: Final = "{sheet}已经记过“{move}”，请核对"
RECEIVED_ALREADY: Final = "{sheet}已经领入过，请核对"
MOST_SHEETS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Sheets:
    """A run of sheets as printed on them: prefix, how many digits, first and last."""

    prefix: str
    digits: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many sheets."""
        return self.last - self.first + 1

    def spelled(self, number: int) -> str:
        """One sheet's number as it stands on the sheet."""
        return f"{self.prefix}{number:0{self.digits}d}"

    @property
    def words(self) -> str:
        """The run in one phrase."""
        first = self.spelled(self.first)
        return first if self.count == 1 else f"{first}—{self.spelled(self.last)}"

    def overlap(self, other: "Sheets") -> int | None:
        """The first sheet both have; None when they share none."""
        if (self.prefix, self.digits) != (other.prefix, other.digits):
            return None
        first = max(self.first, other.first)
        return first if first <= min(self.last, other.last) else None


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement of sheets that is booked."""

    move: SheetMove
    sheets: Sheets


def read_sheets(first: str, last: str) -> Sheets:
    """Read a run as typed; one sheet when no last number is given.

    Raises Refusal of ``first`` or ``last``.
    """
    begin = SHEET.fullmatch(first)
    if begin is None:
        raise Refusal(NOT_A_SHEET, "first")
    end = SHEET.fullmatch(last) if last else begin
    if end is None:
        raise Refusal(NOT_A_SHEET, "last")
    if end[1] != begin[1] or len(end[2]) != len(begin[2]):
        raise Refusal(OTHER_PREFIX, "last")
    sheets = Sheets(begin[1], len(begin[2]), int(begin[2]), int(end[2]))
    if sheets.last < sheets.first:
        raise Refusal(BACKWARDS, "last")
    if sheets.count > MOST_SHEETS:
        raise Refusal(TOO_MANY.format(most=MOST_SHEETS), "last")
    return sheets


def check_movement(booked: Sequence[Moved], new: Moved, field: str) -> None:
    """Refuse sheets that were never received, or of which something was said before."""
    received = [moved.sheets for moved in booked if moved.move is SheetMove.RECEIVED]
    if new.move is SheetMove.RECEIVED:
        for sheets in received:
            twice = sheets.overlap(new.sheets)
            if twice is not None:
                raise Refusal(RECEIVED_ALREADY.format(sheet=new.sheets.spelled(twice)), field)
        return
    for number in _outside(new.sheets, received):
        raise Refusal(NOT_IN_PAD.format(sheet=new.sheets.spelled(number)), field)
    for moved in booked:
        if moved.move is SheetMove.RECEIVED:
            continue
        twice = moved.sheets.overlap(new.sheets)
        if twice is not None:
            words = {"sheet": new.sheets.spelled(twice), "move": MOVE_WORDS[moved.move]}
            raise Refusal(ACCOUNTED.format(**words), field)


def _outside(sheets: Sheets, received: Iterable[Sheets]) -> Iterable[int]:
    """The first sheet of a run that no received range has."""
    at = sheets.first
    ranges = [each for each in received if (each.prefix, each.digits) == (sheets.prefix, sheets.digits)]
    for each in sorted(ranges, key=lambda one: one.first):
        if each.first <= at <= each.last:
            at = each.last + 1
    if at <= sheets.last:
        yield at


@dataclass(frozen=True, slots=True)
class PadCount:
    """Sheets of a kind in numbers; ``next`` is the sheet that must lie on top."""

    received: int
    used: int
    spoiled: int
    lost: int
    returned: int
    next: str | None

    @property
    def remaining(self) -> int:
        """How many must lie in the drawer."""
        return self.received - self.used - self.spoiled - self.lost - self.returned


def count_pad(booked: Sequence[Moved]) -> PadCount:
    """Count the sheets of one kind; the pad received first is used first."""
    counts = dict.fromkeys(SheetMove, 0)
    for moved in booked:
        counts[moved.move] += moved.sheets.count
    gone = [moved.sheets for moved in booked if moved.move is not SheetMove.RECEIVED]
    on_top = (_first_left(moved.sheets, gone) for moved in booked if moved.move is SheetMove.RECEIVED)
    return PadCount(
        received=counts[SheetMove.RECEIVED],
        used=counts[SheetMove.USED],
        spoiled=counts[SheetMove.SPOILED],
        lost=counts[SheetMove.LOST],
        returned=counts[SheetMove.RETURNED],
        next=next((sheet for sheet in on_top if sheet), None),
    )


def _first_left(sheets: Sheets, gone: Sequence[Sheets]) -> str | None:
    at = sheets.first
    for each in sorted(gone, key=lambda one: one.first):
        same = (each.prefix, each.digits) == (sheets.prefix, sheets.digits)
        if same and each.first <= at <= each.last:
            at = each.last + 1
    return sheets.spelled(at) if at <= sheets.last else None


@dataclass(frozen=True, slots=True)
class SeriesCount:
    """One series of a year, or what of it fell on one day, number by number accounted for."""

    uid: str
    title: str
    issuer_uid: str
    issuer: str
    year: int
    opening: int
    book: str
    first: int | None
    last: int | None
    issued: int
    out: int
    spoiled: int
    void: int
    handwritten: int
    unanswered: int
    reserved: int
    missing: tuple[int, ...]
    """Serials that are neither in the book nor reserved; there is never one."""
