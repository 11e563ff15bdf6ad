"""The catalogue of change events: the page 变更, its keys and a table of tests are made from it."""

from typing import Final

from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.matters.rules.event_kind import EventKind
from resettle_desktop.matters.rules.event_rows_households import HOUSEHOLD_EVENTS
from resettle_desktop.matters.rules.event_rows_people import PEOPLE_EVENTS

EVENTS: Final[tuple[EventKind, ...]] = tuple(
    sorted((*PEOPLE_EVENTS, *HOUSEHOLD_EVENTS), key=lambda kind: kind.code)
)

BUTTONS: Final = tuple(kind for kind in EVENTS if kind.button)
"""The eight that come to the counter most, in the order of their codes: keys 1 to 8."""


def kind_of(code: EventCode) -> EventKind:
    """The row of an event; the first where it has two forms."""
    return next(kind for kind in EVENTS if kind.code is code)


def kind_of_page(page: str) -> EventKind:
    """The row whose form this page is."""
    return next(kind for kind in EVENTS if kind.page == page)


def matching_events(typed: str) -> tuple[EventKind, ...]:
    """The events that what is typed may mean (出生, cs, EV01), the better first; all for nothing."""
    if not typed.strip():
        return EVENTS
    found = [kind for kind in EVENTS if kind.answers(typed)]
    return tuple(sorted(found, key=lambda kind: not kind.name.startswith(typed.strip())))
