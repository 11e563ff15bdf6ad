"""The columns of the household list's sheet: those of the list, and what was declared of each household."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.rows_model import shown_text
from resettle_desktop.households.queries import HouseholdRow
from resettle_desktop.households.queries.household_sheets import HouseholdSheetRow
from resettle_desktop.households.rules.declared import SETTLEMENT_MODES, word
from resettle_desktop.households.rules.homes import HOUSEHOLD_TYPES, POVERTY_ATTRIBUTES, TITLE_STAGES

DECLARED: Final = (
    Column[HouseholdSheetRow]("户类型", lambda row: word(HOUSEHOLD_TYPES, row.household_type), width=6),
    Column[HouseholdSheetRow](
        "贫困户属性", lambda row: word(POVERTY_ATTRIBUTES, row.poverty_attribute), width=8
    ),
    Column[HouseholdSheetRow]("脱贫年度", lambda row: _number(row.poverty_exit_year), width=5, right=True),
    Column[HouseholdSheetRow]("搬迁任务年度", lambda row: _number(row.task_year), width=6, right=True),
    Column[HouseholdSheetRow]("安置方式", lambda row: word(SETTLEMENT_MODES, row.settlement_mode), width=6),
    Column[HouseholdSheetRow]("协议人口数", lambda row: _number(row.agreement_heads), width=5, right=True),
    Column[HouseholdSheetRow](
        "实际入住时间", lambda row: row.moved_in.dashed() if row.moved_in else "", width=7
    ),
    Column[HouseholdSheetRow]("房子证", lambda row: word(TITLE_STAGES, row.title), width=5),
)


def sheet_columns(columns: Sequence[Column[HouseholdRow]]) -> tuple[Column[HouseholdSheetRow], ...]:
    """The list's own columns and the declared ones, all of a sheet's row."""
    return (*(_of_line(column) for column in columns), *DECLARED)


def _of_line(column: Column[HouseholdRow]) -> Column[HouseholdSheetRow]:
    plain: Any = replace(column, chip=None, sort=None)
    whole = column.whole
    return replace(
        plain,
        value=lambda row: shown_text(column, row.line),
        whole=_whole(whole) if whole is not None else None,
    )


def _whole(whole: Callable[[HouseholdRow], str]) -> Callable[[HouseholdSheetRow], str]:
    return lambda row: whole(row.line)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
