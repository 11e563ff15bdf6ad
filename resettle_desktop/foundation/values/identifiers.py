"""Identifiers that may leave the file: UUID version 7, ordered by the moment they were made."""

import os
import threading
import time
from typing import Final

_COUNTER_BITS: Final = 42
_TAIL_BITS: Final = 32
# RFC 9562 §6.2: the counter starts in its lower half, so that a burst has room before the next millisecond.
_COUNTER_START_BITS: Final = _COUNTER_BITS - 1


class UidSource:
    """Makes UUIDv7 texts that rise strictly, even within one millisecond and after the clock went back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._milliseconds = 0
        self._counter = 0

    def next(self, milliseconds: int) -> str:
        """Return a uid for this Unix time in milliseconds; a time before the last one counts as the last."""
        with self._lock:
            if milliseconds > self._milliseconds:
                self._milliseconds = milliseconds
                self._counter = _random_bits(_COUNTER_START_BITS)
            else:
                self._counter += 1
                if self._counter >> _COUNTER_BITS:
                    self._milliseconds += 1
                    self._counter = _random_bits(_COUNTER_START_BITS)
            return _uuid7(self._milliseconds, self._counter)


def _random_bits(count: int) -> int:
    return int.from_bytes(os.urandom((count + 7) // 8), "big") >> (-count % 8)


def _uuid7(milliseconds: int, counter: int) -> str:
    high, low = counter >> 30, counter & 0x3FFF_FFFF
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | high << 64
    value |= 0b10 << 62 | low << _TAIL_BITS | _random_bits(_TAIL_BITS)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


_source: Final = UidSource()


def new_uid() -> str:
    """Return a new uid of 36 characters; later calls give texts that sort after it."""
    return _source.next(time.time_ns() // 1_000_000)
