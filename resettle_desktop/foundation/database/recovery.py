"""The recovery sheet: a private key as letters that survive being written down and typed in again."""

import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from resettle_desktop.foundation.errors import Refusal

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O (read as 1, 1, 0) and no U."""

LOOKALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
LINE_LENGTHS: Final = (12, 12, 12, 8, 8)
"""52 characters are 260 bits: the 256 of the key and four zeros."""

KEY_BYTES: Final = 32
SPARE_BITS: Final = 4
GROUP: Final = 4
LINE_WEIGHT: Final = 20
LINES_TO_PROVE: Final = 2

LINE_WRONG: Final = "恢复单第 {} 行与抄写的不符，没有打开；请对照恢复单再看一遍这一行"
LENGTH_WRONG: Final = "恢复单应有 {} 个字符，现在是 {} 个，没有打开；请把五行连同行末的校验字符都输入"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed: five lines of groups of four with a check character each, and the sheet's mark.

    ``check`` is the mark by which a sheet on paper is told from an older one; the key file knows it too. The
    lines are a key: no report and no log may show them.
    """

    lines: tuple[str, ...] = field(repr=False)
    check: str
    file_uid: str
    practice: bool

    @property
    def qr_text(self) -> str:
        """The same characters for a scanner; they can be typed in wherever the lines can."""
        return "".join(self.lines).replace(" ", "")

    def lines_to_prove(self) -> tuple[int, ...]:
        """Two different lines, at random, that are typed in again to prove that the sheet is on paper."""
        picked = secrets.SystemRandom().sample(range(len(self.lines)), LINES_TO_PROVE)
        return tuple(sorted(picked))

    def proves(self, line: int, typed: str) -> bool:
        """Whether what was typed is that line (counted from 0)."""
        return cleaned(typed) == self.lines[line].replace(" ", "")


def sheet_lines(private: bytes) -> tuple[str, ...]:
    """The printed lines of a private key."""
    number = int.from_bytes(private, "big") << SPARE_BITS
    length = sum(LINE_LENGTHS)
    values = [number >> 5 * place & 31 for place in reversed(range(length))]
    lines = []
    for index, size in enumerate(LINE_LENGTHS):
        part, values = values[:size], values[size:]
        text = "".join(ALPHABET[value] for value in part)
        groups = [text[start : start + GROUP] for start in range(0, size, GROUP)]
        lines.append(" ".join((*groups, ALPHABET[check_value(index, part)])))
    return tuple(lines)


def private_key(typed: str) -> bytes:
    """The private key of a typed or scanned sheet.

    Spaces, hyphens, case, full-width letters and I, L, O are forgiven. Raises Refusal naming the first line
    that does not fit its check character.
    """
    text = cleaned(typed)
    expected = sum(LINE_LENGTHS) + len(LINE_LENGTHS)
    if len(text) != expected:
        raise Refusal(LENGTH_WRONG.format(expected, len(text)), field="recovery")
    number = 0
    for index, size in enumerate(LINE_LENGTHS):
        line, text = text[: size + 1], text[size + 1 :]
        values = [ALPHABET.find(character) for character in line]
        if min(values) < 0 or check_value(index, values[:-1]) != values[-1]:
            raise Refusal(LINE_WRONG.format(index + 1), field="recovery")
        number = reduce(lambda whole, value: whole << 5 | value, values[:-1], number)
    if number & (1 << SPARE_BITS) - 1:
        raise Refusal(LINE_WRONG.format(len(LINE_LENGTHS)), field="recovery")
    return (number >> SPARE_BITS).to_bytes(KEY_BYTES, "big")


def cleaned(typed: str) -> str:
    """Typed characters in the sheet's own spelling."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(plain.replace("-", "").split()).translate(LOOKALIKES)


def check_value(line: int, values: list[int]) -> int:
    """A weighted sum in the field of 32 elements.

    Finds every single wrong character, every two characters exchanged, and two lines exchanged.
    """
    check = times(power(LINE_WEIGHT), line)
    for place, value in enumerate(values):
        check ^= times(power(place), value)
    return check


def power(exponent: int) -> int:
    """The generator 2 to a power."""
    return reduce(lambda value, _: times(value, 2), range(exponent), 1)


def times(left: int, right: int) -> int:
    """Product in the field of 32 elements (modulo x⁵ + x² + 1)."""
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - 5
    return product
