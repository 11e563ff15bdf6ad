"""Bad luck at the start: the window says in one clear sentence what is wrong, and there is a way on."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.office_lock import OfficeLock
from resettle_desktop.office.pages.threshold import may_write
from tests.app.conftest import PASSWORD, Office, Start, audit_of
from tests.app.window_child import UNPRIVILEGED

WAYS_ON = ("再试一次", "打开别的文件夹", "从备份恢复")
Harm = Callable[[Office], None]


def plain_file(office: Office) -> None:
    """Somebody put an unencrypted database there."""
    office.folder.records.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def cut_file(office: Office) -> None:
    """The first bytes are gone."""
    office.folder.records.write_bytes(b"xyz")


def no_records(office: Office) -> None:
    office.folder.records.unlink()


def no_keys(office: Office) -> None:
    """No key file and nothing to mend it from."""
    office.folder.keystore_path.unlink()
    shutil.rmtree(office.second, ignore_errors=True)


def newer_keys(office: Office) -> None:
    """A later program wrote it."""
    path = office.folder.keystore_path
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps({**content, "format": 99}))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (plain_file, "现在却是没有加密的文件"),
        (cut_file, "数据文件有损坏"),
        (no_records, "钥匙文件在，数据文件却不见了"),
        (no_keys, "找不到能用的钥匙文件"),
        (newer_keys, "这份文件是更新版本的程序写的"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why_and_what_to_do(
    office: Office, start: Start, harm: Harm, said: str
) -> None:
    harm(office)
    before = {path.name: path.read_bytes() for path in office.path.glob("*.*") if path.is_file()}
    program = start()
    program.sees(said, "没有打开", *WAYS_ON)
    assert before == {path.name: path.read_bytes() for path in office.path.glob("*.*") if path.is_file()}
    program.press("Alt+T")
    program.sees(said)
    program.press("Alt+B")
    program.sees("选别的位置")


def newer_records(office: Office) -> None:
    connection = connect(office.folder.records, office.key(), journal=None)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def torn_page(office: Office) -> None:
    """The middle of the file was written over."""
    content = bytearray(office.folder.records.read_bytes())
    content[4096:20480] = bytes(16384)
    office.folder.records.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("harm", "said"), [(newer_records, "这份文件是更新版本的程序写的"), (torn_page, "数据文件有损坏")]
)
def test_what_shows_only_with_the_key_is_said_at_the_password(
    office: Office, start: Start, harm: Harm, said: str
) -> None:
    harm(office)
    program = start()
    program.choose("李春梅")
    program.type(PASSWORD, "Return")
    program.sees(said, "从备份恢复", "用恢复单")
    program.press("Alt+B")
    program.sees("选别的位置")


def test_a_missing_key_file_is_mended_and_told(office: Office, start: Start) -> None:
    office.open(lambda desk: back_up(office.folder, desk.store.key, office.clock, BackupKind.ON_DEMAND))
    office.folder.keystore_path.unlink()
    shutil.rmtree(office.second)
    program = start()
    program.sign_in()
    program.sees("钥匙文件不见了，已用最近备份里的一份补上")
    assert office.folder.keystore_path.exists()


def test_a_file_open_in_another_program_says_where_and_can_be_tried_again(
    office: Office, start: Start
) -> None:
    other = OfficeLock(office.folder.lock.path)
    other.take()
    program = start()
    program.sees("这份数据已在别处打开", "请先关闭那边的程序再打开", *WAYS_ON)
    other.release()
    program.press("Alt+T")
    program.sign_in()


def test_another_folder_can_be_opened_and_one_without_data_is_not_taken(
    office: Office, start: Start, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(office.path, moved)
    cut_file(office)
    (tmp_path / "empty").mkdir()
    program = start()
    program.sees("数据文件有损坏")
    program.chosen = tmp_path / "empty"
    program.press("Alt+O")
    program.sees("选的文件夹里没有数据文件", "没有打开，也没有新建空文件", *WAYS_ON)
    program.press("Alt+T")
    program.sees("数据文件有损坏")
    program.chosen = moved
    program.press("Alt+O")
    program.sees("用恢复单")
    program.sign_in()
    assert program.counter.folder == moved
    assert program.asked == ["数据在哪个文件夹"] * 2


def test_a_second_process_is_told_who_has_the_file(office: Office, start: Start, tmp_path: Path) -> None:
    """The program itself, in two processes."""
    program = start()
    program.sign_in()
    told = watched_child(office, tmp_path)
    assert any("这份数据已在别处打开（用户" in text for text in told)
    assert any("再试一次" in text for text in told)


@pytest.mark.skipif(sys.platform != "linux", reason="POSIX modes")
def test_a_folder_without_write_permission_is_said_at_once(office: Office, tmp_path: Path) -> None:
    office.path.chmod(0o555)
    told = watched_child(office, tmp_path, UNPRIVILEGED)
    office.path.chmod(0o755)
    assert any("数据文件所在的文件夹不允许写入" in text for text in told)
    assert any("打开别的文件夹" in text for text in told)


def test_a_place_that_is_not_there_yet_must_be_one_that_can_be_made(tmp_path: Path) -> None:
    assert may_write(tmp_path / "a" / "b")
    assert may_write(tmp_path)


def test_a_clock_that_went_back_stops_writing_until_the_date_is_confirmed(
    office: Office, start: Start
) -> None:
    office.open(lambda _desk: None)
    office.clock.advance(days=-2)
    program = start()
    program.sign_in()
    program.sees("核对电脑日期", "2026年11月1日")
    program.desk.open_page("sites.add_site")
    program.until_in("安置区名")
    program.type("幸福里")
    program.press("F9")
    program.sees("这台电脑的时间比上一笔业务还早")
    program.desk.open_page("office.clock")
    program.until_in("今天是哪天")
    program.type("20261102", "Return")
    program.sees("和您填的不一样")
    program.press("Ctrl+A")
    program.type("20261101", "Return")
    program.sees("日期已核对，可以继续办理")
    program.desk.open_page("sites.add_site")
    program.press("F9")
    program.sees("接着登记楼栋")
    with program.counter.box.open_store.reading() as session:
        assert [act for act, _who, _desk in audit_of(session)][-2:] == ["accept_clock", "add_site"]


def watched_child(office: Office, home: Path, *options: str) -> list[str]:
    """Start the program in another process and hear what its window says after its first look."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.window_child", str(office.path), str(home / "child"), *options],
        capture_output=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found
