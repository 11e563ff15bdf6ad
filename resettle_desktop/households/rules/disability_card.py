"""残疾人证号: the holder's identity number, a digit for the kind, one for the grade, two more when re-issued.

Twenty places, or twenty-two: 14999919780512xxxx 4 2 B1. Two cards are one person's where the first eighteen
places are (relocation.md §1.3).
"""

import re
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import (
    check_character,
    first_eighteen,
    mask_number,
    normalised_number,
)
from resettle_desktop.households.rules.circumstances import DISABILITY_GRADES, DisabilityKind

LENGTHS: Final = (20, 22)
KIND_DIGITS: Final = dict(zip("1234567", DisabilityKind, strict=True))
"""The digit of the kind; the members stand in the order of the cards: 视力 is 1, 多重 is 7."""

FIELD: Final = "disability_card"
WRONG_LENGTH: Final = "残疾证号是20位（补发的22位），现在是{}位，请核对"
WRONG_HOLDER: Final = "残疾证号前18位应该是身份证号码，请核对"
WRONG_KIND: Final = "残疾证号第19位是“{}”，类别只能是1到7，请核对"
WRONG_GRADE: Final = "残疾证号第20位是“{}”，等级只能是1到4，请核对"
WRONG_ISSUE: Final = "残疾证号最后两位是补发次数，如 B1，现在是“{}”，请核对"
SOMEBODY_ELSE: Final = "残疾证号前18位是{}，和身份证号码不一样，请核对是不是本人的证"
WRONG_CHECK: Final = "残疾证号前18位的校验码不符，请对照证件核对"

_HOLDER: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ISSUE: Final = re.compile(r"(?:B[0-9]|[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """What the number of a card tells."""

    number: str
    kind: DisabilityKind
    grade: int

    @property
    def holder(self) -> str:
        """The identity number it repeats; the only part that is ever matched."""
        return first_eighteen(self.number)

    @property
    def is_well_checked(self) -> bool:
        """Whether the holder's number passes its own check character."""
        return check_character(self.holder[:17]) == self.holder[17]


def read_card(typed: str) -> DisabilityCard:
    """The card behind a number as typed or scanned; a Refusal of ``disability_card`` when it is none."""
    number = normalised_number(typed)
    if len(number) not in LENGTHS:
        raise Refusal(WRONG_LENGTH.format(len(number)), FIELD)
    if not _HOLDER.fullmatch(number[:18]):
        raise Refusal(WRONG_HOLDER, FIELD)
    if number[18] not in KIND_DIGITS:
        raise Refusal(WRONG_KIND.format(number[18]), FIELD)
    if not (number[19].isascii() and number[19].isdecimal() and int(number[19]) in DISABILITY_GRADES):
        raise Refusal(WRONG_GRADE.format(number[19]), FIELD)
    if not _ISSUE.fullmatch(number[20:]):
        raise Refusal(WRONG_ISSUE.format(number[20:]), FIELD)
    return DisabilityCard(number, KIND_DIGITS[number[18]], int(number[19]))


def read_if_one(typed: str) -> DisabilityCard | None:
    """The card behind a number, None where it is no card's."""
    try:
        return read_card(typed)
    except Refusal:
        return None


def holder_remark(card: DisabilityCard, number: str | None) -> str:
    """What is to be looked at again about a card and its holder's own number; "" when they agree."""
    if number and first_eighteen(number) != card.holder:
        return SOMEBODY_ELSE.format(mask_number(card.holder))
    if not number and not card.is_well_checked:
        return WRONG_CHECK
    return ""
