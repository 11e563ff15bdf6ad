"""The end of the day: what was done is backed up and checked first; a backup that fails keeps nobody."""

import shutil
from pathlib import Path

from resettle_desktop.foundation.database.backup import BackupKind, BackupResult, backups_in, verify_backup
from resettle_desktop.matters.pages.desk_page import DeskPage
from tests.app.conftest import Office, Program, Start, audit_of
from tests.kit.layout_guards import complaints


def kinds(office: Office) -> list[BackupKind]:
    return [backup.kind for backup in backups_in(office.folder.backups)]


def newest(office: Office) -> BackupResult:
    return backups_in(office.folder.backups)[0]


def do_something(program: Program, name: str = "幸福里") -> None:
    """An act: a site."""
    program.desk.open_page("sites.add_site")
    program.until_in("安置区名")
    program.type(name)
    program.press("F9")
    program.sees("接着登记楼栋")


def until_backed_up(program: Program, office: Office, number: int = 1) -> None:
    """The day's first backup is made beside the work."""
    program.until(lambda: len(kinds(office)) == number)
    program.settle()


def test_what_was_done_is_backed_up_and_checked_before_the_end(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    do_something(program)
    program.close()
    assert kinds(office) == [BackupKind.AT_EXIT, BackupKind.DAILY]
    check = verify_backup(newest(office), office.key())
    assert check.counts["site"] == 2
    assert office.audit()[-1] == ("note_backup", "程序自动", "1号窗口")


def test_without_a_change_there_is_no_backup(office: Office, start: Start) -> None:
    """Signing in and looking around changes nothing; nor does the note of the last backup."""
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    program.go("搬迁户")
    program.close()
    assert kinds(office) == [BackupKind.DAILY]
    again = start()
    again.sign_in()
    again.settle()
    again.close()
    assert kinds(office) == [BackupKind.DAILY]


def test_a_backup_a_day_also_when_the_program_is_never_closed(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    do_something(program)
    program.press("Ctrl+L")
    office.clock.advance(days=1)
    program.choose("李春梅")
    program.type("Ganlu-2026", "Return")
    until_backed_up(program, office, 2)
    assert kinds(office) == [BackupKind.DAILY, BackupKind.DAILY]
    program.close()
    assert len(kinds(office)) == 2


def block_backups(office: Office) -> None:
    """The place for backups is no folder any more."""
    shutil.rmtree(office.folder.backups)
    office.folder.backups.write_text("")


def test_a_failing_backup_is_told_and_the_second_closing_leaves(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    do_something(program)
    block_backups(office)
    program.counter.window.close()
    program.sees("退出前的备份没有做成", "再点一次关闭就不备份直接退出")
    assert not program.ended
    assert program.desk.notices.tone == "bad"
    program.close()
    assert office.audit()[-1][0] == "add_site"


def test_what_is_done_after_a_failed_backup_is_tried_to_be_backed_up_again(
    office: Office, start: Start
) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    do_something(program)
    block_backups(office)
    program.counter.window.close()
    program.sees("再点一次关闭就不备份直接退出")
    office.folder.backups.unlink()
    do_something(program, "安康里")
    program.close()
    assert kinds(office) == [BackupKind.AT_EXIT]


def test_a_failing_backup_is_seen_behind_lock_and_cover(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    do_something(program)
    block_backups(office)
    program.press("F12")
    program.counter.window.close()
    program.sees("退出前的备份没有做成", "已锁屏")
    program.until_in("密码")
    program.until(lambda: complaints(program.lock) == [], str(complaints(program.lock)))
    assert not program.eyes.sees("幸福里")
    program.close()


def test_signing_out_in_the_middle_of_a_backup_stops_it(office: Office, start: Start) -> None:
    """The copy is thrown away, nothing is reported as wrong, and the next one is made."""
    program = start()
    program.until_in("密码")
    program.type("Ganlu-2026")
    program.hands.press("Return")
    program.until(lambda: program.counter.window.desk is not None)
    program.sign_out()
    assert not program.eyes.sees("备份已停下")
    program.sign_in()
    until_backed_up(program, office)
    assert list(office.folder.backups.glob(".partial*")) == []


def test_closing_during_the_first_start_leaves_the_folder_free(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "office")
    program.sees("您是哪个单位")
    program.close()
    again = start(tmp_path / "office")
    again.sees("您是哪个单位")


def test_the_first_backup_of_the_day_shows_at_the_desk(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    program.until(lambda: office_chip(program) == "上次备份：今天", office_chip(program))


def office_chip(program: Program) -> str:
    page = program.page
    assert isinstance(page, DeskPage)
    return page.backup.accessibleName()


def test_the_audit_of_one_day(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    until_backed_up(program, office)
    with program.counter.box.open_store.reading() as session:
        assert [act for act, _who, _desk in audit_of(session)][-2:] == ["note_sign_in", "note_backup"]
