"""The office's folder of fonts: what cannot be used is said once to whoever signs in."""

from tests.app.conftest import Office, Start
from tests.foundation.documents.own_fonts import make_cff_font, make_font


def test_an_unusable_font_is_named_at_the_desk(office: Office, start: Start) -> None:
    folder = office.path / "fonts.d"
    folder.mkdir()
    make_cff_font(folder / "大字库.otf", "张")
    program = start()
    program.sign_in()
    program.until(lambda: "大字库.otf 没有用上：是 OpenType（CFF）轮廓的字体" in program.told, program.told)


def test_a_usable_font_needs_no_words(office: Office, start: Start) -> None:
    folder = office.path / "fonts.d"
    folder.mkdir()
    make_font(folder / "仿宋.ttf", "张")
    program = start()
    program.sign_in()
    program.settle()
    assert "仿宋" not in program.told
