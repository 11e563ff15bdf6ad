"""Choosing another household by whatever its people are found by: a name, a room, a household number."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.households.pages.people_search import GONE
from resettle_desktop.households.queries import SearchAnswer, household_label, search_people


def household_options(answer: SearchAnswer) -> list[Choice]:
    """The households of the people found, each once, the best first."""
    found: dict[str, Choice] = {}
    for hit in answer.hits:
        if hit.household_uid is not None and hit.household_uid not in found:
            label = household_label(hit.head_name, hit.household_number)
            found[hit.household_uid] = Choice(hit.household_uid, label, hit.room_label or hit.village)
    return list(found.values())


def person_options(answer: SearchAnswer, *, with_dead: bool = False) -> list[Choice]:
    """The people found, with what tells one from another; who is dead only where he may be meant."""
    return [
        Choice(
            hit.uid,
            hit.name,
            "  ".join(
                part
                for part in (
                    hit.sex.label,
                    GONE if hit.gone else f"{hit.age}岁" if hit.age is not None else "",
                    household_label(hit.head_name, hit.household_number),
                    hit.room_label,
                )
                if part
            ),
        )
        for hit in answer.hits
        if with_dead or not hit.gone
    ]


class SearchedInput(ChoiceInput):
    """Offers what a search for the typed words finds; ``options`` makes choices of the answer."""

    def __init__(
        self,
        worker: Worker,
        owner: QObject,
        today: Callable[[], date],
        options: Callable[[SearchAnswer], Sequence[Choice]],
        placeholder: str,
    ) -> None:
        super().__init__(ask=self._ask_file, placeholder=placeholder)
        self._worker = worker
        self._owner = owner
        self._today = today
        self._options = options

    def _ask_file(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self._worker.ask(
            partial(search_people, typed=typed, fuzzy=None, as_of=self._today()),
            lambda answer: then(self._options(answer)),
            owner=self._owner,
            latest="searched",
        )


def household_input(
    worker: Worker, owner: QObject, today: Callable[[], date], *, but: Callable[[], str | None] = lambda: None
) -> SearchedInput:
    """A line to choose a household in, any but the one that ``but`` answers."""

    def options(answer: SearchAnswer) -> list[Choice]:
        return [choice for choice in household_options(answer) if choice.value != but()]

    return SearchedInput(worker, owner, today, options, "姓名、房号或户号")


def person_input(
    worker: Worker, owner: QObject, today: Callable[[], date], *, with_dead: bool = False
) -> SearchedInput:
    """A line to choose a person in: somebody who lives, or anybody who has a file."""
    options = partial(person_options, with_dead=with_dead)
    return SearchedInput(worker, owner, today, options, "姓名、小名或号码")
