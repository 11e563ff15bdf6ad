"""找谁办: which certificates a village's or residents' committee may not give, and who settles the matter.

The first twenty are those of 民发〔2020〕20号; an office puts in addresses and telephone numbers, changes
what is done otherwise at its place and adds lines of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules.papers import paper_kind

REFERRAL: Final = paper_kind(
    "referral",
    "办事告知单",
    series="referral",
    mark="告知字",
    needs=(
        Role.HOUSEHOLD_CLERK,
        Role.PARTY_CLERK,
        Role.ORIGIN_CLERK,
        Role.DESTINATION_CLERK,
        Role.HEAD,
    ),
)
"""办事告知单: where to go for a certificate that is not given here; counted by kind and month."""


class Outcome(StrEnum):
    """What came of a certificate that was asked for."""

    TOLD = "told"
    ALLOWED = "allowed"


OUTCOME_WORDS: Final = {Outcome.TOLD: "已告知找谁办", Outcome.ALLOWED: "负责人准许开具"}
SOURCE: Final = "民发〔2020〕20号"


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One kind of certificate: where it is settled, what to bring, and the words it is asked for by."""

    code: str
    title: str
    office: str
    papers: str
    words: tuple[str, ...]
    address: str = ""
    phone: str = ""
    source: str = SOURCE
    in_use: bool = True


ID_AND_BOOK: Final = "居民身份证、户口簿"

PRESETS: Final = (
    DirectoryLine(
        "kinship",
        "亲属关系证明",
        "户籍所在地派出所；出国出境用的到公证处",
        f"{ID_AND_BOOK}，结婚证、出生医学证明等能看出关系的材料",
        ("亲属", "父子", "母子", "母女", "父女", "关系证明"),
    ),
    DirectoryLine(
        "identity",
        "居民身份信息证明",
        "户籍所在地派出所",
        ID_AND_BOOK,
        ("身份信息", "同一人", "曾用名", "身份证号不一致"),
    ),
    DirectoryLine(
        "hukou_change",
        "户口登记项目内容变更申请证明",
        "户籍所在地派出所",
        f"{ID_AND_BOOK}，要改的那一项的原始证明",
        ("户口变更", "改名", "改出生日期", "变更户口", "改民族"),
    ),
    DirectoryLine(
        "dog", "居民养犬证明", "当地养犬登记部门（一般是派出所）", "居民身份证、犬只免疫证", ("养犬", "养狗")
    ),
    DirectoryLine(
        "no_crime",
        "无犯罪记录证明",
        "户籍地或居住地派出所",
        "居民身份证；由单位申请的带单位介绍信",
        ("无犯罪", "犯罪记录", "政审"),
    ),
    DirectoryLine(
        "drug_treatment",
        "社区戒毒社区康复人员情况证明（表现证明）",
        "执行地派出所或乡镇（街道）社区戒毒社区康复工作机构",
        "居民身份证、社区戒毒（康复）协议书",
        ("戒毒", "康复人员"),
    ),
    DirectoryLine(
        "missing_person",
        "人员失踪证明",
        "派出所报案；宣告失踪到人民法院",
        "申请人身份证、户口簿，失踪的经过",
        ("失踪", "下落不明"),
    ),
    DirectoryLine(
        "marriage",
        "婚姻状况证明",
        "婚姻登记处；没有登记的由本人书面声明",
        f"{ID_AND_BOOK}，有结婚证、离婚证的一并带上",
        ("婚姻", "单身", "未婚", "结婚", "离婚"),
    ),
    DirectoryLine(
        "birth",
        "出生证明",
        "接生的医疗机构；补发找当地卫生健康部门委托的机构",
        "父母双方身份证、户口簿、结婚证",
        ("出生证明", "出生医学证明"),
    ),
    DirectoryLine(
        "alive",
        "健在证明",
        "社会保险经办机构（可在手机上刷脸认证）",
        "居民身份证、社会保障卡",
        ("健在", "生存认证", "活着", "在世"),
    ),
    DirectoryLine(
        "death",
        "死亡证明",
        "医疗机构；不在医院去世的找乡镇卫生院，非正常死亡的找公安机关",
        "去世的人和办理人的身份证、户口簿",
        ("死亡", "去世证明"),
    ),
    DirectoryLine(
        "illness", "疾病状况证明", "诊治的医疗机构", "居民身份证、病历、社会保障卡", ("疾病", "患病", "病情")
    ),
    DirectoryLine(
        "disability",
        "残疾状况证明",
        "县残联（凭残疾人证办理；没有办证的先申请评定）",
        f"{ID_AND_BOOK}、照片，已有的病历",
        ("残疾",),
    ),
    DirectoryLine(
        "fertility",
        "婚育状况证明",
        "乡镇（街道）负责卫生健康的部门",
        f"{ID_AND_BOOK}、结婚证",
        ("婚育", "生育", "计划生育"),
    ),
    DirectoryLine(
        "employment",
        "居民就业状况证明",
        "用人单位；没有单位的找公共就业服务机构",
        "居民身份证、社会保障卡、劳动合同",
        ("就业状况", "失业", "无业", "工作证明", "收入证明"),
    ),
    DirectoryLine(
        "personal_file",
        "居民个人档案证明",
        "存放档案的单位或公共就业人才服务机构",
        "居民身份证",
        ("个人档案", "档案证明", "工龄"),
    ),
    DirectoryLine(
        "property",
        "居民财产证明",
        "房屋土地找不动产登记中心，存款找银行，车辆找车辆管理所",
        "居民身份证、权属证书",
        ("财产", "房产", "存款", "资产"),
    ),
    DirectoryLine(
        "inheritance",
        "遗产继承权证明",
        "公证处；有争议的到人民法院",
        "继承人身份证、户口簿，被继承人的死亡证明、财产凭证",
        ("继承", "遗产"),
    ),
    DirectoryLine(
        "business_premises",
        "市场主体住所证明",
        "市场监督管理部门（按住所承诺制办理）",
        "居民身份证、房屋产权证或租赁合同",
        ("市场主体", "经营场所", "营业执照", "开店"),
    ),
    DirectoryLine(
        "lost_papers",
        "证件遗失证明",
        "原来发证的部门（直接申请补发）",
        "居民身份证或户口簿",
        ("遗失", "丢失", "丢了"),
    ),
)
"""The first list of certificates that committees do not give; in its order."""

OWN: Final = "own:"
"""How the codes of lines an office adds begin."""

REFUSED_USE: Final = (
    "“{use}”要的是“{title}”，村（居）委会不开：请到{office}办理，可打印告知单；确需开具的由负责人写明理由"
)


def asked_for(typed: str, lines: Iterable[DirectoryLine]) -> DirectoryLine | None:
    """The kind of certificate meant by what was typed, the longest word deciding; None where it is none."""
    text = "".join(typed.split())
    if not text:
        return None
    found = [
        (len(word), -place, line)
        for place, line in enumerate(lines)
        if line.in_use
        for word in (line.title, *line.words)
        if word in text
    ]
    return max(found, key=lambda hit: hit[:2])[2] if found else None
