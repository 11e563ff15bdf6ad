"""The values a statement of a list is asked with: the day, the places, the days of birth of an age."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from resettle_desktop.households.queries.guardians import grown_since
from resettle_desktop.households.queries.register import Lacking, ListFilter, Register, when
from resettle_desktop.households.queries.site_figures import sites_of_class


def values_of(
    session: Session,
    wanted: ListFilter,
    as_of: date,
    known_at: datetime | None,
    limit: int | None = None,
) -> dict[str, Any]:
    """What a statement of this filter's shape needs, by the names it has for it."""
    values: dict[str, Any] = {
        **when(as_of, known_at),
        "limit": limit,
        "site_uid": wanted.site_uid,
        "building_uid": wanted.building_uid,
        "grid_uid": wanted.grid_uid,
        "governance": wanted.governance,
        "origin_uid": wanted.origin_uid,
        "relocation_kind": wanted.relocation_kind,
        "labour": wanted.labour,
    }
    if wanted.lacking is Lacking.GUARDIAN:
        values["grown_since"] = grown_since(as_of)
    if wanted.size_class:
        values["class_sites"] = sites_of_class(session, Register(as_of, known_at), wanted.size_class)
    if wanted.youngest is not None:
        values |= _born("old", years_before(as_of, wanted.youngest))
    if wanted.oldest is not None:
        values |= _born("young", years_before(as_of, wanted.oldest + 1))
    return {name: value for name, value in values.items() if value is not None}


def _born(name: str, day: date) -> dict[str, date]:
    """A day, and the month and year that were over by then: of a birth known to them, the last day counts."""
    after = day + timedelta(days=1)
    return {
        f"{name}_day": day,
        f"{name}_month": after.replace(day=1),
        f"{name}_year": date(after.year, 1, 1),
        f"{name}_first": date(day.year, 1, 1),
    }


def years_before(day: date, years: int) -> date:
    """The last birthday of those who are so many years old on the day; nobody is born before the year 1."""
    year = max(1, day.year - years)
    # Who was born on 29 February is a year older on 1 March of other years.
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
