"""The grid fields stand in: never pushed apart by their words, one under the other where it must be."""

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.theme import Theme
from tests.kit.screen import Screen

LABELS = ("受益人口数", "自筹资金（元）", "全国系统户编号", "家庭编号")


@pytest.fixture
def shown(screen: Screen) -> tuple[QScrollArea, list[Field]]:
    """Four fields of a quarter each on a page that scrolls."""
    theme = screen.context.theme
    grid = FieldGrid(theme)
    fields = [Field(theme, label, label, TextInput(), required=False, check=None) for label in LABELS]
    for field in fields:
        grid.add(field, 3)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(grid)
    screen.show(area, 1100, 300)
    return area, fields


def in_first_line(fields: list[Field]) -> int:
    """How many stand beside the first."""
    return sum(field.y() == fields[0].y() for field in fields)


def fits(area: QScrollArea, widget: QWidget) -> bool:
    return widget.width() <= area.viewport().width()


def test_four_stand_beside_each_other_where_there_is_room(
    shown: tuple[QScrollArea, list[Field]], qtbot: QtBot
) -> None:
    _, fields = shown
    qtbot.waitUntil(lambda: in_first_line(fields) == 4)
    assert len({field.width() for field in fields}) <= 2  # a pixel apart at most


@pytest.mark.parametrize("width", [1000, 950, 900])
def test_in_large_type_words_do_not_push_the_page_apart(
    shown: tuple[QScrollArea, list[Field]], theme: Theme, qtbot: QtBot, width: int
) -> None:
    area, fields = shown
    theme.set_scale(2.0)
    area.window().resize(width, 300)
    qtbot.waitUntil(lambda: in_first_line(fields) == 2)
    grid = area.widget()
    assert fits(area, grid)
    theme.set_scale(1.0)
    area.window().resize(1100, 300)
    qtbot.waitUntil(lambda: in_first_line(fields) == 4)


def test_a_word_that_grows_moves_its_neighbours_down(
    shown: tuple[QScrollArea, list[Field]], qtbot: QtBot
) -> None:
    area, fields = shown
    area.window().resize(700, 300)
    qtbot.waitUntil(lambda: in_first_line(fields) == 4)
    fields[1].label.setText("自筹资金里银行贷款和亲友借款的金额")
    qtbot.waitUntil(lambda: in_first_line(fields) == 2)
    assert fits(area, area.widget())
