"""One office file is open in one program at a time; the second is told by whom, and at which computer."""

import getpass
import json
import os
import platform
import sys
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.errors import EnvironmentFailure

LOCKED_BYTE: Final = 1 << 30
"""Far behind the text: on Windows a locked byte cannot be read by others."""
LONGEST_NOTE: Final = 4096

if sys.platform == "win32":
    import msvcrt

    def take_lock(descriptor: int) -> None:
        """Lock the file for this process; OSError when another one has it."""
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take_lock(descriptor: int) -> None:
        """Lock the file for this open handle; OSError when another one has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OfficeLock:
    """A lock on a file of its own: the records are never opened by anything but the driver.

    Ends with the process whatever happens to it, and not a moment before ``release``: a bare descriptor is
    closed by no garbage collection. A lock file left behind by a power cut locks nobody out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self.after_crash = False
        """Whether a holder before us ended without giving the lock back (a power cut, a crash); known from
        the first taking on, also after a wrong password gave the lock back in between."""

    @property
    def held(self) -> bool:
        """Whether we have it."""
        return self._descriptor is not None

    def take(self) -> None:
        """Take the lock, or raise EnvironmentFailure that names who has it."""
        if self._descriptor is not None:
            return
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise EnvironmentFailure(
                "数据文件所在的文件夹不允许写入", "没有打开，里面的资料没有改动", "请联系管理员检查文件夹权限"
            ) from error
        try:
            take_lock(descriptor)
        except OSError:
            failure = open_elsewhere(descriptor)
            os.close(descriptor)
            raise failure from None
        self.after_crash = self.after_crash or os.fstat(descriptor).st_size > 0
        note = {"user": user_name(), "computer": platform.node(), "process": os.getpid()}
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(note, ensure_ascii=False).encode())
        self._descriptor = descriptor

    def expect_free(self) -> None:
        """Raise the EnvironmentFailure of a file open elsewhere; nothing is taken or written."""
        if self._descriptor is not None or not self.path.exists():
            return
        try:
            descriptor = os.open(self.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            return  # that the folder cannot be written is told by whoever writes
        try:
            take_lock(descriptor)  # ends with the descriptor
        except OSError:
            raise open_elsewhere(descriptor) from None
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


def open_elsewhere(descriptor: int) -> EnvironmentFailure:
    """What is said of a file another program has."""
    return EnvironmentFailure(
        f"这份数据已在别处打开（{holder_in(descriptor)}）",
        "这里没有打开，那边的资料不受影响",
        "请先关闭那边的程序再打开",
    )


def holder_in(descriptor: int) -> str:
    """Who has the lock, as the holder noted it down."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        note = json.loads(os.read(descriptor, LONGEST_NOTE))
        return f"用户 {note['user']}，电脑 {note['computer']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "另一个程序"


def user_name() -> str:
    """The name the operating system knows the user by; some accounts have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
