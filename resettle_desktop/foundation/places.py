"""Where an office's files lie when nobody says otherwise."""

import os
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = "resettle-desktop"
FOLDER_ON_A_DRIVE: Final = "易地搬迁社区服务台"


def default_office_folder() -> Path:
    """The office's records: on Windows a fixed drive beside the system's when there is one.

    A system drive is what is wiped when a PC is set up again.
    """
    drive = fixed_drive()
    return data_home() / FOLDER / "office" if drive is None else drive / FOLDER_ON_A_DRIVE


def second_home() -> Path:
    """Where the second copy of the keystore and this PC's own settings lie, apart from the records."""
    if sys.platform == "win32":
        return data_home() / FOLDER
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / FOLDER


def data_home() -> Path:
    """The system's folder for the data of programs."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


if sys.platform == "win32":
    import ctypes

    DRIVE_FIXED: Final = 3

    def fixed_drive() -> Path | None:
        """The first fixed drive that is not the system's."""
        system = os.environ.get("SYSTEMDRIVE", "C:").upper()
        for letter in "DEFGHIJKLMNOPQRSTUVWXYZ":
            root = f"{letter}:\\"
            if f"{letter}:" != system and ctypes.windll.kernel32.GetDriveTypeW(root) == DRIVE_FIXED:
                return Path(root)
        return None

else:

    def fixed_drive() -> Path | None:
        """Only Windows has drives."""
        return None
