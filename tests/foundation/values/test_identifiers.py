"""Uids: the shape of UUIDv7, order, and no two alike."""

import threading
import time
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.values.identifiers import UidSource, new_uid


def test_a_uid_is_a_version_7_uuid_of_the_present_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    uid = new_uid()
    after = time.time_ns() // 1_000_000
    parsed = UUID(uid)
    assert len(uid) == 36
    assert (parsed.version, parsed.variant) == (7, RFC_4122)
    # The counter may have run ahead of the clock in an earlier test, never behind it.
    assert before <= parsed.int >> 80 <= after + 1_000


def test_uids_made_in_a_burst_rise_and_differ() -> None:
    uids = [new_uid() for _ in range(20_000)]
    assert uids == sorted(set(uids))


@given(st.lists(st.integers(0, 2**48 - 2), min_size=1, max_size=50))
def test_uids_rise_even_when_the_clock_goes_back(moments: list[int]) -> None:
    source = UidSource()
    uids = [source.next(moment) for moment in moments]
    assert uids == sorted(set(uids))
    assert all(UUID(uid).version == 7 for uid in uids)


def test_threads_never_get_the_same_uid() -> None:
    source = UidSource()
    made: list[list[str]] = [[], []]

    def make(into: list[str]) -> None:
        into.extend(source.next(1) for _ in range(5_000))

    threads = [threading.Thread(target=make, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made[0]) | set(made[1])) == 10_000
