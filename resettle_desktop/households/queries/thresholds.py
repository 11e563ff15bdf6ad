"""标准 as they are settled: what holds, what held before, what is to come, and the defaults beneath."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.values.divisions import national_divisions
from resettle_desktop.households.models import Threshold
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.homes import ThresholdKind
from resettle_desktop.households.rules.thresholds import DEFAULTS, PROVINCE_DIGITS, Standard


class Standing(StrEnum):
    """Whether an amount holds on the day asked for."""

    HOLDS = "holds"
    DEFAULT = "default"
    LATER = "later"
    BEFORE = "before"


STANDINGS: Final = {
    Standing.HOLDS: "现行",
    Standing.DEFAULT: "默认",
    Standing.LATER: "还没到",
    Standing.BEFORE: "已换",
}
_ORDER: Final = (Standing.HOLDS, Standing.DEFAULT, Standing.LATER, Standing.BEFORE)


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """One amount and whom it holds for; ``starts`` None: from ever, ``last_day`` None: still."""

    uid: str
    standard: Standard
    province_name: str
    starts: date | None
    last_day: date | None
    source: str
    standing: Standing


def threshold_rows(session: Session, as_of: date) -> tuple[ThresholdRow, ...]:
    """Every amount that was ever settled, by kind; of each kind what holds on the day goes first."""
    rows = session.execute(select(Threshold).where(known(Threshold)).order_by(Threshold.id)).scalars()
    settled = [_settled(row, as_of) for row in rows]
    held = [row.standard for row in settled if row.standing is Standing.HOLDS]
    rows_of_all = [*settled, *(_default(standard, held) for standard in DEFAULTS)]
    return tuple(sorted(rows_of_all, key=_sort_key))


def threshold_row(session: Session, uid: str, as_of: date) -> ThresholdRow | None:
    """One of them by what its row is called."""
    return next((row for row in threshold_rows(session, as_of) if row.uid == uid), None)


@cache
def provinces() -> tuple[tuple[str, str], ...]:
    """The provinces, by the two digits their codes begin with."""
    units = national_divisions().under("")
    return tuple((unit.code[:PROVINCE_DIGITS], unit.name) for unit in units)


def _sort_key(row: ThresholdRow) -> tuple[Any, ...]:
    whom = (row.standard.relocation_kind or "", row.standard.province or "", row.standard.task_year or 0)
    latest_first = -(row.starts.toordinal() if row.starts else 0)
    kind = tuple(ThresholdKind).index(row.standard.kind)
    return kind, _ORDER.index(row.standing), whom, latest_first


def _settled(row: Threshold, as_of: date) -> ThresholdRow:
    if row.starts > as_of:
        standing = Standing.LATER
    elif row.ends is not None and row.ends <= as_of:
        standing = Standing.BEFORE
    else:
        standing = Standing.HOLDS
    standard = Standard(
        ThresholdKind(row.kind),
        row.value,
        RelocationKind(row.relocation_kind) if row.relocation_kind else None,
        row.province,
        row.task_year,
    )
    return ThresholdRow(
        uid=row.uid,
        standard=standard,
        province_name=dict(provinces()).get(row.province, row.province) if row.province else "",
        starts=row.starts,
        last_day=row.ends - timedelta(days=1) if row.ends else None,
        source=row.source or "",
        standing=standing,
    )


def _default(standard: Standard, held: list[Standard]) -> ThresholdRow:
    """A default holds until the office settles something for everybody it is for."""
    replaced = any(
        one.kind is standard.kind
        and one.relocation_kind in {None, standard.relocation_kind}
        and one.province is None
        and one.task_year is None
        for one in held
    )
    standing = Standing.BEFORE if replaced else Standing.DEFAULT
    return ThresholdRow(f"default {standard.kind}", standard, "", None, None, "程序默认", standing)
