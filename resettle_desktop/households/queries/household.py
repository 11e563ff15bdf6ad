"""A household at one glance, who can be chosen from it, what a certificate says, and what was done."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.acts import ACTS
from resettle_desktop.foundation.database.audit import AuditEntry
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import as_known, holds, known
from resettle_desktop.foundation.errors import Refusal
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
from resettle_desktop.households.queries.household_facts import HouseholdFacts
from resettle_desktop.households.queries.people import people_with_facts, person_row_of
from resettle_desktop.households.queries.rows import (
    PRECISIONS,
    DwellingRow,
    HistoryRow,
    HouseholdView,
    MemberChoice,
    MemberRow,
    imprecise,
)
from resettle_desktop.households.rules.certificate import CertificateFacts, CertifiedMember
from resettle_desktop.households.rules.declared import (
    RELOCATION_KINDS,
    MoveMode,
    MoveReason,
    RelocationKind,
    RoomReason,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)
from resettle_desktop.households.rules.refusals import NO_SUCH_HOUSEHOLD
from resettle_desktop.sites.models import Grid, GridPlace, Room
from resettle_desktop.sites.queries import origin_villages_by_id, rooms_by_id

E = TypeVar("E", bound=StrEnum)

_HISTORY_LIMIT: Final = 200
HEADLESS: Final = "户号{}的一户还没有新户主，选好以前不开文书；请先办“户主变更”"


def household_view(
    session: Session, uid: str, as_of: date, known_at: datetime | None = None
) -> HouseholdView:
    """One household as it was on the day, as the office knew it at ``known_at``; Refusal when it is gone."""
    household = as_known(Household, known_at)
    columns = (getattr(household, column.name) for column in table_of(Household).columns)
    row = session.execute(select(*columns).where(household.uid == uid)).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_HOUSEHOLD)
    stays = stays_of(session, row.id, as_of, known_at)
    return HouseholdView(
        id=row.id,
        uid=row.uid,
        version=row.version,
        number=row.number,
        registered_on=row.registered_on,
        as_of=as_of,
        origin=origin_villages_by_id(session, [row.origin_village_id], known_at)[row.origin_village_id],
        facts=household_facts(row),
        members=members_of(session, row.id, as_of, known_at),
        dwellings=tuple(stay for stay in stays if stay.until is None),
        earlier=tuple(stay for stay in reversed(stays) if stay.until is not None),
    )


def household_facts(row: Any) -> HouseholdFacts:
    """The columns of a household as the facts it declares."""
    return HouseholdFacts(
        national_no=row.national_no or "",
        family_no=row.family_no or "",
        relocation_kind=_one(RelocationKind, row.relocation_kind),
        task_year=row.task_year,
        settlement_mode=_one(SettlementMode, row.settlement_mode),
        settlement_focus=_one(SettlementFocus, row.settlement_focus),
        move_mode=_one(MoveMode, row.move_mode),
        move_reason=_one(MoveReason, row.move_reason),
        agreement_no=row.agreement_no or "",
        agreement_on=imprecise(row.agreement_on, row.agreement_on_precision),
        agreement_heads=row.agreement_heads,
        benefited_heads=row.benefited_heads,
        self_funded_fen=row.self_funded_fen,
        moved_in=imprecise(row.moved_in, row.moved_in_precision),
        planned_move_in=imprecise(row.planned_move_in, row.planned_move_in_precision),
        difficulty=_one(MoveDifficulty, row.difficulty),
        housing_source=row.housing_source or "",
        housing_price_fen=row.housing_price_fen,
        job_agreement=row.job_agreement,
        household_type=_one(HouseholdType, row.household_type),
        poverty_attribute=_one(PovertyAttribute, row.poverty_attribute),
        poverty_exit_year=row.poverty_exit_year,
        poverty_return_year=row.poverty_return_year,
        poverty_return_reason=row.poverty_return_reason or "",
        causes=tuple(PovertyCause(code) for code in (row.causes or "").split()),
        martyr_family=row.martyr_family,
        only_child_family=row.only_child_family,
        two_daughters_family=row.two_daughters_family,
        bank_name=row.bank_name or "",
        bank_account=row.bank_account or "",
        payee=row.payee or "",
        note=row.note or "",
    )


def _one(kind: type[E], code: str | None) -> E | None:
    return kind(code) if code else None


def members_of(
    session: Session, household_id: int, as_of: date, known_at: datetime | None = None
) -> tuple[MemberRow, ...]:
    """The members of a household on the day with their facts, the head first."""
    person = as_known(Person, known_at)
    statement = (
        people_with_facts(
            as_of,
            known_at,
            Membership.relation,
            Membership.starts.label("member_from"),
            Membership.starts_precision.label("member_from_precision"),
            Headship.id.label("headship_id"),
            person=person,
        )
        .join(
            Membership,
            and_(
                Membership.person_id == person.id,
                Membership.household_id == household_id,
                holds(Membership, as_of, known_at),
            ),
        )
        .outerjoin(
            Headship,
            and_(
                Headship.household_id == household_id,
                Headship.person_id == person.id,
                holds(Headship, as_of, known_at),
            ),
        )
        .order_by(Headship.id.is_(None), person.id)
    )
    members = []
    for row in session.execute(statement):
        since = imprecise(row.member_from, row.member_from_precision)
        if since is not None:
            member = person_row_of(row, as_of)
            members.append(MemberRow(member, row.relation, since, row.headship_id is not None))
    return tuple(members)


def dwellings_of(
    session: Session, household_id: int, as_of: date, known_at: datetime | None = None
) -> tuple[DwellingRow, ...]:
    """The rooms a household lived in on the day, the longest first."""
    return tuple(stay for stay in stays_of(session, household_id, as_of, known_at) if stay.until is None)


def stays_of(
    session: Session, household_id: int, as_of: date, known_at: datetime | None = None
) -> tuple[DwellingRow, ...]:
    """Every room a household moved into by the day, the first first, with the grid each was in on the day."""
    room, grid = as_known(Room, known_at, "grid_room"), as_known(Grid, known_at)
    whole_building = or_(GridPlace.stair_unit_id.is_(None), GridPlace.stair_unit_id == room.stair_unit_id)
    in_grid = (
        select(grid.name)
        .join(GridPlace, GridPlace.grid_id == grid.id)
        .join(room, and_(room.building_id == GridPlace.building_id, whole_building))
        .where(room.id == RoomAssignment.room_id, holds(GridPlace, as_of, known_at))
        .order_by(GridPlace.stair_unit_id.is_(None), GridPlace.id)
        .limit(1)
        .correlate(RoomAssignment)
        .scalar_subquery()
    )
    rows = session.execute(
        select(table_of(RoomAssignment), in_grid.label("grid"))
        .where(
            RoomAssignment.household_id == household_id,
            known(RoomAssignment, known_at),
            RoomAssignment.starts <= as_of,
        )
        .order_by(RoomAssignment.starts, RoomAssignment.id)
    ).all()
    rooms = rooms_by_id(session, {row.room_id for row in rows}, known_at)
    return tuple(
        DwellingRow(
            row.uid,
            rooms[row.room_id],
            RoomReason(row.reason),
            row.document or "",
            ImpreciseDate(row.starts, PRECISIONS[row.starts_precision]),
            row.grid or "",
            imprecise(row.ends, row.ends_precision) if row.ends is not None and row.ends <= as_of else None,
            _one(RoomReason, row.left_because),
        )
        for row in rows
    )


def member_choices(
    session: Session, household_uid: str, as_of: date, known_at: datetime | None = None
) -> tuple[MemberChoice, ...]:
    """The members of a household to choose from, the head first."""
    view = household_view(session, household_uid, as_of, known_at)
    return tuple(
        MemberChoice(
            member.person.uid,
            member.person.name,
            member.relation,
            member.person.sex,
            member.person.birth,
            member.is_head,
        )
        for member in view.members
    )


def refuse_headless(view: HouseholdView) -> None:
    """Nothing is printed of a household whose head has died before it says who heads it now (A22)."""
    if view.head is None and view.members:
        raise Refusal(HEADLESS.format(view.number))


def certificate_facts(session: Session, household_uid: str, as_of: date) -> CertificateFacts:
    """What a 搬迁安置证明 says of a household on the day; what it lacks is named, not invented."""
    view = household_view(session, household_uid, as_of)
    head, dwelling, facts = view.head, view.dwelling, view.facts
    refuse_headless(view)
    room = dwelling.room if dwelling else None
    known = {
        "户主": head,
        "安置住房": room,
        "搬迁类型": facts.relocation_kind,
        "协议编号": facts.agreement_no or None,
        "协议签订日": facts.agreement_on,
        "实际入住时间": facts.moved_in,
        "住房面积": room.area_hundredths if room else None,
    }
    return CertificateFacts(
        household_uid=view.uid,
        household_number=view.number,
        as_of=as_of,
        head_name=head.person.name if head else "",
        head_number=head.person.number if head else None,
        relocation_kind=RELOCATION_KINDS[facts.relocation_kind] if facts.relocation_kind else "",
        origin=view.origin.line,
        hamlet=view.origin.hamlet,
        site_name=room.site_name if room else "",
        site_address=room.address if room else "",
        room_label=room.label if room else "",
        room_spoken=room.spoken if room else "",
        area=room.area if room else "",
        moved_in=facts.moved_in,
        agreement_no=facts.agreement_no,
        agreement_date=facts.agreement_on,
        agreement_heads=facts.agreement_heads,
        members=tuple(
            CertifiedMember(
                name=member.person.name,
                relation=member.relation_name,
                sex=member.person.sex,
                birth=member.person.birth,
                number=member.person.number,
                number_state=member.person.number_state,
            )
            for member in view.members
        ),
        missing=tuple(words for words, value in known.items() if value is None),
    )


def household_history(session: Session, household_uid: str) -> tuple[HistoryRow, ...]:
    """The acts about a household and about everybody who ever belonged to it, the latest first.

    What happened to two households by one act (a split, a merge) stands with both.
    """
    people = (
        select(Person.uid)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.uid == household_uid)
    )
    told = select(LifeEvent.act_id).join(Household, Household.id == LifeEvent.household_id)
    return _history(
        session,
        [household_uid, *session.execute(people).scalars()],
        session.execute(told.where(Household.uid == household_uid)).scalars(),
    )


def person_history(session: Session, person_uid: str) -> tuple[HistoryRow, ...]:
    """The acts about one person, and what happened to him by acts about others, the latest first."""
    told = select(LifeEvent.act_id).join(Person, Person.id == LifeEvent.person_id)
    acts = session.execute(told.where(Person.uid == person_uid)).scalars()
    return _history(session, [person_uid], acts)


def _history(session: Session, uids: Iterable[str], acts: Iterable[int]) -> tuple[HistoryRow, ...]:
    rows = session.execute(
        select(AuditEntry.id, AuditEntry.at, AuditEntry.act, AuditEntry.actor_name, AuditEntry.subject_label)
        .where(or_(AuditEntry.subject_uid.in_(set(uids)), AuditEntry.id.in_(set(acts))))
        .order_by(AuditEntry.id.desc())
        .limit(_HISTORY_LIMIT)
    )
    return tuple(
        HistoryRow(key, civil_date(at), ACTS[name].wording if name in ACTS else name, clerk, label or "")
        for key, at, name, clerk, label in rows
    )
