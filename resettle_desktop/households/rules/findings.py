"""疑点 R09, R10 and R11: what does not fit together in the facts; recorded and told, never a reason to stop.

The rules are those of relocation.md §3.4. What nobody knows is no finding.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.homes import Protection, ThresholdKind
from resettle_desktop.households.rules.thresholds import Measured, Standard, amount_for
from resettle_desktop.sites.rules import spoken_area

HUNDREDTHS: Final = 100
FEN: Final = 100
MONTHS: Final = 12


class FindingRule(StrEnum):
    """Which rule found it: those of the papers by their number, those over people by name."""

    ROOM = "R09"
    MEMBERSHIP = "R10"
    OLD_HOUSE = "R11"
    RELATION = "relation"
    ALIKE = "alike"
    GUARDIAN = "guardian"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at again, in one sentence."""

    rule: FindingRule
    text: str


@dataclass(frozen=True, slots=True)
class LivedIn:
    """A room a household lives in on the day, and who else is registered there."""

    label: str
    area_hundredths: int | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The old house as far as it is known."""

    has_house: bool | None = None
    demolished: bool = False
    due_on: date | None = None
    protection: Protection | None = None
    protection_document: str = ""

    @property
    def is_protected(self) -> bool:
        """Confirmed by the county: a kind without its document is none."""
        return self.protection is not None and bool(self.protection_document)


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the rules look at of one household on one day; None is not known."""

    measured: Measured
    heads: int | None = None
    people: int = 0
    self_funded_fen: int | None = None
    moved_in: ImpreciseDate | None = None
    rooms: tuple[LivedIn, ...] = ()
    left: LeftBehind | None = None


def home_findings(
    home: HomeFacts, standards: Sequence[Standard], as_of: date, *, old_house: bool = False
) -> tuple[Finding, ...]:
    """Everything found about one household; R11 only where it is asked for (decision 26)."""
    found = [
        *(Finding(FindingRule.ROOM, text) for text in _rooms(home, standards)),
        *(Finding(FindingRule.ROOM, text) for text in _self_funded(home, standards)),
    ]
    if old_house:
        found.extend(Finding(FindingRule.OLD_HOUSE, text) for text in _old_house(home, standards, as_of))
    return tuple(found)


def _rooms(home: HomeFacts, standards: Sequence[Standard]) -> Iterator[str]:
    if len(home.rooms) > 1:
        yield f"同时登记在{len(home.rooms)}套房：{'、'.join(room.label for room in home.rooms)}"
    for room in home.rooms:
        if room.others:
            yield f"{room.label}同时还登记着{'、'.join(room.others)}"
    areas = [room.area_hundredths for room in home.rooms if room.area_hundredths is not None]
    cap = amount_for(ThresholdKind.AREA_PER_HEAD, home.measured, standards)
    if cap is None or home.heads is None or not areas:
        return
    allowed = cap * home.heads * HUNDREDTHS
    if sum(areas) > allowed:
        now = f"，现人口{home.people}" if home.people != home.heads else ""
        yield (
            f"住房{spoken_area(sum(areas))}平方米，超过标准{spoken_area(sum(areas) - allowed)}平方米"
            f"（协议人口{home.heads}{now}，标准{spoken_area(allowed)}平方米）"
        )


def _self_funded(home: HomeFacts, standards: Sequence[Standard]) -> Iterator[str]:
    """Either limit exceeded is a finding; both are told when both are."""
    if home.self_funded_fen is None:
        return
    yuan = f"{home.self_funded_fen / FEN:.2f}".removesuffix(".00")
    whole = amount_for(ThresholdKind.SELF_FUND_PER_HOUSEHOLD, home.measured, standards)
    if whole is not None and home.self_funded_fen > whole * FEN:
        yield f"自筹资金{yuan}元，超过每户上限{whole}元"
    each = amount_for(ThresholdKind.SELF_FUND_PER_HEAD, home.measured, standards)
    if each is not None and home.heads is not None and home.self_funded_fen > each * home.heads * FEN:
        yield f"自筹资金{yuan}元，超过人均上限{each}元（协议人口{home.heads}）"


def _old_house(home: HomeFacts, standards: Sequence[Standard], as_of: date) -> Iterator[str]:
    left = home.left
    if left is None or left.has_house is not True or left.demolished or left.is_protected:
        return
    due = old_house_due(home, standards)
    if due is not None and as_of > due:
        yield f"旧房应在{spoken_date(due)}前腾退，已过{(as_of - due).days}天"


def old_house_due(home: HomeFacts, standards: Sequence[Standard]) -> date | None:
    """The day by which the old house is to go: as it was set, or so many months after moving in.

    A moving in known to the month or year counts from its latest day: only what is certain is found.
    """
    if home.left is not None and home.left.due_on is not None:
        return home.left.due_on
    months = amount_for(ThresholdKind.OLD_HOUSE_MONTHS, home.measured, standards)
    if months is None or home.moved_in is None:
        return None
    return months_after(home.moved_in.latest, months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def membership_finding(households: Sequence[str], left: str = "") -> Finding | None:
    """R10: somebody alive who belongs to several households, or who left one for another and is in none."""
    if len(households) > 1:
        return Finding(FindingRule.MEMBERSHIP, f"同时在{len(households)}户里：{'、'.join(households)}")
    if not households:
        since = f"（{left}）" if left else ""
        return Finding(FindingRule.MEMBERSHIP, f"现在不在任何一户里{since}")
    return None
