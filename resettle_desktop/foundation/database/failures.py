"""The driver's error codes, translated once into sentences for the clerk."""

from typing import Final

from sqlalchemy.exc import DBAPIError

from resettle_desktop.foundation.errors import EnvironmentFailure

NOTHING_SAVED: Final = "刚才这一步没有保存，之前已办好的都在"

# Primary result codes of SQLite (https://sqlite.org/rescode.html).
SENTENCES: Final = {
    5: ("数据文件正被另一个程序占用", "请关闭备份、杀毒等占用文件的程序后再试一次"),
    6: ("数据文件正被另一个程序占用", "请关闭备份、杀毒等占用文件的程序后再试一次"),
    8: ("数据文件所在的文件夹不允许写入", "请联系管理员检查文件夹权限"),
    10: ("硬盘读写出错", "请先不要关机，把最近的备份复制到别的盘上，再联系管理员"),
    11: ("数据文件有损坏", "请用“备份与恢复”里最近的一份备份恢复"),
    13: ("硬盘已满", "请清理硬盘后再试一次"),
    14: ("打不开数据文件", "请检查文件是否还在、文件夹是否允许写入"),
    26: ("这不是本程序的数据文件，或者钥匙不对", "请用“备份与恢复”里最近的一份备份恢复"),
}
DISK_FULL: Final = 13
INPUT_OUTPUT: Final = 10
INTERRUPTED: Final = 9


def primary_code(error: BaseException) -> int | None:
    """The primary result code an error of the driver (or one wrapped by SQLAlchemy) carries."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    if code is None and "file is not a database" in str(original):
        return 26
    return None if code is None else int(code) & 0xFF


def was_cancelled(error: BaseException) -> bool:
    """Whether the statement stopped because we asked it to."""
    return primary_code(error) == INTERRUPTED


def failure_of(error: BaseException, lost: str = NOTHING_SAVED) -> EnvironmentFailure | None:
    """The failure of the machine behind ``error``, or None when the error is our own bug."""
    if isinstance(error, OSError):
        return EnvironmentFailure("读写文件失败", lost, "请检查磁盘空间和文件夹权限后再试一次")
    sentence = SENTENCES.get(primary_code(error) or 0)
    if sentence is None:
        return None
    what, todo = sentence
    return EnvironmentFailure(what, lost, todo)
