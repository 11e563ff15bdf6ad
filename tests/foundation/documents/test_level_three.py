"""Every Han character of GB 18030-2022 level 3 has ink in every face, and reads back as itself."""

import struct
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from resettle_desktop.foundation.documents.fonts import BUNDLED, SONG_STYLE, Face, font_book
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.resources import resource_path
from tests.foundation.documents.conftest import read_by_pdfium

Reader = Callable[[bytes], list[str]]

# The unified ideographs of Unicode 11, block by block, and the twelve among the compatibility characters: the
# standard's implementation level 3 asks for these.
BLOCKS = (
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
COMPATIBLE = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
LEVEL_3 = "".join(chr(code) for first, last in BLOCKS for code in range(first, last + 1)) + COMPATIBLE
LEVEL_3_SET = frozenset(LEVEL_3)


@cache
def drawn_by(file: str) -> dict[str, bytes]:
    """What a file has for each of its characters: the bytes of an outline of at least one contour."""
    with TTFont(resource_path("fonts", file), lazy=True) as font:
        places, outlines = font["loca"].locations, font.reader["glyf"]
        numbers = {name: number for number, name in enumerate(font.getGlyphOrder())}
        found = {}
        for code, name in font.getBestCmap().items():
            number = numbers[name]
            outline = outlines[places[number] : places[number + 1]]
            if outline and struct.unpack_from(">h", outline)[0] > 0:
                found[chr(code)] = outline
        return found


def test_the_list_is_the_standards() -> None:
    assert len(set(LEVEL_3)) == len(LEVEL_3) == 87_887


@pytest.mark.parametrize("face", list(Face))
def test_every_character_has_ink(face: Face) -> None:
    text, fonts = font_book().assign(LEVEL_3, face)
    assert text == LEVEL_3
    blank = [c for c, font in zip(text, fonts, strict=True) if c not in drawn_by(font.name)]
    assert not blank


@pytest.mark.parametrize("file", SONG_STYLE)
def test_no_box_stands_for_many_characters(file: str) -> None:
    shared = Counter(outline for c, outline in drawn_by(file).items() if c in LEVEL_3_SET)
    assert shared.most_common(1)[0][1] <= 2, (
        "two look-alikes may share an outline, a box would be shared by all"
    )


def specimen(text: str, face: Face) -> bytes:
    """Pages with each character once on the grid."""
    sheet = Sheet(About("字表"))
    grid = sheet.geometry
    page = grid.lines * grid.columns
    for first in range(0, len(text), page):
        if first:
            sheet.new_page()
        for line in range(grid.lines):
            part = text[first + line * grid.columns :][: min(grid.columns, page - line * grid.columns)]
            if part:
                sheet.text(grid.left, grid.baseline(line + 1), part, space=grid.grid_space(), face=face)
    return sheet.finish()


def sample() -> str:
    """Both ends of every block and of every file's part, the compatible ones, and every 60th between."""
    ends = {edge for block in BLOCKS for edge in block}
    for file in SONG_STYLE:
        drawn = [ord(c) for c in drawn_by(file) if c in LEVEL_3_SET]
        ends |= {min(drawn), max(drawn)}
    return "".join(sorted({*map(chr, ends), *COMPATIBLE, *LEVEL_3[::60]}))


def test_a_sample_of_every_block_and_file_reads_back(read: Reader) -> None:
    text = sample()
    used = {font.name for font in font_book().assign(text, Face.SONG)[1]}
    assert used == set(SONG_STYLE)
    assert {chr(edge) for block in BLOCKS for edge in block} <= set(text)
    assert "".join("".join(read(specimen(text, Face.SONG))).split()) == text


def assert_all_read_back(face: Face, read: Reader) -> None:
    for first in range(0, len(LEVEL_3), 12_000):
        text = LEVEL_3[first : first + 12_000]
        assert "".join("".join(read(specimen(text, face))).split()) == text


def test_every_character_reads_back() -> None:
    assert_all_read_back(Face.FANG, read_by_pdfium)


@pytest.mark.deep
@pytest.mark.parametrize("face", list(Face))
def test_every_character_reads_back_in_every_face_by_both_readers(face: Face, read: Reader) -> None:
    assert_all_read_back(face, read)


def test_every_file_is_asked_by_some_face() -> None:
    assert {font.name for face in Face for font in font_book().chain(face)} == set(BUNDLED)
