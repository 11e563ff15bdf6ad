"""Households, people and everything dated about them, as rows of the file."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, Subject, interval_checks, one_of
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouStanding,
    Labour,
    Marital,
    MembershipReason,
    Military,
    MoveMode,
    MoveReason,
    Political,
    RelocationKind,
    ResidencePaper,
    RoomReason,
    SchoolStage,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.identity import DocumentKind, NumberState

OPEN = "ends IS NULL AND superseded_at IS NULL"
"""The rows of an interval table that hold without an end, as the office believes today."""


def only_one_open(name: str, column: str) -> Index:
    """The guard of an interval table: at most one open row for each value of the column."""
    return Index(name, column, unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN))


class HouseholdSeries(Base):
    """The last household number given in one series (prefix, and year where the pattern has one)."""

    __tablename__ = "household_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(40), unique=True)
    last: Mapped[int] = mapped_column(Integer)


class Household(Subject, Base):
    """搬迁户: one household's file; who belongs to it and where it lives are interval tables."""

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

    __table_args__ = (
        one_of("relocation_kind", RelocationKind),
        one_of("settlement_mode", SettlementMode),
        one_of("settlement_focus", SettlementFocus),
        one_of("move_mode", MoveMode),
        one_of("move_reason", MoveReason),
        one_of("agreement_on_precision", Precision),
        one_of("moved_in_precision", Precision),
        CheckConstraint("agreement_heads > 0", name="agreement_heads_positive"),
        CheckConstraint("benefited_heads >= 0", name="benefited_heads_counted"),
        CheckConstraint("self_funded_fen >= 0", name="self_funded_counted"),
    )


class Person(Subject, Base):
    """人员: one row for every human being the office knows, once and for all subjects.

    ``number`` is matched only while its state is verified; a second verified one is impossible.
    """

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(Text)
    name_sort: Mapped[str] = mapped_column(Text, index=True)
    nickname: Mapped[str | None] = mapped_column(Text)
    former_names: Mapped[str | None] = mapped_column(Text)
    sex: Mapped[str] = mapped_column(String(10))
    birth: Mapped[date | None]
    birth_precision: Mapped[str | None] = mapped_column(String(5))
    ethnicity: Mapped[str | None] = mapped_column(String(2))
    relocated: Mapped[bool]

    number: Mapped[str | None] = mapped_column(String(40), index=True)
    number_state: Mapped[str] = mapped_column(String(10))
    number_original: Mapped[str | None] = mapped_column(String(15))
    number_reason: Mapped[str | None] = mapped_column(Text)
    number_chase_on: Mapped[date | None]
    document_kind: Mapped[str | None] = mapped_column(String(20))
    document_number: Mapped[str | None] = mapped_column(String(40))

    political: Mapped[str | None] = mapped_column(String(20))
    education: Mapped[str | None] = mapped_column(String(20))
    education_text: Mapped[str | None] = mapped_column(Text)
    health: Mapped[str | None] = mapped_column(String(20))
    labour: Mapped[str | None] = mapped_column(String(20))
    marital: Mapped[str | None] = mapped_column(String(20))
    military: Mapped[str | None] = mapped_column(String(20))
    speaks_mandarin: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        one_of("sex", Sex),
        one_of("birth_precision", Precision),
        one_of("number_state", NumberState),
        one_of("document_kind", DocumentKind),
        one_of("political", Political),
        one_of("education", Education),
        one_of("health", Health),
        one_of("labour", Labour),
        one_of("marital", Marital),
        one_of("military", Military),
        CheckConstraint("(birth IS NULL) = (birth_precision IS NULL)", name="birth_whole"),
        CheckConstraint("(number IS NULL) = (number_state = 'none')", name="number_or_none"),
        CheckConstraint("number_state = 'verified' OR number_reason IS NOT NULL", name="number_explained"),
        Index(
            "uq_person_number_verified",
            "number",
            unique=True,
            sqlite_where=text("number_state = 'verified'"),
            postgresql_where=text("number_state = 'verified'"),
        ),
        Index(
            "ix_person_number_chase_on",
            "number_chase_on",
            sqlite_where=text("number_chase_on IS NOT NULL"),
            postgresql_where=text("number_chase_on IS NOT NULL"),
        ),
        Index("ix_person_birth", "birth"),
    )


class Correction(Base):
    """更正: that a person's identity was put right, why and on what evidence; the audit has the values."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    act_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)


class SearchState(Base):
    """Which version of the search words the file holds; a file without a row has the first."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)


class Membership(Interval, Base):
    """家庭成员: a person belongs to a household, standing in a relation to its head."""

    __tablename__ = "membership"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    relation: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str] = mapped_column(String(20))

    __table_args__ = (
        *interval_checks(),
        one_of("reason", MembershipReason),
        only_one_open("uq_membership_open", "person_id"),
    )


class Headship(Interval, Base):
    """户主: who heads a household; exactly one at any date."""

    __tablename__ = "headship"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (*interval_checks(), only_one_open("uq_headship_open", "household_id"))


class RoomAssignment(Interval, Base):
    """住房分配: a household lives in a room, with the reason it came and the reason it left."""

    __tablename__ = "room_assignment"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    left_because: Mapped[str | None] = mapped_column(String(20))
    document: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("reason", RoomReason),
        one_of("left_because", RoomReason),
        only_one_open("uq_room_assignment_open", "room_id"),
    )


class HukouPlace(Interval, Base):
    """户口所在地: where a person is registered and how that stands towards the site."""

    __tablename__ = "hukou_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    standing: Mapped[str] = mapped_column(String(20))
    division_code: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("standing", HukouStanding),
        only_one_open("uq_hukou_place_open", "person_id"),
    )


class ResidenceDocument(Interval, Base):
    """居住证、居住簿 and their like: number and the day of the next endorsement (签注)."""

    __tablename__ = "residence_document"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str | None] = mapped_column(String(40))
    next_endorsement: Mapped[date | None]

    __table_args__ = (*interval_checks(), one_of("kind", ResidencePaper))


class PersonPhone(Interval, Base):
    """联系电话: the number a person is reached by, or (None) that there is none."""

    __tablename__ = "person_phone"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    phone: Mapped[str | None] = mapped_column(String(20), index=True)

    __table_args__ = (*interval_checks(), only_one_open("uq_person_phone_open", "person_id"))


class SchoolPlace(Interval, Base):
    """在校情况: which stage, which school, whether the child boards there."""

    __tablename__ = "school_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    school: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    boarding: Mapped[bool | None]

    __table_args__ = (
        *interval_checks(),
        one_of("stage", SchoolStage),
        only_one_open("uq_school_place_open", "person_id"),
    )


class WorkPlace(Interval, Base):
    """务工就业情况 as declared: where, for whom, how many months of the year, found through whom."""

    __tablename__ = "work_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    place: Mapped[str] = mapped_column(Text)
    months: Mapped[int | None] = mapped_column(Integer)
    employer: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        CheckConstraint("months BETWEEN 1 AND 12", name="months"),
        only_one_open("uq_work_place_open", "person_id"),
    )
