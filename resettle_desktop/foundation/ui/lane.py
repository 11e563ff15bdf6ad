"""One Python thread that runs jobs in order and hands each back to the GUI thread.

A ``threading.Thread`` that emits queued Qt signals: coverage sees what it runs, and no event loop of its own
can be pumped. A finished job goes back whole, so that the last reference to a closure, and through it to a
widget, is never dropped outside the GUI thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, ClassVar

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid


@dataclass(eq=False, slots=True)
class Job:
    """Something to run elsewhere, who waits for it, and (after it ran) what came of it."""

    run: Callable[[Job], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    owner: QObject
    droppable: bool = False
    patient: bool = False
    """A long question that gives way to whoever comes, and is put anew when nobody else waits."""
    superseded: bool = False
    gives_way: Callable[[], bool] = bool
    stream: tuple[int, str] | None = None
    touched: frozenset[str] = frozenset()
    answer: Any = None
    error: Exception | None = None

    def cancelled(self) -> bool:
        """Whether nobody waits for the answer any more. Only questions can be cancelled; acts never."""
        return self.droppable and (self.superseded or not isValid(self.owner))

    def must_stop(self) -> bool:
        """Whether to break off now: nobody waits for the answer, or somebody else waits for the lane."""
        return self.cancelled() or (self.patient and self.gives_way())


class Postbox(QObject):
    """Carries finished jobs from one foreign thread to the GUI thread, one signal per job."""

    arrived: ClassVar[Signal] = Signal()

    def __init__(self, deliver: Callable[[Job], None]) -> None:
        super().__init__()
        self._jobs: deque[Job] = deque()
        self._deliver = deliver
        self.arrived.connect(self._hand_over, QtCore.Qt.ConnectionType.QueuedConnection)

    def put(self, job: Job) -> None:
        """Lay a finished job down; the caller lets go of it before it calls ``ring``."""
        self._jobs.append(job)

    def ring(self) -> None:
        """Tell the GUI thread that one more job lies here."""
        self.arrived.emit()

    def _hand_over(self) -> None:
        self._deliver(self._jobs.popleft())


class Bell(QObject):
    """Rung on any thread with a number, heard on the GUI thread: for futures of another executor."""

    rung: ClassVar[Signal] = Signal(int)

    def __init__(self, hear: Callable[[int], None]) -> None:
        super().__init__()
        self.rung.connect(hear, QtCore.Qt.ConnectionType.QueuedConnection)

    def ring(self, number: int) -> None:
        """Have ``hear`` called with the number by the GUI thread's event loop."""
        if isValid(self):
            self.rung.emit(number)


class Lane:
    """First come, first served, on one thread; started with the first job, ended by ``stop``.

    Only a patient job that runs is broken off for one that comes, and begins again behind it.
    """

    def __init__(self, name: str, deliver: Callable[[Job], None]) -> None:
        self._name = name
        self._deliver = deliver
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._waiting: deque[None] = deque()  # a mark for every job queued that is not patient

    def put(self, job: Job) -> None:
        """Queue a job."""
        if self._thread is None:
            postbox = Postbox(self._deliver)  # here: what it needs of Qt comes after the first paint
            self._thread = threading.Thread(target=self._work, args=(postbox,), name=self._name)
            self._thread.start()
        job.gives_way = self._others_wait
        if not job.patient:
            self._waiting.append(None)
        self._queue.put(job)

    def stop(self) -> None:
        """Run what is queued (cancelled questions are skipped), then join the thread."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _others_wait(self) -> bool:
        return bool(self._waiting)

    def _work(self, postbox: Postbox) -> None:
        while True:
            job = self._queue.get()
            if job is None:
                return
            if not job.patient:
                self._waiting.popleft()
            if not job.cancelled():
                run_job(job)
            if job.error is not None and job.must_stop() and not job.cancelled():
                job.error = None
                self._queue.put(job)
                continue
            postbox.put(job)
            job = None
            postbox.ring()


def run_job(job: Job) -> None:
    """Run a job and note what came of it: the one place that catches everything, to be told later."""
    try:
        job.answer = job.run(job)
    except Exception as error:
        job.error = error
