"""One office file is open in one program at a time; the second is told by whom, and at which computer."""

import getpass
import json
import os
import platform
import sys
from io import FileIO
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.errors import EnvironmentFailure

LOCKED_BYTE: Final = 1 << 30
"""Far behind the text: on Windows a locked byte cannot be read by others."""

if sys.platform == "win32":
    import msvcrt

    def take_lock(file: FileIO) -> None:
        """Lock the file for this process; OSError when another one has it."""
        file.seek(LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take_lock(file: FileIO) -> None:
        """Lock the file for this open handle; OSError when another one has it."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class OfficeLock:
    """A lock on a file of its own: the records are never opened by anything but the driver.

    Ends with the process whatever happens to it; a lock file left behind by a power cut locks nobody out.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None

    @property
    def held(self) -> bool:
        """Whether we have it."""
        return self._file is not None

    def take(self) -> None:
        """Take the lock, or raise EnvironmentFailure that names who has it."""
        if self._file is not None:
            return
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise EnvironmentFailure(
                "数据文件所在的文件夹不允许写入", "没有打开，里面的资料没有改动", "请联系管理员检查文件夹权限"
            ) from error
        file = FileIO(descriptor, "r+")
        try:
            take_lock(file)
        except OSError:
            holder = holder_in(file)
            file.close()
            raise EnvironmentFailure(
                f"这份数据已在别处打开（{holder}）",
                "这里没有打开，那边的资料不受影响",
                "请先关闭那边的程序再打开",
            ) from None
        note = {"user": user_name(), "computer": platform.node(), "process": os.getpid()}
        file.seek(0)
        file.truncate()
        file.write(json.dumps(note, ensure_ascii=False).encode())
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def holder_in(file: FileIO) -> str:
    """Who has the lock, as the holder noted it down."""
    file.seek(0)
    try:
        note = json.loads(file.read(LOCKED_BYTE // 1024))
        return f"用户 {note['user']}，电脑 {note['computer']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "另一个程序"


def user_name() -> str:
    """The name the operating system knows the user by; some accounts have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
