"""In large type a list shows fewer columns rather than half words: numbers and ages are read whole."""

import pytest
from PySide6.QtCore import Qt

from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.people_page import PeoplePage
from tests.households.town import Town, town_of
from tests.kit.office import Desk
from tests.kit.screen import Screen


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


@pytest.mark.parametrize(
    ("kind", "whole"), [(PeoplePage, ("年龄", "身份证号码")), (HouseholdsPage, ("户号", "人数"))]
)
def test_what_tells_rows_apart_is_whole(
    town: Town, screen: Screen, kind: type[PeoplePage] | type[HouseholdsPage], whole: tuple[str, ...]
) -> None:
    town.register()
    screen.context.theme.set_scheme(Scheme.CONTRAST)
    screen.context.theme.set_scale(1.75)
    page = kind(screen.context)
    screen.show(page, 890, 560)
    page.show_subject(None)
    screen.settle()
    screen.qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    model = page.table.model()
    titles = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())]
    for place in map(titles.index, whole):
        words = model.index(0, place).data(Qt.ItemDataRole.DisplayRole)
        assert words
        assert not page.table.isColumnHidden(place)
        needed = page.table.fontMetrics().horizontalAdvance(words)
        assert page.table.columnWidth(place) >= needed + 2 * screen.context.theme.px(12)
