"""Which classes of size the office sorts its sites into, on a day."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.sites import models
from resettle_desktop.sites.rules import SIZE_CLASSES, Governance, SizeClass


def size_classes(session: Session, as_of: date, known_at: datetime | None = None) -> tuple[SizeClass, ...]:
    """The classes of the day, those of one governance after those of both, each the largest first."""
    row = models.SizeClass
    rows = session.execute(
        select(row.name, row.least, row.governance)
        .where(holds(row, as_of, known_at))
        .order_by(row.governance, row.least.desc())
    ).all()
    if not rows:
        return SIZE_CLASSES
    return tuple(
        SizeClass(name, least, Governance(governance) if governance else None)
        for name, least, governance in rows
    )
