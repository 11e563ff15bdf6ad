"""A row of the table, how pairs are timed, and how the table is printed and kept."""

import gc
import json
import math
import statistics
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

MISSING: Final = "MISSING"
OVER: Final = "OVER"
HEAD: Final = ("figure", "ours ms", "floor ms", "ratio", "limit", "")
NAME_WIDTH: Final = 50
NUMBER_WIDTH: Final = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in milliseconds beside its floor, and the ratio that may not be passed.

    Without a floor (or without ours, when it could not be measured) nothing is judged and nothing holds.
    ``ratio`` is given where it was taken pair by pair; otherwise it is that of the two figures.
    """

    name: str
    ours_ms: float | None
    floor_name: str
    floor_ms: float | None
    limit: float
    ratio: float | None = None
    note: str = ""

    @property
    def judged(self) -> float | None:
        """The ratio that is held against the limit."""
        if self.ours_ms is None or self.floor_ms is None:
            return None
        return self.ours_ms / self.floor_ms if self.ratio is None else self.ratio

    @property
    def holds(self) -> bool:
        """Whether there is a floor and the ratio keeps its limit."""
        return self.judged is not None and self.judged <= self.limit

    @property
    def verdict(self) -> str:
        """The word that stands behind a row that fails."""
        return "" if self.holds else MISSING if self.judged is None else OVER


@dataclass(frozen=True, slots=True)
class Paired:
    """What timing two things in turn gave: medians in milliseconds and the median of the pairs' ratios."""

    ours_ms: float
    floor_ms: float
    ratio: float


def pairs(ours: Callable[[], float], floor: Callable[[], float], *, rounds: int, warm: int = 3) -> Paired:
    """Run the two in turn, A B B A …, so that neither always finds the caches the other left.

    Each tells its own milliseconds, so that what has to be made ready before is not counted.
    """
    for _ in range(warm):
        ours()
        floor()
    a: list[float] = []
    b: list[float] = []
    gc.collect()
    gc.freeze()  # or each collection below would go through all there is, and through the processor's cache
    gc.disable()
    try:
        for number in range(rounds):
            if number % 2:
                b.append(floor())
                a.append(ours())
            else:
                a.append(ours())
                b.append(floor())
            gc.collect()
    finally:
        gc.enable()
        gc.unfreeze()
    return Paired(
        statistics.median(a),
        statistics.median(b),
        statistics.median(x / y for x, y in zip(a, b, strict=True)),
    )


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    run()
    return since(began)


def since(began: float) -> float:
    """Milliseconds since an instant of ``time.perf_counter``."""
    return (time.perf_counter() - began) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that ``share`` of them do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def printed(figures: Sequence[Figure]) -> str:
    """The table as text."""
    lines = [_line(HEAD, "floor or peer in the same run")]
    for figure in figures:
        ratio = MISSING if figure.judged is None else f"{figure.judged:.2f}"
        cells = (
            figure.name,
            _number(figure.ours_ms),
            _number(figure.floor_ms),
            ratio,
            f"{figure.limit:.1f}",
            figure.verdict,
        )
        lines.append(_line(cells, figure.floor_name))
        if figure.note:
            lines.append(f"  {figure.note}")
    return "\n".join(lines)


def _number(milliseconds: float | None) -> str:
    return MISSING if milliseconds is None else f"{milliseconds:.2f}"


def _line(cells: Sequence[str], floor: str) -> str:
    name, *numbers, verdict = cells
    columns = "".join(f"{number:>{NUMBER_WIDTH}}" for number in numbers)
    return f"{_padded(name, NAME_WIDTH)}{columns}  {verdict:<8}{floor}".rstrip()


def _padded(text: str, width: int) -> str:
    """The text with blanks to a width of the screen, where a Chinese character takes two columns."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return text + " " * max(1, width - len(text) - wide)


def keep(figures: Sequence[Figure], path: Path) -> None:
    """Write the table as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.judged, "holds": figure.holds} for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def conclude(figures: Sequence[Figure], path: Path) -> tuple[str, int]:
    """Keep the table; give its text and the exit code, which is 0 only when every row holds."""
    keep(figures, path)
    failing = [figure.name for figure in figures if not figure.holds]
    text = printed(figures)
    if failing:
        text += f"\n\n{len(failing)} of {len(figures)} rows do not hold: {'; '.join(failing)}"
    return text, 1 if failing or not figures else 0
