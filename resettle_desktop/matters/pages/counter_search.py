"""What the search box asks at the counter: the clerk's own parked cases first, then everybody."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.values.clock import Clock
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.foundation.window.found import FoundRow
from resettle_desktop.households.pages.people_search import SHOWN, PeopleSearch, found_row
from resettle_desktop.households.queries import SearchAnswer, search_people
from resettle_desktop.matters.queries import ParkedHit, parked_answering
from resettle_desktop.matters.rules.parking import TAKE_UP, waited


class CounterSearch(PeopleSearch):
    """Finds people, and who comes back for what was parked. ``now`` tells how long somebody has waited."""

    def __init__(
        self,
        worker: Worker,
        today: Callable[[], date],
        fuzzy: FuzzySounds | None,
        parent: QObject | None = None,
        *,
        now: Clock,
    ) -> None:
        super().__init__(worker, today, fuzzy, parent)
        self._now = now

    @override
    def ask(self, text: str, preedit: str, then: Callable[[Sequence[FoundRow]], None]) -> None:
        typed, fuzzy, as_of = text + preedit, self._fuzzy, self._today()
        clerk = self._worker.actor.uid if self._worker.actor is not None else ""

        def question(session: Any) -> tuple[tuple[ParkedHit, ...], SearchAnswer]:
            parked = parked_answering(session, clerk, typed, fuzzy, as_of)
            return parked, search_people(session, typed, fuzzy, as_of, limit=SHOWN)

        def answered(answer: tuple[tuple[ParkedHit, ...], SearchAnswer]) -> None:
            parked, people = answer
            then([*map(self._parked_row, parked), *map(found_row, people.hits)])

        self._worker.ask(question, answered, owner=self, latest="search")

    def _parked_row(self, hit: ParkedHit) -> FoundRow:
        why = f"挂起 {waited(hit.case.parked_at, self._now())}"
        cells = (hit.who, "", hit.case.label, "", "", why, "", "")
        return FoundRow(TAKE_UP, hit.case.uid, cells)
