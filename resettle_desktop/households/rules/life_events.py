"""变更事件 EV01 to EV33: the code each is kept under and the clerk's word for it (relocation.md §1.9).

EV29 (承包变更) and EV32 (监测纳入) belong to the rights and come with them.
"""

from enum import StrEnum
from typing import Final


class EventCode(StrEnum):
    """What happened to a household or to somebody of it."""

    BORN = "EV01"
    ADOPTED = "EV02"
    MARRIED_IN = "EV03"
    MARRIED_OUT = "EV04"
    DIVORCED = "EV05"
    DIED = "EV06"
    MISSING_OR_DECLARED_DEAD = "EV07"
    SPLIT = "EV08"
    MERGED = "EV09"
    HEAD_CHANGED = "EV10"
    HUKOU_MOVED_IN = "EV11"
    MOVED_ON = "EV12"
    RESIDENCE_DOCUMENT = "EV13"
    WORKING_AWAY = "EV14"
    RETURNED = "EV15"
    ENLISTED = "EV16"
    DISCHARGED = "EV17"
    IMPRISONED = "EV18"
    RELEASED = "EV19"
    STUDIES_WITH_HUKOU = "EV20"
    BOARDING = "EV21"
    ROOM_CHANGED = "EV22"
    OLD_HOUSE_DEMOLISHED = "EV23"
    RECLAMATION_ACCEPTED = "EV24"
    TITLE_ISSUED = "EV25"
    CORRECTED = "EV26"
    DUPLICATE_MERGED = "EV27"
    EXTINCT = "EV28"
    CONTRACT_CHANGED = "EV29"
    CIVIL_SERVANT = "EV30"
    OTHER_COLLECTIVE = "EV31"
    MONITORING = "EV32"
    CARD_EXPIRED = "EV33"


EVENT_NAMES: Final = {
    EventCode.BORN: "出生",
    EventCode.ADOPTED: "收养",
    EventCode.MARRIED_IN: "婚入",
    EventCode.MARRIED_OUT: "婚出",
    EventCode.DIVORCED: "离婚",
    EventCode.DIED: "死亡",
    EventCode.MISSING_OR_DECLARED_DEAD: "失踪或宣告死亡",
    EventCode.SPLIT: "分户",
    EventCode.MERGED: "并户",
    EventCode.HEAD_CHANGED: "户主变更",
    EventCode.HUKOU_MOVED_IN: "户口迁入安置地",
    EventCode.MOVED_ON: "再迁走或出国定居",
    EventCode.RESIDENCE_DOCUMENT: "居住证办理、签注、过期",
    EventCode.WORKING_AWAY: "外出务工",
    EventCode.RETURNED: "返迁居住",
    EventCode.ENLISTED: "入伍",
    EventCode.DISCHARGED: "退役",
    EventCode.IMPRISONED: "收监",
    EventCode.RELEASED: "刑满释放",
    EventCode.STUDIES_WITH_HUKOU: "升学迁户",
    EventCode.BOARDING: "在外寄宿",
    EventCode.ROOM_CHANGED: "房屋分配、调换、收回、过户",
    EventCode.OLD_HOUSE_DEMOLISHED: "旧房拆除",
    EventCode.RECLAMATION_ACCEPTED: "复垦验收",
    EventCode.TITLE_ISSUED: "不动产发证",
    EventCode.CORRECTED: "更正",
    EventCode.DUPLICATE_MERGED: "重复建档合并",
    EventCode.EXTINCT: "整户消亡",
    EventCode.CONTRACT_CHANGED: "承包变更",
    EventCode.CIVIL_SERVANT: "考录公务员",
    EventCode.OTHER_COLLECTIVE: "取得另一集体成员身份",
    EventCode.MONITORING: "监测纳入、风险消除",
    EventCode.CARD_EXPIRED: "证件到期",
}

BACK_AT_SITE: Final = "回到安置区居住"
"""The counterpart of 返迁居住: kept under its code, told apart by the words its note begins with."""


def name_of_event(code: EventCode, note: str) -> str:
    """The clerk's word for what happened."""
    back = code is EventCode.RETURNED and note.startswith(BACK_AT_SITE)
    return BACK_AT_SITE if back else EVENT_NAMES[code]
