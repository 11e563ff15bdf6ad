"""How a parked case is called on a screen the queue can read, and how long somebody has waited."""

import re
from datetime import datetime
from typing import Final

from resettle_desktop.foundation.values.clock import CHINA_TIME, civil_date

TAKE_UP: Final = "take_up"
"""What is opened to go on with a parked case: no page, but the one that was left."""

PARKED_FORM: Final = "parked"
"""The kind of draft a parked case's form is kept as: another of its kind can be begun meanwhile."""

_PERSONAL_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){10,}[Xx]?")
"""Telephone and identity numbers; a household number is shorter."""


def safe_label(text: str) -> str:
    """The words a case is called by, without any personal number."""
    return _PERSONAL_NUMBER.sub("…", text).strip()


def waited(since: datetime, now: datetime) -> str:
    """How long somebody has been waiting: 等47分钟; since an earlier day: 11月3日起."""
    local = since.astimezone(CHINA_TIME)
    if civil_date(since) != civil_date(now):
        return f"{local.month}月{local.day}日起"
    hours, minutes = divmod(max(0, int((now - since).total_seconds())) // 60, 60)
    if hours:
        return f"等{hours}小时{minutes}分"
    return f"等{minutes}分钟" if minutes else "刚挂起"
