"""kill -9 from outside, at any moment: what was confirmed is there, nothing is there half or twice."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from resettle_desktop.foundation.database.backup import BackupKind, back_up, backups_in, verify_backup
from resettle_desktop.foundation.database.checking import check_file
from resettle_desktop.foundation.database.engine import Journal, connect
from resettle_desktop.foundation.database.office_folder import FolderState, OfficeFolder
from tests.faults.children import (
    LOGIN,
    PASSWORD,
    Child,
    child,
    keep_backing_up,
    keep_exchanging_keys,
    keep_restoring,
    keep_taking_numbers,
)
from tests.kit.office import KEY, TickingClock

SPANS = {Journal.WAL: 0.002, Journal.TRUNCATE: 0.006}
"""How long an act takes at most: the kill falls within."""

KILLS = [pytest.param(25, id="few"), pytest.param(300, id="many", marks=pytest.mark.deep)]

FEWER_KILLS = [pytest.param(8, id="few"), pytest.param(100, id="many", marks=pytest.mark.deep)]


def kill_within(victim: Child, rounds: int, span: float, chance: random.Random) -> list[Any]:
    """Let the victim work for a few rounds, then kill it within ``span`` seconds; what it had confirmed."""
    confirmed = []
    heard = victim.hear()
    while rounds:
        if heard == "begun":
            rounds -= 1
        else:
            confirmed.append(heard)
        if rounds:
            heard = victim.hear()
    victim.process.join(chance.uniform(0, span))  # the kill must fall at no moment we choose
    victim.kill()
    while (heard := victim.hear()) is not None:
        if heard != "begun":
            confirmed.append(heard)
    victim.close()
    return confirmed


@pytest.mark.parametrize("kills", KILLS)
@pytest.mark.parametrize("journal", [Journal.WAL, Journal.TRUNCATE])
def test_no_confirmed_act_is_lost_and_no_number_given_twice(
    office: OfficeFolder, journal: Journal, kills: int
) -> None:
    chance = random.Random(journal + str(kills))
    confirmed: list[int] = []
    for _ in range(kills):
        victim = child(keep_taking_numbers, office.records, journal.value)
        confirmed += kill_within(victim, chance.randint(1, 4), SPANS[journal], chance)
        check = check_file(office.records, KEY, thorough=True)
        assert check.faults == ()
        assert check.entries == check.counts["thing"] == check.counts["mark"] / 3
    connection = connect(office.records, KEY, journal=None)
    numbers = [int(label) for (label,) in connection.execute("SELECT label FROM thing ORDER BY id")]
    connection.close()
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(confirmed) <= set(numbers)
    assert confirmed == sorted(set(confirmed))
    assert len(numbers) - len(confirmed) <= kills  # saved, but killed before it could say so


@pytest.mark.parametrize(
    "kills", [pytest.param(8, id="few"), pytest.param(100, id="many", marks=pytest.mark.deep)]
)
def test_a_folder_with_a_backups_name_is_a_whole_backup(office: OfficeFolder, kills: int) -> None:
    chance = random.Random(kills)
    confirmed: list[str] = []
    for _ in range(kills):
        victim = child(keep_backing_up, office.path)
        confirmed += kill_within(victim, 1, 0.12, chance)
    found = backups_in(office.backups)
    assert {backup.folder.name for backup in found} >= set(confirmed)
    for backup in found:
        verify_backup(backup, KEY)
    visible = {path for path in office.backups.glob("*/") if not path.name.startswith(".")}
    assert visible == {backup.folder for backup in found}


@pytest.mark.parametrize(
    "kills", [pytest.param(8, id="few"), pytest.param(100, id="many", marks=pytest.mark.deep)]
)
@pytest.mark.parametrize(
    ("run", "span"), [(keep_restoring, 0.25), (keep_exchanging_keys, 0.03)], ids=["restore", "key"]
)
def test_an_office_killed_while_it_is_restored_or_rekeyed_opens(
    office: OfficeFolder, clock: TickingClock, run: Callable[..., None], span: float, kills: int
) -> None:
    back_up(office, KEY, clock, BackupKind.ON_DEMAND)
    chance = random.Random(kills)
    for _ in range(kills):
        kill_within(child(run, office.path), chance.randint(1, 2), span, chance)
        again = OfficeFolder(office.path)
        assert again.state() is FolderState.OURS
        key = again.keystore().unlock(LOGIN, PASSWORD, fits=again.fits)
        assert check_file(again.records, key).faults == ()
