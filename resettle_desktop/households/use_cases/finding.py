"""How the acts find the people and households they are about."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.models import Headship, Household, Membership, Person
from resettle_desktop.households.queries.rows import household_label
from resettle_desktop.households.rules.refusals import (
    MERGED_BEFORE,
    NO_SUCH_HOUSEHOLD,
    NO_SUCH_ORIGIN,
    NO_SUCH_PERSON,
)
from resettle_desktop.sites.models import OriginVillage

NOT_THERE_YET: Final = "{}从{}才有这一户，不能在{}加入，请核对日期"
NO_HEAD_YET: Final = "{}还没有新户主，这一步没有保存；请先办“变更户主”"
NOBODY_LEFT: Final = "{}已经没有人了，这一步没有保存；要登记住户请另办“登记搬迁户”"

_village = table_of(OriginVillage).c
_ORIGIN: Final = select(_village.id, _village.division_name, _village.name, _village.hamlet).where(
    _village.uid == bindparam("uid")
)


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """A household an act is about, with its head."""

    id: int
    uid: str
    number: str
    head_id: int | None
    head_name: str
    has_members: bool

    @property
    def label(self) -> str:
        """How clerks call it."""
        return household_label(self.head_name, self.number)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person an act is about, with the household he belongs to."""

    id: int
    uid: str
    name: str
    household: FoundHousehold | None
    membership: Any | None


def find_household(work: Work, uid: str, *, field: str | None = None) -> FoundHousehold:
    """Part of every act on a household: the household behind a uid, or a Refusal."""
    row = work.session.execute(_households().where(Household.uid == uid)).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_HOUSEHOLD, field)
    return FoundHousehold(row.id, row.uid, row.number, row.head_id, row.head_name or "", row.has_members)


def household_with_id(work: Work, household_id: int) -> FoundHousehold:
    """Part of every act on a household: the household behind a key."""
    row = work.session.execute(_households().where(Household.id == household_id)).one()
    return FoundHousehold(row.id, row.uid, row.number, row.head_id, row.head_name or "", row.has_members)


def _households() -> Any:
    heads = and_(Headship.household_id == Household.id, known(Headship), Headship.ends.is_(None))
    members = (
        select(Membership.id)
        .where(Membership.household_id == Household.id, known(Membership), Membership.ends.is_(None))
        .exists()
    )
    return (
        select(
            Household.id,
            Household.uid,
            Household.number,
            Person.id.label("head_id"),
            Person.name.label("head_name"),
            members.label("has_members"),
        )
        .outerjoin(Headship, heads)
        .outerjoin(Person, Person.id == Headship.person_id)
    )


def find_person(work: Work, uid: str, *, field: str | None = None) -> FoundPerson:
    """Part of every act on a person: the person behind a uid with his household, or a Refusal."""
    row = work.session.execute(
        select(Person.id, Person.name, Person.merged_into_uid).where(Person.uid == uid)
    ).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_PERSON, field)
    if row.merged_into_uid is not None:
        raise Refusal(MERGED_BEFORE.format(row.name), field)
    table = Membership.__table__
    membership = work.session.execute(
        select(table).where(Membership.person_id == row.id, known(Membership), Membership.ends.is_(None))
    ).one_or_none()
    household = household_with_id(work, membership.household_id) if membership else None
    return FoundPerson(row.id, uid, row.name, household, membership)


def people_of(work: Work, household_id: int) -> list[int]:
    """Part of every act on a household: the keys of its members of today."""
    return list(
        work.session.execute(
            select(Membership.person_id).where(
                Membership.household_id == household_id, known(Membership), Membership.ends.is_(None)
            )
        ).scalars()
    )


def origin_with_uid(work: Work, uid: str) -> Any:
    """Part of registering and correcting: an origin village's key and names, or a Refusal."""
    row = work.session.execute(_ORIGIN, {"uid": uid}).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_ORIGIN, "origin")
    return row


def first_day(work: Work, household_id: int) -> ImpreciseDate:
    """Part of every act by which somebody joins a household: since when somebody heads it."""
    first = work.session.execute(
        select(Headship.starts, Headship.starts_precision)
        .where(Headship.household_id == household_id, known(Headship))
        .order_by(Headship.starts)
        .limit(1)
    ).one()
    return ImpreciseDate(first.starts, Precision(first.starts_precision))


def refuse_before(work: Work, household: FoundHousehold, on: ImpreciseDate, *, field: str) -> None:
    """Part of every act by which somebody joins a household: nobody joins before it is there."""
    began = first_day(work, household.id)
    if on.earliest < began.earliest:
        raise Refusal(NOT_THERE_YET.format(household.label, began.spoken(), on.spoken()), field)


def refuse_emptied(household: FoundHousehold, *, field: str | None = None) -> None:
    """Part of every act that adds to a household: one whose last member left has nobody to head it.

    One whose head has died gets its new head first (A22).
    """
    if household.head_id is None:
        text = NO_HEAD_YET if household.has_members else NOBODY_LEFT
        raise Refusal(text.format(household.label), field)
