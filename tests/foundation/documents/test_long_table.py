"""Tables over pages: every row once and whole, heads on each page, the end of the paper never alone."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.documents.long_table import Head, LongPaper, row_height
from resettle_desktop.foundation.documents.marks import About, Run
from resettle_desktop.foundation.documents.page import OFFICIAL, Sheet, TooLong
from resettle_desktop.foundation.documents.tables import Cell

Reader = Callable[[bytes], list[str]]
HEADS = (Head("日期", 30), Head("内容", 126))


def rows_of(lengths: list[int]) -> list[list[Cell]]:
    return [[Cell(f"r{number}"), Cell("字" * length)] for number, length in enumerate(lengths)]


def texts(sheet: Sheet) -> list[list[str]]:
    return [[mark.text for mark in page if isinstance(mark, Run)] for page in sheet.pages]


def drawn(lengths: list[int], *, below: float = 0.0, start: float = OFFICIAL.top) -> tuple[Sheet, LongPaper]:
    sheet = Sheet(About("样张"))
    paper = LongPaper(sheet, start)
    paper.part("一、沿革（共若干）", HEADS, rows_of(lengths), below=below)
    return sheet, paper


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=60),
    st.floats(0, 120),
    st.floats(OFFICIAL.top, OFFICIAL.bottom - 1),
)
def test_every_row_once_in_order_and_the_end_with_the_last(
    lengths: list[int], below: float, start: float
) -> None:
    sheet, paper = drawn(lengths, below=below, start=start)
    pages = texts(sheet)
    said = [text for page in pages for text in page if text[0] == "r"]
    assert said == [f"r{number}" for number in range(len(lengths))]
    for page in pages:
        assert page.count("日期") == any(text[0] == "r" for text in page)
    assert paper.y + below <= OFFICIAL.bottom + 0.01
    assert f"r{len(lengths) - 1}" in pages[-1]
    levels = [mark.y for page in sheet.pages for mark in page if isinstance(mark, Run)]
    assert min(levels) >= sheet.point(0, OFFICIAL.bottom)[1]


def test_what_goes_on_says_so() -> None:
    sheet, _ = drawn([0] * 60)
    first, second, *_ = ("".join(page) for page in texts(sheet))
    assert "一、沿革（共若干）" in first
    assert "一、沿革（续）" in second


def test_one_row_does_not_stand_alone_at_the_foot() -> None:
    sheet, _ = drawn([0] * 5, start=OFFICIAL.bottom - 25)
    first, second = texts(sheet)
    assert first == []
    assert "r0" in second


def test_a_text_no_page_could_hold_is_refused_by_its_name() -> None:
    paper = LongPaper(Sheet(About("样张")), OFFICIAL.top)
    with pytest.raises(TooLong, match="内容"):
        paper.part("一、沿革", HEADS, [[Cell("一"), Cell("字" * 9000, "内容")]])


def test_a_row_is_as_high_as_its_longest_cell_needs() -> None:
    widths = (30.0, 126.0)
    one, two = (row_height([Cell("一"), Cell("字" * count)], widths) for count in (5, 40))
    assert one == 7.0
    assert two > one


def test_heads_and_feet_are_drawn_on_the_pages_there_are(read: Reader) -> None:
    sheet, _ = drawn([0] * 60)

    def draw(number: int, pages: int) -> None:
        sheet.text(28, 20, f"{number}/{pages}")

    sheet.on_each_page(draw)
    told = read(sheet.finish())
    assert len(told) > 1
    assert all(f"{number}/{len(told)}" in page for number, page in enumerate(told, start=1))
