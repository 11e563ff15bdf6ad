"""The register of everything that can be done: each use case, its wording in the audit and who may."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, TypeVar, get_type_hints

from resettle_desktop.foundation.database.work import Work

D = TypeVar("D")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """One act as data: tables of tests, of the manual and of the audit page are made from these."""

    name: str
    wording: str
    needs: frozenset[str]
    run: Callable[[Work, Any], Any]
    changes_records: bool = True

    @property
    def draft(self) -> type[Any]:
        """The frozen draft the act takes."""
        hints = get_type_hints(inspect.unwrap(self.run))
        found: type[Any] = next(kind for name, kind in hints.items() if name not in {"work", "return"})
        return found


ACTS: Final[dict[str, Act]] = {}


def act(
    wording: str, *, needs: tuple[str, ...], mends_clock: bool = False, changes_records: bool = True
) -> Callable[[Callable[[Work, D], T]], Callable[[Work, D], T]]:
    """Make a use case an act: its Chinese wording, and the roles one of which the actor must hold.

    The function is ``f(work, draft)`` and answers something JSON can keep. Called by another act it becomes
    a part of that one's audit entry. ``mends_clock`` is for the one act that may run when the machine's
    clock stands before the last entry. An act that only notes what happened around the records (somebody
    signed in, a backup was made) says ``changes_records=False``: after it no backup is due.
    """

    def register(function: Callable[[Work, D], T]) -> Callable[[Work, D], T]:
        name = function.__name__
        if name in ACTS:
            message = f"two acts are called {name}"
            raise ValueError(message)

        @wraps(function)
        def run(work: Work, draft: D) -> T:
            work.needs(*needs)
            with work.acting(name, mends_clock=mends_clock):
                outcome = function(work, draft)
                work.answer(outcome)
            return outcome

        ACTS[name] = Act(name, wording, frozenset(needs), run, changes_records)
        return run

    return register
