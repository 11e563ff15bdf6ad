"""What the door answers: what the first look found, and who has sat down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from resettle_desktop.foundation.errors import EnvironmentFailure

if TYPE_CHECKING:  # the sign-in box is on the screen before any of these is loaded
    from resettle_desktop.foundation.database.work import Actor
    from resettle_desktop.office.queries import DeskFacts


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    uid: str
    login: str
    name: str

    @property
    def pin_counted(self) -> str:
        """Under which name wrong PINs are counted: beside wrong passwords, not with them."""
        return f"PIN {self.login}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the first look found: nothing yet, people who can sign in, or what keeps the file closed."""

    new: bool
    people: tuple[Person, ...] = ()
    failure: EnvironmentFailure | None = None
    last_backup: date | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody has the desk.

    ``clock_behind``: nothing can be written before the date is confirmed. ``needs_sheet``: nobody ever proved
    to have a recovery sheet on paper, so the first start is not finished.
    """

    actor: Actor
    facts: DeskFacts
    clock_behind: bool
    notices: tuple[str, ...] = ()
    needs_sheet: bool = False
