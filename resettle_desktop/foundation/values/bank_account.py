"""Bank accounts and cards (一卡通): digits as they are kept, masked where others may look on."""

import re
import unicodedata
from typing import Final

from resettle_desktop.foundation.errors import Refusal

SHORTEST: Final = 8
LONGEST: Final = 30
_DROPPED: Final = re.compile(r"[\s\-‐‑‒–—―−]")


def clean_account(text: str, *, field: str | None = "bank_account") -> str:
    """Return the digits as kept, empty when nothing was typed. Raises Refusal for what is no account."""
    account = _DROPPED.sub("", unicodedata.normalize("NFKC", text))
    if not account:
        return ""
    if not (account.isascii() and account.isdigit()):
        raise Refusal("账号里只能有数字，请核对", field)
    if not SHORTEST <= len(account) <= LONGEST:
        raise Refusal(f"账号应有{SHORTEST}到{LONGEST}位数字，现在是{len(account)}位，请核对", field)
    return account


def group_account(account: str) -> str:
    """Return the account as shown whole: 6217 0001 2345 6789 012."""
    return " ".join(account[first : first + 4] for first in range(0, len(account), 4))


def mask_account(account: str) -> str:
    """Return 6217****9012: bank and end to know it by, the rest is gone."""
    return f"{account[:4]}****{account[-4:]}" if account else ""
