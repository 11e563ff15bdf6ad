"""No test may leave a window, a thread or a logged warning behind."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_left_over(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails the test that leaves a visible window or a running thread, or that logged a warning."""
    before = set(threading.enumerate())
    yield
    windows = visible_windows()
    assert not windows, f"left-over windows: {windows}"
    threads = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not threads, f"left-over threads: {threads}"
    warnings = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not warnings, f"logged: {warnings}"


def visible_windows() -> list[str]:
    """Windows still on the screen, in tests that have a screen at all."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if widgets is None or application is None:
        return []
    return [repr(widget) for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
