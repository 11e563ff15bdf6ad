"""Names: what is kept, what is dropped, what is refused, what a mask shows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.person_name import LONGEST_NAME, clean_name

RARE = "𠮷𬭎𰻝㛃䶮𬎆"
PRIVATE_USE = "\ue863"
NEWEST_HAN = "\U00031350\U0002ebf0\U000323b0"


@pytest.mark.parametrize("name", ["王国梁", RARE, PRIVATE_USE, NEWEST_HAN, "葛\U000e0100", "Ñíguez", "〇"])
def test_every_character_is_kept(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王伟\t", "王伟"),
        ("王　伟", "王伟"),
        ("王  伟", "王伟"),
        ("阿不都•热合曼", "阿不都·热合曼"),
        ("阿不都．热合曼", "阿不都·热合曼"),
        ("阿不都‧热合曼", "阿不都·热合曼"),
        ("阿不都・热合曼", "阿不都·热合曼"),
        ("阿不都 · 热合曼", "阿不都·热合曼"),
        ("阿不都.热合曼", "阿不都·热合曼"),
        ("John  A. Smith", "John A. Smith"),
        ("Jose\u0301", "José"),
        ("\n王伟\r\n", "王伟"),
    ],
)
def test_names_are_tidied(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize("name", ["", " ", "　", "\t\n", "·", "••"])
def test_blank_names_are_refused(name: str) -> None:
    with pytest.raises(Refusal, match="请填写姓名") as refused:
        clean_name(name)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x7f",
        "\x85",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ud800",
        "\u2028",
        "\uffff",
        "\U000e0001",
    ],
)
def test_characters_nobody_can_see_are_refused_with_their_place(character: str) -> None:
    with pytest.raises(Refusal, match="第2个字符看不见") as refused:
        clean_name(f"王{character}伟", field="head_name")
    assert refused.value.field == "head_name"
    assert f"U+{ord(character):04X}" in refused.value.text


def test_a_name_of_two_hundred_characters_is_a_name() -> None:
    assert clean_name("王" * LONGEST_NAME) == "王" * LONGEST_NAME
    with pytest.raises(Refusal, match="最多200个字"):
        clean_name("王" * (LONGEST_NAME + 1))


@given(st.text(max_size=40))
def test_a_cleaned_name_stays_as_it_is(text: str) -> None:
    try:
        name = clean_name(text)
    except Refusal:
        return
    assert clean_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
