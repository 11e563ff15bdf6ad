"""Everything dated about households and people: interval tables, each row with both clocks."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, interval_checks, one_of
from resettle_desktop.households.models.guards import only_one_open, what_held
from resettle_desktop.households.rules.circumstances import GuardianReason, PresenceKind, StatusKind
from resettle_desktop.households.rules.declared import (
    HukouCategory,
    HukouStanding,
    LeavingReason,
    MembershipReason,
    ResidencePaper,
    RoomReason,
    SchoolStage,
)


class Membership(Interval, Base):
    """家庭成员: a person belongs to a household, standing in a relation to its head."""

    __tablename__ = "membership"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    relation: Mapped[str] = mapped_column(String(2))
    reason: Mapped[str] = mapped_column(String(20))
    left_because: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        *interval_checks(),
        one_of("reason", MembershipReason),
        one_of("left_because", LeavingReason),
        only_one_open("uq_membership_open", "person_id"),
        what_held("ix_membership_held", "person_id", "household_id"),
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
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    reason: Mapped[str] = mapped_column(String(20))
    left_because: Mapped[str | None] = mapped_column(String(20))
    document: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("reason", RoomReason),
        one_of("left_because", RoomReason),
        only_one_open("uq_room_assignment_open", "room_id"),
        what_held("ix_room_assignment_held", "household_id", "room_id"),
    )


class HukouPlace(Interval, Base):
    """户口所在地: where a person is registered, in which 户别, and how that stands towards the site."""

    __tablename__ = "hukou_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    standing: Mapped[str] = mapped_column(String(20))
    division_code: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (
        *interval_checks(),
        one_of("standing", HukouStanding),
        one_of("category", HukouCategory),
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
    """在校情况: which stage and which year of it, which school, whether the child boards there."""

    __tablename__ = "school_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    grade: Mapped[int | None] = mapped_column(Integer)
    school: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    boarding: Mapped[bool | None]
    student_no: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        *interval_checks(),
        one_of("stage", SchoolStage),
        CheckConstraint("grade BETWEEN 1 AND 9", name="grade"),
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
    abroad: Mapped[bool | None]

    __table_args__ = (
        *interval_checks(),
        CheckConstraint("months BETWEEN 1 AND 12", name="months"),
        only_one_open("uq_work_place_open", "person_id"),
    )


class Presence(Interval, Base):
    """居住状态: where somebody in fact lives, as the office was told or saw it."""

    __tablename__ = "presence"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("kind", PresenceKind),
        only_one_open("uq_presence_open", "person_id"),
    )


class PersonStatus(Interval, Base):
    """人员状态: dead, missing, serving, in prison … from its day, with the paper that says so."""

    __tablename__ = "person_status"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    place: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("kind", StatusKind),
        only_one_open("uq_person_status_open", "person_id", "kind"),
    )


class Guardianship(Interval, Base):
    """监护人: one of our people, or anybody by name and phone."""

    __tablename__ = "guardianship"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guardian_name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(20))
    relation: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(20))

    __table_args__ = (*interval_checks(), one_of("reason", GuardianReason))
