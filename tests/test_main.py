"""The command line as a technician uses it: real processes, the password on standard input, JSON back."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from resettle_desktop import __main__ as program
from resettle_desktop.foundation import preflight
from resettle_desktop.foundation.database.backup import backups_in
from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.foundation.database.office_lock import OfficeLock
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.office.pages import keys
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases import add_clerk
from resettle_desktop.office.use_cases.clerks import ClerkDraft
from tests.app.conftest import CHEAP, LOGIN, PASSWORD, Office, found_office
from tests.kit.office import Desk, TickingClock

SHE = "赵秀兰"
HERS = "Chunfeng-18"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """An office founded yesterday: the commands are processes and go by this machine's clock."""
    home = tmp_path_factory.mktemp("founded") / "office"
    return home, found_office(home, TickingClock(system_clock() - timedelta(days=1)))


@pytest.fixture
def office(tmp_path: Path, founded: tuple[Path, tuple[str, ...]]) -> Office:
    """A closed office of one clerk who holds every role."""
    home, sheet = founded
    shutil.copytree(home, tmp_path / "office")
    return Office(tmp_path / "office", tmp_path / "second", sheet, TickingClock(system_clock()))


def command(
    office: Office, *arguments: str, password: str = PASSWORD, login: str = LOGIN
) -> subprocess.CompletedProcess[str]:
    """Run a command on an office's file."""
    name, *rest = arguments
    return subprocess.run(
        [
            *(sys.executable, "-m", "resettle_desktop", "--folder", str(office.path)),
            *(name, "--login", login, *rest),
        ],
        input=f"{password}\n",
        capture_output=True,
        timeout=60,
        text=True,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": str(office.second)},
    )


def answer_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_verify_reads_everything_and_stands_in_the_audit(office: Office) -> None:
    answer = answer_of(command(office, "verify", "--json"))
    assert answer["whole"] is True
    assert answer["faults"] == []
    assert answer["counts"]["site"] == 1
    assert office.audit()[-2:] == [("note_sign_in", LOGIN, "命令行"), ("note_verify", LOGIN, "命令行")]


def test_verify_in_words(office: Office) -> None:
    done = command(office, "verify")
    assert done.returncode == 0
    assert "完好：是" in done.stdout.splitlines()
    assert str(office.folder.records) in done.stdout


def test_backup_goes_where_it_is_told_and_stands_in_the_audit(office: Office, tmp_path: Path) -> None:
    answer = answer_of(command(office, "backup", "--json", str(tmp_path / "stick")))
    (made,) = backups_in(tmp_path / "stick")
    assert answer["folder"] == str(made.folder)
    assert office.audit()[-1] == ("note_backup", LOGIN, "命令行")


def test_restore_keeps_what_it_replaces_and_stands_in_the_restored_audit(
    office: Office, tmp_path: Path
) -> None:
    answer_of(command(office, "backup", "--json", str(tmp_path / "stick")))
    office.clock.instant = system_clock()
    office.open(lambda desk: desk.do(add_clerk, ClerkDraft(SHE, roles=(Role.HOUSEHOLD_CLERK,))))
    answer = answer_of(command(office, "restore", "--json", str(tmp_path / "stick")))
    assert "会先做一份备份" in " ".join(answer["told"])
    (kept,) = backups_in(office.folder.backups)
    assert answer["replaced"] == str(kept.folder)
    audit = office.audit()
    assert audit[-1] == ("note_restore", LOGIN, "命令行")
    assert "add_clerk" not in [act for act, _who, _desk in audit[-2:]]


@pytest.fixture
def with_her(office: Office, tmp_path: Path) -> Office:
    """An office with a clerk who is neither administrator nor head nor auditor."""

    def add(desk: Desk) -> None:
        uid = desk.do(add_clerk, ClerkDraft(SHE, roles=(Role.HOUSEHOLD_CLERK,)))
        keys.enrol(desk.store, KeystorePerson(uid, SHE, SHE), HERS, CHEAP)

    office.open(add)
    return office


@pytest.mark.parametrize("arguments", [("verify",), ("backup",)])
def test_who_does_not_hold_the_role_is_refused(with_her: Office, arguments: tuple[str, ...]) -> None:
    done = command(with_her, *arguments, login=SHE, password=HERS)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "您的岗位不办这件事，没有保存；请换有权限的人来办"
    assert backups_in(with_her.folder.backups) == ()


def test_who_does_not_hold_the_role_does_not_restore(with_her: Office, tmp_path: Path) -> None:
    answer_of(command(with_her, "backup", "--json", str(tmp_path / "stick")))
    before = with_her.folder.records.read_bytes()
    done = command(with_her, "restore", str(tmp_path / "stick"), login=SHE, password=HERS)
    assert done.returncode == 1
    assert done.stderr.startswith("恢复要由系统管理员或负责人来办，没有恢复")
    assert with_her.folder.records.read_bytes() == before


def test_with_the_clock_behind_the_file_can_still_be_read_and_copied(office: Office, tmp_path: Path) -> None:
    office.clock.advance(days=30)
    office.open(lambda _desk: None)
    assert answer_of(command(office, "verify", "--json"))["whole"] is True
    answer_of(command(office, "backup", "--json", str(tmp_path / "stick")))
    assert office.audit()[-1][2] == "1号窗口"


def test_a_wrong_password_is_one_sentence_and_makes_one_wait(office: Office) -> None:
    for _try in range(3):
        done = command(office, "verify", "--json", password="falsch")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.strip() == "姓名或密码不对，没有打开；请再输一次"
    assert "请等" in command(office, "verify").stderr


def test_a_file_the_window_has_open_is_told_by_whom(office: Office) -> None:
    window = OfficeLock(office.folder.lock.path)
    window.take()
    done = command(office, "backup")
    window.release()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "这份数据已在别处打开（用户" in done.stderr


@pytest.mark.parametrize("arguments", [("backup", "/proc/nowhere"), ("restore", "/nowhere")])
def test_a_place_that_does_not_do_is_one_sentence(office: Office, arguments: tuple[str, ...]) -> None:
    done = command(office, *arguments)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_damaged_file_is_not_whole(office: Office) -> None:
    """One page in the middle was written over; what can still be read is read."""
    content = bytearray(office.folder.records.read_bytes())
    content[-4096:] = bytes(4096)
    office.folder.records.write_bytes(bytes(content))
    done = command(office, "verify", "--json")
    assert done.returncode == 1
    assert done.stderr or json.loads(done.stdout)["whole"] is False


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Every option and argument of the command line."""
    found: set[str] = set()
    for action in parser._actions:
        found.update(action.option_strings or [action.dest])
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                found |= options(each)
    return found


def test_no_option_takes_a_password() -> None:
    assert not [name for name in options(program.parser()) if "pass" in name or "secret" in name]


def test_a_password_in_the_environment_is_not_looked_at(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PASSWORD", "RESETTLE_PASSWORD", "RESETTLE_DESKTOP_PASSWORD"):
        monkeypatch.setenv(name, PASSWORD)
    assert command(office, "verify", password="").returncode == 1


def test_what_is_misused_says_how_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "resettle_desktop", "backup"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--login" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="Debian packages")
def test_missing_libraries_name_the_packages(tmp_path: Path) -> None:
    """Libraries that do not load, found first by the real loader; nothing of Qt is touched."""
    for library in ("libGL.so.1", "libxkbcommon.so.0"):
        (tmp_path / library).write_bytes(b"not a library")
    done = subprocess.run(
        [sys.executable, "-m", "resettle_desktop", "self-test"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert done.stderr.strip().endswith("apt-get install libgl1 libxkbcommon0")
    assert done.stderr.count("\n") == 1


def test_each_library_has_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "loads", lambda library: library != "libxcb-cursor.so.0")
    assert preflight.missing_packages(with_screen=True) == ("libxcb-cursor0",)
    assert preflight.missing_packages(with_screen=False) == ()
    monkeypatch.setattr(preflight, "loads", lambda _library: False)
    assert preflight.missing_packages(with_screen=True) == tuple(
        sorted({*preflight.HEADLESS.values(), *preflight.WITH_SCREEN.values()})
    )


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_whether_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], screen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert preflight.has_screen() is screen


@pytest.mark.timeout(240)
def test_without_a_screen_the_tour_is_played(tmp_path: Path) -> None:
    """The first command of the README on a machine without a screen: papers, pictures, nothing missing."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "resettle_desktop"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=200,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    folder = tmp_path / "build" / "tour"
    told = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    assert told["missing"] == []
    assert {step["round"] for step in told["steps"]} == {"100-light", "175-contrast"}
    assert len(list(folder.glob("*/papers/*.pdf"))) == 2
    assert all((folder / file["name"]).exists() for step in told["steps"] for file in step["files"])
    assert str(folder) in done.stdout


def test_the_self_test_holds_on_this_copy() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "resettle_desktop", "--self-test"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自检全部通过" in done.stdout
    assert "不行" not in done.stdout
