"""A row of the table, how pairs are timed, and how the table is printed and kept."""

import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

MISSING: Final = "MISSING"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ours and the floor's median in milliseconds, and the ratio that may not be passed."""

    name: str
    ours_ms: float
    floor_name: str
    floor_ms: float | None
    limit: float
    ratio: float | None = None
    note: str = ""

    @property
    def judged(self) -> float | None:
        """The ratio: pair by pair where it was measured so, else of the medians."""
        if self.ratio is not None:
            return self.ratio
        return None if self.floor_ms is None else self.ours_ms / self.floor_ms

    @property
    def holds(self) -> bool:
        """Whether there is a floor and the ratio keeps its limit."""
        return self.judged is not None and self.judged <= self.limit


def pairs(
    ours: Callable[[], object], floor: Callable[[], object], *, rounds: int, warm: int = 3
) -> tuple[float, float, float]:
    """Time the two in turn, A B A B …: the median of each in milliseconds and of the ratios pair by pair."""
    for _ in range(warm):
        ours()
        floor()
    a, b = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            a.append(timed(ours))
            b.append(timed(floor))
    finally:
        gc.enable()
    ratios = [x / y for x, y in zip(a, b, strict=True)]
    return statistics.median(a), statistics.median(b), statistics.median(ratios)


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def printed(figures: Sequence[Figure]) -> str:
    """The table as text."""
    lines = [f"{'figure':<58}{'ours ms':>10}{'floor ms':>10}{'ratio':>8}{'limit':>8}  floor or peer"]
    for figure in figures:
        floor = MISSING if figure.floor_ms is None else f"{figure.floor_ms:.2f}"
        ratio = MISSING if figure.judged is None else f"{figure.judged:.2f}"
        verdict = "" if figure.holds else "  OVER" if figure.judged is not None else ""
        lines.append(
            f"{figure.name:<58}{figure.ours_ms:>10.2f}{floor:>10}{ratio:>8}{figure.limit:>8.1f}"
            f"  {figure.floor_name}{verdict}{'  ' + figure.note if figure.note else ''}"
        )
    return "\n".join(lines)


def keep(figures: Sequence[Figure], path: Path) -> None:
    """Write the table as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.judged, "holds": figure.holds} for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
