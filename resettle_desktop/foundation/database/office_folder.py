"""The folder of one office: its files by name, what state they are in, and the way to open them.

    folder = OfficeFolder(path, second=data_folder)
    folder.lock.take()
    keystore = folder.keystore()
    key = keystore.unlock(login, password, fits=folder.fits)
    store = folder.open_store(key, clock)
    ...
    folder.close_store()

The state is read from the first bytes before anything is connected: while a connection is open, merely
closing the file elsewhere in this process would drop the driver's locks.
"""

import hashlib
import shutil
from enum import StrEnum
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.database import incoming, migrate
from resettle_desktop.foundation.database.ballast import Ballast
from resettle_desktop.foundation.database.engine import DriverError, Journal, connect
from resettle_desktop.foundation.database.failures import NOT_A_DATABASE, failure_of, primary_code, telling
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.keystore_content import KeystoreMissing, KeystoreNewer
from resettle_desktop.foundation.database.medium import Medium, medium_of
from resettle_desktop.foundation.database.office_lock import OfficeLock
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.values.clock import Clock

RECORDS: Final = "records.db"
KEYSTORE: Final = "keystore.json"
HEADER_BYTES: Final = 16
PLAIN_HEADER: Final = b"SQLite format 3\x00"
LITTLE_ROOM: Final = 200 * 2**20

NOT_OPENED: Final = "没有打开，里面的资料没有改动"
MENDED: Final = "钥匙文件{}，已用{}补上；如果之后改过密码，请用当时的密码或恢复单"
ON_A_STICK: Final = "数据放在可拔出的盘上：已改用较慢但更稳妥的写法，用完请先退出程序再拔盘"
LITTLE_ROOM_LEFT: Final = "硬盘只剩 {} MB，请尽早清理"


class FolderState(StrEnum):
    """What the first look at a folder finds."""

    NEW = "new"
    OURS = "ours"
    RECORDS_MISSING = "records missing"
    KEYSTORE_MISSING = "keystore missing"
    PLAIN = "plain"
    DAMAGED = "damaged"
    NEWER = "newer"


FAILURES: Final = {
    FolderState.RECORDS_MISSING: (
        "钥匙文件在，数据文件却不见了",
        "没有打开，也没有新建空文件",
        "请把数据文件放回原处，或用“备份与恢复”里最近的一份备份恢复",
    ),
    FolderState.KEYSTORE_MISSING: (
        "找不到能用的钥匙文件",
        NOT_OPENED,
        "请把备份文件夹里的 keystore.json 放到数据文件旁边，或用最近的一份备份恢复",
    ),
    FolderState.PLAIN: (
        "这里应当是加密的数据文件，现在却是没有加密的文件",
        NOT_OPENED,
        "请不要使用它；请用“备份与恢复”里最近的一份备份恢复，并告诉负责人",
    ),
    FolderState.DAMAGED: (
        "数据文件有损坏",
        NOT_OPENED,
        "请用“备份与恢复”里最近的一份备份恢复",
    ),
    FolderState.NEWER: (
        "这份文件是更新版本的程序写的",
        NOT_OPENED,
        "请在这台电脑上安装新版程序后再打开",
    ),
}
ON_A_SHARE: Final = (
    "数据文件放在网络共享文件夹里",
    "没有打开，里面的资料没有改动",
    "请把整个文件夹移到本机硬盘上再打开",
)


class OfficeFolder:
    """The files of one office file. One program at a time works on it (``lock``)."""

    def __init__(self, path: Path, *, second: Path | None = None, practice: bool = False) -> None:
        self.path = path
        self.is_practice = practice
        self.lock = OfficeLock(path / "records.lock")
        self.ballast = Ballast(path / "ballast.bin")
        self.notices: list[str] = []
        self.store: Store | None = None
        self._second_home = second

    @property
    def records(self) -> Path:
        """The encrypted records."""
        return self.path / RECORDS

    @property
    def keystore_path(self) -> Path:
        """The key file."""
        return self.path / KEYSTORE

    @property
    def second_keystore(self) -> Path | None:
        """The key file's second copy, in the program's own data folder."""
        if self._second_home is None:
            return None
        place = hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:16]
        return self._second_home / "keystores" / f"{place}.json"

    @property
    def sign_in_path(self) -> Path:
        """Where wrong passwords are counted."""
        return self.path / "sign-in.json"

    @property
    def backups(self) -> Path:
        """Where backups go by default."""
        return self.path / "backups"

    def practice(self) -> "OfficeFolder":
        """The practice office beside this one, with records and keys of its own."""
        return OfficeFolder(self.path / "practice", second=self._second_home, practice=True)

    # The first look

    def state(self) -> FolderState:
        """What is here, by the first bytes; never called while the file is open."""
        if self.store is not None:
            message = "the state is looked at before the file is opened"
            raise RuntimeError(message)
        self._finish_moves()
        header = header_of(self.records)
        if not header:
            return FolderState.RECORDS_MISSING if self.keystore_path.exists() else FolderState.NEW
        if header == PLAIN_HEADER:
            return FolderState.PLAIN
        if len(header) < HEADER_BYTES:
            return FolderState.DAMAGED
        try:
            self.keystore()
        except KeystoreMissing:
            return FolderState.KEYSTORE_MISSING
        except KeystoreNewer:
            return FolderState.NEWER
        return FolderState.OURS

    def check(self) -> None:
        """Raise the EnvironmentFailure of any state the file cannot be opened in."""
        state = self.state()
        if state in FAILURES:
            raise EnvironmentFailure(*FAILURES[state])

    def keystore(self) -> Keystore:
        """The key file; one that is missing or damaged is mended from the second copy or the newest backup.

        ``notices`` tells when that happened. Raises KeystoreMissing when there is none anywhere.
        """
        second = self.second_keystore
        try:
            keystore = Keystore.load(self.keystore_path, second=second)
        except KeystoreMissing as missing:
            if not self.records.exists():
                raise
            keystore = self._mended(missing)
        keystore.keep_second_copy()
        return keystore

    # Opening

    def fits(self, key: bytes) -> bool:
        """Whether a key opens the records."""
        try:
            connect(self.records, key).close()
        except DriverError as error:
            failure = failure_of(error, NOT_OPENED)
            if primary_code(error) == NOT_A_DATABASE:
                return False
            raise (failure or error) from error
        return True

    def open_store(self, key: bytes, clock: Clock) -> Store:
        """Take the lock, migrate an older format, and open.

        Raises EnvironmentFailure: open elsewhere, on a share, plain, damaged, newer, missing.
        """
        journal = self._journal()
        held_before = self.lock.held
        self.lock.take()
        try:
            self.check()
            migrate.bring_up_to_date(self.records, key, journal=journal)
            self._keep_room()
            self.store = Store.open(self.records, key, clock, journal=journal, ballast=self.ballast)
        except BaseException:
            if not held_before:
                self.lock.release()
            raise
        return self.store

    def create_store(self, key: bytes, clock: Clock) -> Store:
        """Make new records here and open them (in the folder of ``begin_setup``)."""
        self.lock.take()
        self.store = Store.create(self.records, key, clock, journal=self._journal())
        return self.store

    def close_store(self) -> None:
        """Close the records and let others open them."""
        store, self.store = self.store, None
        try:
            if store is not None:
                store.close()
        finally:
            self.lock.release()

    # A new office

    def begin_setup(self) -> "OfficeFolder":
        """A folder to make a new office in; nothing is here until ``finish_setup``."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._journal()
        self.lock.take()
        if self.state() is not FolderState.NEW:
            raise EnvironmentFailure("这里已有一份数据", "没有新建", "请换一个文件夹，或打开原来的文件")
        return OfficeFolder(incoming.empty_incoming(self.path), practice=self.is_practice)

    def finish_setup(self, made: "OfficeFolder") -> None:
        """Move the new office's closed files in, both or neither."""
        made.close_store()
        incoming.complete(self.path, (KEYSTORE, RECORDS))
        incoming.take_in(self.path)

    # Inside

    def _finish_moves(self) -> None:
        """Carry through what an interrupted restore or set-up began, unless another program is at it."""
        if not incoming.is_waiting(self.path):
            return
        held_before = self.lock.held
        try:
            self.lock.take()
        except EnvironmentFailure:
            return
        try:
            with telling(NOT_OPENED):
                incoming.take_in(self.path)
        finally:
            if not held_before:
                self.lock.release()

    def _journal(self) -> Journal:
        medium = medium_of(self.path)
        if medium is Medium.SHARE:
            raise EnvironmentFailure(*ON_A_SHARE)
        if medium is Medium.REMOVABLE:
            self._notice(ON_A_STICK)
            return Journal.TRUNCATE
        return Journal.WAL

    def _keep_room(self) -> None:
        self.ballast.lay()
        free = shutil.disk_usage(self.path).free
        if free < LITTLE_ROOM:
            self._notice(LITTLE_ROOM_LEFT.format(free // 2**20))

    def _mended(self, missing: KeystoreMissing) -> Keystore:
        damaged = self.keystore_path.exists()
        for candidate, origin in self._other_keystores():
            try:
                whole = Keystore.load(candidate)
            except EnvironmentFailure:
                continue
            if damaged:
                self.keystore_path.replace(self.path / f"damaged-{KEYSTORE}")
            whole.copy_to(self.keystore_path)
            self._notice(MENDED.format("有损坏" if damaged else "不见了", origin))
            return Keystore.load(self.keystore_path, second=self.second_keystore)
        raise missing

    def _other_keystores(self) -> list[tuple[Path, str]]:
        newest_first = sorted(self.backups.glob(f"*/{KEYSTORE}"), reverse=True)
        found = [(path, "最近备份里的一份") for path in newest_first]
        second = self.second_keystore
        return found if second is None else [(second, "第二份副本"), *found]

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)


def header_of(path: Path) -> bytes:
    """The first bytes of a file; none when it is missing or empty."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise EnvironmentFailure("读不了数据文件", NOT_OPENED, "请检查文件夹权限后再试一次") from error
