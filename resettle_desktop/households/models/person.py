"""People as rows of the file."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.attachments import DIGEST_LENGTH, StoredFile
from resettle_desktop.foundation.database.base import Base, Revised, one_of
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import DisabilityKind, DropoutReason, Preferential
from resettle_desktop.households.rules.declared import Education, Labour, Marital, Military, Political
from resettle_desktop.households.rules.identity import DocumentKind, NumberState

WITHOUT_NUMBER = "number_state != 'verified'"
"""Who has no number that is verified."""


class Person(Revised, Base):
    """人员: one row for every human being the office knows, once and for all subjects.

    ``number`` is matched only while its state is verified; a second verified one is impossible. ``health`` is
    one of 健康状况, or several that go together with blanks between (长期慢性病 残疾). ``register_no`` is
    人口编号 of the national register, an alias that may be wrong or stand twice. Who was registered twice
    stays as ``merged_into_uid`` of the one that goes on.
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
    register_no: Mapped[str | None] = mapped_column(String(40), index=True)

    political: Mapped[str | None] = mapped_column(String(20))
    education: Mapped[str | None] = mapped_column(String(20))
    education_text: Mapped[str | None] = mapped_column(Text)
    health: Mapped[str | None] = mapped_column(String(40))
    labour: Mapped[str | None] = mapped_column(String(20))
    marital: Mapped[str | None] = mapped_column(String(20))
    military: Mapped[str | None] = mapped_column(String(20))
    speaks_mandarin: Mapped[bool | None]
    note: Mapped[str | None] = mapped_column(Text)

    issued_by: Mapped[str | None] = mapped_column(Text)
    number_from: Mapped[date | None]
    number_until: Mapped[date | None]
    number_forever: Mapped[bool | None]
    marital_on: Mapped[date | None]
    marital_on_precision: Mapped[str | None] = mapped_column(String(5))
    dropout_reason: Mapped[str | None] = mapped_column(String(20))
    preferential: Mapped[str | None] = mapped_column(String(20))
    disability: Mapped[str | None] = mapped_column(String(20))
    disability_grade: Mapped[int | None] = mapped_column(Integer)
    disability_card: Mapped[str | None] = mapped_column(String(22))
    disability_issued_year: Mapped[int | None] = mapped_column(Integer)
    disability_until: Mapped[date | None]
    public_post: Mapped[str | None] = mapped_column(Text)
    public_post_months: Mapped[int | None] = mapped_column(Integer)
    bank_account: Mapped[str | None] = mapped_column(String(40))
    photo: Mapped[str | None] = mapped_column(
        String(DIGEST_LENGTH), ForeignKey(StoredFile.digest), index=True
    )
    merged_into_uid: Mapped[str | None] = mapped_column(String(36))

    __table_args__ = (
        one_of("sex", Sex),
        one_of("birth_precision", Precision),
        one_of("number_state", NumberState),
        one_of("document_kind", DocumentKind),
        one_of("political", Political),
        one_of("education", Education),
        one_of("labour", Labour),
        one_of("marital", Marital),
        one_of("military", Military),
        one_of("marital_on_precision", Precision),
        one_of("dropout_reason", DropoutReason),
        one_of("preferential", Preferential),
        one_of("disability", DisabilityKind),
        CheckConstraint("disability_grade BETWEEN 1 AND 4", name="disability_grade"),
        CheckConstraint("public_post_months BETWEEN 1 AND 12", name="public_post_months"),
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
        # The list of those without a number looks at no others.
        Index(
            "ix_person_without_number",
            "name_sort",
            sqlite_where=text(WITHOUT_NUMBER),
            postgresql_where=text(WITHOUT_NUMBER),
        ),
        Index("ix_person_birth", "birth"),
        # Of the few who have one: an index of all would be taken for a way to find those who have none.
        Index(
            "ix_person_merged_into_uid",
            "merged_into_uid",
            sqlite_where=text("merged_into_uid IS NOT NULL"),
            postgresql_where=text("merged_into_uid IS NOT NULL"),
        ),
    )


class Correction(Base):
    """更正: that a person's identity was put right, why and on what evidence; the audit has the values.

    ``withdrawn_act_id`` is the act that took the correction back.
    """

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    act_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    withdrawn_act_id: Mapped[int | None]


class DistinctPeople(Base):
    """不是同一人: two people who look like one were said to be two (twins, namesakes); asked once only."""

    __tablename__ = "distinct_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    act_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="pair_in_order"),
    )


class SearchState(Base):
    """Which version of the search words the file holds; a file without a row has the first."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
