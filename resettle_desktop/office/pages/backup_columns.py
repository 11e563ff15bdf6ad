"""The columns of a list of backups, for restoring and for the backup page."""

from typing import Final

from resettle_desktop.foundation.database.backup import KIND_NAMES, BackupResult
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.values.clock import spoken_instant


def size_of(size: int) -> str:
    """A file's size as a clerk reads it."""
    return f"{size / 2**20:.1f} MB" if size < 2**30 else f"{size / 2**30:.1f} GB"


BACKUP_COLUMNS: Final[tuple[Column[BackupResult], ...]] = (
    Column("做于", lambda row: spoken_instant(row.made_at), width=12, stretch=True, strong=True),
    Column("怎么做的", lambda row: KIND_NAMES[row.kind], width=6),
    Column("办理笔数", lambda row: f"{row.entries} 笔", width=6, right=True, optional=True),
    Column("大小", lambda row: size_of(row.size), width=6, right=True, optional=True),
    Column("核对", lambda _row: "", width=6, chip=lambda _row: Chip("完整", Tone.OK)),
)
"""A backup counts only when it was reopened and found whole: what is in the list was."""
