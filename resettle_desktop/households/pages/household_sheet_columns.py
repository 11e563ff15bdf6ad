"""The columns of the household list's sheet: those of the list, and what was declared of each household."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.rows_model import shown_text
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.listed import spoken_yuan
from resettle_desktop.households.queries import HouseholdFacts, HouseholdRow
from resettle_desktop.households.queries.homes import OldHomeRow, TitleRow
from resettle_desktop.households.queries.household_sheets import HouseholdSheetRow
from resettle_desktop.households.rules.declared import (
    MOVE_MODES,
    MOVE_REASONS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
    word,
)
from resettle_desktop.households.rules.homes import (
    HOUSE_STRUCTURES,
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
)
from resettle_desktop.sites.rules import spoken_area

SAID: Final = {True: "是", False: "否", None: ""}


def _declared(
    title: str, value: Callable[[HouseholdFacts], str], width: int = 6, *, right: bool = False
) -> Column[HouseholdSheetRow]:
    return Column(title, lambda row: value(row.facts), width=width, right=right)


def _of_old(
    title: str, value: Callable[[OldHomeRow], str], width: int = 6, *, right: bool = False
) -> Column[HouseholdSheetRow]:
    return Column(title, lambda row: value(row.old) if row.old else "", width=width, right=right)


def _of_title(title: str, value: Callable[[TitleRow], str], width: int = 6) -> Column[HouseholdSheetRow]:
    return Column(title, lambda row: value(row.title) if row.title else "", width=width)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _area(hundredths: int | None) -> str:
    return "" if hundredths is None else spoken_area(hundredths)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _dashed(value: ImpreciseDate | None) -> str:
    return value.dashed() if value else ""


def _cause(place: int) -> Callable[[HouseholdFacts], str]:
    return lambda facts: POVERTY_CAUSES[facts.causes[place]] if place < len(facts.causes) else ""


DECLARED: Final = (
    Column[HouseholdSheetRow]("建档日期", lambda row: row.registered_on.isoformat(), width=6),
    _declared("国家系统户编号", lambda f: f.national_no, 9),
    _declared("家庭编号", lambda f: f.family_no, 9),
    _declared("户类型", lambda f: word(HOUSEHOLD_TYPES, f.household_type)),
    _declared("贫困户属性", lambda f: word(POVERTY_ATTRIBUTES, f.poverty_attribute), 8),
    _declared("脱贫年度", lambda f: _number(f.poverty_exit_year), 5, right=True),
    _declared("返贫年度", lambda f: _number(f.poverty_return_year), 5, right=True),
    _declared("返贫原因", lambda f: f.poverty_return_reason, 8),
    *(_declared(f"致贫原因{place + 1}", _cause(place)) for place in range(3)),
    _declared("搬迁任务年度", lambda f: _number(f.task_year), 6, right=True),
    _declared("安置方式", lambda f: word(SETTLEMENT_MODES, f.settlement_mode)),
    _declared("安置类型", lambda f: word(SETTLEMENT_FOCUSES, f.settlement_focus), 8),
    _declared("房源地", lambda f: f.housing_source, 8),
    _declared("房价（元）", lambda f: spoken_yuan(f.housing_price_fen), 6, right=True),
    _declared("签订就业安置协议", lambda f: SAID[f.job_agreement], 4),
    _declared("搬迁方式", lambda f: word(MOVE_MODES, f.move_mode), 8),
    _declared("搬迁原因", lambda f: word(MOVE_REASONS, f.move_reason), 12),
    _declared("协议编号", lambda f: f.agreement_no, 8),
    _declared("协议签订日", lambda f: _dashed(f.agreement_on)),
    _declared("协议人口数", lambda f: _number(f.agreement_heads), 5, right=True),
    _declared("受益人口数", lambda f: _number(f.benefited_heads), 5, right=True),
    _declared("自筹资金（元）", lambda f: spoken_yuan(f.self_funded_fen), right=True),
    _declared("计划入住时间", lambda f: _dashed(f.planned_move_in), 7),
    _declared("实际入住时间", lambda f: _dashed(f.moved_in), 7),
    _declared("搬迁困难", lambda f: word(MOVE_DIFFICULTIES, f.difficulty), 8),
    _declared("军烈属", lambda f: SAID[f.martyr_family], 4),
    _declared("独生子女户", lambda f: SAID[f.only_child_family], 4),
    _declared("双女户", lambda f: SAID[f.two_daughters_family], 4),
    _of_old("原有住房", lambda o: {True: "有", False: "无", None: ""}[o.has_house], 4),
    _of_old("原住房面积（平方米）", lambda o: _area(o.area_hundredths), right=True),
    _of_old("住房结构", lambda o: word(HOUSE_STRUCTURES, o.structure), 4),
    _of_old("危房等级", lambda o: o.danger_grade, 4),
    _of_old("宅基地面积（平方米）", lambda o: _area(o.homestead_hundredths), right=True),
    _of_old("宅基地权证号", lambda o: o.homestead_no, 8),
    _of_old("迁出地类型", lambda o: o.origin_class, 5),
    _of_old("应腾退日", lambda o: _day(o.due_on)),
    _of_old("拆除时间", lambda o: _dashed(o.demolished)),
    _of_old("拆除面积（平方米）", lambda o: _area(o.demolished_hundredths), right=True),
    _of_old("保护住房种类", lambda o: word(PROTECTIONS, o.protection)),
    _of_old("认定文号", lambda o: o.protection_document, 8),
    _of_old("复垦复绿", lambda o: word(RECLAMATIONS, o.reclamation)),
    _of_old("复垦验收时间", lambda o: _dashed(o.reclaimed)),
    _of_old("复垦面积（亩）", lambda o: _area(o.reclaimed_hundredths), right=True),
    _of_old("拆房奖励（元）", lambda o: spoken_yuan(o.award_fen), right=True),
    _of_old("奖励兑现日", lambda o: _day(o.award_paid_on)),
    _of_title("房子证", lambda t: word(TITLE_STAGES, t.stage), 5),
    _of_title("不动产权证号", lambda t: t.number, 10),
    _of_title("发证日期", lambda t: _day(t.issued_on)),
    _of_title("共有情况", lambda t: t.co_owners, 8),
)


def sheet_columns(columns: Sequence[Column[HouseholdRow]]) -> tuple[Column[HouseholdSheetRow], ...]:
    """The list's own columns and the declared ones, all of a sheet's row."""
    return (*(of_line(column) for column in columns), *DECLARED)


def of_line(column: Column[Any]) -> Column[Any]:
    """A column of a list as one of its sheet, whose rows have the list's as ``line``."""
    plain: Any = replace(column, chip=None, sort=None)
    whole = column.whole
    return replace(
        plain,
        value=lambda row: shown_text(column, row.line),
        whole=_whole(whole) if whole is not None else None,
    )


def _whole(whole: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda row: whole(row.line)
