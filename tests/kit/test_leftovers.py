"""The watch over windows: a part of the program that is a window of its own for a moment is noticed."""

import pytest
from PySide6.QtWidgets import QLabel

from resettle_desktop.foundation.window.window import Window
from tests.kit.leftovers import stray_windows
from tests.kit.screen import Screen


@pytest.mark.parametrize("stays", [True, False])
def test_a_label_shown_before_it_has_a_place_is_noticed(screen: Screen, stays: bool) -> None:
    window = Window(screen.context.theme, "易地搬迁社区服务台")
    screen.show(window)
    with stray_windows() as strays:
        label = QLabel("练习", window)
        label.setParent(None)
        label.setMinimumSize(1, 1)
        label.show()
        if stays:
            screen.qtbot.wait(1)
        label.setParent(window)
        label.show()
        screen.qtbot.waitUntil(lambda: bool(strays))
    window.activateWindow()
    screen.qtbot.waitUntil(window.isActiveWindow)


def test_a_label_that_waits_for_its_place_is_not(screen: Screen) -> None:
    window = Window(screen.context.theme, "易地搬迁社区服务台")
    screen.show(window)
    with stray_windows() as strays:
        label = QLabel("练习", window)
        label.show()
        screen.qtbot.wait(1)
    assert strays == []
