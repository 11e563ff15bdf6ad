"""J17: "I am Er Mao from the gully": what is heard is typed, the list tells them apart, key 2 opens."""

from collections.abc import Callable

import pytest

from resettle_desktop.foundation.window.found import FoundRow
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.sites.use_cases import OriginVillageDraft, add_origin_village
from tests.households.town import Town, member
from tests.journeys.conftest import Counter

MOST_KEYS = 12
"""``lyg ermao``, the space among them, and the key that picks."""


@pytest.fixture
def gully(town: Town) -> Town:
    """Three who are called 二毛 in 狼牙沟 and one who is not from there."""
    origin = add_origin_village
    there = town.desk.do(origin, OriginVillageDraft("晋川省云州市青岭县沟门乡", "石湾村", "狼牙沟"))
    elsewhere, town.origin = town.origin, there
    for order, (head, name, room) in enumerate(
        (("赵大山", "赵建国", "1-101"), ("钱有福", "钱建军", "1-201"), ("孙满仓", "孙卫东", "1-301"))
    ):
        town.register(
            member(head, "02", "19600101", 30 + order * 2 + 1),
            member(name, "22", "19900101", 50 + order * 2 + 1, nickname="二毛"),
            room=f"3-{room}",
        )
    town.origin = elsewhere
    town.register(member("李二猫", "02", "19700101", 71))
    return town


def found(counter: Counter) -> list[FoundRow]:
    """What the search list shows."""
    search = counter.desk.search
    assert search is not None
    return list(search.found)


@pytest.mark.parametrize("typed", ["lyg ermao", "langyagou ermao", "nyg ermao", "狼牙沟 二毛"])
def test_hamlet_and_nickname_as_they_are_heard(
    gully: Town, open_counter: Callable[[], Counter], typed: str
) -> None:
    counter = open_counter()
    counter.type(typed)
    rows = found(counter)
    assert {row.cells[0] for row in rows} == {"赵建国（二毛）", "钱建军（二毛）", "孙卫东（二毛）"}
    for row in rows:
        _name, sex_and_age, head, village, room, _why, number, _household = row.cells
        assert sex_and_age == "男 36岁"
        assert head in {"赵大山的长子", "钱有福的长子", "孙满仓的长子"}
        assert village == "石湾村狼牙沟"
        assert room in {"3-1-101", "3-1-201", "3-1-301"}
        assert "********" in number


def test_key_two_opens_the_second(gully: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    before = counter.struck
    counter.type("lyg ermao")
    second = found(counter)[1]
    counter.press("2")
    assert counter.struck - before <= MOST_KEYS
    page = counter.page
    assert isinstance(page, HouseholdPage)
    assert page.subject_uid == second.uid
    assert page.glance.origin.fact.text() == "石湾村狼牙沟"
