"""The press: one thread on which papers are drawn, so that the window never waits for one."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from resettle_desktop.foundation.documents.fonts import CHAINS, Face, font_book
from resettle_desktop.foundation.documents.marks import engine
from resettle_desktop.foundation.resources import resource_path

P = ParamSpec("P")
T = TypeVar("T")


class Press:
    """Draws one paper after the other; its thread starts with the first one.

    ReportLab is loaded there and not with this module. Documents are pure functions of frozen rows, so
    nothing the press does needs the database or the clock.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")

    def draw(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Call ``function`` on the press and give its future; a ``Refusal`` comes out of ``result()``."""
        return self._thread.submit(function, *args, **kwargs)

    def warm(self) -> "Future[None]":
        """Open the fonts while nobody waits, so that the first paper comes as fast as the others."""
        return self.draw(open_fonts)

    def close(self) -> None:
        """Finish the paper being drawn, drop those waiting, and end the thread."""
        self._thread.shutdown(wait=True, cancel_futures=True)


def open_fonts() -> None:
    """Open the font files that ordinary papers need; those for very rare characters wait for one."""
    font_book().missing("一", Face.FANG)
    for file in dict.fromkeys(file for chain in CHAINS.values() for file in chain):
        engine().advances(resource_path("fonts", file))
