"""Many papers of one kind in one go: what may become of each line, and what is said of all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class LineState(StrEnum):
    """Where one subject of a batch stands."""

    WAITING = "waiting"
    LEFT_OUT = "left_out"
    ISSUED = "issued"
    FAILED = "failed"
    BEFORE = "before"
    SENT = "sent"
    MISSED = "missed"
    PRINTED = "printed"


LINE_WORDS: Final = {
    LineState.WAITING: "要开",
    LineState.LEFT_OUT: "不开",
    LineState.ISSUED: "已开具，还没打",
    LineState.FAILED: "没开成",
    LineState.BEFORE: "今天开过了",
    LineState.SENT: "已送打印",
    LineState.MISSED: "没打出来",
    LineState.PRINTED: "打印好了",
}
TO_PRINT: Final = frozenset({LineState.ISSUED, LineState.MISSED})
TURNS: Final = {
    LineState.WAITING: LineState.LEFT_OUT,
    LineState.LEFT_OUT: LineState.WAITING,
    LineState.FAILED: LineState.WAITING,
    LineState.SENT: LineState.MISSED,
    LineState.MISSED: LineState.SENT,
}
"""What Enter makes of a line: leave it out or take it in, try it again, say that it did not come out."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One subject: its paper once there is one, and why there is none."""

    uid: str
    label: str
    state: LineState = LineState.WAITING
    paper_uid: str = ""
    number: str = ""
    told: str = ""

    @property
    def words(self) -> str:
        """Where it stands, and why."""
        return f"{LINE_WORDS[self.state]}：{self.told}" if self.told else LINE_WORDS[self.state]


@dataclass
class Running:
    """What is going on: over which lines, how far, and whether it was asked to stop."""

    waiting: list[int]
    done: int = 0
    stopped: bool = False


def turned(line: BatchLine) -> BatchLine:
    """The line as Enter changes it; what was handed out or answered stays."""
    state = TURNS.get(line.state)
    return line if state is None else replace(line, state=state, told="")


def positions(lines: Sequence[BatchLine], *states: LineState) -> list[int]:
    """Where lines in these states stand."""
    return [position for position, line in enumerate(lines) if line.state in states]


def summary(lines: Iterable[BatchLine]) -> str:
    """How many stand where, in the order of the work."""
    counts = Counter(line.state for line in lines)
    return "，".join(f"{LINE_WORDS[state]} {counts[state]} 份" for state in LineState if counts[state])
