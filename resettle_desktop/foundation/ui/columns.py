"""The columns of a list, declared once: table, sorting, printed list and sheet are made from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from resettle_desktop.foundation.ui.chips import Chip

R = TypeVar("R")


@dataclass(frozen=True)  # slots would make Column[Row](...) fail on Python 3.11
class Column(Generic[R]):
    """One column of a list.

    ``width`` is in characters; a column with ``stretch`` shares what is left. ``optional`` columns go first
    when the room is short. Words too long for their cell keep their beginning, with ``keep_end`` their end
    (a township tells a place from others, not its county). With ``chip`` the cell shows a state. Its title
    sorts a list held whole by ``sort``, a long one by the ``key`` its question knows. ``whole`` is what a
    printed list and a sheet say where the screen masks: such a column leaves only with a reason. What is not
    ``on_paper`` stands on the screen and on a sheet: a printed page has no room for it.
    """

    title: str
    value: Callable[[R], str]
    width: int = 8
    stretch: bool = False
    optional: bool = False
    strong: bool = False
    muted: bool = False
    right: bool = False
    keep_end: bool = False
    chip: Callable[[R], Chip | None] | None = None
    sort: Callable[[R], Any] | None = None
    key: str = ""
    whole: Callable[[R], str] | None = None
    on_paper: bool = True

    @property
    def sortable(self) -> bool:
        """Whether its title sorts the list."""
        return self.sort is not None or bool(self.key)
