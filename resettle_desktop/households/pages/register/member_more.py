"""What is kept of one row of the member grid beside its cells, and what is noticed about the row."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from resettle_desktop.foundation.values.area_codes import known_area
from resettle_desktop.foundation.values.citizen_number import (
    CitizenNumber,
    Group,
    WrongNumber,
    check_citizen_number,
    group_number,
)
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.checks import PersonFacts
from resettle_desktop.households.rules.identity import CHASE_DAYS, NumberState

NO_NUMBER_WORDS: Final = frozenset({"无", "没有", "没", "暂无", "暂无号码", "WU", "W", "-"})
"""What clerks type where a number should stand when there is none (as the input normalises it)."""


class Remedy(StrEnum):
    """What the one key (F6) does about the row the cursor is in."""

    SAY_WHY = "say_why"
    TO_CHECK = "to_check"
    EIGHTEEN = "eighteen"
    OPEN = "open"
    NUMBER_AGAIN = "number_again"


REMEDY_WORDS: Final = {
    Remedy.SAY_WHY: "没有号码",
    Remedy.TO_CHECK: "登记为待核",
    Remedy.EIGHTEEN: "换成18位",
    Remedy.OPEN: "原档案、重号…",
    Remedy.NUMBER_AGAIN: "有号码了",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a number already, and where to open him."""

    name: str
    household_uid: str
    household: str
    uid: str = ""


@dataclass(slots=True)
class MemberMore:
    """What the grid has no cell for. ``original`` is a number of fifteen digits that was confirmed."""

    state: NumberState = NumberState.VERIFIED
    reason: str = ""
    chase: str = ""
    ethnicity: str | None = None
    hukou: str | None = None
    original: str = ""
    told_sex: bool = False
    told_birth: bool = False
    told_relation: bool = False
    apart: list[list[str]] = field(default_factory=list)
    """Of whom it was said that they are somebody else: the uid, empty for those on the form, and why."""

    @property
    def is_apart(self) -> bool:
        """Whether those on the form who look alike were said to be others."""
        return any(not uid for uid, _ in self.apart)

    def kept(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any] | None) -> "MemberMore":
        """As a draft kept it; what an older draft did not know is as in a new row."""
        known = {name: value for name, value in (kept or {}).items() if name in cls.__dataclass_fields__}
        more = cls(**known)
        more.state = NumberState(more.state)
        return more

    def explain(self, state: NumberState, today: date) -> None:
        """The number is not verified: a reason is wanted, and a day to ask again is proposed."""
        self.state = state
        self.chase = self.chase or (today + timedelta(days=CHASE_DAYS)).isoformat()

    def number_is_back(self) -> None:
        """A number was typed after all."""
        self.state, self.reason, self.chase = NumberState.VERIFIED, "", ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One line about a row: how it is meant, and what F6 would do."""

    text: str = ""
    tone: str = "muted"
    remedy: Remedy | None = None

    @property
    def is_error(self) -> bool:
        """Whether the number cannot be kept as it stands."""
        return self.tone == "bad"


def number_advice(
    typed: str, more: MemberMore, today: date, owner: Owner | None = None, *, practice: bool = False
) -> Advice:
    """What is to be said about a number that was left; nothing is decided here."""
    match more.state:
        case NumberState.NONE:
            return Advice("暂无号码：写明原因和再问的日期", remedy=Remedy.NUMBER_AGAIN)
        case NumberState.TO_CHECK:
            return Advice("号码待核：写明原因，核实以后再改", remedy=Remedy.NUMBER_AGAIN)
        case NumberState.VERIFIED if not typed:
            return Advice("没有号码也能登记，写明原因就行", remedy=Remedy.SAY_WHY)
    if owner is not None:
        where = f"，在{owner.household}" if owner.household else ""
        return Advice(f"这个号码已登记给{owner.name}{where}", "bad", Remedy.OPEN)
    try:
        told = check_citizen_number(typed, today, known_area, practice=practice)
    except WrongNumber as wrong:
        possible = "没有这一天" not in wrong.text
        return Advice(wrong.text, "bad", Remedy.TO_CHECK if possible else Remedy.SAY_WHY)
    return _told_advice(told, more)


def _told_advice(told: CitizenNumber, more: MemberMore) -> Advice:
    if told.original is not None and more.original != told.original:
        return Advice(f"15位旧号码，换成{group_number(told.number)}", "bad", Remedy.EIGHTEEN)
    remarks = "；".join((*told.warnings, *told.hints))
    text = f"号码相符：{told.sex.label}，{spoken_date(told.birth)}出生"
    return Advice(f"{text}；{remarks}" if remarks else text, "warn" if told.warnings else "ok")


def wrong_group(typed: str, today: date, *, practice: bool = False) -> Group | None:
    """The group of a number that is at fault; None when the number is right or its length is not."""
    try:
        check_citizen_number(typed, today, practice=practice)
    except WrongNumber as wrong:
        return wrong.group
    return None


def told_by(typed: str, today: date) -> CitizenNumber | None:
    """What a right number tells; None when it is not right."""
    try:
        return check_citizen_number(typed, today)
    except WrongNumber:
        return None


def facts_of(
    typed: Mapping[str, str], birth: ImpreciseDate | None, more: MemberMore, today: date
) -> PersonFacts:
    """A row's cells as the checks look at them; only a number that counts as verified tells anything."""
    told = told_by(typed["number"], today) if more.state is NumberState.VERIFIED else None
    return PersonFacts(
        name=typed["name"],
        relation=typed["relation"],
        sex=Sex(typed["sex"] or Sex.UNSTATED),
        birth=birth,
        told_sex=told.sex if told else None,
        told_birth=ImpreciseDate(told.birth) if told else None,
        numbered=told is not None,
        apart=more.is_apart,
    )
