"""Space kept back for the day the disk is full: given up, it lets what is saved be folded in and read."""

import os
import shutil
from pathlib import Path
from typing import Final

BALLAST_BYTES: Final = 16 * 2**20
ROOM_FACTOR: Final = 4
"""The ballast is laid only where it takes at most a quarter of the free space."""


class Ballast:
    """One file of incompressible bytes beside the records.

    A full disk wedges a write-ahead log: not even a checkpoint goes through. Without the ballast's bytes the
    log can be folded into the file and reading goes on; saving waits until the disk was cleared.
    """

    def __init__(self, path: Path, size: int = BALLAST_BYTES) -> None:
        self.path = path
        self.size = size

    @property
    def present(self) -> bool:
        """Whether the space is kept back."""
        return self.path.exists()

    def lay(self) -> bool:
        """Keep the space back where there is enough of it; answers whether it is kept back now."""
        if self.present:
            return True
        if shutil.disk_usage(self.path.parent).free < ROOM_FACTOR * self.size:
            return False
        try:
            with self.path.open("wb") as file:
                file.write(os.urandom(self.size))  # a compressing file system would keep zeros for nothing
        except OSError:
            self.give_up()
            return False
        return True

    def give_up(self) -> bool:
        """Give the space back; answers whether there was any."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True
