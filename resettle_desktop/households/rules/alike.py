"""可能重复: when two files may be of one human being, and why clerks say they are not."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.pinyin import readings
from resettle_desktop.foundation.values.surnames import split_surname
from resettle_desktop.households.rules.identity import NumberState

TWINS: Final = "双胞胎"
APART_REASONS: Final = ("同名不同人", "父母不同")
"""Why two who look like one are two, beside twins."""

LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Looks:
    """What two people are compared by; only a verified number tells them apart by itself."""

    name: str
    birth: ImpreciseDate | None
    number_state: NumberState

    @property
    def numbered(self) -> bool:
        """Whether a number says who it is."""
        return self.number_state is NumberState.VERIFIED


def look_alike(one: Looks, another: Looks) -> bool:
    """Whether to ask if they are the same: born alike, and one of two things (A11).

    Both without a verified number, of one surname and born on one known day; or one of them without, and
    the names sound the same. Two verified numbers are two people.
    """
    if one.birth is None or one.birth != another.birth or (one.numbered and another.numbered):
        return False
    if not set(readings(one.name)).isdisjoint(readings(another.name)):
        return True
    same_surname = split_surname(one.name)[0] == split_surname(another.name)[0]
    known_day = one.birth.precision is Precision.DAY
    return known_day and same_surname and not one.numbered and not another.numbered
