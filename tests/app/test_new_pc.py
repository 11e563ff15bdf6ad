"""J12: the office gets a new PC: a backup on a stick, an empty program, a password or the recovery sheet."""

import shutil
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.office.pages import keys
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases import add_clerk
from resettle_desktop.office.use_cases.clerks import ClerkDraft
from tests.app.conftest import CHEAP, LOGIN, PASSWORD, Office, Program, Start, audit_of
from tests.kit.office import Desk

SHE = "赵秀兰"
HERS = "Chunfeng-18"


@pytest.fixture
def stick(office: Office, tmp_path: Path) -> Path:
    """A backup on a stick; the old PC is gone."""

    def last_day(desk: Desk) -> None:
        uid = desk.do(add_clerk, ClerkDraft(SHE, roles=(Role.HOUSEHOLD_CLERK,)))
        keys.enrol(desk.store, KeystorePerson(uid, SHE, SHE), HERS, CHEAP)
        back_up(office.folder, desk.store.key, office.clock, BackupKind.ON_DEMAND, target=tmp_path / "stick")

    office.open(last_day)
    shutil.rmtree(office.path)
    shutil.rmtree(office.second)
    return tmp_path / "stick"


def find_the_backup(program: Program, stick: Path) -> None:
    """From the first start to the question whose password."""
    program.sees("您是哪个单位")
    program.press("F6")
    program.sees("数据文件夹里没有备份")
    program.chosen = stick
    program.press("Alt+O")
    program.sees("手动")
    assert program.asked == ["备份放在哪里"]
    program.press("Return")
    program.sees("备份是加密的")


def test_by_password_everything_is_there(stick: Path, office: Office, start: Start) -> None:
    program = start()
    find_the_backup(program, stick)
    program.choose(LOGIN)
    program.type(PASSWORD, "Return")
    program.sees("这台电脑上没有要替换的资料")
    program.press("Return")
    program.sees("已恢复；请用做备份那天的密码登录")
    program.sign_in()
    program.go("人员")
    program.sees(LOGIN, SHE)
    program.go("安置区")
    program.sees("云水苑")
    with program.counter.box.open_store.reading() as session:
        assert audit_of(session)[-3:-1] == [
            ("note_restore", LOGIN, "1号窗口"),
            ("note_sign_in", LOGIN, "1号窗口"),
        ]


def test_by_the_sheet_when_nobody_knows_a_password(stick: Path, office: Office, start: Start) -> None:
    program = start()
    find_the_backup(program, stick)
    program.press("Alt+N", "Ctrl+A")
    program.type("用恢复单", "Return")
    program.until_in("恢复单")
    program.type(" ".join(office.sheet), "Return")
    program.sees("这台电脑上没有要替换的资料")
    program.press("Return")
    program.sees("已恢复")
    program.press("Alt+R")
    program.until_in("恢复单五行")
    program.type(" ".join(office.sheet), "Tab")
    program.type(LOGIN, "Return")
    program.line("Huanghe+1938", "Huanghe+1938")
    program.at_desk()
    with program.counter.box.open_store.reading() as session:
        assert ("note_restore", "恢复单", "1号窗口") in audit_of(session)


def test_who_is_neither_administrator_nor_head_does_not_restore(
    stick: Path, office: Office, start: Start
) -> None:
    program = start()
    find_the_backup(program, stick)
    program.choose(SHE)
    program.type(HERS, "Return")
    program.sees("这台电脑上没有要替换的资料")
    program.press("Return")
    program.sees("恢复要由系统管理员或负责人来办，没有恢复")
    assert not office.folder.records.exists()
    program.press("Escape", "Escape", "Escape")
    program.sees("您是哪个单位")


def test_wrong_passwords_make_one_wait_here_too(stick: Path, office: Office, start: Start) -> None:
    program = start()
    find_the_backup(program, stick)
    program.choose(LOGIN)
    for _try in range(3):
        program.type("falsch-2026", "Return")
        program.sees("姓名或密码不对")
        program.press("Ctrl+A")
    program.type(PASSWORD, "Return")
    program.sees("请等")
    office.clock.advance(seconds=6)
    program.press("Return")
    program.sees("这台电脑上没有要替换的资料")


def test_a_clock_behind_the_backup_keeps_nobody_out(stick: Path, office: Office, start: Start) -> None:
    """A new PC's clock may be wrong; the date is asked for at the desk."""
    office.clock.advance(days=-30)
    program = start()
    find_the_backup(program, stick)
    program.choose(LOGIN)
    program.type(PASSWORD, "Return")
    program.sees("这台电脑上没有要替换的资料")
    program.press("Return")
    program.sees("已恢复")
    program.sign_in()
    program.sees("核对电脑日期")
