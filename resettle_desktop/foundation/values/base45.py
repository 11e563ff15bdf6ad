"""Base45 (RFC 9285): bytes as the characters a QR code packs tightest and every scanner can type."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


def to_base45(content: bytes) -> str:
    """Spell bytes: two as three characters, a single last one as two."""
    spelled = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            spelled.append(ALPHABET[digit])
    return "".join(spelled)


def from_base45(text: str) -> bytes:
    """Read what ``to_base45`` wrote; raises ValueError for anything else, so each text has one spelling."""
    if not _VALUES.keys() >= set(text):
        raise ValueError("a character that base45 does not have")
    read = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        number = sum(_VALUES[character] * 45**place for place, character in enumerate(group))
        if len(group) == 1 or number >> 8 * (len(group) - 1):
            raise ValueError("a group that stands for no bytes")
        read += number.to_bytes(len(group) - 1, "big")
    return bytes(read)
