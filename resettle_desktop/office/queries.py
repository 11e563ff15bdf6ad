"""What can be asked about the office: itself, its centres, people and their roles, settings, sign-ins."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AuditEntry
from resettle_desktop.foundation.database.intervals import holds, known
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date, end_of_day
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.office.models import (
    Centre,
    Clerk,
    ClerkPin,
    ClerkRole,
    Office,
    SavedFilter,
    Setting,
    SignIn,
    Task,
)
from resettle_desktop.office.rules.roles import HeldRole, Role, role_order
from resettle_desktop.office.rules.secrets import KeptPin, PinCost
from resettle_desktop.office.rules.settings import (
    FUZZY_SOUNDS,
    IDLE_LOCK_MINUTES,
    SETTINGS,
    Value,
    setting_kind,
)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office of this file."""

    id: int
    uid: str
    version: int
    name: str
    division_code: str
    division_name: str
    household_prefix: str
    phone: str
    practice: bool


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A centre of the office."""

    id: int
    uid: str
    version: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role somebody holds; ``ends`` is the first day without it."""

    id: int
    uid: str
    clerk_id: int
    clerk_uid: str
    role: str
    centre_uid: str | None
    centre_name: str | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """Somebody who works here, with the roles held on the day asked for."""

    id: int
    uid: str
    version: int
    name: str
    login: str
    suspended_on: date | None
    has_pin: bool
    last_signed_in: datetime | None
    roles: tuple[RoleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it stands on the day asked for; ``since`` is None while it has its default."""

    key: str
    value: Value
    since: date | None


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the window needs to know when somebody has signed in."""

    office: OfficeRow
    clerk: ClerkRow
    idle_lock_minutes: int
    fuzzy_sounds: FuzzySounds


def office_row(session: Session) -> OfficeRow:
    """The office of this file; a file without one was never set up, which is a bug."""
    row = session.execute(
        select(
            Office.id,
            Office.uid,
            Office.version,
            Office.name,
            Office.division_code,
            Office.division_name,
            Office.household_prefix,
            Office.phone,
            Office.practice,
        )
    ).one()
    return OfficeRow(*row)


def office_exists(session: Session) -> bool:
    """Whether this file has been set up."""
    return bool(session.execute(select(func.count()).select_from(Office)).scalar_one())


def centre_rows(session: Session) -> tuple[CentreRow, ...]:
    """All centres, in the order they were added."""
    rows = session.execute(
        select(Centre.id, Centre.uid, Centre.version, Centre.kind, Centre.name).order_by(Centre.id)
    )
    return tuple(CentreRow(*row) for row in rows)


def centre_of(session: Session, uid: str) -> CentreRow:
    """One centre; Refusal when there is none with this uid."""
    for row in centre_rows(session):
        if row.uid == uid:
            return row
    raise Refusal("没有找到这个中心，没有保存；请重新选择", field="centre")


def _role_rows(session: Session, condition: Any) -> tuple[RoleRow, ...]:
    rows = session.execute(
        select(
            ClerkRole.id,
            ClerkRole.uid,
            ClerkRole.clerk_id,
            Clerk.uid,
            ClerkRole.role,
            Centre.uid,
            Centre.name,
            ClerkRole.starts,
            ClerkRole.ends,
        )
        .join(Clerk, Clerk.id == ClerkRole.clerk_id)
        .outerjoin(Centre, Centre.id == ClerkRole.centre_id)
        .where(condition)
    )
    found = [RoleRow(*row) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.clerk_id, role_order(row.role), row.starts)))


def role_rows(session: Session, as_of: date, known_at: datetime | None = None) -> tuple[RoleRow, ...]:
    """Who held which role on a day."""
    return _role_rows(session, holds(ClerkRole, as_of, known_at))


def role_history(session: Session, clerk_uid: str) -> tuple[RoleRow, ...]:
    """Every role somebody ever held or will hold, as the office knows it now."""
    return tuple(row for row in _role_rows(session, known(ClerkRole)) if row.clerk_uid == clerk_uid)


def role_of(session: Session, uid: str) -> RoleRow:
    """One held role by its uid; Refusal when it is not there any more."""
    for row in _role_rows(session, known(ClerkRole)):
        if row.uid == uid:
            return row
    raise Refusal("这个岗位已经改过，没有保存；请重新打开再办", field="role")


def roles_of(
    session: Session, clerk_uid: str, as_of: date, known_at: datetime | None = None
) -> frozenset[str]:
    """The roles somebody may act in on a day; none while suspended."""
    suspended_on = session.execute(
        select(Clerk.suspended_on).where(Clerk.uid == clerk_uid)
    ).scalar_one_or_none()
    if suspended_on is not None and suspended_on <= as_of:
        return frozenset()
    return frozenset(row.role for row in role_rows(session, as_of, known_at) if row.clerk_uid == clerk_uid)


def _clerks() -> "Select[*tuple[Any, ...]]":
    last = select(func.max(SignIn.at)).where(SignIn.clerk_id == Clerk.id).scalar_subquery()
    return (
        select(
            Clerk.id,
            Clerk.uid,
            Clerk.version,
            Clerk.name,
            Clerk.login,
            Clerk.suspended_on,
            ClerkPin.id.is_not(None),
            last,
        )
        .outerjoin(ClerkPin, ClerkPin.clerk_id == Clerk.id)
        .order_by(Clerk.id)
    )


def _with_roles(rows: Iterable[Any], roles: tuple[RoleRow, ...]) -> tuple[ClerkRow, ...]:
    people = [ClerkRow(*row) for row in rows]
    return tuple(
        replace(person, roles=tuple(role for role in roles if role.clerk_id == person.id))
        for person in people
    )


def clerk_rows(session: Session, as_of: date, known_at: datetime | None = None) -> tuple[ClerkRow, ...]:
    """Everybody who works or worked here, in the order they were added."""
    return _with_roles(session.execute(_clerks()), role_rows(session, as_of, known_at))


def clerk_row(session: Session, uid: str, as_of: date) -> ClerkRow:
    """One clerk; Refusal when there is none with this uid."""
    rows = _with_roles(session.execute(_clerks().where(Clerk.uid == uid)), role_rows(session, as_of))
    if not rows:
        raise Refusal("没有找到这个人员，没有保存；请重新选择", field="clerk")
    return rows[0]


def lasting_roles(session: Session) -> tuple[HeldRole, ...]:
    """The roles of everybody not suspended, as they will be when nothing else is done."""
    active = frozenset(session.execute(select(Clerk.uid).where(Clerk.suspended_on.is_(None))).scalars())
    return tuple(
        HeldRole(row.clerk_uid, row.role, row.ends)
        for row in _role_rows(session, known(ClerkRole))
        if row.clerk_uid in active
    )


def administrators(session: Session, as_of: date) -> tuple[ClerkRow, ...]:
    """Who may manage people and settings on a day."""
    return tuple(
        row
        for row in clerk_rows(session, as_of)
        if row.suspended_on is None and any(role.role == Role.ADMINISTRATOR for role in row.roles)
    )


def kept_pin(session: Session, clerk_uid: str) -> KeptPin | None:
    """Somebody's PIN as the file keeps it; None while he has set none."""
    row = session.execute(
        select(ClerkPin.salt, ClerkPin.digest, ClerkPin.cost_n, ClerkPin.cost_r, ClerkPin.cost_p)
        .join(Clerk, Clerk.id == ClerkPin.clerk_id)
        .where(Clerk.uid == clerk_uid, Clerk.suspended_on.is_(None))
    ).one_or_none()
    return None if row is None else KeptPin(row[0], row[1], PinCost(*row[2:]))


def settings(session: Session, as_of: date, known_at: datetime | None = None) -> dict[str, SettingRow]:
    """Every setting as it stood on a day."""
    rows = session.execute(
        select(Setting.key, Setting.value, Setting.starts).where(holds(Setting, as_of, known_at))
    )
    found = {key: SettingRow(key, value_of(value), since) for key, value, since in rows}
    return {kind.key: found.get(kind.key, SettingRow(kind.key, kind.default, None)) for kind in SETTINGS}


def setting(session: Session, key: str, as_of: date) -> Value:
    """One setting as it stood on a day: the office's own value, or the default."""
    kind = setting_kind(key)
    kept = session.execute(
        select(Setting.value).where(Setting.key == key, holds(Setting, as_of))
    ).scalar_one_or_none()
    return kind.default if kept is None else value_of(kept)


def whole_setting(session: Session, key: str, as_of: date) -> int:
    """One setting that is a whole number, as it stood on a day."""
    value = setting(session, key, as_of)
    if not isinstance(value, int):
        raise TypeError(f"{key} is no whole number")
    return value


def value_of(kept: str) -> Value:
    """A setting's value from the JSON the file keeps."""
    value = json.loads(kept)
    return tuple(value) if isinstance(value, list) else value


def certificate_phone(session: Session, as_of: date) -> str:
    """The telephone printed for checking a paper: the one settled for it, else the office's."""
    return str(setting(session, "certificate_phone", as_of)) or office_row(session).phone


def desk_facts(session: Session, clerk_uid: str, as_of: date) -> DeskFacts:
    """Who sits down at the desk, in which office, and how the desk behaves."""
    sounds = setting(session, FUZZY_SOUNDS, as_of)
    return DeskFacts(
        office=office_row(session),
        clerk=clerk_row(session, clerk_uid, as_of),
        idle_lock_minutes=whole_setting(session, IDLE_LOCK_MINUTES, as_of),
        fuzzy_sounds=FuzzySounds.named(sounds if isinstance(sounds, tuple) else ()),
    )


def last_entry_at(session: Session) -> datetime | None:
    """When the last act was done; a clock before this stops writing until somebody accepts it."""
    return session.execute(select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1)).scalar_one_or_none()


def working_day(session: Session, now: datetime) -> date:
    """Today; with the clock set back the last act's day, or roles given then would not have begun."""
    last = last_entry_at(session)
    return civil_date(now if last is None else max(now, last))


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """What a clerk narrows a list by, under a name; ``criteria`` is JSON."""

    uid: str
    name: str
    criteria: str


def saved_filters(session: Session, clerk_uid: str, list_name: str) -> tuple[SavedFilterRow, ...]:
    """The filters a clerk keeps for a list, in the order they were first kept."""
    rows = session.execute(
        select(SavedFilter.uid, SavedFilter.name, SavedFilter.criteria)
        .where(
            SavedFilter.clerk_uid == clerk_uid,
            SavedFilter.list_name == list_name,
            SavedFilter.criteria.is_not(None),
        )
        .order_by(SavedFilter.id)
    )
    return tuple(SavedFilterRow(uid, name, criteria or "") for uid, name, criteria in rows)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something that is to be done: what, why, until when, about whom, by which role."""

    uid: str
    what: str
    reason: str
    due: date | None
    owner: Role
    object_kind: str
    object_uid: str
    object_label: str
    opened_on: date
    late: bool
    owner_name: str


def tasks_due(
    session: Session, roles: Collection[str], as_of: date, clerk_uid: str | None = None
) -> tuple[TaskRow, ...]:
    """What is still to be done by these roles or this clerk (by all, for the head), first due first."""
    statement = select(Task, Clerk.name).outerjoin(Clerk, Clerk.uid == Task.owner_uid)
    statement = statement.where(Task.closed_at.is_(None), Task.opened_at < end_of_day(as_of))
    if Role.HEAD not in roles:
        mine = or_(Task.owner_uid.is_(None), Task.owner_uid == clerk_uid)
        statement = statement.where(Task.owner_role.in_(sorted(roles)), mine)
    rows = session.execute(statement.order_by(Task.due.is_(None), Task.due, Task.id))
    return tuple(
        TaskRow(
            uid=row.uid,
            what=row.what,
            reason=row.reason,
            due=row.due,
            owner=Role(row.owner_role),
            object_kind=row.object_kind,
            object_uid=row.object_uid,
            object_label=row.object_label,
            opened_on=civil_date(row.opened_at),
            late=row.due is not None and row.due < as_of,
            owner_name=owner or "",
        )
        for row, owner in rows
    )
