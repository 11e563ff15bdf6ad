"""What others read in our files is what was drawn, also beyond the basic plane."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.documents import engine
from resettle_desktop.foundation.documents.fonts import Face, Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.resources import resource_path
from tests.foundation.documents.test_fonts import RARE_NAMES, STANDARD

Reader = Callable[[bytes], list[str]]


@pytest.fixture(scope="module")
def all_standard_characters() -> bytes:
    sheet = Sheet(About("通用规范汉字表"))
    grid = sheet.geometry
    page = grid.lines * grid.columns
    for first in range(0, len(STANDARD), page):
        if first:
            sheet.new_page()
        for line in range(grid.lines):
            start = first + line * grid.columns
            text = STANDARD[start : start + grid.columns]
            if text:
                sheet.text(grid.left, grid.baseline(line + 1), text, space=grid.grid_space())
    return sheet.finish()


def test_all_standard_characters_read_back(all_standard_characters: bytes, read: Reader) -> None:
    assert "".join("".join(read(all_standard_characters)).split()) == STANDARD


@pytest.mark.parametrize("face", list(Face))
def test_rare_names_read_back(face: Face, read: Reader) -> None:
    sheet = Sheet(About("姓名"))
    sheet.text(30, 50, Name(RARE_NAMES), face=face)
    assert RARE_NAMES in read(sheet.finish())[0]


@pytest.mark.parametrize("path", sorted(resource_path("fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_our_fast_reading_finds_what_reportlab_finds(path: Path) -> None:
    ours, theirs = engine.BundledFace(str(path)), engine.StockFace(str(path))
    drawn = {code: glyph for code, glyph in theirs.charToGlyph.items() if glyph and code != 0xA0}
    assert {code: glyph for code, glyph in ours.charToGlyph.items() if code != 0xA0} == drawn
    assert all(ours.charWidths[code] == theirs.charWidths[code] for code in drawn)
    assert list(ours.glyphPos) == list(theirs.glyphPos)
    assert ours.hmetrics == theirs.hmetrics
    subset = [0, *sorted(drawn)[::500]]
    assert ours.makeSubset(subset) == theirs.makeSubset(subset)


def test_properties(draw_certificate: Callable[..., bytes]) -> None:
    reader = PdfReader(BytesIO(draw_certificate()))
    assert reader.metadata is not None
    assert reader.metadata.title == "搬迁安置证明"
    assert reader.metadata.author == "样本社区"
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    assert "/PrintScaling /None" in str(reader.root_object["/ViewerPreferences"]).replace("'", "").replace(
        ":", ""
    )


def test_every_font_is_embedded(draw_certificate: Callable[..., bytes]) -> None:
    with pikepdf.open(BytesIO(draw_certificate())) as pdf:
        fonts = [font for _, font in pdf.pages[0].Resources.Font.items()]
        assert len(fonts) >= 4
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)


def test_a_paper_of_one_page_is_small(draw_certificate: Callable[..., bytes]) -> None:
    assert len(draw_certificate()) < 100_000


def test_the_program_starts_without_reportlab() -> None:
    code = (
        "import sys\n"
        "from resettle_desktop.foundation.documents import body, page, press, preview, tables\n"
        "from resettle_desktop.foundation.documents.fonts import missing_glyphs\n"
        "missing_glyphs('张䶮')\n"
        "print('reportlab' in sys.modules or 'pypdfium2' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
