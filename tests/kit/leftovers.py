"""No test may leave a window, a thread or a logged warning behind, or let a part of the program be a window.

A widget that is shown before it has a parent is a window of its own for a moment: it flashes, and takes the
cursor from the program's one window. Tests show the program's ``Window``, and parts of it in a ``HOST``.
"""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

HOST: Final = "test host"
"""The object name of the window a test shows a part of the program in."""
WINDOWS: Final = frozenset({f"{HOST}Window", "gateWindow"})
"""What Qt calls the native windows of a host and of the program."""


@contextmanager
def stray_windows() -> Iterator[list[str]]:
    """What was a window without being one: Qt tells who has the focus, and that the window lost it."""
    strays: list[str] = []
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is None:
        yield strays
        return

    def note(window: Any) -> None:
        if window is not None and window.objectName() not in WINDOWS:
            strays.append(f"{window.objectName()} was a window of its own")
        elif window is None and any("Window" in shown for shown in visible_windows()):
            strays.append("the program's window lost the focus")

    application.focusWindowChanged.connect(note)
    yield strays
    application.focusWindowChanged.disconnect(note)


@pytest.fixture(autouse=True)
def one_window(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test in which something else than a window took the focus, or the window lost it."""
    with stray_windows() as strays:
        yield
    assert not strays or request.node.path.name == "test_leftovers.py", f"stray windows: {strays}"


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
