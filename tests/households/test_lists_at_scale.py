"""Long lists: first rows at once, all of them soon, and the GUI thread never asks the file anything."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.rules.dwelling import Occupancy
from tests.households.town import Town
from tests.kit.city import fill_city
from tests.kit.office import actor_of
from tests.kit.screen import Screen

PATIENCE_MS = 60_000


@pytest.fixture
def asking() -> Iterator[set[str]]:
    """The names of the threads that sent a statement."""
    threads: set[str] = set()

    def note(*_told: Any) -> None:
        threads.add(threading.current_thread().name)

    event.listen(Engine, "before_cursor_execute", note)
    yield threads
    event.remove(Engine, "before_cursor_execute", note)


def opened(store: Store, screen: Screen, page: RegisterListPage[Any], threads: set[str], people: int) -> None:
    fill_city(store, actor_of(), people)
    threads.clear()
    screen.show(page)
    page.show_subject(None)
    idle = screen.context.worker
    screen.qtbot.waitUntil(lambda: idle.idle, timeout=PATIENCE_MS)
    count = len(page.model)
    assert count > people // 4
    for column in page.columns:
        if column.key:
            page.filters.order.choose_value(column.key)
            screen.qtbot.waitUntil(lambda: idle.idle, timeout=PATIENCE_MS)
            assert len(page.model) == count
    last = page.model.index(count - 1, 0)
    last.data()
    screen.qtbot.waitUntil(lambda: last.data() != "…", timeout=PATIENCE_MS)
    if isinstance(page, RoomsPage):
        page.filters.occupancy.choose_value(Occupancy.FREE)
    else:
        page.filters.ages.setText("60-")
        page.filters.ages.editingFinished.emit()
    screen.qtbot.waitUntil(lambda: idle.idle, timeout=PATIENCE_MS)
    assert 0 < len(page.model) < count
    assert threads == {"worker"}


@pytest.mark.parametrize("kind", [HouseholdsPage, PeoplePage, RoomsPage])
def test_no_question_is_asked_on_the_gui_thread(
    town: Town, screen: Screen, asking: set[str], kind: type[RegisterListPage[Any]]
) -> None:
    opened(town.desk.store, screen, kind(screen.context), asking, 3_000)


@pytest.mark.deep
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", [HouseholdsPage, PeoplePage, RoomsPage])
def test_a_million_rows(
    town: Town, screen: Screen, asking: set[str], kind: type[RegisterListPage[Any]]
) -> None:
    opened(town.desk.store, screen, kind(screen.context), asking, 1_000_000)
