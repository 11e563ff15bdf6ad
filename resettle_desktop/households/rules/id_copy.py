"""What stands on a sheet with both sides of an identity card, and for what it may be used."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.line import clean_line

CARD_WIDTH: Final = 85.6
CARD_HEIGHT: Final = 54.0
"""Millimetres of an identity card, GA 448 and ISO/IEC 7810 ID-1."""

LONGEST_PURPOSE: Final = 16
"""As many characters as stand across a card."""

PURPOSE_NEEDED: Final = "请写明用途：复印件上要印“仅供…使用”"
NOT_A_JPEG: Final = "这张照片读不出来，请换一张（JPG、PNG）"


@dataclass(frozen=True, slots=True)
class IdCopy:
    """Both sides as JPEG, whose card it is, what the sheet is for, who made it when."""

    name: str
    front: bytes
    back: bytes
    purpose: str
    issuer: str
    handler: str
    on: date
    practice: bool = False


def clean_purpose(text: str) -> str:
    """What the sheet is for, as it stands across the card; a Refusal of ``purpose`` when it is blank."""
    line = clean_line(text, what="用途", field="purpose", longest=LONGEST_PURPOSE)
    line = line.removeprefix("仅供").removesuffix("使用").rstrip("。")
    if not line:
        raise Refusal(PURPOSE_NEEDED, "purpose")
    return unicodedata.normalize("NFC", line)


def jpeg_size(content: bytes) -> tuple[int, int]:
    """The width and height of a JPEG in pixels, from its frame header. Raises Refusal for anything else."""
    place = 2
    while content.startswith(b"\xff\xd8") and place + 9 <= len(content):
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if content[place] != 0xFF:
            break
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = (int.from_bytes(content[place + at : place + at + 2], "big") for at in (5, 7))
            if width and height:
                return width, height
            break
        place += 2 + length
    raise Refusal(NOT_A_JPEG)
