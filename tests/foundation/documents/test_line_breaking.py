"""Chinese lines: no forbidden beginnings and ends, nothing lost, nothing beyond the margin."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.documents.line_breaking import (
    CLOSING,
    HALF_MARK,
    NOT_AT_END,
    NOT_AT_START,
    TIGHTEST_GAP,
    WIDEST_GAP,
    break_lines,
    is_word,
    natural_width,
)

EM = 10.0
NUMBER = "149999199001011234"


def advance(character: str) -> float:
    return EM / 2 if character.isascii() else EM


def texts(text: str, columns: float, indent: float = 0.0) -> list[str]:
    return [line.text for line in break_lines(text, columns * EM, advance, EM, indent=indent * EM)]


HAN = st.text(alphabet="搬迁安置证明户口易地扶贫社区居民委员会", min_size=1, max_size=12)
WORD = st.sampled_from(["2026", NUMBER, "3", "A座", "12.5%", "No.7", "13800000000"])
MARK = st.sampled_from(["，", "。", "、", "：", "；", "？", "！", "——", "……", "”。", "）", "》，", "·"])
OPENER = st.sampled_from(["（", "《", "“", "〔"])
PARAGRAPH = st.lists(st.one_of(HAN, HAN, WORD, st.tuples(OPENER, HAN).map("".join), MARK), max_size=60).map(
    lambda parts: "户" + "".join(parts)
)


@settings(max_examples=300)
@given(PARAGRAPH, st.integers(14, 30))
def test_random_paragraphs(text: str, columns: int) -> None:
    lines = break_lines(text, columns * EM, advance, EM, indent=2 * EM)
    assert "".join(line.text for line in lines) == text
    for number, line in enumerate(lines):
        room = (columns - (0 if number else 2)) * EM
        drawn = natural_width(line.atoms, advance) + line.gap * (len(line.atoms) - 1)
        ink = drawn - (HALF_MARK * EM if line.atoms[-1] in CLOSING else 0)
        assert ink <= room + 1e-6, "ink beyond the margin"
        assert -TIGHTEST_GAP * EM - 1e-6 <= line.gap <= WIDEST_GAP * EM
        if line.gap > 0:
            assert drawn == pytest.approx(room), "a spaced line fills the measure"


# Runs of marks longer than a line allows have no legal break; people's sentences have at most a few in a row.
SENTENCES = st.lists(
    st.tuples(HAN, st.sampled_from(["，", "。", "、", "（注）", "“引”，", "》。", "）；", "2026年"])).map(
        "".join
    ),
    min_size=1,
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(SENTENCES, st.integers(12, 30))
def test_no_line_begins_or_ends_with_forbidden_punctuation(text: str, columns: int) -> None:
    lines = texts(text, columns)
    assert not [line for line in lines[1:] if line[0] in NOT_AT_START]
    assert not [line for line in lines[:-1] if line[-1] in NOT_AT_END]


@settings(max_examples=100)
@given(SENTENCES, st.integers(12, 30))
def test_numbers_stay_whole(text: str, columns: int) -> None:
    lines = texts(text + NUMBER + text, columns)
    assert sum(NUMBER in line for line in lines) == 1


def test_one_closing_mark_is_squeezed_into_a_full_line() -> None:
    assert texts("搬" * 28 + "，" + "迁" * 5, 28) == ["搬" * 28 + "，", "迁" * 5]
    squeezed = break_lines("搬" * 28 + "，" + "迁" * 5, 28 * EM, advance, EM)[0]
    assert squeezed.gap == pytest.approx(-HALF_MARK * EM / 28)


def test_two_closing_marks_take_a_character_down() -> None:
    assert texts("搬" * 28 + "”。迁", 28) == ["搬" * 27, "搬”。迁"]


def test_an_opening_bracket_goes_down_with_its_content() -> None:
    assert texts("搬" * 27 + "（迁）", 28) == ["搬" * 27, "（迁）"]


def test_a_number_that_does_not_fit_leaves_its_line_ragged() -> None:
    first, second = break_lines("公民身份号码" + NUMBER, 12 * EM, advance, EM)
    assert (first.text, first.gap) == ("公民身份号码", 0.0)
    assert second.text == NUMBER


def test_a_small_hole_is_shared_out() -> None:
    first = break_lines("搬" * 26 + "2026年", 27 * EM, advance, EM)[0]
    assert first.text == "搬" * 26
    assert first.gap == pytest.approx(EM / 25)


def test_the_first_line_is_shorter() -> None:
    assert texts("搬" * 30, 28, indent=2) == ["搬" * 26, "搬" * 4]


def test_dash_and_ellipsis_are_not_torn() -> None:
    assert texts("搬" * 9 + "——迁", 10) == ["搬" * 9, "——迁"]
    assert texts("搬" * 9 + "……迁", 10) == ["搬" * 8, "搬……迁"]


def test_a_word_wider_than_the_line_is_torn() -> None:
    assert texts("http" * 6, 10) == ["httphttphttphttphttp", "http"]


def test_a_narrow_column_still_gives_one_character_a_line() -> None:
    assert texts("搬迁", 0.5) == ["搬", "迁"]
    assert texts("2026", 0.3) == ["2", "0", "2", "6"]


def test_spaces_at_the_end_of_a_line_take_no_room() -> None:
    assert texts("搬" * 10 + " 迁", 10) == ["搬" * 10 + " ", "迁"]


def test_nothing_gives_nothing() -> None:
    assert texts("", 10) == []


def test_kept_characters_begin_no_line() -> None:
    lines = break_lines("搬" * 9 + "张三丰" + "搬", 10 * EM, advance, EM, keep=frozenset({10, 11}))
    assert [line.text for line in lines] == ["搬" * 9, "张三丰搬"]
    lines = break_lines("搬" * 12 + "张三丰", 10 * EM, advance, EM, keep=frozenset({13, 14}))
    assert [line.text for line in lines] == ["搬" * 10, "搬搬张三丰"]


def test_a_kept_name_longer_than_the_line_is_broken_all_the_same() -> None:
    lines = break_lines("张" * 15, 10 * EM, advance, EM, keep=frozenset(range(1, 15)))
    assert [len(line.text) for line in lines] == [10, 5]


def test_words_are_told_from_chinese() -> None:
    assert is_word("2026")
    assert not is_word("年")
    assert not is_word("，")
