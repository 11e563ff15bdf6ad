"""What the desk says of numbers to be asked for: counted, not read."""

from datetime import date
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.households.models import Person, PersonStatus
from resettle_desktop.households.rules.circumstances import GONE
from resettle_desktop.households.rules.identity import NumberState

MOST_COUNTED: Final = 100
"""The desk says no more than that there are more."""


def numbers_awaited(session: Session, as_of: date) -> tuple[int, date | None]:
    """How many numbers were to be asked for by the day, and since when the first; the rest is "more"."""
    dead = exists().where(
        PersonStatus.person_id == Person.id,
        PersonStatus.kind.in_([kind.value for kind in GONE]),
        holds(PersonStatus, as_of),
    )
    waiting = (
        select(Person.number_chase_on)
        .where(
            Person.number_chase_on <= as_of,
            Person.number_state != NumberState.VERIFIED,
            Person.merged_into_uid.is_(None),
            ~dead,
        )
        .order_by(Person.number_chase_on)
        .limit(MOST_COUNTED + 1)
    )
    days = session.execute(waiting).scalars().all()
    return len(days), days[0] if days else None
