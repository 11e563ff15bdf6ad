"""Who may do what in an office: the roles a clerk can hold."""

from enum import StrEnum
from typing import Final


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
