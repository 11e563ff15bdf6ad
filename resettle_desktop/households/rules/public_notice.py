"""公示: what may hang on the board. Names, villages and counts; never a number, a telephone, health."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.numerals import spoken_date

MOST_HOUSEHOLDS: Final = 2000
DAYS: Final = range(1, 61)
USUAL_DAYS: Final = 7

NOTICE_SUBJECTS: Final = (
    "易地搬迁户名单",
    "安置住房分配名单",
    "旧房腾退名单",
    "搬迁补助发放名单",
)
"""What is mostly put on the board; anything else is typed."""

PRIVATE_NUMBER: Final = re.compile(r"(?:\d[\s\-.*·]?){7,}[\dXx]?|\d{3,}\*+\d*")
"""Identity cards, accounts and telephones, also spaced or masked: seven digits and more."""

HEALTH: Final = (
    "残疾",
    "患病",
    "疾病",
    "大病",
    "重病",
    "慢性病",
    "精神",
    "智力",
    "艾滋",
    "肝炎",
    "结核",
    "癌",
    "怀孕",
    "失能",
    "戒毒",
    "病人",
    "病号",
)

NO_NUMBERS: Final = "{what}里有长串号码，公示上不能有身份证号码、电话和账号，请改写"
NO_HEALTH: Final = "{what}里有“{word}”，公示上不能写健康情况，请改写"
NOT_SO_LONG: Final = "公示期请填1到60天"
NO_PHONE: Final = "请填写提意见的电话"
NOT_A_PHONE: Final = "提意见的电话只写数字、横线和分机，请核对"
NOBODY: Final = "没有符合条件的搬迁户，不能公示"
TOO_MANY: Final = "有{}户，一次最多公示2000户，请先选安置区"
WHAT_NEEDED: Final = "请写明公示什么"
OFFICE_PHONE: Final = re.compile(r"[0-9\-—（）()转、， ]{7,40}")


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One household on the board: who heads it, how many they are, from where, to where."""

    head: str
    members: int
    origin: str
    home: str


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice says; ``phone`` is the office's for objections, the only telephone on it."""

    what: str
    starts: date
    days: int
    phone: str
    lines: tuple[NoticeLine, ...]
    about: str = ""

    @property
    def until(self) -> date:
        """The last day of the notice."""
        return self.starts + timedelta(days=self.days - 1)

    @property
    def label(self) -> str:
        """What the issued book calls it."""
        return f"{self.what} {len(self.lines)}户"

    @property
    def period(self) -> str:
        """From when to when, spoken."""
        return f"{spoken_date(self.starts)}至{spoken_date(self.until)}"


def refuse_numbers(text: str, *, what: str, field: str | None = None) -> None:
    """Refuse a text that has a long number in it."""
    if PRIVATE_NUMBER.search(unicodedata.normalize("NFKC", text)):
        raise Refusal(NO_NUMBERS.format(what=what), field)


def refuse_private(text: str, *, what: str, field: str | None = None) -> None:
    """Refuse a text that names a number of somebody or his health."""
    refuse_numbers(text, what=what, field=field)
    plain = unicodedata.normalize("NFKC", text)
    squeezed = "".join(plain.split())
    word = next((word for word in HEALTH if word in squeezed), None)
    if word is not None:
        raise Refusal(NO_HEALTH.format(what=what, word=word), field)


def check_notice(facts: NoticeFacts) -> NoticeFacts:
    """Give the facts back when they may hang on a board; a Refusal otherwise."""
    if not facts.what:
        raise Refusal(WHAT_NEEDED, "what")
    refuse_private(facts.what, what="公示内容", field="what")
    refuse_private(facts.about, what="范围")
    if facts.days not in DAYS:
        raise Refusal(NOT_SO_LONG, "days")
    if not facts.phone:
        raise Refusal(NO_PHONE, "phone")
    if not OFFICE_PHONE.fullmatch(facts.phone):
        raise Refusal(NOT_A_PHONE, "phone")
    if not facts.lines:
        raise Refusal(NOBODY)
    if len(facts.lines) > MOST_HOUSEHOLDS:
        raise Refusal(TOO_MANY.format(len(facts.lines)))
    for line in facts.lines:
        for text in (line.head, line.origin, line.home):
            refuse_numbers(text, what=f"{line.head}户的登记")
    return facts
