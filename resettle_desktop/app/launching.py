"""The three ways to start with Qt: the window, the tour, the self-test."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from resettle_desktop.app.counter import Counter
from resettle_desktop.app.first_paint import FirstPaint
from resettle_desktop.app.settings import SETTINGS, Settings
from resettle_desktop.app.subjects import load_subjects
from resettle_desktop.foundation import places
from resettle_desktop.foundation.ui.crash_report import CrashReports
from resettle_desktop.office.pages.gate import PROGRAM_NAME

STARTED: Final = time.perf_counter()
REPORTS: Final = "reports"


def make_application() -> QApplication:
    """Qt's application."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("resettle-desktop")
    application.setApplicationDisplayName(PROGRAM_NAME)
    return application


def speak_chinese(application: QApplication) -> None:
    """Chinese dates, and Chinese words on Qt's own buttons and menus."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def open_window(folder: Path | None, *, measure_start: bool) -> int:
    """Open the window on an office's folder; the answer is the process's exit status."""
    application = make_application()
    home = places.second_home()
    settings = Settings(home / SETTINGS)
    reports = CrashReports(home / REPORTS)
    reports.install()
    theme = settings.theme()
    theme.install(application)
    kept = settings.text("folder")
    chosen = folder or (Path(kept) if kept else places.default_office_folder())
    counter = Counter(chosen, theme, settings, second_home=home, reports=reports)
    counter.closed.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    FirstPaint(counter.window).done.connect(partial(speak_chinese, application))
    counter.begin()
    if measure_start:  # asked last, told first: before what comes after the first paint
        FirstPaint(counter.window).done.connect(partial(say_start, application, counter))
    status = application.exec()
    reports.uninstall()
    return status


def say_start(application: QApplication, counter: Counter) -> None:
    """Say for the bench whether the painted sign-in box takes keys, and end the program."""
    takes_keys = "true" if isinstance(application.focusWidget(), QLineEdit) else "false"
    seconds = time.perf_counter() - STARTED
    sys.stdout.write(f'{{"takes_keys": {takes_keys}, "seconds": {seconds:.4f}}}\n')
    sys.stdout.flush()
    QTimer.singleShot(0, counter.window, counter.window.close)


def play_tour(folder: Path) -> int:
    """Play the clerk's morning offscreen and say where its papers are."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    speak_chinese(application)
    from resettle_desktop.tour import rounds

    return rounds.play(application, folder, Counter, Settings)


def test_self() -> int:
    """Migrate, open every page, do one act, draw every paper; says what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    speak_chinese(application)
    from resettle_desktop import self_test

    return self_test.run(application, Counter, Settings, load_subjects)
