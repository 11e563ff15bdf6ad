"""A file of every format ever released opens today, with its password and its sheet, and has lost nothing."""

from pathlib import Path

import pytest

from resettle_desktop.foundation.database import engine, maintenance, schema
from resettle_desktop.foundation.database.backup import read_backup, verify_backup
from resettle_desktop.foundation.database.migrate import OURS, new_shape
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.opening import open_office
from resettle_desktop.foundation.database.restore import keystore_of, restore
from resettle_desktop.foundation.database.schema_shape import shape_of
from tests.kit.office import TickingClock, load_models
from tests.old_files.make import HERE, LOGIN, PASSWORD, SHEET

SAMPLES = sorted(HERE.glob("format_*"))
AGAIN = "python -m tests.old_files.make step sample (before the format is released only)"


def test_every_format_left_a_sample() -> None:
    assert [path.name for path in SAMPLES] == [f"format_{form}" for form in range(1, schema.FORMAT + 1)], (
        AGAIN
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.name for path in SAMPLES])
def test_an_old_file_opens_verifies_and_is_migrated(
    sample: Path, tmp_path: Path, clock: TickingClock
) -> None:
    load_models()
    backup = read_backup(sample)
    key = keystore_of(backup).unlock_with_recovery((sample / SHEET).read_text(encoding="utf-8"))
    assert verify_backup(backup, key).faults == ()
    clock.advance(days=1)
    office = OfficeFolder(tmp_path / "office", practice=True)
    restore(office, backup, key, clock)
    open_office(office, LOGIN, PASSWORD, clock)
    office.close_store()
    verdict = maintenance.verify(office, key)
    assert (verdict["faults"], verdict["format"], verdict["entries"]) == ([], schema.FORMAT, backup.entries)
    assert {
        table: verdict["counts"].get(table, count) for table, count in backup.counts.items()
    } == backup.counts
    connection = engine.connect(office.records, key)
    different = sorted(map(str, shape_of(connection) ^ new_shape(OURS)))
    connection.close()
    assert different == [], AGAIN
