"""Who is whose guardian on a day, and who should have one and has none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.database.intervals import as_known, holds, known
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Guardianship,
    Headship,
    Household,
    Membership,
    Person,
    PersonStatus,
)
from resettle_desktop.households.queries.rows import HouseholdLink, imprecise
from resettle_desktop.households.rules.checks import age_on
from resettle_desktop.households.rules.circumstances import STATUSES, GuardianReason, StatusKind
from resettle_desktop.households.rules.guardianship import (
    AWAY,
    GROWN_UP,
    GUARDIAN_AWAY,
    NO_GUARDIAN,
    PARENTS_OF,
)

_AWAY: Final = [kind.value for kind in AWAY]
_CHILDREN_OF: Final = {
    parents: [child for child, wanted in PARENTS_OF.items() if wanted == parents]
    for parents in dict.fromkeys(PARENTS_OF.values())
}
"""The relations of parents, with those of the members whose parents they are."""


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A guardian of the day; ``away`` says in official words what keeps one of our people from it."""

    uid: str
    name: str
    guardian_uid: str | None
    phone: str
    relation: str
    reason: GuardianReason
    since: ImpreciseDate
    away: str


@dataclass(frozen=True, slots=True)
class WithoutGuardian:
    """Somebody who should have a guardian and has none, and why it is said."""

    person_uid: str
    name: str
    age: int | None
    why: str
    household: HouseholdLink | None


def guardians_of(
    session: Session, person_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[GuardianRow, ...]:
    """The guardians of a person on the day, the longest first."""
    person, guardian = as_known(Person, known_at), as_known(Person, known_at, "guardian")
    rows = session.execute(
        select(
            Guardianship.uid,
            Guardianship.guardian_name,
            Guardianship.guardian_id,
            guardian.uid.label("guardian_uid"),
            guardian.name.label("now_called"),
            Guardianship.phone,
            Guardianship.relation,
            Guardianship.reason,
            Guardianship.starts,
            Guardianship.starts_precision,
        )
        .join(person, person.id == Guardianship.person_id)
        .outerjoin(guardian, guardian.id == Guardianship.guardian_id)
        .where(person.uid == person_uid, holds(Guardianship, as_of, known_at))
        .order_by(Guardianship.starts, Guardianship.id)
    ).all()
    away = _away(session, {row.guardian_id for row in rows if row.guardian_id}, as_of, known_at)
    found = []
    for row in rows:
        since = imprecise(row.starts, row.starts_precision)
        if since is not None:
            found.append(
                GuardianRow(
                    row.uid,
                    row.now_called or row.guardian_name,
                    row.guardian_uid,
                    row.phone or "",
                    row.relation or "",
                    GuardianReason(row.reason),
                    since,
                    away.get(row.guardian_id, ""),
                )
            )
    return tuple(found)


def wards_of(
    session: Session, person_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[str, ...]:
    """The names of those whose guardian a person is on the day."""
    ward, guardian = as_known(Person, known_at), as_known(Person, known_at, "guardian")
    rows = session.execute(
        select(ward.name)
        .join(Guardianship, and_(Guardianship.person_id == ward.id, holds(Guardianship, as_of, known_at)))
        .join(guardian, guardian.id == Guardianship.guardian_id)
        .where(guardian.uid == person_uid)
        .order_by(Guardianship.starts, Guardianship.id)
    )
    return tuple(rows.scalars())


def _away(
    session: Session, people: Collection[int], as_of: date, known_at: datetime | None
) -> dict[int, str]:
    if not people:
        return {}
    rows = session.execute(
        select(PersonStatus.person_id, PersonStatus.kind).where(
            PersonStatus.person_id.in_(people),
            PersonStatus.kind.in_(_AWAY),
            holds(PersonStatus, as_of, known_at),
        )
    )
    return {key: STATUSES[StatusKind(kind)] for key, kind in rows}


def without_guardian(
    session: Session,
    as_of: date,
    known_at: datetime | None = None,
    *,
    household_uid: str | None = None,
    person_uid: str | None = None,
) -> tuple[WithoutGuardian, ...]:
    """Members of the day who should have a guardian and have none, the youngest first; of all or of one.

    Children whose parents are not in their household, and who cannot decide for himself and whose guardian
    has died, is missing, in prison or abroad. One guardian who is there is enough.
    """
    person, household = as_known(Person, known_at), as_known(Household, known_at)
    head = as_known(Person, known_at, "head")
    statement = (
        select(
            person.id,
            person.uid,
            person.name,
            person.birth,
            person.birth_precision,
            household.id.label("household_id"),
            household.uid.label("household_uid"),
            household.number,
            head.name.label("head_name"),
        )
        .select_from(person)
        .join(Membership, and_(Membership.person_id == person.id, holds(Membership, as_of, known_at)))
        .join(household, household.id == Membership.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, as_of, known_at)))
        .outerjoin(head, head.id == Headship.person_id)
        .where(
            person.merged_into_uid.is_(None),
            lacks_guardian(person, as_of, known_at, grown_since(as_of)),
        )
        .order_by(person.birth.desc(), person.name_sort, person.id)
    )
    if household_uid is not None:
        statement = statement.where(household.uid == household_uid)
    if person_uid is not None:
        statement = statement.where(person.uid == person_uid)
    rows = session.execute(statement).all()
    lost = _who_is_lost(session, [row.id for row in rows], as_of, known_at)
    return tuple(
        WithoutGuardian(
            row.uid,
            row.name,
            age_on(imprecise(row.birth, row.birth_precision), as_of),
            lost.get(row.id) or NO_GUARDIAN,
            HouseholdLink(row.household_id, row.household_uid, row.number, row.head_name or ""),
        )
        for row in rows
    )


def lacks_guardian(person: Any, as_of: Any, known_at: Any, grown: Any) -> Any:
    """Whether a member should have a guardian and has none; ``grown`` is what ``grown_since`` says."""
    child = and_(person.birth > grown, ~_parent_at_hand(person, as_of, known_at, grown))
    return and_(
        or_(child, _lost(person.id, as_of, known_at).exists()),
        ~_guarded(person.id, as_of, known_at),
        ~_is_away(person.id, as_of, known_at),
    )


def grown_since(as_of: date) -> date:
    """Who was born on this day or before is grown up on the day."""
    year = as_of.year - GROWN_UP
    leap_day = (as_of.month, as_of.day) == (2, 29)
    return date(year, 3, 1) if leap_day else as_of.replace(year=year)


def _believed(row: Any, known_at: Any) -> Any:
    """``known`` for a second look at one table."""
    if known_at is None:
        return row.superseded_at.is_(None)
    return and_(row.recorded_at <= known_at, or_(row.superseded_at.is_(None), row.superseded_at > known_at))


def _holding(row: Any, as_of: Any, known_at: Any) -> Any:
    """``holds`` for a second look at one table."""
    return and_(row.starts <= as_of, or_(row.ends.is_(None), row.ends > as_of), _believed(row, known_at))


def _is_away(person_id: Any, as_of: Any, known_at: Any) -> Any:
    status = aliased(PersonStatus)
    return exists().where(
        status.person_id == person_id, status.kind.in_(_AWAY), _holding(status, as_of, known_at)
    )


def _guarded(person_id: Any, as_of: Any, known_at: Any) -> Any:
    """Whether somebody has a guardian on the day who is there."""
    row = aliased(Guardianship)
    away = and_(row.guardian_id.is_not(None), _is_away(row.guardian_id, as_of, known_at))
    return exists().where(row.person_id == person_id, _holding(row, as_of, known_at), ~away)


def _lost(person_id: Any, as_of: Any, known_at: Any) -> Any:
    """The guardianships of who cannot decide for himself whose guardian was there once and is no longer."""
    row = aliased(Guardianship)
    return select(row.id).where(
        row.person_id == person_id,
        row.reason == GuardianReason.INCAPABLE,
        row.starts <= as_of,
        _believed(row, known_at),
        _is_away(row.guardian_id, as_of, known_at),
    )


def _who_is_lost(
    session: Session, people: Collection[int], as_of: date, known_at: datetime | None
) -> dict[int, str]:
    """For each of these people who had a guardian that is away, the sentence that says so."""
    rows = session.execute(
        select(Guardianship.person_id, Guardianship.guardian_name, PersonStatus.kind)
        .join(PersonStatus, PersonStatus.person_id == Guardianship.guardian_id)
        .where(
            Guardianship.person_id.in_(people),
            Guardianship.starts <= as_of,
            known(Guardianship, known_at),
            PersonStatus.kind.in_(_AWAY),
            holds(PersonStatus, as_of, known_at),
        )
        .order_by(Guardianship.starts)
    )
    return {key: GUARDIAN_AWAY.format(name, STATUSES[StatusKind(kind)]) for key, name, kind in rows}


def _parent_at_hand(person: Any, as_of: Any, known_at: Any, grown: Any) -> Any:
    """Whether a grown-up of the same household stands where a parent of this one would, and is there."""
    own, other = aliased(Membership), aliased(Membership)
    parent = as_known(Person, known_at, "parent")
    stands = or_(
        *(
            and_(own.relation.in_(sorted(children)), other.relation.in_(sorted(parents)))
            for parents, children in _CHILDREN_OF.items()
        )
    )
    return (
        select(own.id)
        .join(other, and_(other.household_id == own.household_id, _holding(other, as_of, known_at)))
        .join(parent, parent.id == other.person_id)
        .where(
            own.person_id == person.id,
            _holding(own, as_of, known_at),
            stands,
            or_(parent.birth.is_(None), parent.birth <= grown),
            ~_is_away(parent.id, as_of, known_at),
        )
        .exists()
    )
