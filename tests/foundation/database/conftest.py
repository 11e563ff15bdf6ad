"""An office file with a few invented tables, for what is about no subject."""

import pytest

from resettle_desktop.foundation.database.store import Store
from tests.kit.office import Desk, TickingClock, actor_of
from tests.kit.things import add_sample_tables


@pytest.fixture
def bench(store: Store, clock: TickingClock) -> Desk:
    """A desk whose file has the invented tables."""
    add_sample_tables(store)
    return Desk(store, clock, actor_of())
