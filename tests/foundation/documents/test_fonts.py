"""The committed fonts are the recorded ones, cover what they must, and nothing missing reaches paper."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from resettle_desktop.foundation.documents.fonts import (
    BUNDLED,
    CHECK_FORM,
    WILL_PRINT,
    Face,
    MissingGlyph,
    Name,
    font_book,
    missing_glyphs,
    print_note,
)
from resettle_desktop.foundation.resources import resource_path

FONTS = resource_path("fonts")
MANIFEST: dict[str, dict[str, Any]] = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
STANDARD = (Path(__file__).parent / "standard_characters.txt").read_text(encoding="utf-8").strip()
RARE_NAMES = "䶮㛃㺭𬭚𫘧𣲗𬸚堃喆甪燊犇骉"
NOBODY_HAS = "\U00031328"
"""Encoded after GB 18030-2022 and in none of our files."""
JAPANESE_FORM = "\U00020023"


@pytest.fixture(scope="module")
def opened() -> Iterator[dict[str, TTFont]]:
    found = {path.name: TTFont(path, lazy=True) for path in FONTS.glob("*.ttf")}
    yield found
    for font in found.values():
        font.close()


def test_committed_files_are_the_recorded_ones() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
    assert found == {name: entry["sha256"] for name, entry in MANIFEST.items()}


def test_every_file_has_provenance_and_serves_a_face() -> None:
    provenance = (FONTS / "PROVENANCE.md").read_text(encoding="utf-8")
    assert set(BUNDLED) == set(MANIFEST)
    assert not [name for name in MANIFEST if f"`{name}`" not in provenance]
    assert not [path for path in (FONTS / "licences").iterdir() if path.name not in provenance]


def test_the_coverage_list_tells_what_the_files_have(opened: dict[str, TTFont]) -> None:
    coverage = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    for name, font in opened.items():
        edges = list(accumulate(coverage[name]))
        listed = {code for code in range(edges[-1] + 1) if bisect_right(edges, code) % 2}
        assert listed == set(font.getBestCmap()), name


def test_names_are_our_own_and_embedding_is_allowed(opened: dict[str, TTFont]) -> None:
    postscript = {name: str(font["name"].getDebugName(6)) for name, font in opened.items()}
    assert postscript == {name: entry["postscript"] for name, entry in MANIFEST.items()}
    assert len(set(postscript.values())) == len(postscript)
    reserved = ("noto", "source", "lxgw", "klee", "fandol", "霞鹜", "babel", "hana", "花園")
    for font in opened.values():
        family = font["name"].getDebugName(1).lower()
        assert not [word for word in reserved if word in family]
        assert font["OS/2"].fsType in {0, 8}
        assert font["head"].unitsPerEm == 1000
        assert not {"GSUB", "GPOS", "fpgm", "prep", "cvt "} & set(font.keys())


def test_all_standard_characters_have_ink_in_every_face(opened: dict[str, TTFont]) -> None:
    assert len(set(STANDARD)) == 8105
    inked = {}
    for name, font in opened.items():
        places = font["loca"].locations
        inked[name] = {
            code
            for code, glyph in font.getBestCmap().items()
            if places[font.getGlyphID(glyph)] < places[font.getGlyphID(glyph) + 1]
        }
    for face in Face:
        text, fonts = font_book().assign(STANDARD, face)
        blank = [c for c, font in zip(text, fonts, strict=True) if ord(c) not in inked[font.name]]
        assert not blank, face


def test_rare_names_are_in_window_and_papers() -> None:
    for face in Face:
        assert missing_glyphs(RARE_NAMES, face) == ""


def files(text: str | Name, face: Face = Face.FANG) -> list[str]:
    return [font.name for font in font_book().assign(text, face)[1]]


def test_plain_text_falls_back_by_the_character() -> None:
    assert files("张䶮") == ["Fang-Regular.ttf", "KaiLight-Regular.ttf"]


def test_letters_and_digits_come_from_song() -> None:
    assert files("A3") == ["Song-Regular.ttf"] * 2


def test_a_name_stands_in_one_face() -> None:
    assert files(Name("张䶮")) == ["KaiLight-Regular.ttf"] * 2
    assert files(Name("张三")) == ["Fang-Regular.ttf"] * 2
    assert files(Name("阿卜杜·克里木")) == ["Fang-Regular.ttf"] * 7


def test_a_name_no_file_has_whole_falls_back_by_the_character() -> None:
    only_song = next(c for c in map(chr, range(0x20000, 0x2FFFF)) if files_or_none(c) == ["Song-Regular.ttf"])
    only_kai = next(
        c for c in map(chr, range(0x2EBF0, 0x2EE5D)) if files_or_none(c) == ["KaiLight-Regular.ttf"]
    )
    assert files(Name(only_song + only_kai)) == ["Song-Regular.ttf", "KaiLight-Regular.ttf"]


def files_or_none(character: str) -> list[str]:
    return [] if missing_glyphs(character) else files(character)


def test_a_missing_character_refuses_and_is_named() -> None:
    assert missing_glyphs(f"张{NOBODY_HAS}三{NOBODY_HAS}") == NOBODY_HAS
    with pytest.raises(MissingGlyph) as refused:
        font_book().assign(("兹证明", Name(f"张{NOBODY_HAS}")), Face.FANG)
    assert refused.value.characters == NOBODY_HAS
    assert f"“{NOBODY_HAS}”（U+31328）" in refused.value.text


def test_an_invisible_character_is_named_by_its_code_only() -> None:
    assert "U+0007" in MissingGlyph(missing_glyphs("张\x07三")).text
    assert "\x07" not in MissingGlyph("\x07").text


def test_a_rare_name_is_set_in_song_and_its_supplements() -> None:
    assert files(Name("张𠮷")) == ["Song-Regular.ttf", "RareOne-Regular.ttf"]
    assert files(Name(f"张𠮷{JAPANESE_FORM}")) == [
        "Song-Regular.ttf",
        "RareOne-Regular.ttf",
        "RareTwo-Regular.ttf",
    ]
    assert files(Name("张𠮷"), Face.HEI_BOLD) == ["Song-Regular.ttf", "RareOne-Regular.ttf"]


def test_what_is_said_of_a_name_while_it_is_typed() -> None:
    assert print_note("") is None
    assert print_note("张䶮") == WILL_PRINT
    assert print_note("张𠮷") == WILL_PRINT
    assert print_note(f"张{JAPANESE_FORM}") == CHECK_FORM
    said = print_note(f"张{NOBODY_HAS}")
    assert said is not None
    assert (said.sign, said.prints) == ("×", False)
    assert said.words == f"打不出“{NOBODY_HAS}”（U+31328）"
