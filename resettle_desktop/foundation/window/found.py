"""What the search box needs from whoever searches: columns, and rows that say which page they open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of the list under the search box; the widths are in characters."""

    title: str
    width: int
    stretch: bool = False
    optional: bool = False
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Somebody or something that was found: its cells, and the page and uid that Enter opens."""

    page: str
    uid: str
    cells: tuple[str, ...]


class SearchProvider(Protocol):
    """Finds people and households for the box on top (``app`` composes it)."""

    @property
    def placeholder(self) -> str:
        """What stands in the empty box."""

    @property
    def columns(self) -> Sequence[FoundColumn]:
        """The columns of the list."""

    def ask(self, text: str, preedit: str, then: Callable[[Sequence[FoundRow]], None]) -> None:
        """Search for what is typed and what the input method has not committed yet; the best first.

        Answer on the GUI thread, at most a dozen rows; a newer question replaces an older one.
        """
