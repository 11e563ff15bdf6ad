"""The home a household's lineage left behind, and how far the title of its new one has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import HomeTitle, Household, OldHome
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.homes import HouseStructure, Protection, Reclamation, TitleStage
from resettle_desktop.sites.models import Room


@dataclass(frozen=True, slots=True)
class OldHomeRow:
    """旧房和宅基地: as they were left, and what came of them; None and "" are not known."""

    version: int
    has_house: bool | None
    area_hundredths: int | None
    structure: HouseStructure | None
    danger_grade: str
    homestead_hundredths: int | None
    homestead_no: str
    origin_class: str
    due_on: date | None
    demolished: ImpreciseDate | None
    demolished_hundredths: int | None
    protection: Protection | None
    protection_document: str
    reclamation: Reclamation | None
    reclaimed: ImpreciseDate | None
    reclaimed_hundredths: int | None
    award_fen: int | None
    award_paid_on: date | None


@dataclass(frozen=True, slots=True)
class TitleRow:
    """房子证: its stage, and what stands on it; the room it is for.

    ``stage`` is None where what was said was taken back: as if there were no row.
    """

    version: int
    stage: TitleStage | None
    number: str
    issued_on: date | None
    co_owners: str
    room_label: str


@dataclass(frozen=True, slots=True)
class HomesRow:
    """Both homes of a household, as far as anything is known."""

    old: OldHomeRow | None = None
    title: TitleRow | None = None


def homes_of(session: Session, household_uid: str, known_at: datetime | None = None) -> HomesRow:
    """The homes of a household as the office knew them at ``known_at``."""
    household, old, title, room = (
        as_known(model, known_at) for model in (Household, OldHome, HomeTitle, Room)
    )
    left = session.execute(
        select(*home_columns(old, OldHome))
        .join(household, household.lineage_uid == old.lineage_uid)
        .where(household.uid == household_uid)
    ).one_or_none()
    held = session.execute(
        select(*home_columns(title, HomeTitle), room.label.label("room_label"))
        .join(household, household.id == title.household_id)
        .outerjoin(room, room.id == title.room_id)
        .where(household.uid == household_uid)
    ).one_or_none()
    return HomesRow(old_home_row(left) if left else None, title_row(held) if held else None)


def home_columns(known: Any, model: Any) -> list[Any]:
    """All columns of a table, asked through what ``as_known`` answered."""
    return [getattr(known, column.name) for column in table_of(model).columns]


def old_home_row(row: Any) -> OldHomeRow:
    """A row of the table as what it says."""
    return OldHomeRow(
        version=row.version,
        has_house=row.has_house,
        area_hundredths=row.area_hundredths,
        structure=HouseStructure(row.structure) if row.structure else None,
        danger_grade=row.danger_grade or "",
        homestead_hundredths=row.homestead_hundredths,
        homestead_no=row.homestead_no or "",
        origin_class=row.origin_class or "",
        due_on=row.due_on,
        demolished=imprecise(row.demolished_on, row.demolished_on_precision),
        demolished_hundredths=row.demolished_hundredths,
        protection=Protection(row.protection) if row.protection else None,
        protection_document=row.protection_document or "",
        reclamation=Reclamation(row.reclamation) if row.reclamation else None,
        reclaimed=imprecise(row.reclaimed_on, row.reclaimed_on_precision),
        reclaimed_hundredths=row.reclaimed_hundredths,
        award_fen=row.award_fen,
        award_paid_on=row.award_paid_on,
    )


def is_said(stage: str | None, room_id: int | None, co_owners: str | None) -> bool:
    """Whether a title's row says anything; one of which all was taken back does not."""
    return stage not in {None, TitleStage.NONE} or room_id is not None or co_owners is not None


def title_row(row: Any) -> TitleRow:
    """A row of the table, with its ``room_label``, as what it says."""
    return TitleRow(
        version=row.version,
        stage=TitleStage(row.stage) if is_said(row.stage, row.room_id, row.co_owners) else None,
        number=row.number or "",
        issued_on=row.issued_on,
        co_owners=row.co_owners or "",
        room_label=row.room_label or "",
    )
