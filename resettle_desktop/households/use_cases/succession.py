"""How one dated fact follows another: what held until now ends, what holds from then on begins."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, select

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.models import Person
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.checks import check_in_life

Dated: TypeAlias = type[Any]
"""An interval table of this subject."""

TOO_EARLY: Final = "日期{}早于现在这条记录的开始日期{}，请核对"
NOT_LATER: Final = "日期{}要晚于现在这条记录的开始日期{}，请核对"
SAY_MORE: Final = "；只知道年月的，请问清是哪天"


def believed(work: Work, model: Dated, *conditions: ColumnElement[bool]) -> Sequence[Any]:
    """Part of every dated act: the rows believed today, the latest first, with id, starts and ends."""
    table = table_of(model)
    return work.session.execute(
        select(table).where(known(model), *conditions).order_by(model.starts.desc(), model.id.desc())
    ).all()


def still_open(work: Work, model: Dated, *conditions: ColumnElement[bool]) -> Any | None:
    """Part of every dated act: the one row that holds without an end, or None."""
    table = table_of(model)
    return work.session.execute(
        select(table).where(known(model), model.ends.is_(None), *conditions)
    ).one_or_none()


def starting(on: ImpreciseDate) -> dict[str, Any]:
    """The columns of a beginning."""
    return {"starts": on.earliest, "starts_precision": on.precision}


def ending(on: ImpreciseDate) -> dict[str, Any]:
    """The columns of an end: ``on`` is the first day it no longer holds."""
    return {"ends": on.earliest, "ends_precision": on.precision}


def end_row(
    work: Work,
    model: Dated,
    row: Any,
    on: ImpreciseDate,
    *,
    field: str,
    said: ImpreciseDate | None = None,
    **more: Any,
) -> None:
    """Part of every dated act: the row no longer holds from ``on``; Refusal when it began no earlier.

    ``said`` is the date as the clerk gave it, where that was the last day.
    """
    if on.earliest <= row.starts:
        date_said = said or on
        text = NOT_LATER.format(date_said.spoken(), spoken_start(row))
        raise Refusal(text + ("" if date_said.precision is Precision.DAY else SAY_MORE), field)
    work.supersede(model, row.id, **ending(on), **more)


def follow(
    work: Work,
    model: Dated,
    row: Any | None,
    on: ImpreciseDate,
    *,
    field: str,
    values: dict[str, Any],
) -> None:
    """Part of every dated act: from ``on`` these values hold instead of the row's.

    The same values again change nothing. A change on the very day the row began is a correction of it.
    Nothing of a person holds before the birth.
    """
    if values.get("person_id") is not None:
        refuse_before_birth(work, values["person_id"], on, field=field)
    if row is None:
        work.insert(model, **values, **starting(on))
        return
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    if on.earliest < row.starts:
        raise Refusal(TOO_EARLY.format(on.spoken(), spoken_start(row)), field)
    if on.earliest == row.starts:
        work.supersede(model, row.id, **values)
        return
    work.supersede(model, row.id, **ending(on))
    work.insert(model, **values, **starting(on))


def refuse_before_birth(work: Work, person_id: int, on: ImpreciseDate, *, field: str) -> None:
    """Part of every act that dates a fact of a person: nothing is true of anybody before the birth."""
    person = work.row(Person, person_id)
    birth = imprecise(person["birth"], person["birth_precision"])
    check_in_life(on, person["name"], birth, field=field)


def spoken_start(row: Any) -> str:
    """The beginning of a row as clerks read it."""
    return ImpreciseDate(row.starts, Precision(row.starts_precision)).spoken()


def first_day_after(last_day: ImpreciseDate) -> ImpreciseDate:
    """The end of what held until its last day; one known to the month or year is compared by its earliest."""
    if last_day.precision is Precision.DAY:
        return on_day(last_day.earliest + timedelta(days=1))
    return last_day


def later(one: ImpreciseDate, other: ImpreciseDate | None) -> ImpreciseDate:
    """The later of two beginnings; the first where there is no other."""
    return other if other is not None and other.earliest > one.earliest else one


def on_day(day: date) -> ImpreciseDate:
    """A day known exactly."""
    return ImpreciseDate(day)


def in_year(year: int) -> ImpreciseDate:
    """A year of which nothing more is known."""
    return ImpreciseDate(date(year, 1, 1), Precision.YEAR)
