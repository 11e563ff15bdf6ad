"""Codes of administrative divisions: twelve digits (GB/T 2260, GB/T 10114), or local ones that begin with L.

Two digits for the province, two for the city, two for the county, three for the township, three for the
village; what is not used is zero. A unit the national lists lack has an L, the digits of its parent and a
number of its own: a township under a county three digits that no national township has (L140929601), a
village under a township two (L14092910001).
"""

import re
import unicodedata
from enum import IntEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal

# Areas no county ever had: invented people and places of practice files and tests carry them.
PRACTICE_AREAS: Final = frozenset({"149999", "990101"})

WIDTH: Final = 12
_NATIONAL: Final = re.compile(r"[1-9][0-9](?:[0-9]{2}|[0-9]{4}|[0-9]{7}|[0-9]{10})?", re.ASCII)
_LOCAL: Final = re.compile(r"L[1-9][0-9]{5}(?:[6-9][0-9]{2}|[0-9]{3}(?!00)[0-9]{2})", re.ASCII)
_LOCAL_VILLAGE_WIDTH: Final = 12
_FIRST_LOCAL_TOWNSHIP: Final = 600


class Level(IntEnum):
    """The five levels, from above; `digits` says how much of a code names a unit of the level."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5

    @property
    def digits(self) -> int:
        """The digits that name a unit of this level: 2, 4, 6, 9, 12."""
        return (2, 4, 6, 9, 12)[self - 1]

    @property
    def label(self) -> str:
        """The word on screens."""
        return ("省级", "市级", "县级", "乡级", "村级")[self - 1]


def clean_division_code(text: str, *, field: str | None = "division") -> str:
    """Return the code with twelve digits, or a local code as it is; refuse what can be neither.

    Codes of 2, 4, 6, 9 and 12 digits are taken. A code whose higher level is missing (140000100) is refused,
    but for townships straight under a city (441900003).
    """
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if _LOCAL.fullmatch(code):
        return code
    if not _NATIONAL.fullmatch(code):
        raise Refusal("区划代码是2、4、6、9或12位数字，请核对", field)
    code = code.ljust(WIDTH, "0")
    parts = [code[start:end] for start, end in ((2, 4), (4, 6), (6, 9), (9, 12))]
    city, county, township, village = (part.strip("0") != "" for part in parts)
    if ((county or township) and not city) or (village and not township):
        raise Refusal("区划代码缺少上级的数字，请核对", field)
    return code


def is_local(code: str) -> bool:
    """Say whether an office gave the code itself."""
    return _LOCAL.fullmatch(code) is not None


def level_of(code: str) -> Level:
    """Return the level of a cleaned code."""
    if is_local(code):
        return Level.VILLAGE if len(code) == _LOCAL_VILLAGE_WIDTH else Level.TOWNSHIP
    for level in reversed(Level):
        if code[_above(level) : level.digits].strip("0"):
            return level
    raise ValueError(f"no division code: {code!r}")


def parent_of(code: str) -> str | None:
    """Return the code of the unit above, None for a province."""
    if is_local(code):
        if level_of(code) is Level.TOWNSHIP:
            return code[1:7].ljust(WIDTH, "0")
        above = code[1:10]
        return f"L{above}" if int(above[6:]) >= _FIRST_LOCAL_TOWNSHIP else above.ljust(WIDTH, "0")
    level = level_of(code)
    if level is Level.PROVINCE:
        return None
    # Townships straight under a city leave the county's digits zero.
    above = code[: _above(level)]
    return above.ljust(WIDTH, "0")


def significant(code: str) -> str:
    """Return the code without the zeros of unused levels."""
    return code if is_local(code) else code[: level_of(code).digits]


def _above(level: Level) -> int:
    return Level(level - 1).digits if level > Level.PROVINCE else 0
