"""How the acts on places find what they are about, and who may do them."""

from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role

PLACES: Final = (Role.HOUSEHOLD_CLERK, Role.HEAD, Role.ADMINISTRATOR)
"""Who may say which places there are."""

GONE: Final = "没有找到{}，可能刚被别的窗口改过，请重新选择"


def found(work: Work, model: Any, uid: str, what: str, *, field: str | None = None) -> int:
    """Part of every act on a place: the key behind a uid, or a Refusal that says what is gone."""
    row_id: int | None = work.session.execute(select(model.id).where(model.uid == uid)).scalar_one_or_none()
    if row_id is None:
        raise Refusal(GONE.format(what), field)
    return row_id
