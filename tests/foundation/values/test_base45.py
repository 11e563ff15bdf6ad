"""Base45 spells as RFC 9285 does, and no text but its own is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.values.base45 import ALPHABET, from_base45, to_base45


@pytest.mark.parametrize(
    ("content", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")]
)
def test_the_examples_of_the_standard(content: bytes, text: str) -> None:
    assert to_base45(content) == text
    assert from_base45(text) == content


@given(st.binary(max_size=200))
def test_bytes_come_back(content: bytes) -> None:
    assert from_base45(to_base45(content)) == content


@given(st.text(ALPHABET, max_size=40))
def test_a_text_that_is_read_is_the_only_spelling(text: str) -> None:
    try:
        content = from_base45(text)
    except ValueError:
        return
    assert to_base45(content) == text


@pytest.mark.parametrize("text", ["GGW", "::", "A", "ab8", "BB8\n", "汉字8"])
def test_what_stands_for_no_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no bytes|does not have"):
        from_base45(text)
