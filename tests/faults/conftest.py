"""A closed office to be unlucky with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.password import PasswordCost
from tests.faults.children import ALIVE, LOGIN, PASSWORD
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of
from tests.kit.things import add_sample_tables

CHEAP = PasswordCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def office(tmp_path: Path, templates: Templates, clock: TickingClock) -> OfficeFolder:
    """A closed office of one clerk, with the invented tables."""
    home = tmp_path / "office"
    home.mkdir()
    made = OfficeFolder(home, second=tmp_path / "data")
    templates.copy_to(made.records)
    keystore = Keystore.create(made.keystore_path, "file-1", practice=False, second=made.second_keystore)
    keystore.enrol("clerk-1", LOGIN, LOGIN, PASSWORD, KEY, cost=CHEAP)
    desk = Desk(made.open_store(KEY, clock), clock, actor_of())
    add_sample_tables(desk.store)
    made.close_store()
    return made


@pytest.fixture(autouse=True)
def nobody_left_behind() -> Iterator[None]:
    """Whatever a failed test left running is ended."""
    yield
    for child in list(ALIVE):
        child.kill()
        child.close()
