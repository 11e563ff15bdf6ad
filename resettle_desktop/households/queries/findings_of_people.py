"""What does not fit together about who somebody is and how a family is related, as the file has it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Integer, and_, cast, exists, extract, func, or_, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.foundation.values.citizen_number import WrongNumber, check_citizen_number
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Headship, Household, Membership, Person
from resettle_desktop.households.queries.alike import alike_findings
from resettle_desktop.households.queries.findings import SLICE, FindingRow, findings_for
from resettle_desktop.households.queries.guardians import without_guardian
from resettle_desktop.households.queries.household import members_of
from resettle_desktop.households.queries.rows import household_label, imprecise
from resettle_desktop.households.rules.checks import (
    LEAST_GENERATION_YEARS,
    PersonFacts,
    remarks_on,
)
from resettle_desktop.households.rules.findings import Finding, FindingRule
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.relations import (
    CHILDREN,
    PARENTS,
    RELATIONS,
    SPOUSES,
    sex_of_relation,
)

WITHOUT_HEAD: Final = "这一户现在没有户主，请先选一位"
KNOWN_SEXES: Final = (Sex.MALE.value, Sex.FEMALE.value)
_OF_MEN: Final = tuple(code for code in RELATIONS if sex_of_relation(code) is Sex.MALE)
_OF_WOMEN: Final = tuple(code for code in RELATIONS if sex_of_relation(code) is Sex.FEMALE)


def all_findings_for(
    session: Session, as_of: date, roles: frozenset[str], household_uid: str | None = None
) -> tuple[FindingRow, ...]:
    """What somebody in these roles is told of one household or of all: homes, memberships, people.

    Guardians and what is noticed about people's items are told of one household only: who has no guardian is
    a list of its own, and items are put right where they are seen.
    """
    found = (
        *findings_for(session, as_of, roles, household_uid),
        *relation_findings(session, as_of, household_uid=household_uid),
        *alike_findings(session, as_of, household_uid=household_uid),
    )
    return found if household_uid is None else (*found, *_of_members(session, as_of, household_uid))


def _of_members(session: Session, as_of: date, household_uid: str) -> Iterator[FindingRow]:
    for row in without_guardian(session, as_of, household_uid=household_uid):
        yield FindingRow(Finding(FindingRule.GUARDIAN, row.why), household_uid, row.person_uid, row.name)
    key = select(Household.id).where(Household.uid == household_uid)
    for member in members_of(session, session.execute(key).scalar_one(), as_of):
        person = member.person
        for remark in person.remarks:
            yield FindingRow(Finding(FindingRule.ITEMS, remark.text), household_uid, person.uid, person.name)


def relation_findings(
    session: Session, as_of: date, known_at: datetime | None = None, *, household_uid: str | None = None
) -> Iterator[FindingRow]:
    """No head, two spouses, head and spouse of one sex, a number that says something else (§1.3)."""
    for _, group in groupby(
        _members(session, as_of, known_at, household_uid), key=lambda row: row.household_id
    ):
        lines = list(group)
        first = lines[0]
        if all(line.head_id is None for line in lines):
            label = household_label("", first.number_of_household)
            yield FindingRow(Finding(FindingRule.RELATION, WITHOUT_HEAD), first.home, "", label)
        for remark in remarks_on([_facts(line, as_of) for line in lines]):
            line = lines[int(remark.field.split(".")[1])]
            yield FindingRow(Finding(FindingRule.RELATION, remark.text), first.home, line.uid, line.name)


def _members(
    session: Session, as_of: date, known_at: datetime | None, household_uid: str | None
) -> Iterable[Any]:
    """The members of the households in which something may be found, household by household."""
    person, household = as_known(Person, known_at), as_known(Household, known_at)
    statement = (
        select(
            Membership.household_id,
            household.uid.label("home"),
            household.number.label("number_of_household"),
            Membership.relation,
            Headship.person_id.label("head_id"),
            person.uid,
            person.name,
            person.sex,
            person.birth,
            person.birth_precision,
            person.number,
            person.number_state,
        )
        .join(person, person.id == Membership.person_id)
        .join(household, household.id == Membership.household_id)
        .outerjoin(
            Headship,
            and_(Headship.household_id == Membership.household_id, holds(Headship, as_of, known_at)),
        )
        .where(holds(Membership, as_of, known_at))
        .order_by(Membership.household_id, person.id)
    )
    if household_uid is not None:
        statement = statement.where(household.uid == household_uid)
    else:
        statement = statement.where(Membership.household_id.in_(_suspects(as_of, known_at)))
    return session.execute(statement.execution_options(yield_per=SLICE))


def _suspects(as_of: date, known_at: datetime | None) -> Any:
    """Households with no head, or with a member who does not fit: what the rules then say in words."""
    person, head = as_known(Person, known_at, "member"), as_known(Person, known_at, "head")
    headship, spouse = aliased(Headship), aliased(Membership)
    other_spouse = exists().where(
        spouse.household_id == Membership.household_id,
        spouse.id != Membership.id,
        spouse.relation.in_(SPOUSES),
        holds(spouse, as_of, known_at),
    )
    years = extract("year", person.birth) - extract("year", head.birth)
    return (
        select(Membership.household_id)
        .join(person, person.id == Membership.person_id)
        .outerjoin(
            headship, and_(headship.household_id == Membership.household_id, holds(headship, as_of, known_at))
        )
        .outerjoin(head, head.id == headship.person_id)
        .where(
            holds(Membership, as_of, known_at),
            or_(
                headship.id.is_(None),
                and_(Membership.relation.in_(_OF_MEN), person.sex == Sex.FEMALE.value),
                and_(Membership.relation.in_(_OF_WOMEN), person.sex == Sex.MALE.value),
                and_(
                    Membership.relation.in_(SPOUSES),
                    or_(other_spouse, and_(person.sex == head.sex, person.sex.in_(KNOWN_SEXES))),
                ),
                and_(Membership.relation.in_(CHILDREN), years < LEAST_GENERATION_YEARS),
                and_(Membership.relation.in_(PARENTS), years > -LEAST_GENERATION_YEARS),
                and_(person.number_state == NumberState.VERIFIED, _number_says_other(person)),
            ),
        )
    )


def _number_says_other(person: Any) -> Any:
    order = cast(func.substr(person.number, 17, 1), Integer) % 2
    born = [
        cast(func.substr(person.number, first, length), Integer) != extract(part, person.birth)
        for part, first, length in (("year", 7, 4), ("month", 11, 2), ("day", 13, 2))
    ]
    return or_(
        and_(order == 1, person.sex == Sex.FEMALE.value),
        and_(order == 0, person.sex == Sex.MALE.value),
        and_(person.birth_precision == Precision.DAY.value, or_(*born)),
    )


def _facts(row: Any, as_of: date) -> PersonFacts:
    sex, birth = None, None
    if row.number_state == NumberState.VERIFIED:
        try:
            told = check_citizen_number(row.number, as_of)
        except WrongNumber:
            pass
        else:
            sex, birth = told.sex, ImpreciseDate(told.birth)
    return PersonFacts(
        name=row.name,
        relation=row.relation,
        sex=Sex(row.sex),
        birth=imprecise(row.birth, row.birth_precision),
        told_sex=sex,
        told_birth=birth,
        apart=True,
    )
