"""In large type the lists keep their room: what is asked for less often is folded away until F4."""

from collections.abc import Iterator

import pytest

from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.rules.declared import RelocationKind
from tests.households.keyboard import Keyboard
from tests.households.town import Town
from tests.kit.screen import Screen


@pytest.fixture
def page(town: Town, screen: Screen) -> Iterator[PeoplePage]:
    """The list of people at 175 % on a small screen."""
    town.register()
    screen.context.theme.set_scale(1.75)
    made = screen.show(PeoplePage(screen.context), 880, 600)
    made.show_subject(None)
    screen.settle()
    yield made
    screen.context.theme.set_scale(1.0)


def in_sight(page: PeoplePage) -> list[str]:
    bar = page.filters
    lines = {"as_of": bar.as_of, "site": bar.site, "kind": bar.kind, "lacking": bar.lacking}
    return [name for name, line in lines.items() if line.isVisible()]


def test_the_table_gets_the_room_of_what_is_folded(page: PeoplePage, screen: Screen) -> None:
    assert in_sight(page) == ["as_of", "site"]
    assert page.filters.folded.text() == "还有2项  F4"
    Keyboard(screen).press("F4")
    assert in_sight(page) == ["as_of", "site", "kind", "lacking"]
    assert page.filters.kind.hasFocus(), "the first that was away"
    assert not page.filters.folded.isVisible()
    Keyboard(screen).press("F4")
    page.table.setFocus()
    assert in_sight(page)[:2] == ["as_of", "site"]


def test_what_narrows_the_list_stays_in_sight(page: PeoplePage, screen: Screen) -> None:
    page.filters.restore(f'{{"kind": "{RelocationKind.REGISTERED_POOR.value}"}}')
    screen.settle()
    assert in_sight(page) == ["as_of", "site", "kind"]
    assert page.filters.folded.text() == "还有1项  F4"


def test_with_room_for_all_nothing_is_folded(page: PeoplePage, screen: Screen) -> None:
    screen.context.theme.set_scale(1.0)
    page.window().resize(1100, 640)
    screen.qtbot.waitUntil(lambda: len(in_sight(page)) == 4)
