"""Long lists: first rows at once, all of them soon, and the GUI thread never asks the file anything."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.ui.table_page import ListPage
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.numbers_page import NumbersPage
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.pages.without_guardian_page import WithoutGuardianPage
from resettle_desktop.matters.pages.evidence_owed_page import EvidenceOwedPage
from resettle_desktop.samples import set_up_practice_office
from resettle_desktop.sites.queries import RoomRow, rooms_like
from tests.kit.city import BETWEEN, fill_city
from tests.kit.office import KEY, MORNING, Templates, TickingClock, actor_of
from tests.kit.screen import Screen

PATIENCE_MS = 900_000
SOME, MILLION = 3_000, 1_000_000

City = Callable[[int], Path]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> City:
    """The records of an office of so many people, made once."""
    made: dict[int, Path] = {}

    def of(people: int) -> Path:
        if people not in made:
            path = made[people] = tmp_path_factory.mktemp("city") / "records.db"
            templates.copy_to(path)
            filled = Store.open(path, KEY, TickingClock(MORNING - BETWEEN - timedelta(days=2)))
            set_up_practice_office(filled)
            fill_city(filled, actor_of(), people)
            filled.close()
        return made[people]

    return of


@pytest.fixture
def people(request: pytest.FixtureRequest) -> int:
    """How many people there are; a test says it."""
    return int(request.param)


@pytest.fixture
def store(tmp_path: Path, city: City, clock: TickingClock, people: int) -> Iterator[Store]:
    """A city's records instead of an empty office's."""
    opened = Store.open(Path(shutil.copy(city(people), tmp_path)), KEY, clock)
    yield opened
    opened.close()


@pytest.fixture
def asking() -> Iterator[set[str]]:
    """The names of the threads that sent a statement."""
    threads: set[str] = set()

    def note(*_told: Any) -> None:
        threads.add(threading.current_thread().name)

    event.listen(Engine, "before_cursor_execute", note)
    yield threads
    event.remove(Engine, "before_cursor_execute", note)


def settled(screen: Screen) -> None:
    """Wait for every answer."""
    screen.qtbot.waitUntil(lambda: screen.context.worker.idle, timeout=PATIENCE_MS)


def opened(screen: Screen, page: ListPage[Any], asking: set[str]) -> None:
    asking.clear()
    screen.show(page)
    page.show_subject(None)
    settled(screen)


def looked_through(
    screen: Screen, page: RegisterListPage[Any], asking: set[str], people: int, place: RoomRow
) -> None:
    """Open a list, sort it by every column, go to its end, narrow it."""
    opened(screen, page, asking)
    count = len(page.model)
    assert count > people // 4
    for column in page.columns:
        if column.key:
            page.filters.order.choose_value(column.key)
            settled(screen)
            assert len(page.model) == count
    last = page.model.index(count - 1, 0)
    last.data()
    screen.qtbot.waitUntil(lambda: last.data() != "…", timeout=PATIENCE_MS)
    page.filters.site.choose_value(place.site_uid)
    settled(screen)
    page.filters.building.choose_value(place.building_uid)
    settled(screen)
    assert 0 < len(page.model) < count
    assert asking == {"worker"}


SIZES = pytest.mark.parametrize(
    "people",
    [
        pytest.param(SOME, id="some"),
        pytest.param(MILLION, id="million", marks=[pytest.mark.deep, pytest.mark.timeout(7200)]),
    ],
    indirect=True,
)


@SIZES
@pytest.mark.parametrize("kind", [HouseholdsPage, PeoplePage, RoomsPage])
def test_a_list_is_looked_through_and_the_gui_thread_asks_nothing(
    screen: Screen, store: Store, asking: set[str], kind: type[RegisterListPage[Any]], people: int
) -> None:
    with store.reading() as session:
        place = rooms_like(session, "1-1-101", 1)[0]
    looked_through(screen, kind(screen.context), asking, people, place)


@SIZES
@pytest.mark.parametrize("kind", [NumbersPage, FindingsPage, WithoutGuardianPage, EvidenceOwedPage])
def test_what_is_left_to_do_is_listed_and_the_gui_thread_asks_nothing(
    screen: Screen, asking: set[str], kind: type[ListPage[Any]], people: int
) -> None:
    page = kind(screen.context)
    opened(screen, page, asking)
    assert (page.table.model().rowCount() > 0) is (
        kind is not WithoutGuardianPage
    )  # all children have parents
    assert asking == {"worker"}
