"""How old the last backup is, in words."""

from datetime import date
from typing import Final

OLD_AFTER_DAYS: Final = 3


def backup_age(last: date | None, today: date) -> str:
    """The one line about backups on the sign-in and the backup page."""
    if last is None:
        return "还没有备份"
    days = (today - last).days
    if days <= 0:
        return "上次备份：今天"
    return "上次备份：昨天" if days == 1 else f"上次备份：{days} 天前"


def is_old(last: date | None, today: date) -> bool:
    """Whether somebody should make a backup now."""
    return last is None or (today - last).days > OLD_AFTER_DAYS
