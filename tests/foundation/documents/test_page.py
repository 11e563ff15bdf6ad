"""The page of GB/T 9704 and what is placed on it by hand."""

from collections.abc import Callable

import pytest

from resettle_desktop.foundation.documents.fonts import Face, MissingGlyph, Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import MM, OFFICIAL, Align, Layer, Sheet, TooLong
from resettle_desktop.foundation.documents.preview import render_page
from tests.foundation.documents.test_fonts import NOBODY_HAS

Reader = Callable[[bytes], list[str]]
ABOUT = About("样张")


def ink(data: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Give left, top, right and lower edge of everything darker than pale grey, in millimetres."""
    dpi = 72
    picture = render_page(data, page, dpi)
    rows = [
        picture.pixels[y * picture.stride : y * picture.stride + picture.width * 4 : 4]
        for y in range(picture.height)
    ]
    dark_rows = [y for y, row in enumerate(rows) if min(row) < 160]
    dark_columns = [x for row in rows for x, level in enumerate(row) if level < 160]
    step = 25.4 / dpi
    return (
        min(dark_columns) * step,
        dark_rows[0] * step,
        (max(dark_columns) + 1) * step,
        (dark_rows[-1] + 1) * step,
    )


def test_the_grid_is_the_standards() -> None:
    assert (OFFICIAL.right, OFFICIAL.bottom) == (184, 262)
    assert OFFICIAL.line_pitch * MM == pytest.approx(28.99, abs=0.01)
    assert OFFICIAL.grid_space() == pytest.approx(-0.21, abs=0.01)


def test_equal_facts_give_equal_bytes(draw_certificate: Callable[..., bytes]) -> None:
    assert draw_certificate() == draw_certificate()
    assert draw_certificate() != draw_certificate("张三")


def test_a_certificate_stays_inside_the_margins(draw_certificate: Callable[..., bytes]) -> None:
    left, top, right, bottom = ink(draw_certificate())
    # Half of the table's outer rule and half a pixel.
    edge = 0.175 + 0.35
    assert left >= 28 - edge
    assert top >= 37
    assert right <= 184 + edge
    # The page number stands 7 mm under the type area.
    assert bottom <= 262 + 7 + 3


def test_a_certificate_reads_back(draw_certificate: Callable[..., bytes], read: Reader) -> None:
    text = "".join(read(draw_certificate())[0].split())
    for part in (
        "样安证〔2026〕12号",
        "搬迁安置证明",
        "张䶮",
        "阿卜杜热合曼·麦麦提",
        "149999199001011234",
        "样本县样本镇易地搬迁社区居民委员会",
        "2026年11月3日",
        "—1—",
    ):
        assert part in text
    assert "样稿" not in text


def test_a_draft_says_so_and_is_as_readable(draw_certificate: Callable[..., bytes], read: Reader) -> None:
    text = "".join(read(draw_certificate(draft=True))[0].split())
    assert "样稿" in text
    assert "2026年11月3日" in text


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 100), (Align.CENTRE, 90), (Align.RIGHT, 80)])
def test_text_stands_where_it_was_put(align: Align, left: float) -> None:
    sheet = Sheet(ABOUT)
    assert sheet.text(100, 50, "口" * 4, size=5 * MM, align=align) == pytest.approx(20)
    found = ink(sheet.finish())
    assert found[0] == pytest.approx(left, abs=1.5)
    assert found[2] == pytest.approx(left + 20, abs=1.5)
    assert found[3] == pytest.approx(50, abs=1)


def test_text_that_fits_keeps_its_size() -> None:
    assert Sheet(ABOUT).fit(30, 50, 40, Name("张䶮"), label="姓名") == 16


def test_text_that_is_a_little_long_is_made_smaller_and_stays_inside() -> None:
    sheet = Sheet(ABOUT)
    assert sheet.fit(30, 50, 40, Name("阿卜杜热合曼·麦麦提"), label="姓名") == 11.5
    assert ink(sheet.finish())[2] <= 70


def test_text_that_is_too_long_is_refused_and_named() -> None:
    with pytest.raises(TooLong) as refused:
        Sheet(ABOUT).fit(30, 50, 40, "很" * 40, label="住址", field="address")
    assert refused.value.field == "address"
    assert "“住址”" in refused.value.text


def test_a_character_without_glyph_never_reaches_paper() -> None:
    with pytest.raises(MissingGlyph):
        Sheet(ABOUT).text(30, 50, Name(f"张{NOBODY_HAS}"))


def both_layers(layers: frozenset[Layer]) -> bytes:
    sheet = Sheet(ABOUT, layers=layers)
    with sheet.layer(Layer.FIXED):
        sheet.text(30, 50, "姓名")
        sheet.frame(28, 42, 60, 12)
    sheet.text(50, 50, "张三")
    sheet.blank(30, 70, 60, "签名：")
    return sheet.finish()


def test_a_form_already_printed_gets_the_variable_layer_only(read: Reader) -> None:
    assert read(both_layers(frozenset({Layer.VARIABLE})))[0].split() == ["张三"]
    assert "张三" not in read(both_layers(frozenset({Layer.FIXED})))[0]
    whole = "".join(read(both_layers(frozenset(Layer)))[0].split())
    assert all(word in whole for word in ("姓名", "张三", "签名"))


def test_both_layers_lie_exactly_on_each_other() -> None:
    variable = ink(both_layers(frozenset({Layer.VARIABLE})))
    sheet = Sheet(ABOUT)
    sheet.text(50, 50, "张三")
    assert variable == ink(sheet.finish())


def test_page_numbers_change_sides(read: Reader) -> None:
    sheet = Sheet(ABOUT, numbered=True)
    sheet.new_page()
    data = sheet.finish()
    assert ["".join(page.split()) for page in read(data)] == ["—1—", "—2—"]
    odd, even = ink(data, 0), ink(data, 1)
    assert odd[2] == pytest.approx(184 - 14 / MM, abs=1)
    assert even[0] == pytest.approx(28 + 14 / MM, abs=1)
    # The dashes' line lies 7 mm under the type area.
    assert (odd[1] + odd[3]) / 2 == pytest.approx(262 + 7, abs=0.7)


def test_an_empty_document_has_one_empty_page(read: Reader) -> None:
    assert read(Sheet(ABOUT).finish()) == [""]


def test_width_is_measured_without_drawing() -> None:
    sheet = Sheet(ABOUT)
    assert sheet.width_of("搬迁", face=Face.HEI, size=10) == pytest.approx(20 / MM)
    assert sheet.mark_count == 0
