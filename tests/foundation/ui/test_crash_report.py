"""Reports of our own errors: where it happened, and nothing about anybody."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

import pytest

from resettle_desktop.foundation.ui.crash_report import KEPT, CrashReports, report_of


def fail_with_a_name() -> None:
    name = "冯桂兰"
    try:
        int(name)
    except ValueError as error:
        raise KeyError("149999196205010024") from error


def test_a_report_tells_the_place_and_no_value() -> None:
    with pytest.raises(KeyError) as caught:
        fail_with_a_name()
    text = report_of(caught.value, datetime(2026, 11, 3, tzinfo=UTC))
    assert "builtins.KeyError\n" in text
    assert "builtins.ValueError\n" in text
    assert "tests/foundation/ui/test_crash_report.py:" in text
    assert "fail_with_a_name" in text
    for private in ("冯桂兰", "149999196205010024", str(Path.home()), "invalid literal"):
        assert private not in text


def test_an_error_of_our_code_keeps_its_message() -> None:
    with pytest.raises(AttributeError) as caught:
        attrgetter("no_such_thing")("")
    assert "no attribute 'no_such_thing'" in report_of(caught.value, datetime.now(UTC))


def test_the_report_of_last_time_is_told_once(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "reports")
    assert reports.from_last_time() is None
    path = reports.write(ZeroDivisionError())
    assert path is not None
    again = CrashReports(tmp_path / "reports")
    assert "ZeroDivisionError" in (again.from_last_time() or "")
    again.mark_seen()
    assert again.from_last_time() is None


def test_old_reports_are_thinned_out(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    for _ in range(KEPT + 5):
        reports.write(ZeroDivisionError())
    assert len(list(tmp_path.glob("report-*.txt"))) == KEPT


def test_a_full_disk_makes_no_second_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert CrashReports(blocked / "reports").write(ZeroDivisionError()) is None


def test_uncaught_errors_of_every_thread_are_written(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    told: list[BaseException] = []
    reports.on_error = told.append
    hooks = sys.excepthook, threading.excepthook
    threading.excepthook = reports._uncaught_in_thread
    try:
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()
    finally:
        sys.excepthook, threading.excepthook = hooks
    assert [type(error) for error in told] == [ZeroDivisionError]
    assert "ZeroDivisionError" in (reports.from_last_time() or "")


DYING = """
import sys
from pathlib import Path
from resettle_desktop.foundation.ui.crash_report import CrashReports
reports = CrashReports(Path(sys.argv[1]))
reports.install()
if sys.argv[2] == "hard":
    import ctypes
    ctypes.string_at(0)
raise ZeroDivisionError
"""


@pytest.mark.parametrize(("how", "found"), [("hard", "Segmentation fault"), ("soft", "ZeroDivisionError")])
def test_a_process_that_dies_leaves_a_trace_for_the_next_start(tmp_path: Path, how: str, found: str) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, str(tmp_path), how], capture_output=True, check=False)
    assert done.returncode != 0
    reports = CrashReports(tmp_path)
    assert found in (reports.from_last_time() or "")
    reports.mark_seen()
    assert reports.from_last_time() is None
