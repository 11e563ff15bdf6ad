"""The 补充资料 of a household on its way into the file."""

from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.checks import check_started, clean_text
from resettle_desktop.households.rules.declared import FOCUSES
from resettle_desktop.households.use_cases.drafts import HouseholdItems

FIRST_TASK_YEAR: Final = 2001
"""易地搬迁 began as a pilot in 2001."""

MOST_HEADS: Final = 60
MOST_MONEY_FEN: Final = 100_000_000_00


def item_columns(items: HouseholdItems, today: date) -> dict[str, Any]:
    """A household's items as columns; a Refusal names the item that cannot be."""
    for field in ("agreement_on", "moved_in"):
        day: ImpreciseDate | None = getattr(items, field)
        if day is not None:
            check_started(day, today, field=field)
    if items.task_year is not None and not FIRST_TASK_YEAR <= items.task_year <= today.year:
        raise Refusal(f"搬迁任务年度应在{FIRST_TASK_YEAR}年到{today.year}年之间，请核对", "task_year")
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
        "note": clean_text(items.note, field="note", what="备注"),
    }


def _day(name: str, day: ImpreciseDate | None) -> dict[str, Any]:
    return {
        name: day.earliest if day else None,
        f"{name}_precision": day.precision if day else None,
    }


def _number(text: str, field: str, what: str) -> str | None:
    return clean_text(text, field=field, what=what, longest=40)


def _counted(value: int | None, least: int, most: int, what: str, field: str) -> None:
    if value is not None and not least <= value <= most:
        raise Refusal(f"{what}应在{least}到{most}之间，请核对", field)
