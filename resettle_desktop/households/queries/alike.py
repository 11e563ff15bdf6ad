"""Who may have two files: for one newcomer before he is written, for all people as a list."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import DistinctPeople, Household, Membership, Person
from resettle_desktop.households.queries.findings import SLICE, FindingRow
from resettle_desktop.households.queries.people import household_of
from resettle_desktop.households.queries.rows import HouseholdLink, imprecise
from resettle_desktop.households.rules.alike import Looks, look_alike
from resettle_desktop.households.rules.findings import Finding, FindingRule
from resettle_desktop.households.rules.identity import NumberState

MAYBE_ONE: Final = "和{}的{}出生日期相同、姓名相像：是同一个人吗？"
NO_HOUSEHOLD: Final = "不在任何一户里"


def looks_of(row: Any) -> Looks:
    """What a person's own row says."""
    return Looks(row.name, imprecise(row.birth, row.birth_precision), NumberState(row.number_state))


def who_looks_like(session: Session, newcomer: Looks) -> Iterator[Any]:
    """People (id, uid, name) who may be the newcomer, the earliest registered first."""
    birth: ImpreciseDate | None = newcomer.birth
    if birth is None:
        return
    rows = session.execute(
        select(
            Person.id,
            Person.uid,
            Person.name,
            Person.birth,
            Person.birth_precision,
            Person.number_state,
        )
        .where(Person.birth == birth.earliest, Person.merged_into_uid.is_(None))
        .order_by(Person.id)
    ).all()
    yield from (row for row in rows if look_alike(newcomer, looks_of(row)))


def alike_findings(
    session: Session, as_of: date, known_at: datetime | None = None, household_uid: str | None = None
) -> Iterator[FindingRow]:
    """Pairs who may be one person and were not said to be two; of one household or of all."""
    one, another = as_known(Person, known_at, "one"), as_known(Person, known_at, "another")
    statement = (
        select(
            one.id,
            one.uid,
            one.name,
            one.birth,
            one.birth_precision,
            one.number_state,
            another.id.label("other_id"),
            another.uid.label("other_uid"),
            another.name.label("other_name"),
            another.birth.label("other_birth"),
            another.birth_precision.label("other_precision"),
            another.number_state.label("other_state"),
        )
        .join(another, and_(another.birth == one.birth, another.id != one.id))
        .where(
            (one.merged_into_uid + "").is_(None),  # not along this index: hardly anybody is merged
            another.merged_into_uid.is_(None),
            ~_said_apart(one, another),
        )
        .order_by(one.name_sort, one.id, another.id)
    )
    if household_uid is not None:
        statement = statement.where(
            one.id.in_(_who_belonged(household_uid)),
            or_(one.number_state != NumberState.VERIFIED, another.number_state != NumberState.VERIFIED),
        )
    else:  # who is without a verified number is to be asked for one, along an index
        statement = statement.where(
            one.number_chase_on.is_not(None),
            one.number_state != NumberState.VERIFIED,
            or_(another.number_chase_on.is_(None), another.id > one.id),
        )
    told: set[frozenset[int]] = set()
    # In slices: where many were born on one day, few of the pairs are a finding.
    for row in session.execute(statement.execution_options(yield_per=SLICE)):
        other = Looks(
            row.other_name, imprecise(row.other_birth, row.other_precision), NumberState(row.other_state)
        )
        pair = frozenset({row.id, row.other_id})
        if pair not in told and look_alike(looks_of(row), other):
            told.add(pair)
            yield _finding(session, row, as_of, known_at, household_uid)


def _who_belonged(household_uid: str) -> Any:
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.uid == household_uid, Membership.superseded_at.is_(None))
    )


def _said_apart(one: Any, another: Any) -> Any:
    pair = aliased(DistinctPeople)
    return exists().where(
        or_(
            and_(pair.first_id == one.id, pair.second_id == another.id),
            and_(pair.first_id == another.id, pair.second_id == one.id),
        )
    )


def _finding(
    session: Session, row: Any, as_of: date, known_at: datetime | None, household_uid: str | None
) -> FindingRow:
    mine = household_of(session, row.id, as_of, known_at)
    theirs = household_of(session, row.other_id, as_of, known_at)
    text = MAYBE_ONE.format(theirs.label if theirs else NO_HOUSEHOLD, row.other_name)
    finding = Finding(FindingRule.ALIKE, text)
    return FindingRow(finding, household_uid or _uid(mine) or _uid(theirs), row.uid, row.name, row.other_uid)


def _uid(household: HouseholdLink | None) -> str:
    return household.uid if household is not None else ""
