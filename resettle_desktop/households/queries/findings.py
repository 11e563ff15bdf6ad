"""疑点 of one household or of all: the facts in one question each, the rules applied to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    OldHome,
    Person,
    PersonStatus,
    RoomAssignment,
    Threshold,
)
from resettle_desktop.households.queries.rows import household_label, imprecise
from resettle_desktop.households.rules.circumstances import GONE
from resettle_desktop.households.rules.declared import (
    LEAVING_REASONS_OF_MEMBERS,
    LeavingReason,
    RelocationKind,
    word,
)
from resettle_desktop.households.rules.findings import (
    FEN,
    HUNDREDTHS,
    Finding,
    HomeFacts,
    LeftBehind,
    LivedIn,
    home_findings,
    membership_finding,
)
from resettle_desktop.households.rules.homes import Protection, ThresholdKind
from resettle_desktop.households.rules.thresholds import DEFAULTS, PROVINCE_DIGITS, Measured, Standard
from resettle_desktop.office.queries import setting
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.settings import OLD_HOUSE_FINDINGS
from resettle_desktop.sites.models import OriginVillage, Room

STAYED_WITH_US: Final = (
    LeavingReason.MOVED,
    LeavingReason.SPLIT,
    LeavingReason.MERGED,
    LeavingReason.OTHER,
)
"""Who left a household for one of these should be in another."""

SLICE: Final = 500
"""Lines of the file that are held at once."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, whom it is about and how clerks call that; ``other_uid`` is the other of two people."""

    finding: Finding
    household_uid: str
    person_uid: str
    about: str
    other_uid: str = ""


def standards_on(session: Session, as_of: date, known_at: datetime | None = None) -> tuple[Standard, ...]:
    """What the office settled for the day; what it settled nothing about is in ``DEFAULTS``."""
    rows = session.execute(
        select(
            Threshold.kind,
            Threshold.value,
            Threshold.relocation_kind,
            Threshold.province,
            Threshold.task_year,
        )
        .where(holds(Threshold, as_of, known_at))
        .order_by(Threshold.id)
    )
    return tuple(
        Standard(
            ThresholdKind(row.kind),
            row.value,
            RelocationKind(row.relocation_kind) if row.relocation_kind else None,
            row.province,
            row.task_year,
        )
        for row in rows
    )


def household_findings(
    session: Session,
    as_of: date,
    known_at: datetime | None = None,
    *,
    household_uid: str | None = None,
    old_house: bool = False,
) -> tuple[FindingRow, ...]:
    """R09, R10 and (where ``old_house``) R11 of one household, or of all when none is named."""
    standards = standards_on(session, as_of, known_at)
    statement = _homes(standards, as_of, known_at, household_uid)
    rows = session.execute(statement.execution_options(yield_per=SLICE))
    found = []
    for _, group in groupby(rows, key=lambda row: row.id):
        lines = list(group)
        first = lines[0]
        facts = _facts(lines)
        label = household_label(first.head_name or "", first.number)
        found += [
            FindingRow(finding, first.uid, "", label)
            for finding in home_findings(facts, standards, as_of, old_house=old_house)
        ]
    return (*found, *_memberships(session, as_of, known_at, household_uid))


def findings_for(
    session: Session, as_of: date, roles: frozenset[str], household_uid: str | None = None
) -> tuple[FindingRow, ...]:
    """What somebody in these roles is told: R11 the head only, and only where the office wants it."""
    wanted = setting(session, OLD_HOUSE_FINDINGS, as_of)
    old_house = Role.HEAD in roles and isinstance(wanted, tuple) and bool(wanted)
    return household_findings(session, as_of, household_uid=household_uid, old_house=old_house)


def _homes(
    standards: Sequence[Standard], as_of: date, known_at: datetime | None, household_uid: str | None
) -> Any:
    """One row for each room of a household and each other household in it, the households together."""
    household, person = as_known(Household, known_at), as_known(Person, known_at)
    origin, room = as_known(OriginVillage, known_at), as_known(Room, known_at)
    left, neighbour = as_known(OldHome, known_at), aliased(household)
    other = aliased(RoomAssignment)
    people = (
        select(func.count(Membership.id))
        .where(Membership.household_id == household.id, holds(Membership, as_of, known_at))
        .correlate(household)
        .scalar_subquery()
    )
    statement = (
        select(
            household.id,
            household.uid,
            household.number,
            person.name.label("head_name"),
            household.relocation_kind,
            household.task_year,
            household.agreement_heads,
            household.self_funded_fen,
            household.moved_in,
            household.moved_in_precision,
            origin.division_code,
            people.label("people"),
            RoomAssignment.room_id,
            room.label.label("room"),
            room.area_hundredths,
            neighbour.number.label("other"),
            left.id.label("left_id"),
            left.has_house,
            left.demolished_on,
            left.due_on,
            left.protection,
            left.protection_document,
        )
        .select_from(household)
        .join(origin, origin.id == household.origin_village_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, as_of, known_at)))
        .outerjoin(person, person.id == Headship.person_id)
        .outerjoin(
            RoomAssignment,
            and_(RoomAssignment.household_id == household.id, holds(RoomAssignment, as_of, known_at)),
        )
        .outerjoin(room, room.id == RoomAssignment.room_id)
        .outerjoin(
            other,
            and_(
                other.room_id == RoomAssignment.room_id,
                other.household_id != RoomAssignment.household_id,
                other.starts <= as_of,
                or_(other.ends.is_(None), other.ends > as_of),
                _known(other, known_at),
            ),
        )
        .outerjoin(neighbour, neighbour.id == other.household_id)
        .outerjoin(left, left.lineage_uid == household.lineage_uid)
        .where(or_(household.closed_on.is_(None), household.closed_on > as_of))
        .order_by(household.id, RoomAssignment.starts, RoomAssignment.id, other.id)
    )
    if household_uid is not None:
        return statement.where(household.uid == household_uid)
    return statement.where(
        or_(
            other.id.is_not(None),
            _in_second_room(household, as_of, known_at),
            and_(left.has_house.is_(True), left.demolished_on.is_(None)),
            *_over_least(household, room, standards),
        )
    )


def _known(other: Any, known_at: datetime | None) -> Any:
    if known_at is None:
        return other.superseded_at.is_(None)
    return and_(
        other.recorded_at <= known_at, or_(other.superseded_at.is_(None), other.superseded_at > known_at)
    )


def _in_second_room(household: Any, as_of: date, known_at: datetime | None) -> Any:
    second = aliased(RoomAssignment)
    return exists().where(
        second.household_id == household.id,
        second.id != RoomAssignment.id,
        second.starts <= as_of,
        or_(second.ends.is_(None), second.ends > as_of),
        _known(second, known_at),
    )


def _over_least(household: Any, room: Any, standards: Sequence[Standard]) -> Iterator[Any]:
    """What is within the lowest amounts can be no finding and is left in the file."""
    heads = household.agreement_heads
    area = _least(standards, ThresholdKind.AREA_PER_HEAD)
    if area is not None:
        yield room.area_hundredths > heads * area * HUNDREDTHS
    each = _least(standards, ThresholdKind.SELF_FUND_PER_HEAD)
    if each is not None:
        yield household.self_funded_fen > heads * each * FEN
    whole = _least(standards, ThresholdKind.SELF_FUND_PER_HOUSEHOLD)
    if whole is not None:
        yield household.self_funded_fen > whole * FEN


def _least(standards: Sequence[Standard], kind: ThresholdKind) -> int | None:
    values = [s.value for s in (*standards, *DEFAULTS) if s.kind is kind and s.value is not None]
    return min(values, default=None)


def _facts(lines: Sequence[Any]) -> HomeFacts:
    first = lines[0]
    rooms: dict[int, LivedIn] = {}
    for line in lines:
        if line.room_id is not None:
            before = rooms.get(line.room_id)
            others = (*(before.others if before else ()), *((line.other,) if line.other else ()))
            rooms[line.room_id] = LivedIn(line.room, line.area_hundredths, tuple(dict.fromkeys(others)))
    kind = RelocationKind(first.relocation_kind) if first.relocation_kind else None
    code = first.division_code
    return HomeFacts(
        measured=Measured(kind, code[:PROVINCE_DIGITS] if code else None, first.task_year),
        heads=first.agreement_heads,
        people=first.people,
        self_funded_fen=first.self_funded_fen,
        moved_in=imprecise(first.moved_in, first.moved_in_precision),
        rooms=tuple(rooms.values()),
        left=None if first.left_id is None else _left(first),
    )


def _left(row: Any) -> LeftBehind:
    return LeftBehind(
        has_house=row.has_house,
        demolished=row.demolished_on is not None,
        due_on=row.due_on,
        protection=Protection(row.protection) if row.protection else None,
        protection_document=row.protection_document or "",
    )


def _memberships(
    session: Session, as_of: date, known_at: datetime | None, household_uid: str | None
) -> Iterator[FindingRow]:
    person, household = as_known(Person, known_at), as_known(Household, known_at)
    several = (
        select(Membership.person_id)
        .where(holds(Membership, as_of, known_at))
        .group_by(Membership.person_id)
        .having(func.count(Membership.household_id.distinct()) > 1)
    )
    if household_uid is not None:
        own = aliased(Membership)
        members = (
            select(own.person_id)
            .join(household, household.id == own.household_id)
            .where(household.uid == household_uid)
        )
        several = several.where(Membership.person_id.in_(members))
    rows = session.execute(
        select(person.id, person.uid, person.name, household.uid.label("home"), household.number)
        .join(Membership, and_(Membership.person_id == person.id, holds(Membership, as_of, known_at)))
        .join(household, household.id == Membership.household_id)
        .where(person.id.in_(several))
        .order_by(person.id, Membership.starts, Membership.id)
    ).all()
    for _, group in groupby(rows, key=lambda row: row.id):
        homes = list(group)
        finding = membership_finding([home.number for home in homes])
        if finding is not None:
            first = homes[0]
            yield FindingRow(finding, household_uid or first.home, first.uid, first.name)
    if household_uid is None:
        yield from _nowhere(session, as_of, known_at)


def _nowhere(session: Session, as_of: date, known_at: datetime | None) -> Iterator[FindingRow]:
    """Who left one household for another and is in none."""
    person, household = as_known(Person, known_at), as_known(Household, known_at)
    now, later = aliased(Membership), aliased(Membership)
    believed = _known(Membership, known_at)
    rows = session.execute(
        select(person.uid, person.name, Membership.left_because, household.uid.label("home"))
        .join(Membership, Membership.person_id == person.id)
        .join(household, household.id == Membership.household_id)
        .where(
            believed,
            Membership.ends <= as_of,
            Membership.left_because.in_([reason.value for reason in STAYED_WITH_US]),
            person.relocated.is_(True),
            person.merged_into_uid.is_(None),
            ~exists().where(
                now.person_id == person.id,
                now.starts <= as_of,
                or_(now.ends.is_(None), now.ends > as_of),
                _known(now, known_at),
            ),
            ~exists().where(
                later.person_id == person.id,
                later.starts > Membership.starts,
                later.starts <= as_of,
                _known(later, known_at),
            ),
            ~exists().where(
                PersonStatus.person_id == person.id,
                PersonStatus.kind.in_([kind.value for kind in GONE]),
                holds(PersonStatus, as_of, known_at),
            ),
        )
        .order_by(person.name_sort, person.id)
    )
    for row in rows:
        finding = membership_finding((), word(LEAVING_REASONS_OF_MEMBERS, row.left_because))
        if finding is not None:
            yield FindingRow(finding, row.home, row.uid, row.name)
