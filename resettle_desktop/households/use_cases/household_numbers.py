"""Household numbers: the office's pattern, one after the other, none left out and none used twice."""

import re
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.models import Household, HouseholdSeries
from resettle_desktop.office.queries import office_row, setting
from resettle_desktop.office.rules.numbers import numbered
from resettle_desktop.office.rules.settings import HOUSEHOLD_PATTERN

_SERIAL: Final = re.compile(r"\{序号[1-9]?\}")


def next_household_number(work: Work) -> str:
    """Part of registering: take the next number; it is given back when the unit of work fails."""
    office = office_row(work.session)
    pattern = str(setting(work.session, HOUSEHOLD_PATTERN, work.today))
    parts = {"前缀": office.household_prefix, "年": str(work.today.year)}
    scope = numbered(_SERIAL.sub("", pattern), 0, parts, practice=office.practice)
    series = _series(work, scope)
    serial = series.last if series else 0
    while True:
        serial += 1
        number = numbered(pattern, serial, parts, practice=office.practice)
        if not _used(work, number):  # another series may have spelled it: A + 10001 and A1 + 0001
            break
    if series is None:
        work.insert(HouseholdSeries, scope=scope, last=serial)
    else:
        work.update(HouseholdSeries, series.id, last=serial)
    return number


def _series(work: Work, scope: str) -> Any | None:
    return work.session.execute(
        select(HouseholdSeries.id, HouseholdSeries.last).where(HouseholdSeries.scope == scope)
    ).one_or_none()


def _used(work: Work, number: str) -> bool:
    statement = select(Household.id).where(Household.number == number)
    return work.session.execute(statement).first() is not None
