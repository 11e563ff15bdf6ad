"""What a household and its people declare of themselves, each list as data with its official words."""

from enum import StrEnum
from typing import Final, TypeVar

Word = TypeVar("Word", bound=StrEnum)


class RelocationKind(StrEnum):
    """搬迁类型."""

    REGISTERED_POOR = "registered_poor"
    ALONGSIDE = "alongside"


RELOCATION_KINDS: Final = {
    RelocationKind.REGISTERED_POOR: "建档立卡搬迁户",
    RelocationKind.ALONGSIDE: "同步搬迁户",
}


class SettlementMode(StrEnum):
    """安置方式."""

    CONCENTRATED = "concentrated"
    SCATTERED = "scattered"


SETTLEMENT_MODES: Final = {
    SettlementMode.CONCENTRATED: "集中安置",
    SettlementMode.SCATTERED: "分散安置",
}


class SettlementFocus(StrEnum):
    """集中安置类型 and 分散安置类型 in one list; which of them fit tells ``FOCUSES``."""

    NEARBY = "nearby"
    NEW_VILLAGE = "new_village"
    TOWN = "town"
    PROJECT = "project"
    TOURISM = "tourism"
    BOUGHT_IN_TOWN = "bought_in_town"
    INSERTED = "inserted"
    RELATIVES = "relatives"
    BUILT = "built"
    BOUGHT_SECOND_HAND = "bought_second_hand"
    OTHER = "other"


SETTLEMENT_FOCUSES: Final = {
    SettlementFocus.NEARBY: "行政村内就近安置",
    SettlementFocus.NEW_VILLAGE: "建设移民新村安置",
    SettlementFocus.TOWN: "小城镇或产业园区安置",
    SettlementFocus.PROJECT: "重大工程、国有农林场基地安置",
    SettlementFocus.TOURISM: "乡村旅游区安置",
    SettlementFocus.BOUGHT_IN_TOWN: "进城购房",
    SettlementFocus.INSERTED: "插花安置",
    SettlementFocus.RELATIVES: "投亲靠友",
    SettlementFocus.BUILT: "自建",
    SettlementFocus.BOUGHT_SECOND_HAND: "购二手房",
    SettlementFocus.OTHER: "其他",
}

FOCUSES: Final = {
    SettlementMode.CONCENTRATED: (
        SettlementFocus.NEARBY,
        SettlementFocus.NEW_VILLAGE,
        SettlementFocus.TOWN,
        SettlementFocus.PROJECT,
        SettlementFocus.TOURISM,
        SettlementFocus.OTHER,
    ),
    SettlementMode.SCATTERED: (
        SettlementFocus.BOUGHT_IN_TOWN,
        SettlementFocus.INSERTED,
        SettlementFocus.RELATIVES,
        SettlementFocus.BUILT,
        SettlementFocus.BOUGHT_SECOND_HAND,
        SettlementFocus.OTHER,
    ),
}


class MoveMode(StrEnum):
    """搬迁方式."""

    WHOLE_HAMLET = "whole_hamlet"
    PART = "part"


MOVE_MODES: Final = {MoveMode.WHOLE_HAMLET: "自然村整村搬迁", MoveMode.PART: "部分搬迁"}


class MoveReason(StrEnum):
    """搬迁原因: the six classes of the national plan."""

    CAPACITY = "capacity"
    SERVICES = "services"
    ECOLOGY = "ecology"
    GEOHAZARD = "geohazard"
    ENDEMIC = "endemic"
    OTHER = "other"


MOVE_REASONS: Final = {
    MoveReason.CAPACITY: "资源承载力严重不足",
    MoveReason.SERVICES: "公共服务严重滞后且建设成本过高",
    MoveReason.ECOLOGY: "国家禁止或限制开发地区",
    MoveReason.GEOHAZARD: "地质灾害频发易发",
    MoveReason.ENDEMIC: "地方病高发",
    MoveReason.OTHER: "其他",
}


class Education(StrEnum):
    """文化程度."""

    NONE = "none"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    COLLEGE = "college"
    BACHELOR = "bachelor"


EDUCATIONS: Final = {
    Education.NONE: "文盲或半文盲",
    Education.PRIMARY: "小学",
    Education.JUNIOR: "初中",
    Education.SENIOR: "高中",
    Education.COLLEGE: "大专",
    Education.BACHELOR: "本科及以上",
}


class Political(StrEnum):
    """政治面貌 as declared; the formal Party relation is the Party subject's."""

    PARTY_MEMBER = "party_member"
    PROBATIONARY = "probationary"
    LEAGUE_MEMBER = "league_member"
    NONE = "none"
    OTHER = "other"


POLITICALS: Final = {
    Political.PARTY_MEMBER: "中共党员",
    Political.PROBATIONARY: "中共预备党员",
    Political.LEAGUE_MEMBER: "共青团员",
    Political.NONE: "群众",
    Political.OTHER: "民主党派或无党派人士",
}


class Health(StrEnum):
    """健康状况; disability with its card belongs to the rights."""

    HEALTHY = "healthy"
    CHRONIC = "chronic"
    SERIOUS = "serious"
    DISABLED = "disabled"


HEALTHS: Final = {
    Health.HEALTHY: "健康",
    Health.CHRONIC: "长期慢性病",
    Health.SERIOUS: "患有大病",
    Health.DISABLED: "残疾",
}


class Labour(StrEnum):
    """劳动技能."""

    ORDINARY = "ordinary"
    SKILLED = "skilled"
    WEAK = "weak"
    LOST = "lost"
    NONE = "none"


LABOURS: Final = {
    Labour.ORDINARY: "普通劳动力",
    Labour.SKILLED: "技能劳动力",
    Labour.WEAK: "弱劳动力或半劳动力",
    Labour.LOST: "丧失劳动力",
    Labour.NONE: "无劳动力",
}


class Marital(StrEnum):
    """婚姻状况 (GB/T 2261.2)."""

    NEVER = "never"
    MARRIED = "married"
    WIDOWED = "widowed"
    DIVORCED = "divorced"


MARITALS: Final = {
    Marital.NEVER: "未婚",
    Marital.MARRIED: "已婚",
    Marital.WIDOWED: "丧偶",
    Marital.DIVORCED: "离婚",
}


class Military(StrEnum):
    """是否现役军人、退役."""

    SERVING = "serving"
    DISCHARGED = "discharged"


MILITARIES: Final = {Military.SERVING: "现役军人", Military.DISCHARGED: "退役军人"}


class HukouStanding(StrEnum):
    """户口迁移情况: where one's household registration stands towards the site."""

    NOT_MOVED = "not_moved"
    MOVED_GROUP = "moved_group"
    MOVED_DOOR = "moved_door"
    MOVED_COLLECTIVE = "moved_collective"
    THIRD_PLACE = "third_place"
    ARMY = "army"
    PRISON = "prison"
    DEAD = "dead"
    UNREGISTERED = "unregistered"


HUKOU_STANDINGS: Final = {
    HukouStanding.NOT_MOVED: "未迁",
    HukouStanding.MOVED_GROUP: "已迁（安置地村组）",
    HukouStanding.MOVED_DOOR: "已迁（集中安置点门牌）",
    HukouStanding.MOVED_COLLECTIVE: "已迁（乡镇集体户）",
    HukouStanding.THIRD_PLACE: "迁往第三地",
    HukouStanding.ARMY: "参军注销",
    HukouStanding.PRISON: "服刑",
    HukouStanding.DEAD: "死亡注销",
    HukouStanding.UNREGISTERED: "未落户",
}


class HukouCategory(StrEnum):
    """户别: how the hukou booklet calls the household one is registered with."""

    FAMILY = "family"
    COLLECTIVE = "collective"


HUKOU_CATEGORIES: Final = {HukouCategory.FAMILY: "家庭户", HukouCategory.COLLECTIVE: "集体户"}


class ResidencePaper(StrEnum):
    """居住登记的证件."""

    PERMIT = "permit"
    BOOKLET = "booklet"
    NEW_CITIZEN = "new_citizen"
    RESETTLED = "resettled"


RESIDENCE_PAPERS: Final = {
    ResidencePaper.PERMIT: "居住证",
    ResidencePaper.BOOKLET: "居住簿",
    ResidencePaper.NEW_CITIZEN: "新市民居住证",
    ResidencePaper.RESETTLED: "易地搬迁居民证明",
}


class RoomReason(StrEnum):
    """Why a household came to a room, or left it."""

    ALLOCATED = "allocated"
    EXCHANGED = "exchanged"
    TAKEN_BACK = "taken_back"
    VACATED = "vacated"
    INHERITED = "inherited"
    TRANSFERRED = "transferred"


ROOM_REASONS: Final = {
    RoomReason.ALLOCATED: "分配",
    RoomReason.EXCHANGED: "调换",
    RoomReason.TAKEN_BACK: "收回",
    RoomReason.VACATED: "腾退",
    RoomReason.INHERITED: "继承",
    RoomReason.TRANSFERRED: "过户",
}

COMING_REASONS: Final = (
    RoomReason.ALLOCATED,
    RoomReason.EXCHANGED,
    RoomReason.INHERITED,
    RoomReason.TRANSFERRED,
)
LEAVING_REASONS: Final = (
    RoomReason.EXCHANGED,
    RoomReason.TAKEN_BACK,
    RoomReason.VACATED,
    RoomReason.TRANSFERRED,
)


class MembershipReason(StrEnum):
    """Why somebody belongs to a household, or no longer does."""

    REGISTERED = "registered"
    ADDED = "added"
    BORN = "born"
    MARRIED = "married"
    MOVED = "moved"
    ADOPTED = "adopted"
    SPLIT = "split"
    MERGED = "merged"
    DIVORCED = "divorced"
    RETURNED = "returned"


MEMBERSHIP_REASONS: Final = {
    MembershipReason.REGISTERED: "首次登记",
    MembershipReason.ADDED: "补登",
    MembershipReason.BORN: "出生",
    MembershipReason.MARRIED: "婚姻",
    MembershipReason.MOVED: "户间转移",
    MembershipReason.ADOPTED: "收养",
    MembershipReason.SPLIT: "分户",
    MembershipReason.MERGED: "并户",
    MembershipReason.DIVORCED: "离婚",
    MembershipReason.RETURNED: "迁回",
}


class LeavingReason(StrEnum):
    """Why somebody no longer belongs to a household."""

    DIED = "died"
    MARRIED_OUT = "married_out"
    DIVORCED = "divorced"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    MOVED_ON = "moved_on"
    ADOPTED = "adopted"
    DUPLICATE = "duplicate"
    OTHER = "other"


LEAVING_REASONS_OF_MEMBERS: Final = {
    LeavingReason.DIED: "死亡",
    LeavingReason.MARRIED_OUT: "婚出",
    LeavingReason.DIVORCED: "离婚",
    LeavingReason.MOVED: "户间转移",
    LeavingReason.SPLIT: "分户",
    LeavingReason.MERGED: "并户",
    LeavingReason.MOVED_ON: "再迁走",
    LeavingReason.ADOPTED: "被收养",
    LeavingReason.DUPLICATE: "重复建档",
    LeavingReason.OTHER: "其他",
}


class SchoolStage(StrEnum):
    """在校生状况."""

    PRESCHOOL_AGE = "preschool_age"
    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    HIGHER_VOCATIONAL = "higher_vocational"
    TECHNICIAN = "technician"
    BACHELOR = "bachelor"
    MASTER = "master"


SCHOOL_STAGES: Final = {
    SchoolStage.PRESCHOOL_AGE: "学龄前儿童",
    SchoolStage.KINDERGARTEN: "学前教育",
    SchoolStage.PRIMARY: "小学",
    SchoolStage.JUNIOR: "初中",
    SchoolStage.SENIOR: "普通高中",
    SchoolStage.VOCATIONAL: "中职",
    SchoolStage.HIGHER_VOCATIONAL: "高职高专",
    SchoolStage.TECHNICIAN: "技师学院",
    SchoolStage.BACHELOR: "本科",
    SchoolStage.MASTER: "硕士研究生及以上",
}


def word(words: dict[Word, str], value: str | None) -> str:
    """The official word for a stored text; "" for nothing, the text itself when it is not in the list."""
    if value is None:
        return ""
    return {member.value: name for member, name in words.items()}.get(value, value)
