"""What columns of the register are called where a clerk reads of a change, and the words of their values."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.values.bank_account import mask_account
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import (
    DISABILITIES,
    DISABILITY_GRADES,
    DROPOUT_REASONS,
    PREFERENTIALS,
)
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    HEALTHS,
    LABOURS,
    MARITALS,
    MILITARIES,
    MOVE_MODES,
    MOVE_REASONS,
    POLITICALS,
    RELOCATION_KINDS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.homes import (
    CLOSED_BECAUSE,
    HOUSE_STRUCTURES,
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
)
from resettle_desktop.households.rules.identity import DOCUMENT_NAMES, NUMBER_STATE_NAMES

PERSON: Final = {
    "name": "姓名", "nickname": "小名", "former_names": "曾用名", "sex": "性别", "birth": "出生日期",
    "ethnicity": "民族", "number": "身份证号", "number_state": "号码状态", "number_original": "15位号码",
    "number_reason": "号码说明", "number_chase_on": "号码催补日", "document_kind": "其他证件",
    "document_number": "其他证件号", "register_no": "人口编号", "political": "政治面貌",
    "education": "文化程度",
    "education_text": "文化程度原文", "health": "健康状况", "labour": "劳动技能", "marital": "婚姻状况",
    "military": "兵役状况", "speaks_mandarin": "会说普通话", "note": "备注", "issued_by": "签发机关",
    "number_from": "证件起始日", "number_until": "证件到期日", "number_forever": "证件长期有效",
    "marital_on": "婚姻变动日", "dropout_reason": "失学辍学原因", "preferential": "优抚类别",
    "disability": "残疾类别", "disability_grade": "残疾等级", "disability_card": "残疾证号",
    "disability_issued_year": "残疾证发证年", "disability_until": "残疾证到期日", "public_post": "公益性岗位",
    "public_post_months": "公益岗月数", "bank_account": "银行账号", "photo": "照片", "relocated": "搬迁人口",
}  # fmt: skip
HOUSEHOLD: Final = {
    "number": "户号", "national_no": "全国系统户编号", "family_no": "家庭编号", "relocation_kind": "搬迁类型",
    "task_year": "搬迁任务年度", "settlement_mode": "安置方式", "settlement_focus": "安置类型",
    "move_mode": "搬迁方式", "move_reason": "搬迁原因", "agreement_no": "协议编号",
    "agreement_on": "协议签订日", "agreement_heads": "协议人口数", "benefited_heads": "受益人口数",
    "self_funded_fen": "自筹资金", "moved_in": "实际入住时间", "note": "备注", "household_type": "户类型",
    "poverty_attribute": "贫困户属性", "poverty_exit_year": "脱贫年度", "poverty_return_year": "返贫年度",
    "poverty_return_reason": "返贫原因", "causes": "致贫原因", "difficulty": "搬迁的困难",
    "planned_move_in": "计划入住时间", "housing_source": "房源地", "housing_price_fen": "房价",
    "job_agreement": "就业协议", "martyr_family": "军烈属", "only_child_family": "独生子女户",
    "two_daughters_family": "双女户", "bank_name": "开户银行", "bank_account": "一卡通账号", "payee": "户名",
    "closed_on": "销户日期", "closed_because": "销户原因",
}  # fmt: skip
OLD_HOME: Final = {
    "has_house": "有旧房", "area_hundredths": "旧房面积", "structure": "住房结构", "danger_grade": "危房等级",
    "homestead_hundredths": "宅基地面积", "homestead_no": "宅基地权证号", "origin_class": "迁出地类型",
    "due_on": "应腾退日期", "demolished_on": "拆除日期", "demolished_hundredths": "拆除面积",
    "protection": "认定保留", "protection_document": "县级认定文号", "reclamation": "复垦复绿",
    "reclaimed_hundredths": "复垦面积", "reclaimed_on": "复垦日期", "award_fen": "奖补资金",
    "award_paid_on": "奖补发放日",
}  # fmt: skip
HOME_TITLE: Final = {
    "stage": "房子证", "number": "房子证号", "issued_on": "发证日期", "co_owners": "共有人",
    "room_id": "对应房屋",
}  # fmt: skip
PEOPLE_LIST: Final = {
    "kind": "名单种类", "number": "簿号", "holder": "持有人", "division_code": "户籍地",
    "address": "户籍地址", "note": "备注", "household_id": "所属搬迁户",
}  # fmt: skip

_LISTS: Final[Mapping[str, Mapping[Any, str]]] = {
    "relocation_kind": RELOCATION_KINDS, "settlement_mode": SETTLEMENT_MODES,
    "settlement_focus": SETTLEMENT_FOCUSES, "move_mode": MOVE_MODES, "move_reason": MOVE_REASONS,
    "ethnicity": ETHNIC_GROUPS, "political": POLITICALS, "education": EDUCATIONS, "health": HEALTHS,
    "labour": LABOURS, "marital": MARITALS, "military": MILITARIES, "number_state": NUMBER_STATE_NAMES,
    "sex": {sex: sex.label for sex in Sex}, "document_kind": DOCUMENT_NAMES,
    "dropout_reason": DROPOUT_REASONS, "preferential": PREFERENTIALS, "disability": DISABILITIES,
    "disability_grade": DISABILITY_GRADES,
    "household_type": HOUSEHOLD_TYPES, "poverty_attribute": POVERTY_ATTRIBUTES,
    "difficulty": MOVE_DIFFICULTIES, "closed_because": CLOSED_BECAUSE, "structure": HOUSE_STRUCTURES,
    "protection": PROTECTIONS, "reclamation": RECLAMATIONS, "stage": TITLE_STAGES, "causes": POVERTY_CAUSES,
}  # fmt: skip


def spoken_value(column: str, value: object) -> str:
    """A kept value as the clerk reads it; what is not known is 空."""
    match value:
        case None | "":
            return "空"
        case bool():
            return "是" if value else "否"
        case str() if column == "bank_account":
            return mask_account(value)
        case date():
            return spoken_date(value)
        case int() if column.endswith(("_hundredths", "_fen")):
            amount = f"{value / 100:.2f}".rstrip("0").rstrip(".")
            return f"{amount}元" if column.endswith("_fen") else amount
    kept = {str(getattr(key, "value", key)): text for key, text in _LISTS.get(column, {}).items()}
    stored = str(value)
    parts = stored.split(" ") if kept else (stored,)
    return kept.get(stored) or "、".join(kept.get(part, part) for part in parts if part)
