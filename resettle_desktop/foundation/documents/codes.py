"""QR codes (ISO/IEC 18004) as rows of dark squares; loaded when the first one is drawn."""

from itertools import groupby
from typing import Any, Final

import segno
from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

QUIET: Final = 4
"""Squares that stay white around a code, or readers do not find it."""

LEVEL: Final = "M"
"""At a given size it is read from worse copies than Q: its squares are larger."""

MASK: Final = 2
"""One for all: choosing the best of eight costs six times the time and readers do not care."""

Rows = tuple[tuple[tuple[int, int], ...], ...]


def code_rows(words: str, spelled: str) -> Rows:
    """The code of words in UTF-8 followed by characters of the alphanumeric set, without its quiet zone."""
    first = [(words, MODE_BYTE, "utf-8")] if words else []
    parts: Any = [*first, (spelled, MODE_ALPHANUMERIC)]  # the types of segno know one segment only
    code = segno.make_qr(parts, error=LEVEL, mask=MASK, boost_error=False)
    return tuple(_dark_runs(row) for row in code.matrix)


def _dark_runs(row: bytearray) -> tuple[tuple[int, int], ...]:
    runs, at = [], 0
    for dark, squares in groupby(row):
        end = at + sum(1 for _ in squares)
        if dark:
            runs.append((at, end))
        at = end
    return tuple(runs)
