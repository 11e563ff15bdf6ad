"""Lines of free text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.line import clean_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  柳沟镇　振兴街\t6号\n", "柳沟镇 振兴街 6号"), ("", ""), (" \n ", ""), ("e\u0301", "é")],
)
def test_a_line_has_single_blanks_and_one_spelling(typed: str, kept: str) -> None:
    assert clean_line(typed, what="地址", field="address", longest=20) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("振兴\x07街", "地址里有看不见的字符，请删掉重新输入"),
        ("振兴\u200b街", "地址里有看不见的字符，请删掉重新输入"),
        ("字" * 21, "地址有21个字，最多20个字，请核对"),
    ],
)
def test_what_nobody_sees_and_what_is_too_long_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_line(typed, what="地址", field="address", longest=20)
    assert (refused.value.text, refused.value.field) == (sentence, "address")


@given(st.text(max_size=30))
def test_a_kept_line_stays_as_it_is(typed: str) -> None:
    try:
        kept = clean_line(typed, what="备注", field=None, longest=30)
    except Refusal:
        return
    assert clean_line(kept, what="备注", field=None, longest=30) == kept
    assert unicodedata.is_normalized("NFC", kept)
