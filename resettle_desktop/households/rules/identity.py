"""A person's identity number: verified, to be checked, or not there yet, and why."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import (
    Group,
    WrongNumber,
    check_citizen_number,
    normalised_number,
)
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex

LONGEST_REASON: Final = 200
LONGEST_UNCHECKED: Final = 40
LONGEST_DOCUMENT: Final = 40


class NumberState(StrEnum):
    """How far a number may be trusted; only a verified one is ever used to match people."""

    VERIFIED = "verified"
    TO_CHECK = "to_check"
    NONE = "none"


NUMBER_STATE_NAMES: Final = {
    NumberState.VERIFIED: "已核对",
    NumberState.TO_CHECK: "待核",
    NumberState.NONE: "暂无号码",
}

SAME_NUMBER: Final = "重号，报公安核实"
"""The reason by which a number that is another person's already is kept with a second one as 待核 (A06)."""

TO_CHECK_REASONS: Final = (
    "证件上的号码就是这样，待公安核实",
    "证件磨损，个别数字看不清",
    "只有口述或旧底册的号码",
    SAME_NUMBER,
)
"""Reasons clerks choose from; any other text is as good, except where the number is another person's."""

NOT_BROUGHT: Final = "没有带证件"
NO_NUMBER_REASONS: Final = (
    "新生儿，还没有落户",
    "一直没有落户",
    "证件遗失，号码记不得",
    NOT_BROUGHT,
    "外籍，没有永久居留证",
)

CHASE_DAYS: Final = 30
"""A missing or doubtful number is asked for again after so many days, unless the clerk says otherwise."""


class DocumentKind(StrEnum):
    """The paper a person without a citizen number shows (证件类型)."""

    BIRTH_CERTIFICATE = "birth_certificate"
    HOUSEHOLD_BOOK = "household_book"
    DISABILITY_CARD = "disability_card"
    PASSPORT = "passport"
    OTHER = "other"


DOCUMENT_NAMES: Final = {
    DocumentKind.BIRTH_CERTIFICATE: "出生医学证明",
    DocumentKind.HOUSEHOLD_BOOK: "户口簿",
    DocumentKind.DISABILITY_CARD: "残疾人证",
    DocumentKind.PASSPORT: "护照",
    DocumentKind.OTHER: "其他证件",
}


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """The paper somebody shows beside the identity card; without kind and number there is none."""

    kind: DocumentKind | None = None
    number: str = ""


def settle_document(draft: DocumentDraft) -> tuple[DocumentKind | None, str | None]:
    """Kind and number as they may be kept. Raises Refusal of ``document_kind`` or ``document_number``."""
    number = normalised_number(draft.number)
    number = clean_line(number, what="证件号码", field="document_number", longest=LONGEST_DOCUMENT)
    if number and draft.kind is None:
        raise Refusal("请选是什么证件", "document_kind")
    if draft.kind is not None and not number:
        raise Refusal("请填写证件号码", "document_number")
    return draft.kind, number or None


@dataclass(frozen=True, slots=True)
class NumberDraft:
    """What the clerk says about a number: the digits as typed, or why there are none."""

    typed: str = ""
    state: NumberState = NumberState.VERIFIED
    reason: str = ""
    chase_on: date | None = None
    document_kind: DocumentKind | None = None
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class SettledNumber:
    """A number as the file keeps it; birth and sex only where a verified number tells them."""

    number: str | None
    state: NumberState
    original: str | None = None
    reason: str | None = None
    chase_on: date | None = None
    document_kind: DocumentKind | None = None
    document_number: str | None = None
    birth: ImpreciseDate | None = None
    sex: Sex | None = None

    @property
    def shared(self) -> bool:
        """Whether the clerk says that two people have the number (重号)."""
        return is_shared(self.state, self.reason)


def is_shared(state: str, reason: str | None) -> bool:
    """Whether a number is kept as one of two people's; more may be said behind the reason."""
    return state == NumberState.TO_CHECK and (reason or "").startswith(SAME_NUMBER)


def settle_number(draft: NumberDraft, today: date) -> SettledNumber:
    """The number as it may be kept, or a Refusal of ``number``, ``reason`` or ``chase_on``.

    A wrong number cannot be verified (A02); as 待核 it may be kept with a reason, except for a birth date
    nobody has: in no calendar (A03), after today, more than 130 years ago. A number of fifteen digits keeps
    its original (A04). None needs a reason and a day to ask again; 待核 is asked for again after
    ``CHASE_DAYS`` unless a day is said.
    """
    document_number = normalised_number(draft.document_number) or None
    document_kind = draft.document_kind if document_number else None
    match draft.state:
        case NumberState.VERIFIED:
            told = check_citizen_number(draft.typed, today)
            settled = SettledNumber(
                told.number,
                draft.state,
                original=told.original,
                birth=ImpreciseDate(told.birth),
                sex=told.sex,
            )
        case NumberState.TO_CHECK:
            number = _unchecked(draft.typed, today)
            reason = _reason(draft.reason, "为什么待核")
            chase_on = draft.chase_on or today + timedelta(days=CHASE_DAYS)
            settled = SettledNumber(number, draft.state, reason=reason, chase_on=chase_on)
        case NumberState.NONE:
            reason = _reason(draft.reason, "为什么没有号码")
            chase_on = _chase_day(draft.chase_on, today)
            settled = SettledNumber(None, draft.state, reason=reason, chase_on=chase_on)
    return replace(settled, document_kind=document_kind, document_number=document_number)


def _chase_day(day: date | None, today: date) -> date:
    if day is None:
        raise Refusal("请填写哪天再问号码", "chase_on")
    if day < today:
        raise Refusal("再问号码的日期已经过了，请重新填写", "chase_on")
    return day


def _reason(text: str, what: str) -> str:
    reason = clean_line(text, what="原因", field="reason", longest=LONGEST_REASON)
    if not reason:
        raise Refusal(f"请写明{what}", "reason")
    return reason


def _unchecked(typed: str, today: date) -> str:
    number = normalised_number(typed)
    if not number:
        raise Refusal("请照证件填写号码；一个数字也没有请选“暂无号码”", "number")
    if len(number) > LONGEST_UNCHECKED or not (number.isascii() and number.isalnum()):
        raise Refusal("号码里只能有数字和字母，请核对", "number")
    try:
        check_citizen_number(number, today)
    except WrongNumber as wrong:
        if wrong.group is Group.BIRTH:
            raise
    return number
