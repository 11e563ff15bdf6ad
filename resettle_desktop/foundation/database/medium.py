"""What a folder lies on: a fixed disk, something that can be pulled out, or another computer's share."""

import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

SHARE_SYSTEMS: Final = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
OCTAL: Final = re.compile(r"\\([0-7]{3})")
"""How the kernel's list writes blanks in names."""

STICK_SYSTEMS: Final = frozenset({"vfat", "exfat", "msdos"})


class Medium(StrEnum):
    """The kinds that matter: only a fixed disk carries a write-ahead log without notice."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    SHARE = "share"


if sys.platform == "win32":
    import ctypes

    DRIVE_REMOVABLE: Final = 2
    DRIVE_REMOTE: Final = 4

    def medium_of(folder: Path) -> Medium:
        """What the folder lies on, as GetDriveType tells (a USB disk counts as fixed there)."""
        anchor = folder.resolve().anchor
        if anchor.startswith("\\\\"):
            return Medium.SHARE
        kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)
        return {DRIVE_REMOVABLE: Medium.REMOVABLE, DRIVE_REMOTE: Medium.SHARE}.get(kind, Medium.FIXED)

else:

    def medium_of(folder: Path) -> Medium:
        """What the folder lies on, as the kernel's list of mounts tells."""
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return Medium.FIXED
        system, device = mount_of(mounts, folder.resolve())
        if system in SHARE_SYSTEMS:
            return Medium.SHARE
        if system in STICK_SYSTEMS or pulled_out(Path("/sys/dev/block"), device):
            return Medium.REMOVABLE
        return Medium.FIXED


def mount_of(mounts: str, folder: Path) -> tuple[str, str]:
    """The file system and device number (``8:1``) of the innermost mount that holds the folder."""
    best, system, device = -1, "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(" "), after.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
        inside = folder == Path(point) or Path(point) in folder.parents
        if inside and len(point) >= best:  # a later mount over the same point hides the earlier
            best, system, device = len(point), kinds[0], fields[2]
    return system, device


def pulled_out(devices: Path, device: str) -> bool:
    """Whether a block device is one that can be pulled out (on USB, or marked removable)."""
    place = Path(os.path.realpath(devices / device)) if device else None
    if place is None or not place.is_dir():
        return False
    if any(part.startswith("usb") for part in place.parts):
        return True
    marks = (place / "removable", place.parent / "removable")
    return any(mark.is_file() and mark.read_text(encoding="utf-8").strip() == "1" for mark in marks)
