"""How the tests of papers open a page."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from resettle_desktop.foundation.ui.page import Page
from tests.kit.leftovers import HOST
from tests.kit.screen import Screen
from tests.printing.desk import PaperDesk
from tests.printing.pages.offers import OFFICE

OpenPage = Callable[[Page, str | None], QWidget]


@pytest.fixture
def open_page(screen: Screen) -> Iterator[OpenPage]:
    """Opens a page for a subject with the notices below it, as in the program's window, and keeps it."""
    windows: list[QWidget] = []
    notices = screen.context.notices

    def opened(page: Page, uid: str | None) -> QWidget:
        window = QWidget()
        window.setObjectName(HOST)
        windows.append(window)
        column = QVBoxLayout(window)
        # Qt's offscreen platform warns when the smallest size of a window changes.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setWidget(page)
        column.addWidget(around, 1)
        column.addWidget(notices)
        # The desk of the tests closes its notices itself.
        screen.qtbot.addWidget(window, before_close_func=lambda _window: notices.setParent(None))
        window.resize(1178, 620)
        with screen.qtbot.waitExposed(window):
            window.show()
        page.show_subject(uid)
        screen.settle()
        first = page.first_focus()
        if first is not None:
            first.setFocus()
        return window

    yield opened
    windows.clear()


@pytest.fixture
def office(papers: PaperDesk) -> Iterator[PaperDesk]:
    """A set-up office whose notes can be issued."""
    OFFICE[:] = [papers.office]
    yield papers
    OFFICE.clear()
