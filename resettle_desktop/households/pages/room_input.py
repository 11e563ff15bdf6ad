"""Choosing a room by its number (3-2-501), after the site's letters where there are several."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.households.queries.lists import room_choices
from resettle_desktop.households.queries.rows import RoomChoice


def room_option(choice: RoomChoice) -> Choice:
    """A room as it is offered: number and site, and who lives there."""
    household = choice.household
    note = f"住着{household.head_name or household.number}" if household else "空房"
    return Choice(choice.room.uid, f"{choice.room.label}  {choice.room.site_name}", note)


class RoomInput(ChoiceInput):
    """Offers the office's rooms for what is typed; a taken one says who lives there."""

    def __init__(self, worker: Worker, owner: QObject, today: Callable[[], date]) -> None:
        super().__init__(ask=self._ask_file, placeholder="如 3-2-501")
        self._worker = worker
        self._owner = owner
        self._today = today

    def _ask_file(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self._worker.ask(
            partial(room_choices, typed=typed, as_of=self._today()),
            lambda rooms: then([room_option(room) for room in rooms]),
            owner=self._owner,
            latest="rooms",
        )
