"""The three ways to start with Qt: the window, the tour, the self-test."""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QLineEdit

from resettle_desktop.app.counter import Counter
from resettle_desktop.app.settings import Settings
from resettle_desktop.foundation import places
from resettle_desktop.foundation.ui.crash_report import CrashReports
from resettle_desktop.office.pages.gate import PROGRAM_NAME

STARTED: Final = time.perf_counter()
REPORTS: Final = "reports"


def make_application() -> QApplication:
    """Qt's application: Chinese dates, Chinese words on Qt's own buttons."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("resettle-desktop")
    application.setApplicationDisplayName(PROGRAM_NAME)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    return application


def open_window(folder: Path | None, *, measure_start: bool) -> int:
    """Open the window on an office's folder; the answer is the process's exit status."""
    application = make_application()
    home = places.second_home()
    settings = Settings(home / "desk.ini")
    reports = CrashReports(home / REPORTS)
    reports.install()
    theme = settings.theme()
    theme.install(application)
    kept = settings.text("folder")
    chosen = folder or (Path(kept) if kept else places.default_office_folder())
    counter = Counter(chosen, theme, settings, second_home=home, reports=reports)
    counter.closed.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    counter.begin()
    if measure_start:
        StartClock(application, counter)
    status = application.exec()
    reports.uninstall()
    return status


class StartClock(QObject):
    """Says when the sign-in box takes keys, for the bench, and ends the program."""

    def __init__(self, application: QApplication, counter: Counter) -> None:
        super().__init__(counter)
        self._application = application
        self._counter = counter
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        focused = self._application.focusWidget()
        if isinstance(focused, QLineEdit) and focused.isVisible() and self._counter.window.isVisible():
            self._timer.stop()
            self._counter.window.grab()
            seconds = time.perf_counter() - STARTED
            sys.stdout.write(json.dumps({"takes_keys_s": round(seconds, 4)}) + "\n")
            sys.stdout.flush()
            self._counter.window.close()


def play_tour(folder: Path) -> int:
    """Play the clerk's morning offscreen and say where its papers are."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    tour: Any = import_module("resettle_desktop.tour.morning")
    status: int = tour.play(application, folder, Counter, Settings)
    return status


def test_self() -> int:
    """Migrate, open every page, do one act, draw every paper; says what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    checks: Any = import_module("resettle_desktop.self_test")
    status: int = checks.run(application, Counter, Settings)
    return status
