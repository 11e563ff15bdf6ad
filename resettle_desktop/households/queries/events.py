"""What happened to households and people, whose evidence is to come, which rooms wait to be taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, text
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds, known
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    LifeEvent,
    Membership,
    Person,
    RoomAssignment,
)
from resettle_desktop.households.queries.household import household_view, members_of
from resettle_desktop.households.queries.people import household_of_person, person_row
from resettle_desktop.households.queries.rows import HouseholdLink, MemberRow, household_label, imprecise
from resettle_desktop.households.rules.life_events import EventCode, name_of_event
from resettle_desktop.sites.queries import rooms_by_id

AWAITED: Final[Any] = text("life_event.evidence_later")
"""A paper is still to be brought; said as the index of these few rows has it."""

EVIDENCE_DAYS: Final = 30
"""How long a paper is waited for before it is asked for again; the program only counts, it ends nothing."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One thing that happened: to whom, from when, on what evidence, and the act that recorded it."""

    uid: str
    code: EventCode
    happened: ImpreciseDate
    recorded_at: datetime
    first_act_id: int
    household_uid: str | None
    household: str
    person_uid: str | None
    person: str
    evidence: str
    evidence_number: str
    evidence_on: date | None
    evidence_later: bool
    told_by: str
    note: str

    @property
    def name(self) -> str:
        """The clerk's word for it."""
        return name_of_event(self.code, self.note)

    @property
    def whom(self) -> str:
        """The person, or the household where it happened to all of it."""
        return self.person or self.household


@dataclass(frozen=True, slots=True)
class RoomToTakeBack:
    """A room (待收回) that still stands with a household nobody belongs to any more."""

    assignment_uid: str
    room_label: str
    site_name: str
    household_uid: str
    household_number: str
    closed_on: ImpreciseDate | None


@dataclass(frozen=True, slots=True)
class EventSubject:
    """Whom an event may be about: a household with its members, and the person that was meant, if one was."""

    household_uid: str | None
    label: str
    members: tuple[MemberRow, ...]
    person_uid: str | None = None
    person_name: str = ""
    owed: tuple[EventRow, ...] = ()
    """What happened to them without its paper having been shown."""


def event_subject(session: Session, uid: str, as_of: date) -> EventSubject:
    """The household behind a uid, or a person with the household he belongs to; Refusal for neither."""
    person = person_row(session, uid, as_of)
    if person is None:
        view = household_view(session, uid, as_of)
        return EventSubject(
            view.uid, view.label, view.members, owed=_owed(events_of_household(session, uid, as_of))
        )
    home = household_of_person(session, uid, as_of)
    if home is None:
        return EventSubject(
            None, "", (), person.uid, person.name, _owed(events_of_person(session, uid, as_of))
        )
    members = members_of(session, home.id, as_of)
    owed = _owed(events_of_household(session, home.uid, as_of))
    return EventSubject(home.uid, home.label, members, person.uid, person.name, owed)


def _owed(rows: tuple[EventRow, ...]) -> tuple[EventRow, ...]:
    return tuple(row for row in rows if row.evidence_later)


def household_left_by(session: Session, person_uid: str, as_of: date) -> HouseholdLink | None:
    """The household a person who belongs to none belonged to last."""
    ended = session.execute(
        select(Membership.ends)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.uid == person_uid, known(Membership), Membership.ends <= as_of)
        .order_by(Membership.ends.desc())
        .limit(1)
    ).scalar_one_or_none()
    if ended is None:
        return None
    return household_of_person(session, person_uid, ended - timedelta(days=1))


def events_of_household(
    session: Session, household_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[EventRow, ...]:
    """What happened to a household and to its people while they belonged to it, the latest first."""
    household = as_known(Household, known_at)
    return _events(session, as_of, known_at, household.uid == household_uid, household)


def events_of_person(
    session: Session, person_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[EventRow, ...]:
    """What happened to one person, the latest first."""
    whose = as_known(Person, known_at)
    key = session.execute(select(whose.id).where(whose.uid == person_uid)).scalar_one_or_none()
    return () if key is None else _events(session, as_of, known_at, LifeEvent.person_id == key)


def events_without_evidence(
    session: Session, as_of: date, known_at: datetime | None = None
) -> tuple[EventRow, ...]:
    """Events told without their paper, the oldest first."""
    return tuple(reversed(_events(session, as_of, known_at, AWAITED)))


@dataclass(frozen=True, slots=True)
class OwedEvidence:
    """What was told without its paper, all that one act recorded of it together; ``waits`` in days."""

    event: EventRow
    whom: str
    waits: int
    due: date

    @property
    def uid(self) -> str:
        """The event that is asked to be proved; its paper is the others' as well."""
        return self.event.uid


@dataclass(frozen=True, slots=True)
class EvidenceAwaited:
    """How many papers are still to be brought, how many too long, and for how many days the first."""

    papers: int
    late: int
    longest: int


def evidence_awaited(session: Session, as_of: date) -> EvidenceAwaited:
    """What the desk says of the papers still to be brought: counted, not read."""
    told = session.execute(
        select(func.min(LifeEvent.recorded_at))
        .where(known(LifeEvent), AWAITED, LifeEvent.starts <= as_of)
        .group_by(LifeEvent.first_act_id, LifeEvent.code)
    ).scalars()
    waits = [(as_of - civil_date(instant)).days for instant in told]
    return EvidenceAwaited(len(waits), sum(days > EVIDENCE_DAYS for days in waits), max(waits, default=0))


def evidence_owed(
    session: Session, as_of: date, known_at: datetime | None = None
) -> tuple[OwedEvidence, ...]:
    """The papers that are still to be brought, the longest awaited first."""
    together: dict[tuple[int, EventCode], list[EventRow]] = {}
    for row in events_without_evidence(session, as_of, known_at):
        together.setdefault((row.first_act_id, row.code), []).append(row)
    owed = [
        OwedEvidence(
            event=rows[0],
            whom="、".join(dict.fromkeys(row.whom for row in rows)),
            waits=(as_of - civil_date(rows[0].recorded_at)).days,
            due=civil_date(rows[0].recorded_at) + timedelta(days=EVIDENCE_DAYS),
        )
        for rows in together.values()
    ]
    return tuple(sorted(owed, key=lambda one: (one.due, one.event.first_act_id)))


def _events(
    session: Session,
    as_of: date,
    known_at: datetime | None,
    about: ColumnElement[bool],
    household: Any = None,
) -> tuple[EventRow, ...]:
    home = household if household is not None else as_known(Household, known_at)
    somebody = as_known(Person, known_at)
    head = as_known(Person, known_at, "head")
    statement: Select[Any] = (
        select(
            LifeEvent.__table__,
            home.uid.label("household_uid"),
            home.number.label("household_number"),
            somebody.uid.label("person_uid"),
            somebody.name.label("person_name"),
            head.name.label("head_name"),
        )
        .outerjoin(home, home.id == LifeEvent.household_id)
        .outerjoin(somebody, somebody.id == LifeEvent.person_id)
        .outerjoin(Headship, and_(Headship.household_id == home.id, holds(Headship, as_of, known_at)))
        .outerjoin(head, head.id == Headship.person_id)
        .where(known(LifeEvent, known_at), LifeEvent.starts <= as_of, about)
        .order_by(LifeEvent.starts.desc(), LifeEvent.first_act_id.desc(), LifeEvent.id.desc())
    )
    return tuple(_row(row) for row in session.execute(statement))


def _row(row: Any) -> EventRow:
    happened = imprecise(row.starts, row.starts_precision)
    if happened is None:
        raise LookupError(row.uid)
    return EventRow(
        uid=row.uid,
        code=EventCode(row.code),
        happened=happened,
        recorded_at=row.recorded_at,
        first_act_id=row.first_act_id,
        household_uid=row.household_uid,
        household=household_label(row.head_name or "", row.household_number) if row.household_uid else "",
        person_uid=row.person_uid,
        person=row.person_name or "",
        evidence=row.evidence or "",
        evidence_number=row.evidence_number or "",
        evidence_on=row.evidence_on,
        evidence_later=row.evidence_later,
        told_by=row.told_by or "",
        note=row.note or "",
    )


def headless_households(session: Session, as_of: date) -> tuple[HouseholdLink, ...]:
    """Households whose head has died or was declared dead and who have not said who heads them now (A22)."""
    table, home = Household.__table__.c, LifeEvent.household_id
    members = exists().where(Membership.household_id == home, known(Membership), Membership.ends.is_(None))
    heads = exists().where(Headship.household_id == home, known(Headship), Headship.ends.is_(None))
    died = (EventCode.DIED.value, EventCode.MISSING_OR_DECLARED_DEAD.value)
    rows = session.execute(
        select(table.id, table.uid, table.number, Person.name)
        .join(LifeEvent, home == table.id)
        .join(Person, Person.id == LifeEvent.person_id)
        .where(LifeEvent.code.in_(died), known(LifeEvent), LifeEvent.starts <= as_of, ~heads, members)
        .order_by(LifeEvent.starts, LifeEvent.id)
    )
    found = {row.id: HouseholdLink(row.id, row.uid, row.number, row.name) for row in rows}
    return tuple(found.values())


def headless_since(session: Session, household_uid: str) -> date | None:
    """Since when a household that has members has nobody to head it; None where somebody does."""
    rows = session.execute(
        select(Headship.ends)
        .join(Household, Household.id == Headship.household_id)
        .where(Household.uid == household_uid, known(Headship))
    ).scalars()
    ends = list(rows)
    return None if None in ends else max(filter(None, ends), default=None)


def rooms_to_take_back(
    session: Session, as_of: date, known_at: datetime | None = None
) -> tuple[RoomToTakeBack, ...]:
    """Rooms of closed households that nobody has recorded as left (待收回), in the order of closing."""
    household = as_known(Household, known_at)
    rows = session.execute(
        select(
            RoomAssignment.uid,
            RoomAssignment.room_id,
            household.uid.label("household_uid"),
            household.number,
            household.closed_on,
            household.closed_on_precision,
        )
        .join(household, household.id == RoomAssignment.household_id)
        .where(
            holds(RoomAssignment, as_of, known_at),
            household.closed_on <= as_of,
        )
        .order_by(household.closed_on, RoomAssignment.id)
    ).all()
    rooms = rooms_by_id(session, [row.room_id for row in rows])
    return tuple(
        RoomToTakeBack(
            row.uid,
            rooms[row.room_id].label,
            rooms[row.room_id].site_name,
            row.household_uid,
            row.number,
            imprecise(row.closed_on, row.closed_on_precision),
        )
        for row in rows
    )
