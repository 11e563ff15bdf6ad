"""What the window is given when somebody has signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import PageSpec
from resettle_desktop.foundation.window.found import SearchProvider

if TYPE_CHECKING:
    from resettle_desktop.foundation.window.desk import Desk


class MakeContext(Protocol):
    """Makes the context every page of a desk gets from what only the window has."""

    def __call__(self, notices: Notices, open_page: OpenPage, go_back: Callable[[], None]) -> DeskContext:
        """Make it."""


class Queue(Protocol):
    """What is done between one person at the counter and the next."""

    @property
    def commands(self) -> Sequence[Command]:
        """Their keys work on every page; the hint bar shows those that are ready."""

    @property
    def ways(self) -> Mapping[str, Callable[[str], None]]:
        """Names ``open_page`` knows besides the pages': what is gone on with, by its uid."""


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """One clerk's desk: the pages he may open, where it begins, what the bar above shows.

    ``menu`` holds the commands under the clerk's name besides 换人 and 锁定; their keys work everywhere.
    ``mark`` stands in the bar as long as the desk is open (练习). ``make_queue`` is given the desk.
    """

    pages: Sequence[PageSpec]
    make_context: MakeContext
    home: str
    search: SearchProvider | None = None
    office: str = ""
    place: str = ""
    clerk: str = ""
    menu: Sequence[Command] = ()
    mark: str = ""
    make_queue: Callable[[Desk], Queue] | None = None
