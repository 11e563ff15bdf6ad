"""What stands on a 一户一档摘要: a household as of a day, as the office knew it, and how it came to that.

A household's paper lies on the kitchen table: it has nothing of the Party, of health and disability, of
birth planning, of prison, of accounts (decision 26), and no school or firm by name, which may tell as much.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.declared import HUKOU_STANDINGS, HukouStanding
from resettle_desktop.households.rules.homes import PovertyCause
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.life_events import EventCode

UNSAID_STANDINGS: Final = frozenset({HukouStanding.PRISON})
UNSAID_EVENTS: Final = frozenset({EventCode.IMPRISONED, EventCode.RELEASED, EventCode.CARD_EXPIRED})
"""What happened that no household paper says; an expired card is mostly one of disability."""

UNSAID_CAUSES: Final = frozenset({PovertyCause.ILLNESS, PovertyCause.DISABILITY})
"""Of the 致贫原因, those that tell of somebody's health."""

JOINED: Final = "加入"
LEFT: Final = "离开"
RESTATED: Final = "关系变更"


@dataclass(frozen=True, slots=True)
class Item:
    """Something known, with its caption; ``wide`` takes a line of its own."""

    caption: str
    text: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ExtractMember:
    """A member on the day; ``number`` is whole, the paper masks it unless the whole one was asked for."""

    name: str
    relation: str
    sex: Sex
    birth: ImpreciseDate | None
    number: str | None
    number_state: NumberState
    since: ImpreciseDate
    hukou: str
    phone: str = ""
    more: str = ""
    """What else is known of him, item by item."""


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody came to the household, left it, or stands in another relation to its head."""

    on: ImpreciseDate
    name: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that held from one day to another; ``left``: its person left the household before it ended.

    ``number`` is of a document and is masked as people's numbers are.
    """

    starts: ImpreciseDate
    ends: ImpreciseDate | None
    name: str
    words: str
    left: bool = False
    number: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A change event with the paper that was shown for it, or that the paper is still to come."""

    on: ImpreciseDate
    what: str
    whom: str
    evidence: str
    evidence_later: bool


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """Everything the paper says; ``known_on`` is the day whose knowledge it has, None for today's."""

    household_uid: str
    household_number: str
    head_name: str
    as_of: date
    known_on: date | None
    whole_numbers: bool
    items: tuple[Item, ...]
    members: tuple[ExtractMember, ...]
    changes: tuple[Change, ...]
    heads: tuple[Stretch, ...]
    rooms: tuple[Stretch, ...]
    hukou: tuple[Stretch, ...]
    school_and_work: tuple[Stretch, ...]
    happenings: tuple[Happening, ...]
    old_home: tuple[Item, ...]
    title: tuple[Item, ...]

    @property
    def label(self) -> str:
        """Whom it is about, as the issued book keeps it: 王桂兰家 QS0036."""
        return f"{self.head_name}家 {self.household_number}" if self.head_name else self.household_number

    @property
    def evidence_owed(self) -> int:
        """How many papers are still to be brought."""
        return sum(one.evidence_later for one in self.happenings)


def standing_words(standing: str) -> str:
    """How a hukou stands, in official words; "" for what a household paper does not say."""
    known = HukouStanding(standing)
    return "" if known in UNSAID_STANDINGS else HUKOU_STANDINGS[known]


def joined(*parts: str) -> str:
    """What is known, one after the other."""
    return "，".join(part for part in parts if part)
