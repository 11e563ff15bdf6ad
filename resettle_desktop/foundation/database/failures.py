"""The driver's error codes, translated once into sentences for the clerk."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from resettle_desktop.foundation.database.engine import DriverError
from resettle_desktop.foundation.errors import EnvironmentFailure

NOTHING_SAVED: Final = "刚才这一步没有保存，之前已办好的都在"

# Primary result codes of SQLite (https://sqlite.org/rescode.html).
SENTENCES: Final = {
    3: ("数据文件所在的文件夹不允许写入", "请联系管理员检查文件夹权限"),
    5: ("数据文件正被另一个程序占用", "请关闭备份、杀毒等占用文件的程序后再试一次"),
    6: ("数据文件正被另一个程序占用", "请关闭备份、杀毒等占用文件的程序后再试一次"),
    7: ("电脑内存不够", "请关闭别的程序后再试一次"),
    8: ("数据文件所在的文件夹不允许写入", "请联系管理员检查文件夹权限"),
    10: ("硬盘读写出错", "请先不要关机，把最近的备份复制到别的盘上，再联系管理员"),
    11: ("数据文件有损坏", "请用“备份与恢复”里最近的一份备份恢复"),
    13: ("硬盘已满", "请清理硬盘后再试一次"),
    14: ("打不开数据文件", "请检查文件是否还在、文件夹是否允许写入"),
    26: ("数据文件有损坏，或与钥匙文件不是一套", "请用“备份与恢复”里最近的一份备份恢复"),
}
OF_THE_SYSTEM: Final = {
    errno.ENOSPC: 13,
    errno.EDQUOT: 13,
    errno.EFBIG: 13,
    errno.EACCES: 8,
    errno.EPERM: 8,
    errno.EROFS: 8,
    errno.ENOENT: 14,
}
"""Errors of the operating system by the driver's code for the same thing; any other is reading or writing."""

DISK_FULL: Final = 13
INPUT_OUTPUT: Final = 10
INTERRUPTED: Final = 9
NOT_A_DATABASE: Final = 26


def primary_code(error: BaseException) -> int | None:
    """The primary result code an error of the driver (or one wrapped by SQLAlchemy) carries."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None and "file is not a database" in str(original):
        return NOT_A_DATABASE
    return None if code is None else int(code) & 0xFF


def was_cancelled(error: BaseException) -> bool:
    """Whether the statement stopped because we asked it to."""
    return primary_code(error) == INTERRUPTED


def failure_of(error: BaseException, lost: str = NOTHING_SAVED) -> EnvironmentFailure | None:
    """The failure of the machine behind ``error``, or None when the error is our own bug."""
    if isinstance(error, OSError):
        code = OF_THE_SYSTEM.get(error.errno or 0, INPUT_OUTPUT)
        what, todo = SENTENCES[code]
        return EnvironmentFailure(what, lost, todo)
    sentence = SENTENCES.get(primary_code(error) or 0)
    if sentence is None:
        return None
    what, todo = sentence
    return EnvironmentFailure(what, lost, todo)


@contextmanager
def telling(lost: str) -> Iterator[None]:
    """Turn errors of the driver and of the disk into sentences; ``lost`` says what was not saved."""
    try:
        yield
    except (DBAPIError, DriverError, OSError) as error:
        failure = failure_of(error, lost)
        raise (failure or error) from error
