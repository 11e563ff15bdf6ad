"""Running text, pages and the closing."""

from collections.abc import Callable

import pytest

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Face
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import OFFICIAL, Sheet, TooLong
from tests.foundation.documents.test_page import ink

Reader = Callable[[bytes], list[str]]
ISSUER = "样本县样本镇人民政府"
DATE = "2026年11月3日"


def started(line: int = 1) -> tuple[Sheet, Body]:
    sheet = Sheet(About("样张"))
    return sheet, Body(sheet, line)


def test_a_full_page_of_text_fills_the_grid() -> None:
    sheet, body = started()
    body.paragraph("搬" * (28 * 22 - 2))
    assert body.line == 23
    left, top, right, bottom = ink(sheet.finish())
    assert left == pytest.approx(28, abs=0.8)
    assert right == pytest.approx(184, abs=0.8)
    assert top >= 37
    assert bottom <= 262


def test_text_goes_on_on_the_next_page(read: Reader) -> None:
    sheet, body = started()
    body.paragraph("搬" * 28 * 23)
    pages = read(sheet.finish())
    assert len(pages) == 2
    assert sum(page.count("搬") for page in pages) == 28 * 23


def test_the_first_line_is_two_characters_in() -> None:
    sheet, body = started()
    body.paragraph("搬迁")
    assert ink(sheet.finish())[0] == pytest.approx(28 + 2 * OFFICIAL.column_pitch, abs=0.6)


def test_an_addressee_stands_at_the_margin() -> None:
    sheet, body = started()
    body.paragraph("搬迁：", indent=0, face=Face.HEI)
    assert ink(sheet.finish())[0] == pytest.approx(28, abs=0.6)


def test_a_title_is_centred() -> None:
    sheet, body = started()
    body.title("搬迁安置证明")
    left, _, right, _ = ink(sheet.finish())
    assert (left + right) / 2 == pytest.approx(28 + 78, abs=0.6)
    assert body.line == 2


def test_a_title_that_is_too_long_is_refused() -> None:
    with pytest.raises(TooLong, match="标题"):
        started()[1].title("很" * 40)


def closing_marks(issuer: str, *, sealed: bool = True) -> tuple[float, float, float, float]:
    sheet, body = started(3)
    body.closing(issuer, DATE, sealed=sealed)
    return ink(sheet.finish())


def test_with_a_seal_the_issuer_is_centred_over_the_date() -> None:
    sheet, body = started(3)
    body.closing("", DATE)
    date = ink(sheet.finish())
    both = closing_marks(ISSUER)
    # 日 leaves a quarter of its square empty on the right.
    assert date[2] == pytest.approx(184 - 4.25 * OFFICIAL.column_pitch, abs=0.8)
    assert (date[0] + date[2]) / 2 == pytest.approx((both[0] + both[2]) / 2, abs=1.5)


def test_a_long_issuer_stays_inside_the_margin() -> None:
    assert closing_marks("样本县样本镇易地搬迁安置社区居民委员会综合服务站")[2] <= 184


def test_without_a_seal_the_date_begins_two_characters_further_in() -> None:
    issuer = "样本县样本镇易地搬迁社区"
    assert closing_marks(issuer, sealed=False)[2] == pytest.approx(184 - 2 * OFFICIAL.column_pitch, abs=0.8)


def test_a_seal_reaches_up_to_within_one_line_of_the_text() -> None:
    sheet, body = started()
    body.paragraph("搬迁。", indent=0)
    text_ends = OFFICIAL.baseline(1)
    body.closing(ISSUER, DATE)
    middle_of_issuer_and_date = OFFICIAL.middle_of(body.line - 1.5)
    assert middle_of_issuer_and_date - 42 / 2 - text_ends <= OFFICIAL.line_pitch
    assert sheet.mark_count


def test_a_seal_never_stands_on_a_page_without_text(read: Reader) -> None:
    sheet, body = started(20)
    body.paragraph("搬迁" * 28 + "安置", indent=0)
    assert body.line == 23
    body.closing(ISSUER, DATE)
    first, second = ("".join(page.split()) for page in read(sheet.finish()))
    assert first == "搬迁" * 28
    assert second == f"安置{ISSUER}{DATE}"


def test_a_closing_that_fits_stays_on_its_page(read: Reader) -> None:
    sheet, body = started(17)
    body.paragraph("搬迁", indent=0)
    body.closing(ISSUER, DATE)
    assert len(read(sheet.finish())) == 1


def test_small_type_has_its_own_grid() -> None:
    sheet, body = started()
    body.paragraph("搬" * 28, size=12, indent=0)
    assert ink(sheet.finish())[2] == pytest.approx(28 + 156 * 12 / 16, abs=1)
