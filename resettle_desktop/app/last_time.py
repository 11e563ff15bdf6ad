"""What is said at the desk after the program did not end well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from resettle_desktop.foundation.ui.crash_report import CrashReports

ENDED_BADLY: Final = "上次异常退出，办好的都在"
RECOVERED: Final = "上次异常退出，办好的都在；已恢复{}份没办完的，在服务台上接着办"


def ended_badly(reports: CrashReports | None, *, lock_was_left: bool) -> bool:
    """Whether the last run left its lock behind or a report; a report counts once."""
    if reports is not None and reports.from_last_time() is not None:
        reports.mark_seen()
        return True
    return lock_was_left


def kept_forms(session: Session, clerk_uid: str) -> int:
    """How many half-typed forms somebody has."""
    from resettle_desktop.foundation.database.drafts import drafts_of

    return len(drafts_of(session, clerk_uid))


def spoken(kept: int) -> str:
    """The one line."""
    return RECOVERED.format(kept) if kept else ENDED_BADLY
