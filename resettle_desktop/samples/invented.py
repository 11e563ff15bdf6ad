"""Invented names, numbers and telephones, the same for the same seed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from resettle_desktop.foundation.values.citizen_number import check_character
from resettle_desktop.foundation.values.sex import Sex

AREAS: Final = ("149999", "990101")
"""Areas no county ever had."""


def apart(words: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(words.split())


SURNAMES: Final = tuple(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND_SURNAMES: Final = ("欧阳", "上官", "尉迟", "诸葛", "令狐", "呼延")
MEN: Final = apart(
    "国梁 建军 志强 福贵 德胜 永红 海龙 玉柱 满仓 根生 金锁 成林 保国 爱民 文斌 小军 建国 双喜 来福 长有 "
    "俊杰 浩然 宇轩 子涵 天佑 晓东 卫东 进财 守义 三娃 秋生 冬生 虎子 二毛 栓柱 润生 拴牛 计划 存厚 有才"
)
WOMEN: Final = apart(
    "桂兰 秀英 玉梅 翠花 春梅 改莲 银花 巧玲 爱萍 润香 彩霞 月娥 金凤 二女 引弟 素珍 晓燕 丽娟 小红 婷婷 "
    "雨桐 欣怡 子萱 佳慧 雪琴 秋菊 冬梅 喜鹊 拴英 香莲 凤仙 林芝 丑女 花眼 变变 仙桃 玉环 兰英 先梅 粉桃"
)
RARE_NAMES: Final = ("王㛃", "李䶮", "张𠅤", "刘𬭎", "赵𬎆", "高垚鑫", "邢旮旯", "郝彧")
MINORITY_NAMES: Final = (
    ("阿卜杜热合曼·麦麦提", "05", Sex.MALE),
    ("古丽巴哈尔·阿布都热依木", "05", Sex.FEMALE),
    ("才让卓玛", "04", Sex.FEMALE),
    ("乌日娜", "02", Sex.FEMALE),
    ("买买提·吐尔逊", "05", Sex.MALE),
    ("阿依努尔·哈力克江", "17", Sex.FEMALE),
)
NICKNAMES: Final = ("二毛", "狗蛋", "铁蛋", "丑娃", "三儿", "黑牛", "胖墩", "老闷", "羊倌", "四女子")


def invented_number(area: str, birth: date, order: int) -> str:
    """A number with a right check character; an odd ``order`` is a man's."""
    seventeen = f"{area}{birth:%Y%m%d}{order:03}"
    return seventeen + check_character(seventeen)


def invented_legacy_number(area: str, birth: date, order: int) -> str:
    """A number of fifteen digits, as papers before 1999 have it."""
    return f"{area}{birth:%y%m%d}{order:03}"


@dataclass
class Inventor:
    """Makes up people one after the other; no two numbers and no two telephones are the same.

    ``first_order`` (even) keeps the numbers of two inventors apart.
    """

    random: Random
    first_order: int = 0
    _orders: dict[tuple[str, date, Sex], int] = field(default_factory=dict)
    _phones: int = 0

    def surname(self) -> str:
        """A family name."""
        if self.random.random() < 0.02:
            return self.random.choice(COMPOUND_SURNAMES)
        return self.random.choice(SURNAMES)

    def name(self, surname: str, sex: Sex) -> str:
        """A whole name."""
        return surname + self.random.choice(MEN if sex is Sex.MALE else WOMEN)

    def birth(self, first_year: int, last_year: int) -> date:
        """A day between two years."""
        start = date(first_year, 1, 1)
        days = (date(last_year, 12, 31) - start).days
        return start + timedelta(days=self.random.randint(0, days))

    def number(self, birth: date, sex: Sex) -> str:
        """An identity number nobody else here has."""
        return invented_number(*self._number_parts(birth, sex))

    def legacy_number(self, birth: date, sex: Sex) -> str:
        """A number of fifteen digits nobody else here has."""
        return invented_legacy_number(*self._number_parts(birth, sex))

    def _number_parts(self, birth: date, sex: Sex) -> tuple[str, date, int]:
        # Almost everybody is of the first area; the second is the township's neighbour.
        area = AREAS[self.random.random() < 0.05]
        before = self.first_order + (1 if sex is Sex.MALE else 0)
        order = self._orders.get((area, birth, sex), before) + 2
        self._orders[area, birth, sex] = order
        return area, birth, order

    def phone(self) -> str:
        """A telephone number nobody else here has."""
        self._phones += 1
        return f"1380000{self._phones:04}" if self._phones < 10_000 else f"138{self._phones:08}"
