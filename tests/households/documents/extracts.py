"""Households made up for the extract: a tiny one, an ordinary one, one of fifteen with a long history."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.extract import (
    JOINED,
    LEFT,
    RESTATED,
    Change,
    ExtractFacts,
    ExtractMember,
    Happening,
    Item,
    Stretch,
)
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.printing.rules import PaperHead

HEAD: Final = PaperHead(
    number="档摘字〔2026〕12号",
    paper_date=date(2026, 11, 3),
    issuer="青山镇人民政府",
    handler="李慧敏",
    phone="0350-1234567",
)
DRAFT: Final = replace(HEAD, number="档摘字〔2026〕____号", draft=True)
YEAR_2018: Final = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)


def day(year: int, month: int, number: int) -> ImpreciseDate:
    return ImpreciseDate(date(year, month, number))


def member(
    name: str, relation: str, sex: Sex, birth: ImpreciseDate | None, number: str | None, hukou: str = ""
) -> ExtractMember:
    state = NumberState.VERIFIED if number else NumberState.NONE
    return ExtractMember(name, relation, sex, birth, number, state, YEAR_2018, hukou)


FIVE: Final = (
    member("王桂兰", "户主", Sex.FEMALE, day(1962, 3, 7), "149999196203079924", "已迁（集中安置点门牌）"),
    member("李建国", "配偶", Sex.MALE, day(1960, 3, 7), "149999196003079912", "已迁（集中安置点门牌）"),
    member("李慧敏", "女儿", Sex.FEMALE, day(1985, 12, 27), "149999198512279921", "未迁"),
    replace(
        member("𬭚骉䶮", "女婿", Sex.MALE, day(1984, 3, 7), "149999198403079913", "未迁"),
        number_state=NumberState.TO_CHECK,
    ),
    member("李一鸣", "外孙", Sex.MALE, ImpreciseDate(date(2014, 1, 1), Precision.YEAR), None, "未落户"),
)
ORDINARY: Final = ExtractFacts(
    household_uid="0198c000-0000-7000-8000-000000000001",
    household_number="QS0036",
    head_name="王桂兰",
    as_of=date(2026, 11, 3),
    known_on=None,
    whole_numbers=False,
    items=(
        Item("建档日期", "2018年6月1日"),
        Item("国家系统户编号", "149999000036"),
        Item("搬迁类型", "建档立卡搬迁户"),
        Item("任务年度", "2016年"),
        Item("迁出地", "示例县沟门乡石湾村后沟", wide=True),
        Item("安置方式", "集中安置，小城镇或产业园区安置", wide=True),
        Item("搬迁方式", "自然村整村搬迁"),
        Item("搬迁原因", "公共服务严重滞后且建设成本过高", wide=True),
        Item("协议编号", "2016-石湾-012"),
        Item("协议签订日", "2016年9月5日"),
        Item("协议人口", "5人"),
        Item("自筹资金", "10,000.00元"),
        Item("实际入住时间", "2018年"),
        Item("安置住房", "安和小区3号楼2单元501室，建筑面积105.30平方米，示例县城关镇安和路8号", wide=True),
    ),
    members=FIVE,
    changes=(
        Change(YEAR_2018, "王桂兰", JOINED, "首次登记，配偶"),
        Change(YEAR_2018, "李建国", JOINED, "首次登记，户主"),
        Change(YEAR_2018, "李慧敏", JOINED, "首次登记，女儿"),
        Change(day(2019, 5, 1), "𬭚骉䶮", JOINED, "婚姻，女婿，由QS0041户转入"),
        Change(day(2021, 7, 9), "李一飞", LEFT, "分户，转到QS0052户"),
        Change(day(2022, 10, 12), "王桂兰", RESTATED, "配偶→户主"),
    ),
    heads=(
        Stretch(YEAR_2018, day(2022, 10, 12), "李建国", ""),
        Stretch(day(2022, 10, 12), None, "王桂兰", "户主年老，家庭商定"),
    ),
    rooms=(
        Stretch(YEAR_2018, day(2020, 3, 1), "安和小区1号楼1单元101室，80.00平方米", "分配，调换离开"),
        Stretch(day(2020, 3, 1), None, "安和小区3号楼2单元501室，105.30平方米", "调换，审批单2020-7"),
    ),
    hukou=(
        Stretch(YEAR_2018, day(2019, 4, 1), "王桂兰", "未迁，示例县沟门乡石湾村后沟"),
        Stretch(day(2019, 4, 1), None, "王桂兰", "已迁（集中安置点门牌），示例县城关镇安和路8号"),
        Stretch(YEAR_2018, None, "李一飞", "未迁", left=True),
        Stretch(
            day(2020, 1, 5),
            None,
            "李慧敏",
            "居住证",
            number="149999198512279921",
            more="下次签注2027年1月5日",
        ),
    ),
    school_and_work=(
        Stretch(day(2020, 9, 1), None, "李一鸣", "在校：小学，示例县城关镇"),
        Stretch(day(2021, 3, 1), None, "𬭚骉䶮", "务工：示例省示例市，每年10个月"),
    ),
    happenings=(
        Happening(day(2019, 5, 1), "婚入", "𬭚骉䶮", "结婚证，J149999-2019-000123，2019年4月20日", False),
        Happening(day(2020, 3, 1), "房屋分配、调换、收回、过户", "全户", "审批单，2020-7", False),
        Happening(day(2021, 7, 9), "分户", "李一飞", "", True),
        Happening(day(2022, 10, 12), "户主变更", "王桂兰", "户口簿", False),
    ),
    old_home=(
        Item("原有住房", "有"),
        Item("原住房面积", "96.00平方米"),
        Item("住房结构", "窑洞"),
        Item("旧房拆除", "2019年6月"),
        Item("复垦复绿", "已验收"),
    ),
    title=(
        Item("不动产权证", "已发"),
        Item("发证日期", "2023年5月6日"),
        Item("权证号", "晋（2023）示例县不动产权第0001234号", wide=True),
    ),
)
TINY: Final = replace(
    ORDINARY,
    items=(Item("建档日期", "2026年11月3日"), Item("迁出地", "石湾村后沟", wide=True)),
    members=(replace(FIVE[0], number=None, number_state=NumberState.NONE, birth=None, hukou=""),),
    changes=(Change(day(2026, 11, 3), "王桂兰", JOINED, "首次登记，户主"),),
    heads=(Stretch(day(2026, 11, 3), None, "王桂兰", ""),),
    rooms=(),
    hukou=(),
    school_and_work=(),
    happenings=(),
    old_home=(),
    title=(),
)


def large(people: int = 15, entries: int = 100) -> ExtractFacts:
    """A household of many people with so many events behind it."""
    start = date(2010, 3, 1)
    return replace(
        ORDINARY,
        members=tuple(
            replace(
                FIVE[place % 5], name=f"{FIVE[place % 5].name[:2]}{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[place]}"
            )
            for place in range(people)
        ),
        happenings=tuple(
            replace(
                ORDINARY.happenings[place % 4],
                on=ImpreciseDate(start + timedelta(days=37 * place)),
            )
            for place in range(entries)
        ),
    )
