"""What trying one password costs, and the key it makes."""

import time
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
MOST_ITERATIONS: Final = 20


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What trying one password costs (Argon2id)."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 2


def calibrated(target_ms: int = 400) -> PasswordCost:
    """The cost at which one password takes about ``target_ms`` on this computer (takes about as long)."""
    start = time.perf_counter()
    derived("calibration", bytes(SALT_BYTES), PasswordCost(iterations=1))
    one_pass = max(1.0, (time.perf_counter() - start) * 1000)
    return PasswordCost(
        iterations=min(MOST_ITERATIONS, max(PasswordCost().iterations, round(target_ms / one_pass)))
    )


def derived(password: str, salt: bytes, cost: PasswordCost) -> bytes:
    """The key a password makes; full-width letters of an input method count as the plain ones."""
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(unicodedata.normalize("NFKC", password).encode())
