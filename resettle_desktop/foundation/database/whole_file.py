"""Writing a small file whole or not at all, and making sure that the disk has it."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, force to the disk, rename over: whoever reads finds the old file or the new one.

    Raises OSError when the folder cannot be written or the disk is full; the old file is then as it was.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(
            beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    force_folder(path.parent)


def private(path: str, flags: int) -> int:
    """Open a file only its owner may read."""
    return os.open(path, flags, 0o600)


def force_file(path: Path) -> None:
    """Make sure that a finished file is on the medium."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def force_folder(folder: Path) -> None:
    """Make sure that a rename is on the medium; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
