"""Household numbers: the office's pattern, one after the other, none left out and none used twice."""

import re
from typing import Final

from sqlalchemy import bindparam, select

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.models import Household, HouseholdSeries
from resettle_desktop.households.queries.numbering import number_spelling
from resettle_desktop.office.rules.numbers import numbered

_SERIAL: Final = re.compile(r"\{序号[1-9]?\}")

_series = table_of(HouseholdSeries).c
_SERIES: Final = select(_series.id, _series.last).where(_series.scope == bindparam("scope"))
_household = table_of(Household).c
_USED: Final = select(_household.id).where(_household.number == bindparam("number"))


def next_household_number(work: Work) -> str:
    """Part of registering: take the next number; it is given back when the unit of work fails."""
    spelling = number_spelling(work.session, work.today)
    parts = {"前缀": spelling.prefix, "年": str(work.today.year)}
    scope = numbered(_SERIAL.sub("", spelling.pattern), 0, parts, practice=spelling.practice)
    series = work.session.execute(_SERIES, {"scope": scope}).one_or_none()
    serial = series.last if series else 0
    while True:
        serial += 1
        number = numbered(spelling.pattern, serial, parts, practice=spelling.practice)
        # Another series may have spelled it already: A + 10001 and A1 + 0001.
        if work.session.execute(_USED, {"number": number}).first() is None:
            break
    if series is None:
        work.insert(HouseholdSeries, scope=scope, last=serial)
    else:
        work.update(HouseholdSeries, series.id, last=serial)
    return number
