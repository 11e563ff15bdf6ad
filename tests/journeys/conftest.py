"""The real window with every page of every subject, a clerk at it, and his hands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resettle_desktop.app.subjects import HOME, all_pages
from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.foundation.window.desk import Desk as WindowDesk
from resettle_desktop.foundation.window.plan import DeskPlan
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.matters.pages.counter_search import CounterSearch
from resettle_desktop.matters.pages.queue import ClerksQueue
from resettle_desktop.matters.pages.taking_back import TakingBack
from tests.households.town import Town, town_of
from tests.kit.layout_guards import name_of
from tests.kit.office import Desk
from tests.kit.screen import Screen, keys, type_text


@dataclass
class Counter:
    """The window and whoever types into it; ``struck`` counts the keys."""

    qtbot: QtBot
    window: Window
    desk: WindowDesk
    context: DeskContext
    struck: int = 0

    @property
    def page(self) -> Page:
        """The page on top."""
        page = self.desk.page
        assert page is not None
        return page

    @property
    def cursor(self) -> QWidget:
        """What has the cursor."""
        return QApplication.focusWidget() or self.window

    @property
    def at(self) -> str:
        """The name of what has the cursor."""
        return name_of(self.cursor)

    def press(self, *sequences: str) -> None:
        """Strike keys one by one, waiting for the answers."""
        for sequence in sequences:
            self.struck += 1
            keys(self.cursor, sequence)
            self.settle()

    def type(self, text: str, *then: str) -> None:
        """Type text where the cursor stands, then strike keys."""
        self.struck += len(text)
        type_text(self.cursor, text)
        self.settle()
        self.press(*then)

    def line(self, *texts: str) -> None:
        """Type into one field after the other, Enter after each."""
        for text in texts:
            self.type(text, "Return")

    def settle(self) -> None:
        """Wait until every answer of the worker has arrived."""
        self.qtbot.waitUntil(lambda: self.context.worker.idle)


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site and one origin village, nobody registered."""
    return town_of(desk)


@pytest.fixture
def open_counter(screen: Screen, town: Town) -> Iterator[Callable[[], Counter]]:
    """Opens the window for the clerk; called again it is another start of the program."""
    opened: list[Window] = []

    def make() -> Counter:
        contexts: list[DeskContext] = []

        def context(notices: Notices, open_page: OpenPage, go_back: Callable[[], None]) -> DeskContext:
            notices.taking_back = TakingBack(screen.context.worker, notices)
            made = replace(screen.context, notices=notices, open_page=open_page, go_back=go_back)
            contexts.append(made)
            return made

        search = CounterSearch(
            screen.context.worker,
            screen.context.today,
            FuzzySounds.all(),
            screen.context.worker,
            now=screen.context.now,
        )
        window = Window(screen.context.theme, "易地搬迁社区服务台")
        desk = WindowDesk(
            screen.context.theme,
            DeskPlan(
                all_pages(),
                context,
                HOME,
                search,
                "云水镇",
                "一号窗口",
                "李春梅",
                make_queue=ClerksQueue,
            ),
        )
        window.enter_desk(desk)
        screen.qtbot.addWidget(window)
        opened.append(window)
        window.resize(1366, 698)
        with screen.qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        counter = Counter(screen.qtbot, window, desk, contexts[0])
        counter.settle()
        return counter

    yield make
    for window in opened:
        window.hide()
