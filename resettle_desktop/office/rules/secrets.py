"""Passwords and PINs: which are good enough, and how a PIN is kept."""

import hashlib
import hmac
import secrets
import string
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from resettle_desktop.foundation.errors import Refusal

PIN_LENGTHS: Final = range(4, 7)
COMMONEST: Final = frozenset(
    {
        *("12345678", "123456789", "1234567890", "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwer1234"),
        *("1qaz2wsx", "1q2w3e4r", "abc12345", "abcd1234", "admin123", "admin@123", "aa123456", "a123456789"),
        *("woaini1314", "5201314", "qwertyuiop", "asdfghjkl", "zxcvbnm1", "iloveyou"),
    }
)
"""What people type when a program asks for a password; compared in small letters, without closing marks."""


class SignInWay(StrEnum):
    """How somebody proved who he is: in full (the day's password), by PIN, or by the recovery sheet."""

    FULL = "full"
    PIN = "pin"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """How good a password must be: short with several classes of characters, or a long phrase."""

    length: int = 8
    classes: int = 3
    phrase_length: int = 15

    @property
    def wording(self) -> str:
        """The rule in one line under the field."""
        return (
            f"至少{self.length}位，含大写字母、小写字母、数字、符号中的{self.classes}种；"
            f"或者一句至少{self.phrase_length}个字符的话"
        )


PASSWORD_RULE: Final = PasswordRule()


def check_password(
    password: str, *, rule: PasswordRule = PASSWORD_RULE, login: str = "", field: str | None = "password"
) -> None:
    """Refuse a password that is too weak, saying what is missing."""
    if not password:
        raise Refusal("请设一个密码", field)
    if password != password.strip():
        raise Refusal("密码的开头和结尾不能是空格，请重新输入", field)
    if any(ord(character) < 32 for character in password):
        raise Refusal("密码里有看不见的字符，请重新输入", field)
    if login and login.casefold() in password.casefold():
        raise Refusal("密码里不能有自己的名字，请换一个", field)
    if password.casefold().rstrip("!！.。@#") in COMMONEST or len(set(password)) < 4:
        raise Refusal("这个密码太容易猜到，请换一个", field)
    if len(password) >= rule.phrase_length:
        return
    if len(password) < rule.length:
        raise Refusal(f"密码现在是{len(password)}位，至少要{rule.length}位", field)
    if classes_in(password) < rule.classes:
        raise Refusal(
            f"密码要有大写字母、小写字母、数字、符号中的{rule.classes}种，或者写到{rule.phrase_length}位以上",
            field,
        )


def classes_in(password: str) -> int:
    """How many of capital letters, small letters, digits and anything else occur."""
    capital = any(character in string.ascii_uppercase for character in password)
    small = any(character in string.ascii_lowercase for character in password)
    digit = any(character in string.digits for character in password)
    other = any(character not in string.ascii_letters + string.digits for character in password)
    return capital + small + digit + other


def check_pin(pin: str, *, field: str | None = "pin") -> None:
    """Refuse a PIN that is not four to six digits, or one everybody tries first."""
    if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_LENGTHS):
        raise Refusal(f"换人密码是{PIN_LENGTHS.start}到{PIN_LENGTHS.stop - 1}位数字", field)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if len(set(pin)) == 1 or steps in ({1}, {-1}):
        raise Refusal("这串数字太容易猜到，请换一个", field)


@dataclass(frozen=True, slots=True)
class PinCost:
    """How much work one guess of a PIN costs (scrypt); about 50 ms and 16 MB by default."""

    n: int = 1 << 14
    r: int = 8
    p: int = 1


PIN_COST: Final = PinCost()


@dataclass(frozen=True, slots=True)
class KeptPin:
    """A PIN as the file keeps it: never the digits."""

    salt: bytes
    digest: bytes
    cost: PinCost


def keep_pin(pin: str, cost: PinCost = PIN_COST) -> KeptPin:
    """Hash a PIN with a fresh salt."""
    salt = secrets.token_bytes(16)
    return KeptPin(salt, pin_digest(pin, salt, cost), cost)


def pin_matches(pin: str, kept: KeptPin) -> bool:
    """Whether ``pin`` is the kept one; takes equally long either way."""
    return hmac.compare_digest(pin_digest(pin, kept.salt, kept.cost), kept.digest)


def pin_digest(pin: str, salt: bytes, cost: PinCost) -> bytes:
    """The 32 bytes that stand for a PIN."""
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=256 * cost.n * cost.r * cost.p, dklen=32
    )
