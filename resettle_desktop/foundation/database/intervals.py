"""Questions put to interval tables: what held on a day, as the office knew it at an instant."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import aliased

from resettle_desktop.foundation.database.base import Interval, Revised, past_of, table_of


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


def as_known(
    model: type[Revised], known_at: datetime | None = None, name: str = "", *, keys: Any = None
) -> Any:
    """A subject's rows as the office knew them at ``known_at``: the mapped class itself when that is now.

    Ask through the answer instead of the class: ``person = as_known(Person, known_at); select(person.name)``.
    A question that needs the rows twice gives the second its own ``name``: ``as_known(Person, at, "head")``.
    Rows of an earlier instant are put together before they are joined, all of them unless ``keys`` (a
    parameter for several, or a question) says which can be meant.
    """
    if known_at is None:
        return aliased(model, name=name) if name else model
    table, past = table_of(model), past_of(model)
    names = table.c.keys()
    current = select(*(table.c[name] for name in names)).where(table.c.revised_at <= known_at)
    earlier = select(*(past.c[name] for name in names)).where(
        past.c.revised_at <= known_at, past.c.superseded_at > known_at
    )
    if keys is not None:
        current, earlier = current.where(table.c.id.in_(keys)), earlier.where(past.c.id.in_(keys))
    return aliased(model, union_all(current, earlier).subquery(name or table.name), adapt_on_names=True)
