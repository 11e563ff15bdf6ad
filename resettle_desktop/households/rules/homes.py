"""The house left behind, the new home's title, a household's standing: lists as data.

Source: the household block of the register and the states of the old house (relocation.md §1.2, §1.7).
"""

from enum import StrEnum
from typing import Final


class HouseholdType(StrEnum):
    """户类型."""

    OUT_OF_POVERTY = "out_of_poverty"
    MONITORED = "monitored"
    ORDINARY = "ordinary"


HOUSEHOLD_TYPES: Final = {
    HouseholdType.OUT_OF_POVERTY: "脱贫户",
    HouseholdType.MONITORED: "监测户",
    HouseholdType.ORDINARY: "一般农户",
}


class PovertyAttribute(StrEnum):
    """贫困户属性."""

    ORDINARY = "ordinary"
    LOW_INCOME = "low_income"
    DESTITUTE = "destitute"


POVERTY_ATTRIBUTES: Final = {
    PovertyAttribute.ORDINARY: "一般贫困户",
    PovertyAttribute.LOW_INCOME: "低保贫困户",
    PovertyAttribute.DESTITUTE: "特困供养贫困户",
}


class PovertyCause(StrEnum):
    """致贫原因; up to three, the main one first."""

    ILLNESS = "illness"
    DISABILITY = "disability"
    SCHOOLING = "schooling"
    DISASTER = "disaster"
    LAND = "land"
    WATER = "water"
    SKILLS = "skills"
    LABOUR = "labour"
    MONEY = "money"
    ROADS = "roads"
    MOTIVATION = "motivation"
    OTHER = "other"


POVERTY_CAUSES: Final = {
    PovertyCause.ILLNESS: "因病",
    PovertyCause.DISABILITY: "因残",
    PovertyCause.SCHOOLING: "因学",
    PovertyCause.DISASTER: "因灾",
    PovertyCause.LAND: "缺土地",
    PovertyCause.WATER: "缺水",
    PovertyCause.SKILLS: "缺技术",
    PovertyCause.LABOUR: "缺劳力",
    PovertyCause.MONEY: "缺资金",
    PovertyCause.ROADS: "交通条件落后",
    PovertyCause.MOTIVATION: "自身发展力不足",
    PovertyCause.OTHER: "其他",
}


class MoveDifficulty(StrEnum):
    """搬迁可能存在的困难."""

    MONEY = "money"
    WORK = "work"
    LIVELIHOOD = "livelihood"
    OTHER = "other"


MOVE_DIFFICULTIES: Final = {
    MoveDifficulty.MONEY: "缺乏资金",
    MoveDifficulty.WORK: "搬迁后找不到工作",
    MoveDifficulty.LIVELIHOOD: "搬迁后生活没着落",
    MoveDifficulty.OTHER: "其它",
}


class ClosedBecause(StrEnum):
    """Why a household's file was closed; its history stays."""

    EXTINCT = "extinct"
    MERGED = "merged"
    DUPLICATE = "duplicate"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


CLOSED_BECAUSE: Final = {
    ClosedBecause.EXTINCT: "整户消亡",
    ClosedBecause.MERGED: "并入别户",
    ClosedBecause.DUPLICATE: "重复建档",
    ClosedBecause.LEFT: "整户再迁走",
    ClosedBecause.WITHDRAWN: "登记已撤回",
}


class HouseStructure(StrEnum):
    """住房结构."""

    STEEL_CONCRETE = "steel_concrete"
    BRICK_CONCRETE = "brick_concrete"
    BRICK_TIMBER = "brick_timber"
    ADOBE = "adobe"
    CAVE = "cave"
    OTHER = "other"


HOUSE_STRUCTURES: Final = {
    HouseStructure.STEEL_CONCRETE: "钢混",
    HouseStructure.BRICK_CONCRETE: "砖混",
    HouseStructure.BRICK_TIMBER: "砖木",
    HouseStructure.ADOBE: "土坯",
    HouseStructure.CAVE: "窑洞",
    HouseStructure.OTHER: "其他",
}

DANGER_GRADES: Final = ("A", "B", "C", "D")


class Protection(StrEnum):
    """保护住房种类: why an old house may stay; confirmed by the county under a document number."""

    TRADITIONAL_VILLAGE = "traditional_village"
    ETHNIC_VILLAGE = "ethnic_village"
    PROPOSED = "proposed"
    JOINED = "joined"
    OTHER = "other"


PROTECTIONS: Final = {
    Protection.TRADITIONAL_VILLAGE: "传统村落",
    Protection.ETHNIC_VILLAGE: "民族特色村寨",
    Protection.PROPOSED: "申报保护",
    Protection.JOINED: "连体房",
    Protection.OTHER: "其他（县级认定）",
}


class Reclamation(StrEnum):
    """复垦复绿."""

    NOT_YET = "not_yet"
    DONE = "done"
    ACCEPTED = "accepted"
    NOT_NEEDED = "not_needed"


RECLAMATIONS: Final = {
    Reclamation.NOT_YET: "未复垦",
    Reclamation.DONE: "已复垦",
    Reclamation.ACCEPTED: "已验收",
    Reclamation.NOT_NEEDED: "不需复垦",
}


class TitleStage(StrEnum):
    """房子证（不动产权证）办理."""

    NONE = "none"
    IN_PROGRESS = "in_progress"
    ISSUED = "issued"


TITLE_STAGES: Final = {
    TitleStage.NONE: "未办",
    TitleStage.IN_PROGRESS: "办理中",
    TitleStage.ISSUED: "已发",
}


class ThresholdKind(StrEnum):
    """What the office measures a household against; amounts are dated settings, never constants."""

    AREA_PER_HEAD = "area_per_head"
    SELF_FUND_PER_HEAD = "self_fund_per_head"
    SELF_FUND_PER_HOUSEHOLD = "self_fund_per_household"
    OLD_HOUSE_MONTHS = "old_house_months"


THRESHOLDS: Final = {
    ThresholdKind.AREA_PER_HEAD: "人均住房面积上限（平方米）",
    ThresholdKind.SELF_FUND_PER_HEAD: "人均自筹资金上限（元）",
    ThresholdKind.SELF_FUND_PER_HOUSEHOLD: "每户自筹资金上限（元）",
    ThresholdKind.OLD_HOUSE_MONTHS: "入住后腾退旧房的月数",
}
