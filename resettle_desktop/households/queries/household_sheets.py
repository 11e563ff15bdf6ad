"""What the sheet of the list of households says beside its lines: asked for only when it is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.households.models import HomeTitle, Household, OldHome
from resettle_desktop.households.queries.homes import (
    OldHomeRow,
    TitleRow,
    home_columns,
    is_said,
    old_home_row,
    title_row,
)
from resettle_desktop.households.queries.household import household_facts
from resettle_desktop.households.queries.household_facts import HouseholdFacts
from resettle_desktop.households.queries.lists import CHUNK, households_by_id
from resettle_desktop.households.queries.rows import HouseholdRow
from resettle_desktop.sites.models import Room


@dataclass(frozen=True, slots=True)
class HouseholdSheetRow:
    """A line of the list, and what a sheet says of the household besides."""

    line: HouseholdRow
    registered_on: date
    facts: HouseholdFacts
    old: OldHomeRow | None
    title: TitleRow | None


def household_sheet_rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[HouseholdSheetRow, ...]:
    """The lines of these households with what was declared of them and of both homes, in their order."""
    household, old, title, room = (
        as_known(model, known_at) for model in (Household, OldHome, HomeTitle, Room)
    )
    found: list[HouseholdSheetRow] = []
    for first in range(0, len(ids), CHUNK):
        lines = households_by_id(session, ids[first : first + CHUNK], as_of, known_at)
        keys = [line.id for line in lines]
        declared = select(*home_columns(household, Household)).where(household.id.in_(keys))
        own = {row.id: row for row in session.execute(declared)}
        lineages = {row.lineage_uid for row in own.values()}
        left = select(*home_columns(old, OldHome)).where(old.lineage_uid.in_(lineages))
        homes = {row.lineage_uid: old_home_row(row) for row in session.execute(left)}
        held = (
            select(*home_columns(title, HomeTitle), room.label.label("room_label"))
            .outerjoin(room, room.id == title.room_id)
            .where(title.household_id.in_(keys))
        )
        titles = {
            row.household_id: title_row(row)
            for row in session.execute(held)
            if is_said(row.stage, row.room_id, row.co_owners)
        }
        found += [
            HouseholdSheetRow(
                line,
                own[line.id].registered_on,
                household_facts(own[line.id]),
                homes.get(own[line.id].lineage_uid),
                titles.get(line.id),
            )
            for line in lines
        ]
    return tuple(found)
