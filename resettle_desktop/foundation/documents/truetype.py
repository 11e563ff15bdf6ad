"""Reads of a TrueType file what must be known before it is used: tables, characters, permission to embed."""

import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Platform and encoding of the two tables of characters that hold Chinese.
ALL_OF_UNICODE: Final = (3, 10)
BASIC_PLANE: Final = (3, 1)

NEEDED: Final = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
# OS/2 fsType: "restricted" alone forbids embedding, the two bits forbid subsets and outlines.
PERMISSION: Final = 0x000F
RESTRICTED: Final = 0x0002
NO_SUBSET: Final = 0x0100
BITMAP_ONLY: Final = 0x0200


class UnusableFont(Exception):
    """Why a font file cannot draw on our papers, as a clerk reads it; without the file's name."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Where each table of a font file lies."""

    data: bytes
    places: dict[str, tuple[int, int]]

    def table(self, tag: str) -> bytes:
        """Give a table's bytes."""
        start, length = self.places[tag]
        return self.data[start : start + length]


def characters_of_file(path: Path) -> frozenset[int]:
    """Give the characters that a font file has ink for, if it may and can be embedded.

    Raises:
        UnusableFont: it is no TrueType font, damaged, or its maker forbids embedding.
    """
    try:
        directory = read_directory(path.read_bytes())
        check_permission(directory)
        inked = glyphs_with_ink(directory)
        return frozenset(
            code for code, glyph in characters(directory.table("cmap")).items() if glyph in inked
        )
    except (OSError, struct.error, KeyError, IndexError, ValueError) as fault:
        raise UnusableFont("文件打不开或已损坏") from fault


def read_directory(data: bytes) -> Directory:
    """Read where the tables lie, and refuse what is no single TrueType font."""
    kind, count = struct.unpack_from(">4sH", data)
    if kind == b"OTTO":
        raise UnusableFont("是 OpenType（CFF）轮廓的字体，不能嵌入，请换成 TrueType（.ttf）的")
    if kind == b"ttcf":
        raise UnusableFont("里面是好几个字体（TTC），请换成单个的 TrueType（.ttf）")
    if kind not in {b"\0\1\0\0", b"true"}:
        raise UnusableFont("不是字体文件，或已损坏")
    places = {
        tag.decode("latin-1"): (start, length)
        for tag, _sum, start, length in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count])
    }
    if not set(NEEDED) <= set(places):
        raise UnusableFont("缺少打印要用的部分")
    if max(start + length for start, length in places.values()) > len(data):
        raise UnusableFont("文件不完整")
    return Directory(data, places)


def check_permission(directory: Directory) -> None:
    """Refuse a font whose maker does not allow it inside papers; one without the table says nothing."""
    if "OS/2" not in directory.places:
        return
    (bits,) = struct.unpack_from(">H", directory.table("OS/2"), 8)
    if bits & PERMISSION == RESTRICTED or bits & (NO_SUBSET | BITMAP_ONLY):
        raise UnusableFont("字体厂商不许把它嵌入文件")


def glyphs_with_ink(directory: Directory) -> frozenset[int]:
    """Give the glyphs that draw something, the box for missing characters left out."""
    (long_places,) = struct.unpack_from(">H", directory.table("head"), 50)
    places = numbers(directory.table("loca"), "I" if long_places else "H")
    return frozenset(glyph for glyph in range(1, len(places) - 1) if places[glyph] < places[glyph + 1])


def numbers(table: bytes, kind: str) -> "array[int]":
    """Read a table of big-endian numbers."""
    found = array(kind, table)
    if sys.byteorder == "little":
        found.byteswap()
    return found


def characters(cmap: bytes) -> dict[int, int]:
    """Read which glyph draws which character."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    starts = {entry[:2]: entry[2] for entry in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count])}
    if ALL_OF_UNICODE in starts:
        return characters_in_groups(cmap[starts[ALL_OF_UNICODE] :])
    return characters_in_segments(cmap[starts[BASIC_PLANE] :])


def characters_in_groups(table: bytes) -> dict[int, int]:
    """Read a format 12 table: runs of characters drawn by runs of glyphs."""
    (groups,) = struct.unpack_from(">L", table, 12)
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", table[16 : 16 + 12 * groups]):
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def characters_in_segments(table: bytes) -> dict[int, int]:
    """Read a format 4 table: as above, but a segment may also point into a list of glyphs."""
    length, segments = struct.unpack_from(">H2xH", table, 2)
    words = numbers(table[14:length], "H")
    each = segments // 2
    lasts, firsts = words[:each], words[each + 1 : 2 * each + 1]
    deltas, offsets = words[2 * each + 1 : 3 * each + 1], words[3 * each + 1 : 4 * each + 1]
    found: dict[int, int] = {}
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        codes = range(first, last + 1)
        if offset:
            start = 3 * each + 1 + number + offset // 2
            glyphs = words[start : start + len(codes)]
        else:
            glyphs = array("H", (code + delta & 0xFFFF for code in codes))
        found.update((code, glyph) for code, glyph in zip(codes, glyphs, strict=True) if glyph)
    return found
