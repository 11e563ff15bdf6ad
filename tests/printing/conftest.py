"""What tests of papers share."""

import pytest

from resettle_desktop.foundation.database.store import Store
from tests.kit.office import TickingClock
from tests.printing.desk import PaperDesk, set_up


@pytest.fixture
def papers(store: Store, clock: TickingClock) -> PaperDesk:
    """A set-up office at nine on the third of November 2026."""
    return set_up(store, clock)
