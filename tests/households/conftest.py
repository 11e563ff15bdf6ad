"""What tests of the register stand on."""

import pytest

from tests.households.town import Town, town_of
from tests.kit.office import Desk


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site, one building of twenty flats and one origin village."""
    return town_of(desk)
