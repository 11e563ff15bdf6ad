"""Small real fonts, as an office might lay them into its folder."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

NAMES = {"familyName": "Resettle Song", "styleName": "Regular", "psName": "ResettleSong-Regular"}


def make_font(
    path: Path, characters: str, *, fs_type: int = 0, blank: str = "", family: str = NAMES["familyName"]
) -> None:
    """A TrueType font with another em and a name that one of ours has."""
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for character in characters:
        pen = TTGlyphPen(None)
        if character not in blank:
            pen.moveTo((100, 0))
            pen.lineTo((100, 800))
            pen.lineTo((900, 800))
            pen.closePath()
        glyphs[f"u{ord(character):X}"] = pen.glyph()
    builder = FontBuilder(1024, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(character): f"u{ord(character):X}" for character in characters})
    builder.setupGlyf(glyphs)
    finish(builder, list(glyphs), path, fs_type, family)


def make_cff_font(path: Path, character: str) -> None:
    """An OpenType font with PostScript outlines."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "only"])
    builder.setupCharacterMap({ord(character): "only"})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.closePath()
    empty = T2CharStringPen(1000, None)
    builder.setupCFF("Own", {}, {".notdef": empty.getCharString(), "only": pen.getCharString()}, {})
    finish(builder, [".notdef", "only"], path)


def finish(
    builder: FontBuilder, glyphs: list[str], path: Path, fs_type: int = 0, family: str = NAMES["familyName"]
) -> None:
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1024, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-124)
    builder.setupNameTable({**NAMES, "familyName": family})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    builder.save(path)
