"""Bank accounts: digits only, masked in the middle."""

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.bank_account import clean_account, group_account, mask_account

ACCOUNT = "6217000123456789012"


@pytest.mark.parametrize(
    "typed", [ACCOUNT, "6217 0001 2345 6789 012", "６２１７-0001-2345-6789-012", f" {ACCOUNT} "]
)
def test_an_account_is_kept_as_its_digits(typed: str) -> None:
    assert clean_account(typed) == ACCOUNT


def test_nothing_is_no_account() -> None:
    assert clean_account("  ") == ""
    assert mask_account("") == ""


@pytest.mark.parametrize(
    ("typed", "why"), [("6217000x", "只能有数字"), ("1234567", "现在是7位"), ("1" * 31, "现在是31位")]
)
def test_what_is_no_account_is_refused_at_its_field(typed: str, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        clean_account(typed)
    assert refused.value.field == "bank_account"


def test_an_account_is_shown_in_fours_or_masked() -> None:
    assert group_account(ACCOUNT) == "6217 0001 2345 6789 012"
    assert mask_account(ACCOUNT) == "6217****9012"
    assert clean_account(group_account(ACCOUNT)) == ACCOUNT
