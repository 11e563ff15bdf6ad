"""The code to check on a paper: readable Chinese first, then what the office signed.

搬迁安置证明 搬证字〔2026〕12号 王桂兰 2026-11-03 核验电话0355-7654321 RD1:<base45>

Signed, in this order: format, algorithm, key id, kind (with 练习 as its highest bit), days since 2000-01-01,
digests of issuer, line and facts, number, name, and 64 bytes of signature over all of it. The line is bound
by its digest, so that nobody can put another telephone number before a true signature.
"""

import hashlib
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.signing import SIGNATURE_LENGTH
from resettle_desktop.foundation.values.base45 import from_base45, to_base45
from resettle_desktop.foundation.values.numerals import dashed_date

PREFIX: Final = "RD1:"
FORMAT: Final = 1
ED25519: Final = 1
DOMAIN: Final = b"resettle-desktop paper code\n"
"""Signed before everything, so that a signature made for another purpose is none here."""

LONGEST: Final = 150
"""Bytes with the signature, so that the code can be read from a bad copy; a longer name is cut."""

HEAD: Final = struct.Struct(">BB4sBH6s8s12s")
PRACTICE: Final = 0x80
CUT: Final = 0x80
DAY_ZERO: Final = date(2000, 1, 1)
LEAST_NAME: Final = 6
LONGEST_NUMBER: Final = 180
TOO_LONG: Final = "编号太长，印不进二维码；请到“设置”把文书编号样式改短，或在“核验二维码的钥匙”里停印"


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """The code on a paper's face; a draft shows only its place, for nothing is signed before 开具."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What a code says of its paper; ``facts`` binds what else stands there, ``line`` the readable words."""

    key_id: bytes
    kind: int
    paper_date: date
    issuer: bytes
    line: bytes
    facts: bytes
    number: str
    name: str
    practice: bool = False
    name_cut: bool = False


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code as it was scanned: its facts, the words before it, and what was signed with which signature."""

    facts: CodeFacts
    words: str
    message: bytes
    signature: bytes

    @property
    def spelled(self) -> str:
        """The signed part as it stands on the paper."""
        return PREFIX + to_base45(self.message.removeprefix(DOMAIN) + self.signature)

    @property
    def whole(self) -> str:
        """The code as it was scanned."""
        return f"{self.words} {self.spelled}"

    @property
    def words_fit(self) -> bool:
        """Whether the readable words are those that were signed."""
        return line_digest(self.words) == self.facts.line


class NoCode(Refusal):
    """What was scanned or typed is no code of ours, or not whole."""

    def __init__(self) -> None:
        super().__init__("没有读到核验码：请重新扫，要扫到最后一个字符", "text")


def spoken_line(title: str, number: str, name: str, day: date, phone: str, *, practice: bool) -> str:
    """The words in front: what the paper is, its number, whose, of which day, whom to call."""
    parts = (
        "练习用，无效" if practice else "",
        title,
        number,
        name,
        dashed_date(day),
        f"核验电话{phone}" if phone else "",
    )
    return " ".join(part for part in parts if part)


def line_digest(line: str) -> bytes:
    """Binds the readable words; scanners change the blanks between them, so these do not count."""
    return hashlib.sha256("".join(line.split()).encode()).digest()[:8]


def issuer_digest(issuer_uid: str) -> bytes:
    """Stands for whoever issued the paper."""
    return hashlib.sha256(issuer_uid.encode()).digest()[:6]


def facts_digest(salt: bytes, facts: tuple[str, ...]) -> bytes:
    """Binds what else stands on the paper.

    Salted, the salt lies in the book: whoever has only the code cannot guess at rooms and numbers.
    """
    return hashlib.sha256(salt + "\n".join(facts).encode()).digest()[:12]


def spell_code(facts: CodeFacts, line: str, sign: Callable[[bytes], bytes]) -> str:
    """The text of the code; ``sign`` signs a message with the office's key.

    Raises Refusal when the number alone is longer than a code can be.
    """
    number = facts.number.encode()
    if len(number) > LONGEST_NUMBER:
        raise Refusal(TOO_LONG)
    kind = facts.kind | (PRACTICE if facts.practice else 0)
    days = (facts.paper_date - DAY_ZERO).days
    head = HEAD.pack(FORMAT, ED25519, facts.key_id, kind, days, facts.issuer, line_digest(line), facts.facts)
    room = max(LEAST_NAME, LONGEST - SIGNATURE_LENGTH - len(head) - len(number) - 2)
    name = whole_characters(facts.name.encode(), min(room, CUT - 1))
    cut = CUT if len(name) < len(facts.name.encode()) else 0
    message = head + bytes([len(number)]) + number + bytes([len(name) | cut]) + name
    return f"{line} {PREFIX}{to_base45(message + sign(DOMAIN + message))}"


def whole_characters(content: bytes, most: int) -> bytes:
    """The first whole characters of a UTF-8 text that fit."""
    return content[:most].decode(errors="ignore").encode()


def read_code(text: str) -> ReadCode:
    """Read a scanned text; raises NoCode. Nothing is believed yet: the signature is still to be checked."""
    # The prefix is made of the alphabet it announces, so it may stand in the middle of a code by chance.
    for place in re.finditer(re.escape(PREFIX), text):
        try:
            content = from_base45(text[place.end() :].rstrip())
            message, signature = content[:-SIGNATURE_LENGTH], content[-SIGNATURE_LENGTH:]
            return ReadCode(_facts_of(message), text[: place.start()].strip(), DOMAIN + message, signature)
        except (ValueError, IndexError, struct.error):
            continue
    raise NoCode


def _facts_of(message: bytes) -> CodeFacts:
    form, algorithm, key, kind, days, issuer, line, facts = HEAD.unpack_from(message)
    if (form, algorithm) != (FORMAT, ED25519):
        raise ValueError("another format, of a later program")
    at = HEAD.size
    number_end = at + 1 + message[at]
    name_length = message[number_end] & ~CUT
    name = message[number_end + 1 :]
    if len(name) != name_length:
        raise ValueError("not as long as it says")
    return CodeFacts(
        key_id=key,
        kind=kind & ~PRACTICE,
        paper_date=DAY_ZERO + timedelta(days=days),
        issuer=issuer,
        line=line,
        facts=facts,
        number=message[at + 1 : number_end].decode(),
        name=name.decode(),
        practice=bool(kind & PRACTICE),
        name_cut=bool(message[number_end] & CUT),
    )
