"""Where somebody is, what became of him, who answers for a child, what a disability card says; as data.

Source: the change events and the member block of the register (relocation.md §1.3, §1.9).
"""

from enum import StrEnum
from typing import Final


class PresenceKind(StrEnum):
    """居住状态: where somebody in fact lives; it never decides by itself what he is entitled to."""

    AT_SITE = "at_site"
    WORKING_AWAY = "working_away"
    BOARDING = "boarding"
    AT_ORIGIN = "at_origin"
    ELSEWHERE = "elsewhere"


PRESENCES: Final = {
    PresenceKind.AT_SITE: "在安置区居住",
    PresenceKind.WORKING_AWAY: "外出务工",
    PresenceKind.BOARDING: "在外寄宿",
    PresenceKind.AT_ORIGIN: "原籍居住（返迁）",
    PresenceKind.ELSEWHERE: "其他地方居住",
}


class StatusKind(StrEnum):
    """人员状态: what takes somebody out of ordinary life, each from its day."""

    DEAD = "dead"
    DECLARED_DEAD = "declared_dead"
    MISSING = "missing"
    SERVING = "serving"
    IMPRISONED = "imprisoned"
    EMIGRATED = "emigrated"
    CIVIL_SERVANT = "civil_servant"
    OTHER_COLLECTIVE = "other_collective"


STATUSES: Final = {
    StatusKind.DEAD: "死亡",
    StatusKind.DECLARED_DEAD: "宣告死亡",
    StatusKind.MISSING: "失踪",
    StatusKind.SERVING: "服现役",
    StatusKind.IMPRISONED: "收监服刑",
    StatusKind.EMIGRATED: "出国定居",
    StatusKind.CIVIL_SERVANT: "考录公务员",
    StatusKind.OTHER_COLLECTIVE: "取得其他集体成员身份",
}

GONE: Final = (StatusKind.DEAD, StatusKind.DECLARED_DEAD)
"""Nobody in one of these belongs to a household or can be given anything."""


class GuardianReason(StrEnum):
    """Why somebody has a guardian (监护)."""

    MINOR = "minor"
    INCAPABLE = "incapable"


GUARDIAN_REASONS: Final = {
    GuardianReason.MINOR: "未成年",
    GuardianReason.INCAPABLE: "无或限制民事行为能力",
}


class DisabilityKind(StrEnum):
    """残疾类别."""

    SIGHT = "sight"
    HEARING = "hearing"
    SPEECH = "speech"
    LIMBS = "limbs"
    INTELLECT = "intellect"
    MIND = "mind"
    MULTIPLE = "multiple"


DISABILITIES: Final = {
    DisabilityKind.SIGHT: "视力",
    DisabilityKind.HEARING: "听力",
    DisabilityKind.SPEECH: "言语",
    DisabilityKind.LIMBS: "肢体",
    DisabilityKind.INTELLECT: "智力",
    DisabilityKind.MIND: "精神",
    DisabilityKind.MULTIPLE: "多重",
}

DISABILITY_GRADES: Final = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}


class DropoutReason(StrEnum):
    """失学或辍学原因."""

    ILLNESS = "illness"
    DISABILITY = "disability"
    UNWILLING = "unwilling"
    OTHER = "other"


DROPOUT_REASONS: Final = {
    DropoutReason.ILLNESS: "因病",
    DropoutReason.DISABILITY: "因残",
    DropoutReason.UNWILLING: "厌学",
    DropoutReason.OTHER: "其他",
}


class Preferential(StrEnum):
    """优抚类别 as declared."""

    MARTYR_FAMILY = "martyr_family"
    SERVICE_FAMILY = "service_family"
    DISABLED_VETERAN = "disabled_veteran"
    VETERAN = "veteran"
    OTHER = "other"


PREFERENTIALS: Final = {
    Preferential.MARTYR_FAMILY: "烈属",
    Preferential.SERVICE_FAMILY: "军属",
    Preferential.DISABLED_VETERAN: "残疾军人",
    Preferential.VETERAN: "复员退伍军人",
    Preferential.OTHER: "其他优抚对象",
}


class ListKind(StrEnum):
    """The lists of people a household is on beside our file (decision 5), each with its own members."""

    HUKOU_BOOKLET = "hukou_booklet"
    CONTRACTING = "contracting"
    LOW_INCOME = "low_income"
    MONITORED = "monitored"


LIST_KINDS: Final = {
    ListKind.HUKOU_BOOKLET: "户口簿",
    ListKind.CONTRACTING: "承包户",
    ListKind.LOW_INCOME: "低保家庭（共同生活成员）",
    ListKind.MONITORED: "监测户",
}
