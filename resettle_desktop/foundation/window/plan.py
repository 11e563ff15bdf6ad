"""What the window is given when somebody has signed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import PageSpec
from resettle_desktop.foundation.window.found import SearchProvider


class MakeContext(Protocol):
    """Makes the context every page of a desk gets from what only the window has."""

    def __call__(self, notices: Notices, open_page: OpenPage, go_back: Callable[[], None]) -> DeskContext:
        """Make it."""


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """One clerk's desk: the pages he may open, where it begins, what the bar above shows.

    ``menu`` holds the commands under the clerk's name besides 换人 and 锁定; their keys work everywhere.
    ``mark`` stands in the bar as long as the desk is open (练习).
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
