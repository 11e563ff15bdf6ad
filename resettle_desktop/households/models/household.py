"""Households as rows of the file, with the old house they left and the title of the new one."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, Revised, interval_checks, one_of
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.households.rules.declared import (
    MoveMode,
    MoveReason,
    RelocationKind,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    ClosedBecause,
    HouseholdType,
    HouseStructure,
    MoveDifficulty,
    PovertyAttribute,
    Protection,
    Reclamation,
    ThresholdKind,
    TitleStage,
)


class HouseholdSeries(Base):
    """The last household number given in one series (prefix, and year where the pattern has one)."""

    __tablename__ = "household_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(40), unique=True)
    last: Mapped[int] = mapped_column(Integer)


class Household(Revised, Base):
    """搬迁户: one household's file; who belongs to it and where it lives are interval tables.

    ``causes`` are up to three codes of 致贫原因, the main one first, with blanks between. A closed household
    keeps everything; ``successor_uid`` is the household it was merged into.
    """

    __tablename__ = "household"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    national_no: Mapped[str | None] = mapped_column(String(40), index=True)
    family_no: Mapped[str | None] = mapped_column(String(40), index=True)
    lineage_uid: Mapped[str] = mapped_column(String(36), index=True)
    registered_on: Mapped[date]
    origin_village_id: Mapped[int] = mapped_column(ForeignKey("origin_village.id"), index=True)

    relocation_kind: Mapped[str | None] = mapped_column(String(20))
    task_year: Mapped[int | None] = mapped_column(Integer)
    settlement_mode: Mapped[str | None] = mapped_column(String(20))
    settlement_focus: Mapped[str | None] = mapped_column(String(20))
    move_mode: Mapped[str | None] = mapped_column(String(20))
    move_reason: Mapped[str | None] = mapped_column(String(20))
    agreement_no: Mapped[str | None] = mapped_column(Text)
    agreement_on: Mapped[date | None]
    agreement_on_precision: Mapped[str | None] = mapped_column(String(5))
    agreement_heads: Mapped[int | None] = mapped_column(Integer)
    benefited_heads: Mapped[int | None] = mapped_column(Integer)
    self_funded_fen: Mapped[int | None]
    moved_in: Mapped[date | None]
    moved_in_precision: Mapped[str | None] = mapped_column(String(5))
    note: Mapped[str | None] = mapped_column(Text)

    household_type: Mapped[str | None] = mapped_column(String(20))
    poverty_attribute: Mapped[str | None] = mapped_column(String(20))
    poverty_exit_year: Mapped[int | None] = mapped_column(Integer)
    poverty_return_year: Mapped[int | None] = mapped_column(Integer)
    poverty_return_reason: Mapped[str | None] = mapped_column(Text)
    causes: Mapped[str | None] = mapped_column(Text)
    difficulty: Mapped[str | None] = mapped_column(String(20))
    planned_move_in: Mapped[date | None]
    planned_move_in_precision: Mapped[str | None] = mapped_column(String(5))
    housing_source: Mapped[str | None] = mapped_column(Text)
    housing_price_fen: Mapped[int | None]
    job_agreement: Mapped[bool | None]
    martyr_family: Mapped[bool | None]
    only_child_family: Mapped[bool | None]
    two_daughters_family: Mapped[bool | None]
    bank_name: Mapped[str | None] = mapped_column(Text)
    bank_account: Mapped[str | None] = mapped_column(String(40))
    payee: Mapped[str | None] = mapped_column(Text)

    closed_on: Mapped[date | None]
    closed_on_precision: Mapped[str | None] = mapped_column(String(5))
    closed_because: Mapped[str | None] = mapped_column(String(20))
    successor_uid: Mapped[str | None] = mapped_column(String(36), index=True)

    __table_args__ = (
        one_of("relocation_kind", RelocationKind),
        one_of("settlement_mode", SettlementMode),
        one_of("settlement_focus", SettlementFocus),
        one_of("move_mode", MoveMode),
        one_of("move_reason", MoveReason),
        one_of("agreement_on_precision", Precision),
        one_of("moved_in_precision", Precision),
        one_of("planned_move_in_precision", Precision),
        one_of("closed_on_precision", Precision),
        one_of("closed_because", ClosedBecause),
        one_of("household_type", HouseholdType),
        one_of("poverty_attribute", PovertyAttribute),
        one_of("difficulty", MoveDifficulty),
        CheckConstraint("housing_price_fen >= 0", name="housing_price_counted"),
        CheckConstraint("(closed_on IS NULL) = (closed_because IS NULL)", name="closed_whole"),
        CheckConstraint("agreement_heads > 0", name="agreement_heads_positive"),
        CheckConstraint("benefited_heads >= 0", name="benefited_heads_counted"),
        CheckConstraint("self_funded_fen >= 0", name="self_funded_counted"),
    )


class OldHome(Revised, Base):
    """迁出地旧房与宅基地: what a lineage of households left behind, and what came of it.

    ``reclaimed_hundredths`` are hundredths of a mu, areas of houses and plots hundredths of a square metre.
    """

    __tablename__ = "old_home"

    lineage_uid: Mapped[str] = mapped_column(String(36), unique=True)
    has_house: Mapped[bool | None]
    area_hundredths: Mapped[int | None] = mapped_column(Integer)
    structure: Mapped[str | None] = mapped_column(String(20))
    danger_grade: Mapped[str | None] = mapped_column(String(1))
    homestead_hundredths: Mapped[int | None] = mapped_column(Integer)
    homestead_no: Mapped[str | None] = mapped_column(String(60))
    origin_class: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None]
    demolished_on: Mapped[date | None]
    demolished_on_precision: Mapped[str | None] = mapped_column(String(5))
    demolished_hundredths: Mapped[int | None] = mapped_column(Integer)
    protection: Mapped[str | None] = mapped_column(String(20))
    protection_document: Mapped[str | None] = mapped_column(Text)
    reclamation: Mapped[str | None] = mapped_column(String(20))
    reclaimed_hundredths: Mapped[int | None] = mapped_column(Integer)
    reclaimed_on: Mapped[date | None]
    reclaimed_on_precision: Mapped[str | None] = mapped_column(String(5))
    award_fen: Mapped[int | None]
    award_paid_on: Mapped[date | None]

    __table_args__ = (
        one_of("structure", HouseStructure),
        one_of("protection", Protection),
        one_of("reclamation", Reclamation),
        one_of("demolished_on_precision", Precision),
        one_of("reclaimed_on_precision", Precision),
        CheckConstraint("danger_grade IN ('A', 'B', 'C', 'D')", name="danger_grade"),
    )


class HomeTitle(Revised, Base):
    """房子证（不动产权证）: how far the title of a household's new home has come."""

    __tablename__ = "home_title"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), unique=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[date | None]
    co_owners: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (one_of("stage", TitleStage),)


class Threshold(Interval, Base):
    """标准: what a kind of household of a province and a task year is measured against, from a day on.

    What is None holds for all. ``value`` counts square metres, yuan or months as its kind says.
    """

    __tablename__ = "threshold"

    kind: Mapped[str] = mapped_column(String(30))
    relocation_kind: Mapped[str | None] = mapped_column(String(20))
    province: Mapped[str | None] = mapped_column(String(2))
    task_year: Mapped[int | None] = mapped_column(Integer)
    value: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("kind", ThresholdKind),
        one_of("relocation_kind", RelocationKind),
    )
