"""Records and their keys moved in together or not at all, whatever happens in between.

A new office, or a backup to be restored, is first laid whole into a folder of its own; only then a mark is
set, and from then on the moves are carried through, if need be at the next start.
"""

import shutil
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.database.whole_file import force_file, force_folder, write_whole

FOLDER: Final = ".incoming"
MARK: Final = "complete"
JOURNALS: Final = ("-wal", "-shm", "-journal")


def empty_incoming(home: Path) -> Path:
    """An empty folder to lay the files in; what an interrupted attempt left there goes."""
    incoming = home / FOLDER
    if incoming.exists():
        shutil.rmtree(incoming)
    incoming.mkdir()
    return incoming


def complete(home: Path, names: tuple[str, ...]) -> None:
    """Set the mark: these files are whole and on the disk, and shall replace those at home."""
    incoming = home / FOLDER
    for name in names:
        force_file(incoming / name)
    force_folder(incoming)
    write_whole(incoming / MARK, "\n".join(names).encode())


def is_waiting(home: Path) -> bool:
    """Whether marked moves were not carried through yet."""
    return (home / FOLDER / MARK).exists()


def take_in(home: Path) -> bool:
    """Carry marked moves through; answers whether there were any."""
    incoming = home / FOLDER
    mark = incoming / MARK
    if not mark.exists():
        return False
    for name in mark.read_text(encoding="utf-8").splitlines():
        if (incoming / name).exists():
            drop_journals(home / name)  # a log of the file before must never be folded into this one
            (incoming / name).replace(home / name)
    force_folder(home)
    shutil.rmtree(incoming)
    return True


def drop_journals(records: Path) -> None:
    """Remove what the driver may have left beside a file that is about to be replaced."""
    for ending in JOURNALS:
        records.with_name(records.name + ending).unlink(missing_ok=True)
