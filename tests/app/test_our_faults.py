"""When the program itself is at fault: the clerk is told where he looks, and a report lies ready."""

import threading
from pathlib import Path

import pytest

from resettle_desktop.foundation.ui.crash_report import CrashReports
from tests.app.conftest import Office, Start


@pytest.fixture
def reports(tmp_path: Path) -> CrashReports:
    """The folder the program writes its reports to."""
    return CrashReports(tmp_path / "reports")


def test_a_report_of_last_time_is_told_once(office: Office, start: Start, reports: CrashReports) -> None:
    reports.write(ValueError("李春梅"))
    program = start(reports=reports)
    program.sign_in()
    program.sees("上次异常退出，办好的都在")
    program.close()
    again = start(reports=reports)
    again.sign_in()
    again.settle()
    assert not again.eyes.sees("上次异常退出")


def test_an_error_nobody_catches_is_told_at_the_desk(
    office: Office, start: Start, reports: CrashReports
) -> None:
    program = start(reports=reports)
    program.sign_in()
    assert reports.on_error is not None
    thread = threading.Thread(target=reports.on_error, args=(ValueError("x"),))  # as the hook calls it
    thread.start()
    thread.join()
    program.sees("程序出错了，刚才这一步没有保存")


def test_an_error_of_the_worker_is_reported_and_told(
    office: Office, start: Start, reports: CrashReports, tmp_path: Path
) -> None:
    program = start(reports=reports)
    program.sign_in()
    program.counter.worker.errand(lambda _store: 1 // 0, owner=program.counter)
    program.sees("程序出错了，刚才这一步没有保存")
    (report,) = (tmp_path / "reports").glob("report-*.txt")
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


def test_what_goes_wrong_behind_the_lock_is_seen_there(
    office: Office, start: Start, reports: CrashReports
) -> None:
    program = start(reports=reports)
    program.sign_in()
    program.press("Ctrl+L")
    program.sees("已锁屏")
    program.counter.worker.errand(lambda _store: 1 // 0, owner=program.counter)
    program.sees("程序出错了，刚才这一步没有做成")
