"""标准: the amounts an office measures households against, each from a day on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.households.models import Threshold
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.homes import THRESHOLDS, ThresholdKind
from resettle_desktop.households.rules.thresholds import PROVINCE_DIGITS, check_amount
from resettle_desktop.office.rules import Role

SETTLED_LATER: Final = "这项标准已经定了更晚开始的值，请选更晚的日期"
TASK_YEARS: Final = range(2001, 2101)
NO_SUCH_YEAR: Final = "搬迁任务年度不对，请核对"
NO_PROVINCE: Final = "省份请填两位行政区划代码，如14"


@dataclass(frozen=True, slots=True)
class ThresholdDraft:
    """An amount from ``starts`` (today when None) on; ``value`` None says there is no limit.

    What is None of kind of household, province (two digits) and task year holds for all.
    """

    kind: ThresholdKind
    value: int | None
    relocation_kind: RelocationKind | None = None
    province: str | None = None
    task_year: int | None = None
    starts: date | None = None
    source: str = ""


@act("定标准", needs=(Role.HEAD, Role.ADMINISTRATOR))
def set_threshold(work: Work, draft: ThresholdDraft) -> None:
    """Settle an amount from a day on; what was measured against before stays askable."""
    work.about("threshold", draft.kind.value, THRESHOLDS[draft.kind])
    province = draft.province or None
    digits = province is None or (province.isascii() and province.isdigit())
    if not digits or len(province or "00") != PROVINCE_DIGITS:
        raise Refusal(NO_PROVINCE, "province")
    whom = {
        "kind": draft.kind.value,
        "relocation_kind": draft.relocation_kind.value if draft.relocation_kind else None,
        "province": province,
        "task_year": draft.task_year,
    }
    if draft.task_year is not None and draft.task_year not in TASK_YEARS:
        raise Refusal(NO_SUCH_YEAR, "task_year")
    starts = draft.starts or work.today
    table = table_of(Threshold)
    rows = work.session.execute(
        select(table.c.id, table.c.starts, table.c.ends).where(
            known(Threshold), *(table.c[name].is_not_distinct_from(value) for name, value in whom.items())
        )
    ).all()
    if any(row.starts > starts for row in rows):
        raise Refusal(SETTLED_LATER, "starts")
    for row in rows:
        if row.starts == starts:
            work.supersede(Threshold, row.id)
        elif row.ends is None or row.ends > starts:
            work.supersede(Threshold, row.id, ends=starts, ends_precision=Precision.DAY)
    work.insert(
        Threshold,
        **whom,
        value=check_amount(draft.kind, draft.value),
        source=clean_text(draft.source, field="source", what="依据"),
        starts=starts,
        starts_precision=Precision.DAY,
    )
