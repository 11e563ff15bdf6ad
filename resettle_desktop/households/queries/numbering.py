"""How this office spells household numbers today."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Date, and_, bindparam, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.office.models import Office, Setting
from resettle_desktop.office.queries import value_of
from resettle_desktop.office.rules.settings import HOUSEHOLD_PATTERN, setting_kind


@dataclass(frozen=True, slots=True)
class NumberSpelling:
    """The pattern of household numbers, the office's prefix, and whether this is a practice file."""

    pattern: str
    prefix: str
    practice: bool


_DAY: Final[Any] = bindparam("as_of", type_=Date)
_office = table_of(Office).c
# One question of prepared columns: it is asked with every household registered.
_SPELLING: Final = (
    select(_office.household_prefix, _office.practice, table_of(Setting).c.value)
    .select_from(table_of(Office))
    .outerjoin(
        table_of(Setting),
        and_(table_of(Setting).c.key == HOUSEHOLD_PATTERN, holds(Setting, _DAY)),
    )
)


def number_spelling(session: Session, as_of: date) -> NumberSpelling:
    """How household numbers are spelled on a day; a file without an office is a bug."""
    prefix, practice, kept = session.execute(_SPELLING, {"as_of": as_of}).one()
    pattern = setting_kind(HOUSEHOLD_PATTERN).default if kept is None else value_of(kept)
    return NumberSpelling(str(pattern), prefix, practice)
