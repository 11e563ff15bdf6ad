"""The own fonts of an office: asked last, or first under a face's name; what is unusable is named."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from resettle_desktop.foundation.documents.drop_in import read_folder
from resettle_desktop.foundation.documents.fonts import (
    Face,
    MissingGlyph,
    Name,
    font_book,
    missing_glyphs,
    use_drop_in_folder,
)
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.resources import resource_path
from tests.foundation.documents.own_fonts import make_cff_font, make_font
from tests.foundation.documents.test_fonts import NOBODY_HAS, files

pytestmark = pytest.mark.usefixtures("own_font_book")
Reader = Callable[[bytes], list[str]]


def drawn(text: str | Name, face: Face = Face.FANG) -> bytes:
    sheet = Sheet(About("姓名"))
    sheet.text(30, 50, text, face=face)
    return sheet.finish()


def test_an_offices_own_font_is_asked_last(tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf", f"张𠮷{NOBODY_HAS}")
    use_drop_in_folder(tmp_path)
    assert missing_glyphs(f"张{NOBODY_HAS}") == ""
    assert files(f"张𠮷{NOBODY_HAS}") == ["Fang-Regular.ttf", "RareOne-Regular.ttf", "own.ttf"]


def test_a_name_stands_in_the_own_font_if_that_alone_has_all_of_it(tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf", f"张{NOBODY_HAS}")
    use_drop_in_folder(tmp_path)
    assert files(Name(f"张{NOBODY_HAS}")) == ["own.ttf"] * 2
    assert files(Name(f"王{NOBODY_HAS}")) == ["Fang-Regular.ttf", "own.ttf"]
    assert files(Name(f"䶮{NOBODY_HAS}王")) == ["KaiLight-Regular.ttf", "own.ttf", "KaiLight-Regular.ttf"]


def test_a_file_named_as_a_face_draws_that_face(tmp_path: Path, read: Reader) -> None:
    make_font(tmp_path / "仿宋.ttf", "张三A1·")
    use_drop_in_folder(tmp_path)
    assert files("张三四") == ["仿宋.ttf", "仿宋.ttf", "Fang-Regular.ttf"]
    assert files("A1·") == ["Song-Regular.ttf", "Song-Regular.ttf", "Fang-Regular.ttf"], (
        "widths our pages need"
    )
    assert files("张三", Face.KAI) == ["KaiLight-Regular.ttf"] * 2
    assert "张三" in read(drawn("张三"))[0]


@pytest.mark.parametrize(
    ("bits", "allowed"), [(0, True), (2, False), (4, True), (8, True), (0x108, False), (0x200, False)]
)
def test_what_its_maker_forbids_is_not_embedded(tmp_path: Path, bits: int, allowed: bool) -> None:
    make_font(tmp_path / "仿宋.ttf", "张", fs_type=bits)
    use_drop_in_folder(tmp_path)
    assert files("张") == ["仿宋.ttf" if allowed else "Fang-Regular.ttf"]
    assert drawn("张")
    refused = () if allowed else ("fonts.d 里的字体 仿宋.ttf 没有用上：字体厂商不许把它嵌入文件",)
    assert font_book().own.refused == refused


def test_unusable_files_are_named_and_the_others_serve(tmp_path: Path) -> None:
    make_cff_font(tmp_path / "cff.otf", NOBODY_HAS)
    make_font(tmp_path / "good.ttf", NOBODY_HAS)
    whole = (tmp_path / "good.ttf").read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[:-40])
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.ttf").write_bytes(b"no font at all")
    (tmp_path / "many.ttc").write_bytes(b"ttcf\0\1\0\0")
    (tmp_path / "读我.txt").write_text("说明", encoding="utf-8")
    use_drop_in_folder(tmp_path)
    assert files(NOBODY_HAS) == ["good.ttf"]
    assert [sentence.split("：")[0] for sentence in font_book().own.refused] == [
        f"fonts.d 里的字体 {name} 没有用上"
        for name in ("cff.otf", "cut.ttf", "empty.ttf", "many.ttc", "text.ttf")
    ]
    assert "请换成 TrueType（.ttf）" in font_book().own.refused[0]


def test_a_refused_print_says_which_own_font_was_not_used(tmp_path: Path) -> None:
    make_cff_font(tmp_path / "大字库.otf", NOBODY_HAS)
    use_drop_in_folder(tmp_path)
    with pytest.raises(MissingGlyph, match=r"大字库\.otf"):
        drawn(Name(f"张{NOBODY_HAS}"))


def test_a_blank_glyph_is_no_glyph(tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf", NOBODY_HAS, blank=NOBODY_HAS)
    use_drop_in_folder(tmp_path)
    assert missing_glyphs(NOBODY_HAS) == NOBODY_HAS


def test_every_cut_of_a_font_is_refused_or_read_whole(tmp_path: Path) -> None:
    make_font(tmp_path / "own.ttf", "张三")
    whole = (tmp_path / "own.ttf").read_bytes()
    for length in range(0, len(whole), 7):
        (tmp_path / "own.ttf").write_bytes(whole[:length])
        assert not read_folder(tmp_path).fonts, length


def test_an_own_font_draws_even_under_a_name_we_use(tmp_path: Path, read: Reader) -> None:
    make_font(tmp_path / "own.ttf", NOBODY_HAS)
    use_drop_in_folder(tmp_path)
    data = drawn(f"A{NOBODY_HAS}", Face.SONG)
    assert f"A{NOBODY_HAS}" in "".join(read(data)[0].split())
    with pikepdf.open(BytesIO(data)) as pdf:
        names = {str(font.BaseFont) for _, font in pdf.pages[0].Resources.Font.items()}
    assert any("DropIn-" in name for name in names)


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    use_drop_in_folder(tmp_path / "fonts.d")
    assert missing_glyphs(NOBODY_HAS) == NOBODY_HAS
    assert font_book().own.refused == ()


def test_our_own_files_can_be_read_like_an_offices() -> None:
    found = {font.path.name: font.characters for font in read_folder(resource_path("fonts")).fonts}
    assert len(found["Fang-Regular.ttf"]) > 9_900
