"""People of the office: add, rename, give and end roles, suspend, PIN, and that somebody signed in."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.office.models import Clerk, ClerkPin, ClerkRole, SignIn
from resettle_desktop.office.queries import (
    ClerkRow,
    centre_of,
    clerk_row,
    clerk_rows,
    lasting_roles,
    role_history,
    role_of,
)
from resettle_desktop.office.rules.roles import (
    GRANTABLE,
    LAST_ADMINISTRATOR,
    ROLE_NAMES,
    Role,
    grantable,
    keeps_an_administrator,
)
from resettle_desktop.office.rules.secrets import PIN_COST, PinCost, SignInWay, check_pin, keep_pin

CLERK: Final = "clerk"
SAME_LOGIN: Final = "已经有人叫“{}”，请在姓名后面加个区分，例如“{}（大）”"
SUSPENDED: Final = "{}已停用，没有保存；请先恢复使用"


@dataclass(frozen=True, slots=True)
class ClerkDraft:
    """Somebody new; ``login`` is the name in the sign-in list, the person's own name when empty."""

    name: str
    login: str = ""
    roles: tuple[str, ...] = ()
    centre_uid: str | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class RenameDraft:
    """A clerk's new name."""

    clerk_uid: str
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A role for a clerk: in one centre or everywhere, from a day (today when None), to a last day."""

    clerk_uid: str
    role: str
    centre_uid: str | None = None
    starts: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class EndRoleDraft:
    """The end of a held role: the first day without it (today when None)."""

    role_uid: str
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class ClerkChoice:
    """Which clerk, and the version the page showed."""

    clerk_uid: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PinDraft:
    """A clerk's own PIN; ``cost`` is lowered by tests only."""

    clerk_uid: str
    pin: str
    cost: PinCost = PIN_COST


@dataclass(frozen=True, slots=True)
class SignInDraft:
    """That somebody has just proved who he is."""

    clerk_uid: str
    way: SignInWay
    failed_before: int = 0


@act("添加人员", needs=(Role.ADMINISTRATOR, Role.SETUP))
def add_clerk(work: Work, draft: ClerkDraft) -> str:
    """Add somebody with the roles that start today, and return the uid; the password is the keystore's."""
    name = clean_name(draft.name)
    login = " ".join(draft.login.split()) or name
    if any(row.login.casefold() == login.casefold() for row in clerk_rows(work.session, work.today)):
        raise Refusal(SAME_LOGIN.format(login, login), field="name")
    uid = draft.uid or new_uid()
    work.about(CLERK, uid, name)
    work.insert(Clerk, uid=uid, name=name, login=login, suspended_on=None)
    for role in draft.roles:
        grant_role(work, GrantDraft(uid, role, draft.centre_uid))
    return uid


@act("改人员姓名", needs=(Role.ADMINISTRATOR,))
def rename_clerk(work: Work, draft: RenameDraft) -> str:
    """Correct or change a clerk's name; the sign-in list shows the new one."""
    clerk = _about(work, draft.clerk_uid)
    name = clean_name(draft.name)
    others = (row for row in clerk_rows(work.session, work.today) if row.uid != clerk.uid)
    if any(row.login.casefold() == name.casefold() for row in others):
        raise Refusal(SAME_LOGIN.format(name, name), field="name")
    work.update(Clerk, clerk.id, version=draft.version, name=name, login=name)
    return clerk.uid


@act("分配岗位", needs=(Role.ADMINISTRATOR, Role.SETUP))
def grant_role(work: Work, draft: GrantDraft) -> str:
    """Give a clerk a role for a term and return the uid of the held role."""
    clerk = _about(work, draft.clerk_uid)
    if clerk.suspended_on is not None:
        raise Refusal(SUSPENDED.format(clerk.name), field="role")
    role = grantable(draft.role)
    starts = draft.starts or work.today
    ends = None if draft.last is None else date.fromordinal(draft.last.toordinal() + 1)
    if ends is not None and ends <= starts:
        raise Refusal("任期的最后一天早于开始的那天，请核对", field="last")
    centre = None if draft.centre_uid is None else centre_of(work.session, draft.centre_uid)
    for held in role_history(work.session, clerk.uid):
        meets = (ends is None or held.starts < ends) and (held.ends is None or starts < held.ends)
        if held.role == role and held.centre_uid == draft.centre_uid and meets:
            raise Refusal(f"{clerk.name}已经有“{ROLE_NAMES[role]}”岗位，没有重复保存", field="role")
    uid = new_uid()
    work.insert(
        ClerkRole,
        uid=uid,
        clerk_id=clerk.id,
        role=role,
        centre_id=None if centre is None else centre.id,
        starts=starts,
        ends=ends,
        ends_precision=None if ends is None else "day",
    )
    return uid


@act("结束岗位", needs=(Role.ADMINISTRATOR,))
def end_role(work: Work, draft: EndRoleDraft) -> None:
    """End a held role; the last administrator cannot lose his."""
    held = role_of(work.session, draft.role_uid)
    clerk = _about(work, held.clerk_uid)
    ends = draft.ends or work.today
    if ends < held.starts:
        raise Refusal("结束的日期早于岗位开始的日期，请核对", field="ends")
    if ends == held.starts:  # it never held on any day
        work.supersede(ClerkRole, held.id)
    else:
        work.supersede(ClerkRole, held.id, ends=ends, ends_precision="day")
    _keep_an_administrator(work, clerk)


@act("停用人员", needs=(Role.ADMINISTRATOR,))
def suspend_clerk(work: Work, draft: ClerkChoice) -> None:
    """Stop somebody from signing in; what he did stays, his roles come back if he does."""
    clerk = _about(work, draft.clerk_uid)
    if clerk.suspended_on is not None:
        raise Refusal(f"{clerk.name}已经停用")
    work.update(Clerk, clerk.id, version=draft.version, suspended_on=work.today)
    _keep_an_administrator(work, clerk)


@act("恢复人员使用", needs=(Role.ADMINISTRATOR,))
def resume_clerk(work: Work, draft: ClerkChoice) -> None:
    """Let a suspended clerk work again; he needs a new password."""
    clerk = _about(work, draft.clerk_uid)
    if clerk.suspended_on is None:
        raise Refusal(f"{clerk.name}没有停用")
    work.update(Clerk, clerk.id, version=draft.version, suspended_on=None)


@act("设换人密码", needs=tuple(GRANTABLE))
def set_pin(work: Work, draft: PinDraft) -> None:
    """Set one's own PIN; nobody sets another's."""
    clerk = _about(work, draft.clerk_uid)
    if clerk.uid != work.actor.uid:
        raise Refusal("换人密码只能本人设，没有保存", field="pin")
    check_pin(draft.pin)
    kept = keep_pin(draft.pin, draft.cost)
    values: dict[str, Any] = {
        "salt": kept.salt,
        "digest": kept.digest,
        "cost_n": kept.cost.n,
        "cost_r": kept.cost.r,
        "cost_p": kept.cost.p,
    }
    before = work.session.execute(
        select(ClerkPin.id).where(ClerkPin.clerk_id == clerk.id)
    ).scalar_one_or_none()
    if before is None:
        work.insert(ClerkPin, clerk_id=clerk.id, **values)
    else:
        work.update(ClerkPin, before, **values)


@act("登录", needs=tuple(GRANTABLE), changes_records=False)
def note_sign_in(work: Work, draft: SignInDraft) -> None:
    """Keep that somebody signed in, how, and how many wrong tries went before."""
    clerk = _about(work, draft.clerk_uid)
    if clerk.uid != work.actor.uid:
        raise Refusal("登录的人和操作的人不是同一个，没有保存")
    work.insert(
        SignIn, clerk_id=clerk.id, at=work.now, way=draft.way, failed_before=max(0, draft.failed_before)
    )


def _about(work: Work, clerk_uid: str) -> ClerkRow:
    clerk = clerk_row(work.session, clerk_uid, work.today)
    work.about(CLERK, clerk.uid, clerk.name)
    return clerk


def _keep_an_administrator(work: Work, clerk: ClerkRow) -> None:
    if not keeps_an_administrator(lasting_roles(work.session)):
        raise Refusal(LAST_ADMINISTRATOR.format(clerk.name), field="role")
