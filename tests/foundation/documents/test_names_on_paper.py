"""Names of any length and rarity on paper: whole, in one style, inside the margins, or refused by label."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import SONG_STYLE, Face, Name, font_book, in_one_face
from resettle_desktop.foundation.documents.line_breaking import NOT_AT_END, NOT_AT_START
from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn, draw_list
from resettle_desktop.foundation.documents.marks import About, Run
from resettle_desktop.foundation.documents.page import MM, Sheet, TooLong
from resettle_desktop.foundation.documents.setting import Setting
from resettle_desktop.foundation.documents.tables import PADDING, Cell, Row, draw_table

Reader = Callable[[bytes], list[str]]

MINORITY = "阿卜杜热西提·买买提吐尔逊·阿卜杜克里木·艾合买提"
SHOWN = ("张䶮", "王㛃", "李𬭚", "赵𫘧", "陈𬸚", "刘𠮷", "王\U0002c386", "张\U00020023", MINORITY)
ABOUT = About("姓名")

PLAIN = st.sampled_from("王李张刘陈杨赵国梁梅子涵·")
RARE = st.one_of(
    st.integers(0x3400, 0x4DB5), st.integers(0x20000, 0x2A6D6), st.integers(0x2CEB0, 0x2EBE0)
).map(chr)
NAMES = (
    st.lists(st.one_of(PLAIN, PLAIN, RARE), min_size=2, max_size=40)
    .map("".join)
    .filter(lambda name: name.strip("·") == name and "··" not in name)
)
WORDS = st.sampled_from(
    [
        "系我社区搬迁户，",
        "（公民身份号码149999199001011234）",
        "于2018年6月入住；",
        "其配偶",
        "、",
        "。",
        "——",
        "《协议》，",
    ]
)
TEXTS = st.lists(st.one_of(NAMES.map(Name), WORDS, WORDS), min_size=1, max_size=14)


def text_of(sheet: Sheet) -> str:
    return "".join(mark.text for page in sheet.pages for mark in page if isinstance(mark, Run))


def right_end(run: Run) -> float:
    setting = Setting(run.text, (run.font,) * len(run.text), run.size, run.space)
    return run.x + sum(setting.ems[c] * run.size + run.space for c in run.text) - run.space


@settings(max_examples=80, deadline=None)
@given(NAMES, st.floats(20, 120), st.sampled_from(list(Face)))
def test_a_name_on_one_line_fits_or_is_refused(name: str, width: float, face: Face) -> None:
    sheet = Sheet(ABOUT)
    try:
        size = sheet.fit(30, 50, width, Name(name), label="姓名", face=face)
    except TooLong:
        assert text_of(sheet) == "", "nothing of it is drawn"
        return
    runs = [mark for mark in sheet.pages[0] if isinstance(mark, Run)]
    assert text_of(sheet) == name
    assert size >= 10.5
    assert max(map(right_end, runs)) <= (30 + width) * MM + 1e-3


def test_a_name_of_twenty_five_characters_fits_or_is_refused_by_its_label() -> None:
    assert len(MINORITY) == 25
    sheet = Sheet(ABOUT)
    assert sheet.fit(30, 50, 100, Name(MINORITY), label="姓名") < 16
    assert text_of(sheet) == MINORITY
    with pytest.raises(TooLong, match="“姓名”太长"):
        sheet.fit(30, 60, 60, Name(MINORITY), label="姓名")
    assert text_of(sheet) == MINORITY


@settings(max_examples=60, deadline=None)
@given(NAMES, st.floats(12, 60), st.floats(6, 20))
def test_a_name_in_a_cell_fits_or_is_refused(name: str, width: float, height: float) -> None:
    sheet = Sheet(ABOUT)
    try:
        draw_table(sheet, 30, 50, (width,), [Row((Cell(Name(name), "姓名"),), height)])
    except TooLong:
        assert text_of(sheet) == "", "nothing of it is drawn"
        return
    runs = [mark for mark in sheet.pages[0] if isinstance(mark, Run)]
    assert text_of(sheet) == name
    assert max(map(right_end, runs)) <= (30 + width - PADDING) * MM + 1e-3
    top, bottom = sheet.point(0, 50)[1], sheet.point(0, 50 + height)[1]
    assert all(bottom <= run.y and run.y + 0.7 * run.size <= top for run in runs)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_paragraphs_with_names(pieces: list[str | Name]) -> None:
    setting = Setting.of(pieces, Face.FANG, 16, -0.21)
    lines = setting.lines(156 * MM, 2 * 15.79)
    assert "".join(line.text for line in lines) == setting.text
    sheet = Sheet(ABOUT)
    Body(sheet).paragraph(pieces)
    assert text_of(sheet) == setting.text
    # Half of a closing mark is empty and may stand beyond the margin.
    over = max(right_end(m) for page in sheet.pages for m in page if isinstance(m, Run)) - (28 + 156) * MM
    assert over <= 8.5


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(NAMES.filter(lambda name: len(name) <= 12), st.sampled_from(["，", "。", "（户主）、"]))
    )
)
def test_names_that_fit_a_line_are_not_torn(named: list[tuple[str, str]]) -> None:
    pieces = [piece for name, mark in named for piece in (Name(name), mark)]
    setting = Setting.of(pieces, Face.FANG, 16, -0.21)
    lines = setting.lines(156 * MM, 2 * 15.79)
    place, ends = 0, set[int]()
    for line in lines:
        place += len(line.text)
        ends.add(place)
    place = 0
    for name, mark in named:
        inside = {place + at for at in range(1, len(name)) if name[at - 1] != "·"}
        assert not inside & ends, name
        place += len(name) + len(mark)
    assert not [line for line in lines[1:] if line.text[0] in NOT_AT_START]
    assert not [line for line in lines[:-1] if line.text[-1] in NOT_AT_END]


@settings(max_examples=150, deadline=None)
@given(NAMES, st.sampled_from(list(Face)))
def test_a_name_stands_in_one_style_or_as_few_as_there_can_be(name: str, face: Face) -> None:
    book = font_book()
    text, files = book.assign(Name(name), face)
    assert text == name
    assert all(book.has(file, character) for file, character in zip(files, name, strict=True))
    used = {file.name for file in files}
    assert len(used) == 1 or used <= set(SONG_STYLE), "level 3 is drawn in Song wherever one file does not do"


def test_a_name_in_a_list_stands_in_one_face(read: Reader) -> None:
    assert in_one_face("张𠮷") == Name("张𠮷")
    assert [in_one_face(text) for text in ("", "3号楼", "张三、李四")] == ["", "3号楼", "张三、李四"]
    columns = (PaperColumn("姓名", 10), PaperColumn("房号", 8))
    rows = tuple((name, "3号楼2-501") for name in SHOWN[:-1])
    paper = ListPaper("搬迁人员名册", "样本社区", "打印人", columns, rows)
    text = "".join(read(draw_list(paper))[0].split())
    assert all(name in text for name in SHOWN[:-1])


@pytest.mark.parametrize("face", list(Face))
def test_names_that_shut_people_out_elsewhere_read_back(face: Face, read: Reader) -> None:
    sheet = Sheet(ABOUT)
    for number, name in enumerate(SHOWN):
        sheet.fit(28, 40 + 9 * number, 156, Name(name), label="姓名", face=face)
    assert [line for line in read(sheet.finish())[0].split() if line] == list(SHOWN)
