"""What stands on a paper, as data: runs of text, rules and codes; the engine turns them into bytes.

All lengths here are points, the origin is the lower left corner of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeAlias, cast


@dataclass(frozen=True, slots=True)
class About:
    """What a paper says of itself in a reader's "properties"; nothing of it may be personal data."""

    title: str
    author: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font and size; ``space`` follows each character, ``gray`` goes from 0 black to 1 white.

    A run with an ``angle`` (degrees, against the clock) is turned about its beginning.
    """

    x: float
    y: float
    text: str
    font: Path
    size: float
    space: float = 0
    gray: float = 0
    angle: float = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ``dash`` are lengths of strokes and gaps in turn."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    dash: tuple[float, ...] = ()
    gray: float = 0


@dataclass(frozen=True, slots=True)
class Modules:
    """The dark squares of a code, row by row from above; ``x`` and ``y`` are its lower left corner.

    Each row is the runs of dark squares in it, as (first, one past the last).
    """

    x: float
    y: float
    side: float
    rows: tuple[tuple[tuple[int, int], ...], ...]
    gray: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG drawn in a rectangle; ``x`` and ``y`` are its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    content: bytes
    gray: float = 0


Mark: TypeAlias = Run | Rule | Modules | Picture


class Engine(Protocol):
    """What the engine module offers."""

    def write(self, about: About, paper: tuple[float, float], pages: Sequence[Sequence[Mark]]) -> bytes:
        """Make a PDF; the same marks give the same bytes."""

    def advances(self, font: Path) -> Mapping[int, int]:
        """Give the advance widths of a font by code point, in thousandths of its size."""


@cache
def engine() -> Engine:
    """Load the engine: the first drawing pays for it, not the start of the program."""
    return cast("Engine", import_module("resettle_desktop.foundation.documents.engine"))
