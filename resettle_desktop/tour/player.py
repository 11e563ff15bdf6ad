"""Plays steps one after the other from the event loop: no waiting loop, nothing pumped."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from resettle_desktop.tour.record import PlayedStep, Record

LOOK_EVERY_MS: Final = 10
PATIENCE_S: Final = 15.0

NESTED: Final = 4
"""How deep layouts lie in each other: each hands its change on to the next with an event."""


@dataclass(frozen=True, slots=True)
class Until:
    """What a step waits for, in a clerk's words, and how to see that it is there."""

    what: str
    there: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the morning: its name, and a generator that strikes keys and yields what it waits for."""

    name: str
    play: Callable[[], Iterator[Until]]


class Player(QObject):
    """Plays steps; a step that waits in vain is recorded as missing, and so are those after it."""

    def __init__(
        self,
        window: QWidget,
        record: Record,
        *,
        round_name: str,
        steps: tuple[Step, ...],
        left_files: Callable[[], tuple[Path, ...]],
        done: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._record = record
        self._round = round_name
        self._steps = iter(steps)
        self._left_files = left_files
        self._seen_files: set[Path] = set(left_files())
        self._done = done
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._turn)
        self._step: Step | None = None
        self._running: Iterator[Until] = iter(())
        self._until: Until | None = None
        self._began = self._waiting_since = time.perf_counter()
        self._number = 0
        self._gave_up = False

    def start(self) -> None:
        """Play the first step."""
        self._next_step()
        self._timer.start()

    def _turn(self) -> None:
        if self._step is None:
            return
        if self._until is not None and not self._until.there():
            if time.perf_counter() - self._waiting_since > PATIENCE_S:
                self._finish(missing=f"没有等到：{self._until.what}")
            return
        self._until = next(self._running, None)
        self._waiting_since = time.perf_counter()
        if self._until is None:
            self._finish(missing=None)

    def _next_step(self) -> None:
        self._step = next(self._steps, None)
        if self._step is None:
            self._timer.stop()
            self._done()
            return
        self._began = self._waiting_since = time.perf_counter()
        self._until = None
        if self._gave_up:
            self._finish(missing="前一步没有走完")
        else:
            self._running = self._step.play()

    def _finish(self, *, missing: str | None) -> None:
        step = self._step
        if step is None:
            return
        seconds = time.perf_counter() - self._began
        self._number += 1
        picture = self._record.folder / self._round / f"{self._number:02d}-{step.name}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        for _layout_in_a_layout in range(NESTED):  # laid out whole, as what a clerk sees a moment later
            QCoreApplication.sendPostedEvents()
        self._window.grab().save(str(picture))
        new = sorted(set(self._left_files()) - self._seen_files)
        self._seen_files.update(new)
        files = tuple(self._record.file(path) for path in (picture, *new))
        self._record.steps.append(PlayedStep(self._round, step.name, round(seconds, 3), files, missing))
        self._gave_up = self._gave_up or missing is not None
        self._next_step()
