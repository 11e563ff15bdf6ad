"""An office on disk with a real key file, and a door to it; passwords cost as little as the cipher allows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.use_cases.setting_up import SetUpDraft
from resettle_desktop.office.use_cases.settings import CentreDraft
from tests.kit.office import TickingClock

CHEAP = PasswordCost(memory_kib=64, iterations=1, lanes=1)
PASSWORD = "Ganlu-2026"
SET_UP = SetUpDraft(
    name="青石镇人民政府",
    division_code="149999101000",
    division_name="青石镇",
    centres=(CentreDraft("party", "青石镇党群服务中心"),),
    administrator="王桂兰",
    preset="one",
    household_prefix="QS",
)

T = TypeVar("T")


class Answers:
    """Collects what a door answers; ``wait`` gives the answer or raises the error."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.good: list[Any] = []
        self.bad: list[Exception] = []

    def wait(self) -> Any:
        self._qtbot.waitUntil(lambda: bool(self.good or self.bad), timeout=10_000)
        good, bad = self.good[:], self.bad[:]
        self.good.clear()
        self.bad.clear()
        if bad:
            raise bad[-1]
        return good[-1]


@pytest.fixture
def answers(qtbot: QtBot) -> Answers:
    return Answers(qtbot)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Window:
    """The program's window, which gates are shown in."""
    shown = Window(theme, "易地搬迁社区服务台")
    qtbot.addWidget(shown)
    shown.resize(1366, 698)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the office."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


@pytest.fixture
def closed_worker(qapp: QApplication) -> Iterator[Worker]:
    """A worker with no file open."""
    running = Worker(StoreBox())
    yield running
    running.stop()
    running.deleteLater()


@pytest.fixture
def make_door(
    closed_worker: Worker, home: Path, tmp_path: Path, clock: TickingClock
) -> Iterator[Callable[[], Door]]:
    """Makes doors to the office, as every start of the program does; files are closed at the end."""
    made: list[Door] = []

    def make(practice: bool = False, path: Path = home) -> Door:
        door = Door(
            closed_worker,
            path,
            desk="一号窗口",
            second=tmp_path / "data",
            practice=practice,
            clock=clock,
            cost=CHEAP,
        )
        made.append(door)
        return door

    yield make
    for door in made:
        door.threshold.folder.close_store()
        door.deleteLater()


@pytest.fixture
def door(make_door: Callable[[], Door]) -> Door:
    """A door to an empty folder."""
    return make_door()


@pytest.fixture
def founded(door: Door, answers: Answers) -> SignedIn:
    """The office after its first start: its administrator has the desk."""
    door.create(SET_UP, PASSWORD, answers.good.append, owner=door, failed=answers.bad.append)
    arrival: SignedIn = answers.wait()
    return arrival


@pytest.fixture
def shut(door: Door, founded: SignedIn, answers: Answers) -> Door:
    """The office after its first start, closed again."""
    door.close(lambda: answers.good.append(None), owner=door)
    answers.wait()
    return door
