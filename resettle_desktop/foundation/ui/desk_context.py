"""What every page is given when it is made; there are no globals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.values.clock import Clock, system_clock

if TYPE_CHECKING:  # SQLAlchemy may not be loaded before the first paint
    from resettle_desktop.foundation.database.work import Actor

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A half-typed form that was found again: its values by field name, and when it was last typed in."""

    values: Mapping[str, Any]
    saved_at: datetime


class Drafts(Protocol):
    """Keeps half-typed forms of the clerk who is signed in, by kind of form and uid of the object."""

    def keep(
        self,
        kind: str,
        object_uid: str,
        label: str,
        values: Mapping[str, Any],
        then: Callable[[datetime], None],
    ) -> None:
        """Write the values over what was kept before and answer when they are in the file."""

    def find(self, kind: str, object_uid: str, then: Callable[[KeptDraft | None], None]) -> None:
        """Look for a kept form and answer on the GUI thread."""

    def drop(self, kind: str, object_uid: str) -> None:
        """Forget it: the form was saved or thrown away."""


class Press(Protocol):
    """Draws papers on its own thread (``documents.press``)."""

    def draw(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue ``function(*args)``; ``worker.follow`` brings its answer to the GUI thread."""


class Remembered(Protocol):
    """What this PC remembers between days, as plain texts by name; nothing of any office's records."""

    def text(self, name: str) -> str:
        """A remembered text; empty when there is none."""

    def keep(self, name: str, value: str) -> None:
        """Remember a text."""


class OpenPage(Protocol):
    """Goes to a page by its name, for one object or for none."""

    def __call__(self, name: str, uid: str | None = None) -> None:
        """Open it."""


def stay() -> None:
    """There is no way back: the page stands alone."""


@dataclass(frozen=True, slots=True)
class DeskContext:
    """The desk a page stands at: who is signed in, the worker, the look, and the ways to other pages.

    ``open_page("households.household", uid)`` goes to a page by name; ``go_back()`` to the one before.
    ``today()`` is the civil day, ``now()`` the instant. ``drafts`` is None where nothing can be kept (the
    first-start wizard).
    """

    worker: Worker
    actor: Actor
    theme: Theme
    today: Callable[[], date]
    press: Press
    open_page: OpenPage
    notices: Notices
    drafts: Drafts | None = None
    go_back: Callable[[], None] = stay
    now: Clock = system_clock
    remembered: Remembered | None = None
