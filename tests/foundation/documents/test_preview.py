"""What the clerk sees is drawn from the very bytes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.documents.preview import page_count, page_rows, render_band, render_page


def two_pages() -> bytes:
    sheet = Sheet(About("样张"))
    sheet.text(30, 50, "搬迁")
    sheet.new_page()
    return sheet.finish()


def test_pages_are_counted() -> None:
    assert page_count(two_pages()) == 2


@pytest.mark.parametrize("dpi", [72, 150])
def test_a_page_has_the_size_of_its_paper(dpi: int) -> None:
    picture = render_page(two_pages(), 0, dpi)
    assert picture.width == pytest.approx(210 / 25.4 * dpi, abs=1)
    assert picture.height == pytest.approx(297 / 25.4 * dpi, abs=1)
    assert picture.stride >= picture.width * 4
    assert len(picture.pixels) == picture.stride * picture.height


def test_text_is_black_on_white() -> None:
    with_text, without = render_page(two_pages(), 0), render_page(two_pages(), 1)
    assert min(with_text.pixels) < 64
    assert set(without.pixels[0 : without.width * 4 : 4]) == {255}
    assert set(without.pixels[::4]) == {255}


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        render_page(two_pages(), 2)


def test_two_threads_may_look_at_once(draw_certificate: Callable[..., bytes]) -> None:
    data = draw_certificate()
    with ThreadPoolExecutor(2) as threads:
        pictures = list(threads.map(lambda _: render_page(data), range(8)))
    assert all(picture == pictures[0] for picture in pictures)


@pytest.mark.parametrize("dpi", [150, 203, 600])
@pytest.mark.parametrize("rows", [97, 512])
def test_bands_put_together_are_the_page(dpi: int, rows: int) -> None:
    data = two_pages()
    whole = page_rows(data, dpi)[0]
    complete = render_page(data, 0, dpi)
    assert complete.height == whole
    bands = [render_band(data, 0, dpi, top, rows) for top in range(0, min(whole, 4 * rows), rows)]
    assert {(band.width, band.stride) for band in bands} == {(complete.width, complete.stride)}
    together = b"".join(band.pixels for band in bands)
    for start in range(0, len(together), complete.stride):
        row, same = (pixels[start : start + complete.stride] for pixels in (together, complete.pixels))
        # The edges of curves may be rounded another way where a band begins.
        assert row == same or max(abs(a - b) for a, b in zip(row, same, strict=True)) <= 2


def test_the_last_band_ends_with_the_page() -> None:
    data = two_pages()
    assert render_band(data, 1, 150, page_rows(data, 150)[1] - 5, 512).height == 5
