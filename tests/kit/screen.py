"""Pages tested as a clerk uses them: the real worker on a real file, real keys, offscreen.

def test_search(screen: Screen) -> None:
    page = screen.show(HouseholdsPage(screen.context))
    keys(page.filter, "F3")
    type_text(page.filter, "张三 9924")
    screen.settle()
    assert screen.opened == [("households.household", uid)]
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.kept_drafts import StoredDrafts
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.window.window import Window
from tests.kit.leftovers import HOST
from tests.kit.office import TickingClock, actor_of

P = TypeVar("P", bound=QWidget)


# Keys as a clerk strikes them


def keys(widget: QWidget, *sequences: str) -> None:
    """Strike keys by name: ``keys(window, "Ctrl+K", "Return")``."""
    for sequence in sequences:
        QTest.keySequence(widget, QKeySequence(sequence))


def type_text(widget: QWidget, text: str) -> None:
    """Type text: Latin letters and digits by keys, everything else as an input method commits it.

    QTest.keyClicks aborts the whole process at a Chinese character.
    """
    latin = ""
    for character in text:
        if character.isascii() and character.isprintable():
            latin += character
            continue
        QTest.keyClicks(widget, latin)
        latin = ""
        commit(widget, character)
    QTest.keyClicks(widget, latin)


def commit(widget: QWidget, text: str) -> None:
    """Give text as an input method does when the clerk has chosen the characters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def compose(widget: QWidget, letters: str) -> None:
    """Leave letters uncommitted, as an input method does while pinyin is being typed."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def grab(window: QWidget, path: Path) -> None:
    """Save a picture of a window."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(path))


# The desk


@dataclass
class Screen:
    """A desk on the screen: the context pages get, and what they asked to be opened."""

    qtbot: QtBot
    context: DeskContext
    opened: list[tuple[str, str | None]] = field(default_factory=list)
    went_back: list[bool] = field(default_factory=list)
    _windows: list[QWidget] = field(default_factory=list)

    def show(self, widget: P, width: int = 1100, height: int = 640) -> P:
        """Show a page or widget in a window of its own, give it the cursor, wait for its answers."""
        window = widget if isinstance(widget, Window) else self._hosting(widget)
        self._windows.append(window)
        window.resize(width, height)
        with self.qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        first = widget.first_focus() if isinstance(widget, Page) else widget
        if first is not None and not isinstance(widget, Window):
            first.setFocus()
        self.settle()
        return widget

    def _hosting(self, widget: QWidget) -> QWidget:
        """A window around the widget; having a smallest size, it asks the offscreen plugin for none."""
        host = QWidget()
        host.setObjectName(HOST)
        host.setMinimumSize(1, 1)
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        if not isinstance(widget, Page):
            column.addStretch(1)
        return host

    def open(self, page: Page, uid: str | None = None) -> Page:
        """Show a page as the window opens it for a subject."""
        self.show(page)
        page.show_subject(uid)
        self.settle()
        return page

    def close(self) -> None:
        """Close and destroy every window that was shown, now and here, not whenever Python gets to it."""
        shown, self._windows = self._windows, []
        for window in shown:
            if isValid(window):
                window.close()
                window.deleteLater()
        forget()

    def settle(self) -> None:
        """Wait until every answer of the worker has arrived."""
        self.qtbot.waitUntil(lambda: self.context.worker.idle)


@pytest.fixture(scope="session")
def installed_theme(qapp: QApplication) -> Theme:
    """The look, installed once."""
    theme = Theme()
    theme.install(qapp)
    theme.complete()
    return theme


@pytest.fixture
def theme(installed_theme: Theme) -> Iterator[Theme]:
    """The look, in light at 100 % before and after each test."""
    yield installed_theme
    installed_theme.set_scheme(Scheme.LIGHT)
    installed_theme.set_scale(1.0)


@pytest.fixture
def press() -> Iterator[Press]:
    """Draws papers on a thread of its own."""
    running = Press()
    yield running
    running.close()


@pytest.fixture
def clerk() -> Actor:
    """Who sits at the desk; a test module may have its own with fewer roles."""
    return actor_of()


@pytest.fixture
def worker(qapp: QApplication, store: Store, clerk: Actor) -> Iterator[Worker]:
    """The real worker on a real file; the clerk has signed in."""
    running = Worker(StoreBox(store))
    running.actor = clerk
    yield running
    running.stop()
    running.deleteLater()


@pytest.fixture
def screen(
    qtbot: QtBot, worker: Worker, theme: Theme, press: Press, clerk: Actor, clock: TickingClock
) -> Iterator[Screen]:
    """A desk at which pages can be shown."""
    holder = QWidget()  # never shown: what is said is read, not seen
    notices = Notices(theme, holder)
    worker.trouble.connect(notices.trouble)
    opened: list[tuple[str, str | None]] = []
    went_back: list[bool] = []

    def open_page(name: str, uid: str | None = None) -> None:
        opened.append((name, uid))

    context = DeskContext(
        worker=worker,
        actor=clerk,
        theme=theme,
        today=lambda: civil_date(clock.instant),
        press=press,
        open_page=open_page,
        notices=notices,
        drafts=StoredDrafts(worker, clerk.uid, worker),
        go_back=lambda: went_back.append(True),
        now=lambda: clock.instant,
    )
    made = Screen(qtbot, context, opened, went_back)
    yield made
    made.close()
    # Whatever a test made and let go of would be styled anew with every change of look of the tests after it.
    forget(*QApplication.topLevelWidgets())


def forget(*objects: QObject) -> None:
    """Destroy objects now, as the event loop would after ``deleteLater``."""
    for one in objects:
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
