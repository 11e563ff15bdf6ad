"""Characters that older systems kept in the private use area, and the real ones they stand for."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

_FIRST_CODE: Final = 0xE815
_FIRST_BYTES: Final = 0xFE50

# GB 18030-2005 still kept these private; Unicode 4.1 and GB 18030-2022 gave them places of their own.
_GIVEN_LATER: Final = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
}


@cache
def real_characters() -> Mapping[int, str]:
    """Return private code point → real character, for `str.translate`; 䶮 was U+E863 on GBK systems."""
    codes = range(_FIRST_CODE, _FIRST_CODE + 80)
    trails = [trail for trail in range(_FIRST_BYTES & 0xFF, 0xA1) if trail != 0x7F]
    decoded = {
        code: bytes((_FIRST_BYTES >> 8, trail)).decode("gb18030")
        for code, trail in zip(codes, trails, strict=True)
    }
    decoded.update({code: chr(real) for code, real in _GIVEN_LATER.items()})
    return MappingProxyType(decoded)
