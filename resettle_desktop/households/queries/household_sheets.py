"""What the sheet of the list of households says beside its lines: asked for only when it is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import HomeTitle, Household
from resettle_desktop.households.queries.homes import is_said
from resettle_desktop.households.queries.lists import CHUNK, households_by_id
from resettle_desktop.households.queries.rows import HouseholdRow, imprecise


@dataclass(frozen=True, slots=True)
class HouseholdSheetRow:
    """A line of the list, and what a sheet says of the household besides; codes as they are kept."""

    line: HouseholdRow
    household_type: str | None
    poverty_attribute: str | None
    poverty_exit_year: int | None
    task_year: int | None
    settlement_mode: str | None
    agreement_heads: int | None
    moved_in: ImpreciseDate | None
    title: str | None


def household_sheet_rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[HouseholdSheetRow, ...]:
    """The lines of these households with what was declared of them, in their order."""
    lines = households_by_id(session, ids, as_of, known_at)
    household, title = as_known(Household, known_at), as_known(HomeTitle, known_at)
    statement = select(
        household.id,
        household.household_type,
        household.poverty_attribute,
        household.poverty_exit_year,
        household.task_year,
        household.settlement_mode,
        household.agreement_heads,
        household.moved_in,
        household.moved_in_precision,
        title.room_id,
        title.co_owners,
        title.stage,
    ).outerjoin(title, title.household_id == household.id)
    more = {}
    for first in range(0, len(lines), CHUNK):
        keys = [line.id for line in lines[first : first + CHUNK]]
        for key, *declared, moved_in, precision, room_id, owners, stage in session.execute(
            statement.where(household.id.in_(keys))
        ):
            more[key] = (
                *declared,
                imprecise(moved_in, precision),
                stage if is_said(stage, room_id, owners) else None,
            )
    return tuple(HouseholdSheetRow(line, *more[line.id]) for line in lines)
