"""The office's signing keys: made, used and checked; what is signed and where a key lies is said above.

Ed25519 (RFC 8032) by the library ``cryptography``, which refuses a second spelling of a signature.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

KEY_ID_LENGTH: Final = 4
SIGNATURE_LENGTH: Final = 64
FINGERPRINT_LENGTH: Final = 10
"""Bytes that are read out over the telephone: 80 bits, five groups of four signs."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key and the public one that goes with it, 32 bytes each."""

    private: bytes
    public: bytes


def new_key_pair() -> KeyPair:
    """Make a key from the system's own randomness."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return KeyPair(key.private_bytes_raw(), key.public_key().public_bytes_raw())


def sign(private: bytes, message: bytes) -> bytes:
    """Sign a message; the same key and message give the same 64 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of the private key signed this very message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(public: bytes) -> bytes:
    """Four bytes by which a key is looked up; they prove nothing."""
    return hashlib.sha256(public).digest()[:KEY_ID_LENGTH]


def fingerprint(public: bytes) -> str:
    """What two people compare over the telephone: 1A2B 3C4D 5E6F 7081 92A3."""
    signs = hashlib.sha256(public).hexdigest()[: 2 * FINGERPRINT_LENGTH].upper()
    return " ".join(signs[start : start + 4] for start in range(0, len(signs), 4))
