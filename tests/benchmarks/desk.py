"""From Enter in the sign-in box to a filled desk, in an office of 200,000 people beside one of 1,000."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resettle_desktop.app.counter import Counter
from resettle_desktop.app.settings import Settings
from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.office.pages.lock_page import LockPage
from resettle_desktop.office.pages.unlock_page import UnlockPage
from tests.benchmarks.offices import CHEAP, LARGE, LOGIN, PASSWORD, SMALL, Workshop, opened
from tests.benchmarks.table import Figure, pairs, since

NAME: Final = "Enter to a filled desk, 200,000 people"
PEER: Final = "the same office with 1,000 people"
LIMIT: Final = 1.2
ROUNDS: Final = 15
PATIENCE_S: Final = 60


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Two running programs, one office each; signing in and out in turn."""
    with (
        workshop.office(LARGE) as large,
        workshop.office(SMALL) as small,
        workshop.scratch() as home,
        counter_on(large, home / "large") as big,
        counter_on(small, home / "small") as little,
    ):
        measured = pairs(
            lambda: signed_in(big), lambda: signed_in(little), rounds=workshop.rounds(ROUNDS), warm=2
        )
    yield Figure(NAME, measured.ours_ms, PEER, measured.floor_ms, LIMIT, measured.ratio)


@contextmanager
def counter_on(office: Path, home: Path) -> Iterator[Counter]:
    """The running program on an office that has had its backup today: the daily one is another's work."""
    have_backup(office)
    with program_on(office, home) as counter:
        yield counter


def have_backup(office: Path) -> None:
    """Make today's backup."""
    with opened(office) as store:
        back_up(OfficeFolder(office), store.key, system_clock, BackupKind.ON_DEMAND)


@contextmanager
def program_on(office: Path, home: Path) -> Iterator[Counter]:
    """The running program on an office as it is."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    theme = Theme()
    theme.install(application)
    settings = Settings(home / "desk.ini")
    settings.keep("login", LOGIN)
    counter = Counter(office, theme, settings, second_home=home, cost=CHEAP)
    counter.begin()
    try:
        yield counter
    finally:
        wait_until(lambda: counter.worker.idle)
        counter.window.close()
        counter.worker.stop()
        counter.deleteLater()


def begin_session(counter: Counter) -> float:
    """Sign in by keys; give the milliseconds from Enter until the desk shows what waits."""
    page = counter.window.findChild(UnlockPage)
    assert isinstance(page, UnlockPage)
    counter.window.activateWindow()
    wait_until(lambda: page._known and counter.worker.idle)
    page.password.setFocus()
    QTest.keyClicks(page.password, PASSWORD)
    began = perf_counter()
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    wait_until(lambda: filled(counter))
    milliseconds = since(began)
    wait_until(lambda: counter.worker.idle)
    return milliseconds


def signed_in(counter: Counter) -> float:
    """Sign in and out again; give the milliseconds until the desk showed what waits."""
    milliseconds = begin_session(counter)
    counter.lock()
    lock = counter.window.findChild(LockPage)
    assert isinstance(lock, LockPage)
    lock.left.emit()  # 退出登录
    wait_until(lambda: counter.worker.idle and counter.window.desk is None)
    return milliseconds


def filled(counter: Counter) -> bool:
    """Whether the desk shows what waits."""
    desk = counter.window.desk
    return desk is not None and isinstance(desk.page, DeskPage) and desk.page.sheet is not None


def wait_until(come: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Run the event loop until something has come."""
    began = perf_counter()
    while not come():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() - began > patience_s:
            message = f"waited {patience_s} s in vain"
            raise TimeoutError(message)
