"""How much of the 补充资料 is there: a quiet percentage, never a reason to stop."""

from collections.abc import Sequence
from typing import Final

GROWN: Final = 16
"""From this age a person is asked for political status, labour and marriage."""

HOUSEHOLD_ITEMS: Final = {
    "relocation_kind": "搬迁类型",
    "task_year": "搬迁任务年度",
    "settlement_mode": "安置方式",
    "move_reason": "搬迁原因",
    "agreement_no": "协议编号",
    "agreement_on": "协议签订日",
    "agreement_heads": "协议人口数",
    "moved_in": "实际入住时间",
}
"""The household's items that count, by field name."""

PERSON_ITEMS: Final = {
    "birth": "出生日期",
    "ethnicity": "民族",
    "hukou": "户口所在地",
    "health": "健康状况",
    "schooling": "文化程度或在校情况",
}
"""Each person's items that count; ``schooling`` is education or, for who is at school, the stage."""

GROWN_ITEMS: Final = {
    "political": "政治面貌",
    "labour": "劳动技能",
    "marital": "婚姻状况",
}
"""What else counts from ``GROWN`` years on."""


def person_items(age: int | None) -> dict[str, str]:
    """The items that count for a person of this age; of an unknown age all."""
    return PERSON_ITEMS if age is not None and age < GROWN else {**PERSON_ITEMS, **GROWN_ITEMS}


def percentage(counts: Sequence[tuple[int, int]]) -> int:
    """The share of items known among those asked, in whole per cent; only everything is 100."""
    known = sum(count for count, _ in counts)
    asked = sum(count for _, count in counts)
    return 100 if asked == 0 else known * 100 // asked
