"""The 补充资料 of a household on its way into the file."""

from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.bank_account import clean_account
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.checks import check_of_home, clean_text
from resettle_desktop.households.rules.declared import FOCUSES, SettlementFocus
from resettle_desktop.households.rules.homes import POVERTY_CAUSES
from resettle_desktop.households.use_cases.drafts import HouseholdItems

FIRST_TASK_YEAR: Final = 2001
"""易地搬迁 began as a pilot in 2001."""

FIRST_EXIT_YEAR: Final = 2014
"""建档立卡 began with this year: nobody left the register before."""

PLANNED_AHEAD: Final = 10
MOST_CAUSES: Final = 3
LONGEST_LINE: Final = 80
MOST_HEADS: Final = 60
MOST_MONEY_FEN: Final = 100_000_000_00


def item_columns(items: HouseholdItems, today: date) -> dict[str, Any]:
    """A household's items as columns; a Refusal names the item that cannot be."""
    if items.task_year is not None and not FIRST_TASK_YEAR <= items.task_year <= today.year:
        raise Refusal(f"搬迁任务年度应在{FIRST_TASK_YEAR}年到{today.year}年之间，请核对", "task_year")
    _check_dates(items, today)
    _check_poverty(items, today)
    _check_bought(items)
    _counted(items.agreement_heads, 1, MOST_HEADS, "协议人口数", "agreement_heads")
    _counted(items.benefited_heads, 0, MOST_HEADS, "受益人口数", "benefited_heads")
    if items.self_funded_fen is not None and not 0 <= items.self_funded_fen <= MOST_MONEY_FEN:
        raise Refusal("自筹资金的金额不对，请核对", "self_funded")
    if items.settlement_focus and items.settlement_mode is None:
        raise Refusal("请先选安置方式，再选安置类型", "settlement_mode")
    if items.settlement_mode and items.settlement_focus not in {None, *FOCUSES[items.settlement_mode]}:
        raise Refusal("安置类型和安置方式对不上，请重新选择", "settlement_focus")
    return {
        "national_no": _number(items.national_no, "national_no", "全国系统户编号"),
        "family_no": _number(items.family_no, "family_no", "家庭编号"),
        "relocation_kind": items.relocation_kind,
        "task_year": items.task_year,
        "settlement_mode": items.settlement_mode,
        "settlement_focus": items.settlement_focus,
        "move_mode": items.move_mode,
        "move_reason": items.move_reason,
        "agreement_no": clean_text(items.agreement_no, field="agreement_no", what="协议编号", longest=60),
        **_day("agreement_on", items.agreement_on),
        "agreement_heads": items.agreement_heads,
        "benefited_heads": items.benefited_heads,
        "self_funded_fen": items.self_funded_fen,
        **_day("moved_in", items.moved_in),
        **_day("planned_move_in", items.planned_move_in),
        "difficulty": items.difficulty,
        "housing_source": _line(items.housing_source, "housing_source", "房源地"),
        "housing_price_fen": items.housing_price_fen,
        "job_agreement": items.job_agreement,
        "household_type": items.household_type,
        "poverty_attribute": items.poverty_attribute,
        "poverty_exit_year": items.poverty_exit_year,
        "poverty_return_year": items.poverty_return_year,
        "poverty_return_reason": _line(items.poverty_return_reason, "poverty_return_reason", "返贫原因"),
        "causes": " ".join(items.causes) or None,
        "martyr_family": items.martyr_family,
        "only_child_family": items.only_child_family,
        "two_daughters_family": items.two_daughters_family,
        "bank_name": _line(items.bank_name, "bank_name", "开户银行"),
        "bank_account": clean_account(items.bank_account) or None,
        "payee": _line(items.payee, "payee", "户名"),
        "note": clean_text(items.note, field="note", what="备注"),
    }


def _check_dates(items: HouseholdItems, today: date) -> None:
    for field in ("agreement_on", "moved_in"):
        day: ImpreciseDate | None = getattr(items, field)
        if day is not None:
            check_of_home(day, today, field=field)
    planned = items.planned_move_in
    if planned is not None and not FIRST_TASK_YEAR <= planned.earliest.year <= today.year + PLANNED_AHEAD:
        raise Refusal(f"计划入住时间{planned.spoken()}不对，请核对", "planned_move_in")


def _check_poverty(items: HouseholdItems, today: date) -> None:
    left, back = items.poverty_exit_year, items.poverty_return_year
    years = ((left, "脱贫年度", "poverty_exit_year"), (back, "返贫年度", "poverty_return_year"))
    for year, what, field in years:
        if year is not None and not FIRST_EXIT_YEAR <= year <= today.year:
            raise Refusal(f"{what}应在{FIRST_EXIT_YEAR}年到{today.year}年之间，请核对", field)
    if left is not None and back is not None and back < left:
        raise Refusal(f"返贫年度{back}年早于脱贫年度{left}年，请核对", "poverty_return_year")
    if back is None and items.poverty_return_reason.strip():
        raise Refusal("填了返贫原因，请把返贫年度也填上", "poverty_return_year")
    if len(items.causes) > MOST_CAUSES:
        raise Refusal(f"致贫原因最多{MOST_CAUSES}个", "causes")
    for place, cause in enumerate(items.causes):
        if cause in items.causes[:place]:
            raise Refusal(f"致贫原因“{POVERTY_CAUSES[cause]}”选了两次，请去掉一个", f"cause_{place + 1}")


def _check_bought(items: HouseholdItems) -> None:
    """What is asked of a home bought in town, and of no other."""
    if items.settlement_focus is SettlementFocus.BOUGHT_IN_TOWN:
        price = items.housing_price_fen
        if price is not None and not 0 < price <= MOST_MONEY_FEN:
            raise Refusal("房价不对，请核对", "housing_price_fen")
        return
    said = (items.housing_source.strip() or None, items.housing_price_fen, items.job_agreement)
    if any(value is not None for value in said):
        raise Refusal("只有进城购房才填房源地、房价和就业协议，请先核对安置类型", "settlement_focus")


def _day(name: str, day: ImpreciseDate | None) -> dict[str, Any]:
    return {
        name: day.earliest if day else None,
        f"{name}_precision": day.precision if day else None,
    }


def _line(text: str, field: str, what: str) -> str | None:
    return clean_text(text, field=field, what=what, longest=LONGEST_LINE)


def _number(text: str, field: str, what: str) -> str | None:
    return clean_text(text, field=field, what=what, longest=40)


def _counted(value: int | None, least: int, most: int, what: str, field: str) -> None:
    if value is not None and not least <= value <= most:
        raise Refusal(f"{what}应在{least}到{most}之间，请核对", field)
