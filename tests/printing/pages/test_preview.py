"""The paper on the screen: larger and smaller by keys and wheel, turned page by page, its bytes untouched."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.printing.pages.preview import MOST_ZOOM, Preview
from tests.kit.screen import Screen, keys


def pages(count: int) -> bytes:
    """A paper of some pages."""
    sheet = Sheet(About("样张"))
    for number in range(count):
        if number:
            sheet.new_page()
        sheet.text(28, 60, f"第{number + 1}页")
    return sheet.finish()


@pytest.fixture
def preview(screen: Screen) -> Iterator[Preview]:
    """Three pages on the screen, with the cursor in them."""
    shown = Preview(screen.context)
    shown.setMinimumHeight(500)
    screen.show(shown, 700, 600)
    shown.show_paper(pages(3))
    screen.settle()
    shown.setFocus()
    yield shown
    screen.settle()


def test_keys_turn_the_pages(preview: Preview) -> None:
    assert preview.page_in_sight == 1
    keys(preview, "N")
    assert preview.page_in_sight == 2
    keys(preview, "N", "N", "N")
    assert preview.page_in_sight == 3
    keys(preview, "P")
    assert preview.page_in_sight == 2
    keys(preview, "Home")
    assert preview.page_in_sight == 1
    keys(preview, "End")
    assert preview.page_in_sight == 3


def test_keys_change_the_size_and_the_pictures_become_sharp(preview: Preview, screen: Screen) -> None:
    fitting = preview.pages.page_width
    assert preview.horizontalScrollBar().maximum() == 0
    keys(preview, "N", "+", "+")
    assert preview.pages.page_width == pytest.approx(fitting * 1.5625, abs=1)
    assert preview.page_in_sight == 2
    screen.qtbot.waitUntil(lambda: preview.horizontalScrollBar().maximum() > 0)
    screen.qtbot.waitUntil(
        lambda: preview.pages.images[0].width() == pytest.approx(preview.pages.page_width, abs=1)
    )
    keys(preview, *["+"] * 9)
    assert preview.pages.zoom == MOST_ZOOM
    keys(preview, "0")
    assert preview.pages.page_width == pytest.approx(fitting, abs=20)
    keys(preview, "-")
    assert preview.pages.page_width < fitting


def test_the_wheel_scrolls_and_with_ctrl_changes_the_size(preview: Preview) -> None:
    def turn(steps: int, modifiers: Qt.KeyboardModifier) -> None:
        place = QPointF(preview.viewport().rect().center())
        event = QWheelEvent(
            place,
            QPointF(preview.viewport().mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(preview.viewport(), event)

    turn(-2, Qt.KeyboardModifier.NoModifier)
    assert preview.verticalScrollBar().value() > 0
    assert preview.pages.zoom == 1
    turn(1, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages.zoom == 1.25
    turn(-1, Qt.KeyboardModifier.ControlModifier)
    assert preview.pages.zoom == 1
