"""Who may do what in an office: roles, the kinds of centre, and presets for one, two or more desks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal


class Role(StrEnum):
    """What a clerk is allowed to do; one clerk may hold several (one-person offices exist)."""

    ADMINISTRATOR = "administrator"
    HEAD = "head"
    HOUSEHOLD_CLERK = "household_clerk"
    PARTY_CLERK = "party_clerk"
    ORIGIN_CLERK = "origin_clerk"
    DESTINATION_CLERK = "destination_clerk"
    AUDITOR = "auditor"
    SETUP = "setup"


ROLE_NAMES: Final = {
    Role.ADMINISTRATOR: "系统管理员",
    Role.HEAD: "负责人",
    Role.HOUSEHOLD_CLERK: "户档岗",
    Role.PARTY_CLERK: "党务岗",
    Role.ORIGIN_CLERK: "便民跟进岗",
    Role.DESTINATION_CLERK: "居民事务岗",
    Role.AUDITOR: "审计员",
    Role.SETUP: "首次设置",
}
"""The official Chinese term of each role; SETUP is the program's own first start and is never granted."""

ROLE_DUTIES: Final = {
    Role.ADMINISTRATOR: "添加人员、分配岗位、改设置、备份和恢复",
    Role.HEAD: "审批、作废文书、定月报",
    Role.HOUSEHOLD_CLERK: "登记搬迁户、开搬迁安置证明",
    Role.PARTY_CLERK: "党组织、党员和组织关系转接",
    Role.ORIGIN_CLERK: "迁出地的权益和跟进件",
    Role.DESTINATION_CLERK: "迁入地的权益和后续扶持",
    Role.AUDITOR: "只查操作记录和查阅记录，不办业务",
}
"""What each role does, in the words of the people page."""

GRANTABLE: Final = tuple(role for role in Role if role is not Role.SETUP)

APART: Final = (
    (Role.ADMINISTRATOR, Role.AUDITOR),
    (Role.HEAD, Role.AUDITOR),
    (Role.HOUSEHOLD_CLERK, Role.AUDITOR),
)
"""Roles better held by two people (GB/T 22239 访问控制 d); an office that has not enough is told so only."""


class CentreKind(StrEnum):
    """What a centre is for; its name is the office's own."""

    PARTY = "party"
    DESTINATION = "destination"
    ORIGIN = "origin"
    OFFICE = "office"


CENTRE_KINDS: Final = {
    CentreKind.PARTY: "党群服务中心",
    CentreKind.DESTINATION: "居民事务服务中心",
    CentreKind.ORIGIN: "便民跟进服务中心",
    CentreKind.OFFICE: "综合窗口",
}
"""What the kinds are called until the office calls them otherwise (a setting)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's desk in a preset: what it is called and the roles that belong to it."""

    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A proposal how the roles are shared; the first desk is the first administrator's."""

    key: str
    name: str
    explanation: str
    desks: tuple[Desk, ...]


PRESETS: Final = (
    Preset("one", "一人岗", "一个人办全部业务", (Desk("综合岗", GRANTABLE),)),
    Preset(
        "two",
        "两人岗",
        "您办户档和两地事务，另一人管党务和审计",
        (
            Desk(
                "户档和两地事务",
                (
                    Role.ADMINISTRATOR,
                    Role.HEAD,
                    Role.HOUSEHOLD_CLERK,
                    Role.ORIGIN_CLERK,
                    Role.DESTINATION_CLERK,
                ),
            ),
            Desk("党务和审计", (Role.PARTY_CLERK, Role.HOUSEHOLD_CLERK, Role.AUDITOR)),
        ),
    ),
    Preset(
        "more",
        "多窗口",
        "您任负责人并管理账号，各窗口的人员进入后再添加",
        (
            Desk("负责人", (Role.ADMINISTRATOR, Role.HEAD)),
            Desk("户档窗口", (Role.HOUSEHOLD_CLERK,)),
            Desk("党群窗口", (Role.PARTY_CLERK,)),
            Desk("居民事务窗口", (Role.DESTINATION_CLERK,)),
            Desk("便民跟进窗口", (Role.ORIGIN_CLERK,)),
            Desk("审计", (Role.AUDITOR,)),
        ),
    ),
)

NO_SUCH_PRESET: Final = "没有这种岗位预设，请重新选择"
LAST_ADMINISTRATOR: Final = "{}是唯一的系统管理员，没有保存；请先给另一个人“系统管理员”岗位"
NEVER_GRANTED: Final = "这个岗位不能分配给人员，没有保存"


def preset_of(key: str) -> Preset:
    """The preset with this key; Refusal for any other."""
    for preset in PRESETS:
        if preset.key == key:
            return preset
    raise Refusal(NO_SUCH_PRESET, field="preset")


def grantable(role: str) -> Role:
    """The role as one a clerk can hold; Refusal for the program's own and for unknown words."""
    if role not in GRANTABLE:
        raise Refusal(NEVER_GRANTED, field="role")
    return Role(role)


def joined_duties(roles: Iterable[str]) -> tuple[tuple[Role, Role], ...]:
    """Pairs of roles one person holds that are better held by two."""
    held = frozenset(roles)
    return tuple(pair for pair in APART if held.issuperset(pair))


def role_order(role: str) -> int:
    """Where a role stands in lists."""
    return list(Role).index(Role(role))


@dataclass(frozen=True, slots=True)
class HeldRole:
    """That a clerk holds a role for a term; ``ends`` is the first day without it."""

    clerk_uid: str
    role: str
    ends: date | None


def keeps_an_administrator(held: Iterable[HeldRole]) -> bool:
    """Whether somebody stays administrator with no end fixed: the office can never lock itself out."""
    return any(row.role == Role.ADMINISTRATOR and row.ends is None for row in held)
