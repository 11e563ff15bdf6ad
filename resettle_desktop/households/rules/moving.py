"""What follows from the facts of a move: two years lived in, the family's hukou, what looks odd together."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.declared import HukouCategory, HukouStanding
from resettle_desktop.households.rules.findings import months_after
from resettle_desktop.households.rules.homes import HouseholdType

TWO_YEARS: Final = 24
MOVED: Final = frozenset(
    {HukouStanding.MOVED_GROUP, HukouStanding.MOVED_DOOR, HukouStanding.MOVED_COLLECTIVE}
)
STRUCK_OFF: Final = frozenset({HukouStanding.ARMY, HukouStanding.PRISON, HukouStanding.DEAD})
"""Whose hukou is cancelled has none to move."""


FAMILY_IN_COLLECTIVE: Final = "户口迁到乡镇集体户的，户别是集体户，请核对"


def check_category(standing: HukouStanding, category: HukouCategory | None) -> None:
    """Refuse a hukou of the township's collective household that is said to be a family's."""
    if standing is HukouStanding.MOVED_COLLECTIVE and category is HukouCategory.FAMILY:
        raise Refusal(FAMILY_IN_COLLECTIVE, "hukou_category")


def lived_two_years(moved_in: ImpreciseDate | None, day: date) -> bool | None:
    """是否实际入住满两年 on a day; None where the date is too vague to say, or nobody knows it."""
    if moved_in is None:
        return None
    if months_after(moved_in.latest, TWO_YEARS) <= day:
        return True
    return None if months_after(moved_in.earliest, TWO_YEARS) <= day else False


class HukouMoved(StrEnum):
    """户口迁移 of a household, told by its members."""

    ALL = "all"
    PART = "part"
    NONE = "none"


HUKOU_MOVED: Final = {HukouMoved.ALL: "全户已迁", HukouMoved.PART: "部分迁", HukouMoved.NONE: "未迁"}


def hukou_moved(standings: Sequence[HukouStanding | None]) -> HukouMoved | None:
    """How far a household's hukou has moved to the site; None while somebody was not asked and it depends."""
    told = [standing for standing in standings if standing not in STRUCK_OFF]
    moved = sum(standing in MOVED for standing in told)
    unknown = sum(standing is None for standing in told)
    if 0 < moved < len(told) - unknown:
        return HukouMoved.PART
    if unknown or not told:
        return None
    return HukouMoved.ALL if moved else HukouMoved.NONE


def item_remarks(
    moved_in: ImpreciseDate | None,
    agreement_on: ImpreciseDate | None,
    household_type: HouseholdType | None,
    exit_year: int | None,
) -> Iterator[str]:
    """What looks odd in a household's own items; it is said and saved all the same."""
    if moved_in is not None and agreement_on is not None and moved_in.latest < agreement_on.earliest:
        yield f"实际入住（{moved_in.spoken()}）早于签协议（{agreement_on.spoken()}），请核对"
    if household_type is HouseholdType.ORDINARY and exit_year is not None:
        yield "户类型是一般农户，却填了脱贫年度，请核对"
