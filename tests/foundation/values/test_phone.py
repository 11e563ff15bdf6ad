"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.phone import (
    clean_phone,
    group_phone,
    is_mobile,
    mask_phone,
    normalised_phone,
)


@pytest.mark.parametrize(
    ("typed", "kept", "shown", "masked"),
    [
        ("13812345678", "13812345678", "138 1234 5678", "138****5678"),
        ("１３８ １２３４ ５６７８", "13812345678", "138 1234 5678", "138****5678"),
        ("138-1234-5678", "13812345678", "138 1234 5678", "138****5678"),
        ("+86 138 1234 5678", "13812345678", "138 1234 5678", "138****5678"),
        ("8613812345678", "13812345678", "138 1234 5678", "138****5678"),
        ("0086-138-1234-5678", "13812345678", "138 1234 5678", "138****5678"),
        ("0350-1234567", None, "", ""),
        ("(0350)3234567", "03503234567", "0350-3234567", "0350****567"),
        ("0350－3234567", "03503234567", "0350-3234567", "0350****567"),
        ("010-62345678", "01062345678", "010-62345678", "010****678"),
        ("3234567", "3234567", "3234567", "****567"),
        ("\u202d13812345678\u202c", "13812345678", "138 1234 5678", "138****5678"),
    ],
)
def test_phones_are_kept_as_digits(typed: str, kept: str | None, shown: str, masked: str) -> None:
    if kept is None:
        with pytest.raises(Refusal):
            clean_phone(typed)
        return
    assert clean_phone(typed) == kept
    assert group_phone(kept) == shown
    assert mask_phone(kept) == masked


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "没有电话"),
        ("1381234567", "现在是10位"),
        ("138123456789", "现在是12位"),
        ("12012345678", "号段不对"),
        ("没有", "只能有数字"),
        ("12", "手机号"),
        ("999", "电话不对"),
        ("١٣٨١٢٣٤٥٦٧٨", "只能有数字"),
    ],
)
def test_what_is_no_phone_is_refused(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_phone(typed)
    assert part in refused.value.text
    assert refused.value.field == "phone"


@given(st.integers(13_000_000_000, 19_999_999_999).map(str))
def test_every_mobile_number_is_read_back_as_shown(phone: str) -> None:
    assert is_mobile(phone)
    assert clean_phone(group_phone(phone)) == phone
    assert mask_phone(phone)[3:7] == "****"


@given(st.text(max_size=20))
def test_any_text_is_a_phone_or_a_refusal(text: str) -> None:
    mask_phone(normalised_phone(text))
    try:
        phone = clean_phone(text)
    except Refusal:
        return
    assert phone.isascii()
    assert phone.isdigit()
