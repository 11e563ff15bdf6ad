"""Questions put to interval tables: what held on a day, as the office knew it at an instant."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_

from resettle_desktop.foundation.database.base import Interval


def known(model: type[Interval], known_at: datetime | None = None) -> ColumnElement[bool]:
    """Rows the office believed at ``known_at``; now, when it is not given."""
    if known_at is None:
        return model.superseded_at.is_(None)
    return and_(
        model.recorded_at <= known_at,
        or_(model.superseded_at.is_(None), model.superseded_at > known_at),
    )


def holds(model: type[Interval], as_of: date, known_at: datetime | None = None) -> ColumnElement[bool]:
    """Rows that held on the civil day ``as_of``, as the office knew it at ``known_at``."""
    return and_(
        model.starts <= as_of,
        or_(model.ends.is_(None), model.ends > as_of),
        known(model, known_at),
    )
