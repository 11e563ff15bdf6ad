"""A person with everything that held on one day, and who is whose."""

from datetime import date, datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.foundation.values.citizen_number import first_eighteen
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import (
    Headship,
    Household,
    HukouPlace,
    Membership,
    Person,
    PersonPhone,
    Presence,
    ResidenceDocument,
    SchoolPlace,
    WorkPlace,
)
from resettle_desktop.households.queries.person_rows import (
    HukouRow,
    PersonRow,
    PhoneRow,
    PresenceRow,
    ResidenceRow,
    SchoolRow,
    WorkRow,
)
from resettle_desktop.households.queries.rows import HouseholdLink, imprecise
from resettle_desktop.households.rules.circumstances import (
    DisabilityKind,
    DropoutReason,
    Preferential,
    PresenceKind,
)
from resettle_desktop.households.rules.declared import (
    Education,
    HukouCategory,
    HukouStanding,
    Labour,
    Marital,
    Military,
    Political,
    ResidencePaper,
    SchoolStage,
)
from resettle_desktop.households.rules.health import health_of
from resettle_desktop.households.rules.identity import DocumentKind, NumberState

PersonFact: TypeAlias = (
    type[HukouPlace]
    | type[PersonPhone]
    | type[SchoolPlace]
    | type[WorkPlace]
    | type[Membership]
    | type[Presence]
)
"""An interval table with one open row a person."""

_OWN: Final = (
    "id",
    "uid",
    "version",
    "name",
    "nickname",
    "former_names",
    "sex",
    "birth",
    "birth_precision",
    "ethnicity",
    "relocated",
    "number",
    "number_state",
    "number_original",
    "number_reason",
    "number_chase_on",
    "document_kind",
    "document_number",
    "register_no",
    "political",
    "education",
    "education_text",
    "health",
    "labour",
    "marital",
    "military",
    "speaks_mandarin",
    "note",
    "issued_by",
    "number_from",
    "number_until",
    "number_forever",
    "marital_on",
    "marital_on_precision",
    "dropout_reason",
    "preferential",
    "disability",
    "disability_grade",
    "disability_card",
    "disability_issued_year",
    "disability_until",
    "public_post",
    "public_post_months",
    "bank_account",
    "photo",
)
"""The columns of a person's own row."""

_DATED: Final = (
    PersonPhone.phone,
    PersonPhone.starts.label("phone_from"),
    PersonPhone.starts_precision.label("phone_from_precision"),
    HukouPlace.standing,
    HukouPlace.division_code,
    HukouPlace.address,
    HukouPlace.category,
    HukouPlace.starts.label("hukou_from"),
    HukouPlace.starts_precision.label("hukou_from_precision"),
    SchoolPlace.stage,
    SchoolPlace.grade,
    SchoolPlace.school,
    SchoolPlace.place.label("school_at"),
    SchoolPlace.boarding,
    SchoolPlace.student_no,
    SchoolPlace.starts.label("school_from"),
    SchoolPlace.starts_precision.label("school_from_precision"),
    WorkPlace.place.label("work_at"),
    WorkPlace.months,
    WorkPlace.employer,
    WorkPlace.channel,
    WorkPlace.abroad,
    WorkPlace.starts.label("work_from"),
    WorkPlace.starts_precision.label("work_from_precision"),
    Presence.kind.label("presence"),
    Presence.place.label("presence_at"),
    Presence.note.label("presence_note"),
    Presence.starts.label("presence_from"),
    Presence.starts_precision.label("presence_from_precision"),
)


def of_person(
    model: PersonFact, as_of: date, known_at: datetime | None, person: Any = Person
) -> ColumnElement[bool]:
    """The join of a fact that held on the day to its ``person``."""
    return and_(model.person_id == person.id, holds(model, as_of, known_at))


def people_with_facts(
    as_of: date, known_at: datetime | None, *more: Any, person: Any = None
) -> "Select[*tuple[Any, ...]]":
    """Every person with the facts of the day and ``more`` columns; conditions and joins are the asker's.

    ``person`` is the asker's own ``as_known(Person, known_at)`` when it names the person as well.
    """
    person = as_known(Person, known_at) if person is None else person
    own = (getattr(person, name) for name in _OWN)
    statement = select(*own, *_DATED, *more).select_from(person)
    facts: tuple[PersonFact, ...] = (PersonPhone, HukouPlace, SchoolPlace, WorkPlace, Presence)
    for fact in facts:
        statement = statement.outerjoin(fact, of_person(fact, as_of, known_at, person))
    return statement


def person_row_of(row: Row[*tuple[Any, ...]], as_of: date) -> PersonRow:
    """One row of ``people_with_facts``, frozen."""
    return PersonRow(
        id=row.id,
        uid=row.uid,
        version=row.version,
        name=row.name,
        nickname=row.nickname or "",
        former_names=row.former_names or "",
        sex=Sex(row.sex),
        birth=imprecise(row.birth, row.birth_precision),
        ethnicity=row.ethnicity,
        relocated=row.relocated,
        number=row.number,
        number_state=NumberState(row.number_state),
        number_original=row.number_original,
        number_reason=row.number_reason or "",
        number_chase_on=row.number_chase_on,
        document_kind=DocumentKind(row.document_kind) if row.document_kind else None,
        document_number=row.document_number or "",
        register_no=row.register_no or "",
        political=Political(row.political) if row.political else None,
        education=Education(row.education) if row.education else None,
        education_text=row.education_text or "",
        health=health_of(row.health),
        labour=Labour(row.labour) if row.labour else None,
        marital=Marital(row.marital) if row.marital else None,
        military=Military(row.military) if row.military else None,
        speaks_mandarin=row.speaks_mandarin,
        note=row.note or "",
        issued_by=row.issued_by or "",
        number_from=row.number_from,
        number_until=row.number_until,
        number_forever=row.number_forever,
        marital_on=imprecise(row.marital_on, row.marital_on_precision),
        dropout_reason=DropoutReason(row.dropout_reason) if row.dropout_reason else None,
        preferential=Preferential(row.preferential) if row.preferential else None,
        disability=DisabilityKind(row.disability) if row.disability else None,
        disability_grade=row.disability_grade,
        disability_card=row.disability_card or "",
        disability_issued_year=row.disability_issued_year,
        disability_until=row.disability_until,
        public_post=row.public_post or "",
        public_post_months=row.public_post_months,
        bank_account=row.bank_account or "",
        photo=row.photo,
        phone=_phone(row),
        hukou=_hukou(row),
        school=_school(row),
        work=_work(row),
        presence=_presence(row),
        as_of=as_of,
    )


def _phone(row: Any) -> PhoneRow | None:
    since = imprecise(row.phone_from, row.phone_from_precision)
    return None if since is None else PhoneRow(row.phone, since)


def _hukou(row: Any) -> HukouRow | None:
    since = imprecise(row.hukou_from, row.hukou_from_precision)
    if since is None:
        return None
    category = HukouCategory(row.category) if row.category else None
    return HukouRow(HukouStanding(row.standing), row.division_code, row.address or "", category, since)


def _school(row: Any) -> SchoolRow | None:
    since = imprecise(row.school_from, row.school_from_precision)
    if since is None:
        return None
    return SchoolRow(
        SchoolStage(row.stage),
        row.school or "",
        row.school_at or "",
        row.boarding,
        row.student_no or "",
        row.grade,
        since,
    )


def _work(row: Any) -> WorkRow | None:
    since = imprecise(row.work_from, row.work_from_precision)
    if since is None:
        return None
    return WorkRow(row.work_at, row.months, row.employer or "", row.channel or "", row.abroad, since)


def _presence(row: Any) -> PresenceRow | None:
    since = imprecise(row.presence_from, row.presence_from_precision)
    if since is None:
        return None
    return PresenceRow(PresenceKind(row.presence), row.presence_at or "", row.presence_note or "", since)


def person_row(session: Session, uid: str, as_of: date, known_at: datetime | None = None) -> PersonRow | None:
    """One person with the facts of the day."""
    person = as_known(Person, known_at)
    statement = people_with_facts(as_of, known_at, person=person).where(person.uid == uid)
    row = session.execute(statement).one_or_none()
    return None if row is None else person_row_of(row, as_of)


def residence_documents(
    session: Session, person_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[ResidenceRow, ...]:
    """The residence documents a person held on the day."""
    rows = session.execute(
        select(
            ResidenceDocument.uid,
            ResidenceDocument.kind,
            ResidenceDocument.number,
            ResidenceDocument.next_endorsement,
            ResidenceDocument.starts,
            ResidenceDocument.starts_precision,
        )
        .join(Person, Person.id == ResidenceDocument.person_id)
        .where(Person.uid == person_uid, holds(ResidenceDocument, as_of, known_at))
        .order_by(ResidenceDocument.starts.desc(), ResidenceDocument.id)
    )
    found = []
    for row in rows:
        since = imprecise(row.starts, row.starts_precision)
        if since is not None:
            kind = ResidencePaper(row.kind)
            found.append(ResidenceRow(row.uid, kind, row.number or "", row.next_endorsement, since))
    return tuple(found)


def with_household(
    people: "Select[*tuple[Any, ...]]", person: Any, as_of: date, known_at: datetime | None
) -> "Select[*tuple[Any, ...]]":
    """People with the household each belonged to on the day and its head as four columns (``link_of``)."""
    household = as_known(Household, known_at)
    head = as_known(Person, known_at, "head")
    return (
        people.outerjoin(Membership, of_person(Membership, as_of, known_at, person))
        .outerjoin(household, household.id == Membership.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, as_of, known_at)))
        .outerjoin(head, head.id == Headship.person_id)
        .add_columns(household.id, household.uid, household.number, head.name.label("head_name"))
    )


def link_of(key: int | None, uid: str, number: str, head_name: str | None) -> HouseholdLink | None:
    """The four columns of ``with_household`` as a household to open."""
    return None if key is None else HouseholdLink(key, uid, number, head_name or "")


def household_of(
    session: Session, person_id: int, as_of: date, known_at: datetime | None = None
) -> HouseholdLink | None:
    """The household a person belonged to on the day."""
    return _household_where(session, "id", person_id, as_of, known_at)


def household_of_person(
    session: Session, person_uid: str, as_of: date, known_at: datetime | None = None
) -> HouseholdLink | None:
    """The household a person belonged to on the day, by the person's uid."""
    return _household_where(session, "uid", person_uid, as_of, known_at)


def _household_where(
    session: Session, column: str, value: int | str, as_of: date, known_at: datetime | None
) -> HouseholdLink | None:
    person = as_known(Person, known_at)
    statement = with_household(select().select_from(person), person, as_of, known_at)
    row = session.execute(statement.where(getattr(person, column) == value)).one_or_none()
    return None if row is None else link_of(*row)


def person_by_number(session: Session, number: str, as_of: date) -> PersonRow | None:
    """Whose verified number this is, by its first eighteen places; a number 待核 matches nobody (A02)."""
    row = session.execute(
        people_with_facts(as_of, None).where(
            Person.number == first_eighteen(number),
            Person.number_state == NumberState.VERIFIED,
            Person.merged_into_uid.is_(None),
        )
    ).one_or_none()
    return None if row is None else person_row_of(row, as_of)
