"""What the command line does with an office file: each answers what can be printed as JSON.

The caller has unlocked the file and checked who asks; both work beside an open store.
"""

from pathlib import Path
from typing import Any

from resettle_desktop.foundation.database import backup
from resettle_desktop.foundation.database.checking import check_file
from resettle_desktop.foundation.database.failures import telling
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.values.clock import Clock

NOT_CHECKED = "没有检查完，资料没有改动"


def verify(office: OfficeFolder, key: bytes) -> dict[str, Any]:
    """Read the whole file: pages, structure, references, both chains; ``whole`` tells the verdict."""
    with telling(NOT_CHECKED):
        check = check_file(office.records, key, thorough=True)
    return {
        "file": str(office.records),
        "whole": not check.faults,
        "faults": list(check.faults),
        "format": check.form,
        "entries": check.entries,
        "head": check.head,
        "looks": check.looks,
        "blanked": check.blanked,
        "counts": dict(check.counts),
    }


def make_backup(office: OfficeFolder, key: bytes, clock: Clock, target: Path | None = None) -> dict[str, Any]:
    """Make a backup on demand, in the office's own folder or at ``target``."""
    return backup.as_json(backup.back_up(office, key, clock, backup.BackupKind.ON_DEMAND, target=target))
