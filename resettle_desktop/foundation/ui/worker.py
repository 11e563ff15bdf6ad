"""The one thread that does all work on the office file, and how its answers reach the window.

    worker.ask(lambda session: households_like(session, text), self.show_rows, owner=self, latest="rows")
    worker.act(register_household, draft, self.registered, owner=self, failed=self.refused)

Questions, acts and errands run first come, first served. Answers arrive on the GUI thread; an answer whose
owner is gone is dropped. Beside it runs the copier, for work with its own connection (backup, verifying).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from resettle_desktop.foundation.errors import AlreadyDone, Refusal
from resettle_desktop.foundation.ui.garbage import GarbageTimer
from resettle_desktop.foundation.ui.lane import Bell, Job, Lane, run_job

if TYPE_CHECKING:  # SQLAlchemy is imported after the first paint, never for these names
    from sqlalchemy.orm import Session

    from resettle_desktop.foundation.database.store import Store
    from resettle_desktop.foundation.database.work import Actor, Work

T = TypeVar("T")
D = TypeVar("D")

Then = Callable[[T], None]
Failed = Callable[[Exception], None]


class StoreBox:
    """Where the open office file lies: empty before somebody signed in and after the file was closed."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store

    @property
    def open_store(self) -> Store:
        """The store; asking before one is open is our bug."""
        if self.store is None:
            message = "no office file is open"
            raise RuntimeError(message)
        return self.store


class Worker(QObject):
    """Runs everything that touches the office file on one thread and answers on the GUI thread.

    ``failed`` hears of every error, so that the asker can leave its busy state. A Refusal is the asker's to
    show when it gave ``failed``; everything else (and a Refusal nobody listens to) also goes to ``trouble``,
    which the notices show. After a commit ``changed`` names the tables that were written.
    """

    changed: ClassVar[Signal] = Signal(object)
    trouble: ClassVar[Signal] = Signal(object)

    def __init__(self, box: StoreBox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actor: Actor | None = None
        self._box = box
        self._lane = Lane("worker", self._deliver)
        self._copier = Lane("copier", self._deliver)
        self._bell: Bell | None = None
        self._tickets = count()
        self._followed: dict[int, Job] = {}
        self._streams: dict[tuple[int, str], Job] = {}
        self._open_jobs: set[Job] = set()
        self._garbage = GarbageTimer(self)
        self._stopped = False

    # What can be asked of it

    def ask(
        self,
        question: Callable[[Session], T],
        then: Then[T],
        *,
        owner: QObject,
        failed: Failed | None = None,
        latest: str | None = None,
        patient: bool = False,
    ) -> None:
        """Put a question to the file; a newer one of the same owner and ``latest`` stream cancels it.

        A ``patient`` one may take seconds in a large office: it gives way to all others that come meanwhile.
        """

        def run(job: Job) -> T:
            with self._box.open_store.reading(cancelled=job.must_stop) as session:
                return question(session)

        self._queue(Job(run, then, failed, owner, droppable=True, patient=patient), latest)

    def act(
        self,
        use_case: Callable[[Work, D], T],
        draft: D,
        then: Then[T],
        *,
        owner: QObject,
        failed: Failed | None = None,
        command_key: str | None = None,
        second: Actor | None = None,
    ) -> None:
        """Do an act in one unit of work; a ``command_key`` used before answers what it did then."""
        actor = self._signed_in()

        def run(job: Job) -> Any:
            try:
                with self._box.open_store.working(actor, command_key=command_key, second=second) as work:
                    outcome = use_case(work, draft)
            except AlreadyDone as done:
                return done.outcome
            job.touched = frozenset(work.touched)
            return outcome

        self._queue(Job(run, then, failed, owner))

    def rehearse(
        self,
        use_case: Callable[[Work, D], object],
        draft: D,
        told: Callable[[Work], T],
        then: Then[T],
        *,
        owner: QObject,
        failed: Failed | None = None,
        latest: str | None = None,
    ) -> None:
        """Try an act out: ``told`` reads the unit of work it was done in before that is rolled back.

        Nothing is written and nobody hears that anything changed. A newer rehearsal of the same owner and
        ``latest`` stream takes the place of one that still waits.
        """
        actor = self._signed_in()

        def run(_job: Job) -> T:
            with self._box.open_store.rehearsing(actor) as work:
                use_case(work, draft)
                return told(work)

        self._queue(Job(run, then, failed, owner, droppable=True), latest)

    def errand(
        self,
        run: Callable[[Store], T],
        then: Then[T] | None = None,
        *,
        owner: QObject,
        failed: Failed | None = None,
    ) -> None:
        """Other work on the open file: drafts, key slots, looks at a person."""
        self._queue(Job(lambda _job: run(self._box.open_store), then, failed, owner))

    def open_store(
        self, opener: Callable[[], Store], then: Then[Store], *, owner: QObject, failed: Failed | None = None
    ) -> None:
        """Open (or create) the office file on the worker and keep it in the box."""

        def run(_job: Job) -> Store:
            self._box.store = opener()
            return self._box.store

        self._queue(Job(run, then, failed, owner))

    def close_store(self, then: Then[None], *, owner: QObject, failed: Failed | None = None) -> None:
        """Close the office file after everything queued before."""

        def run(_job: Job) -> None:
            store, self._box.store = self._box.store, None
            if store is not None:
                store.close()

        self._queue(Job(run, then, failed, owner))

    def copy(
        self,
        run: Callable[[threading.Event], T],
        then: Then[T],
        *,
        owner: QObject,
        failed: Failed | None = None,
    ) -> threading.Event:
        """Work for the copier, which opens its own connection; set the returned event to ask it to stop."""
        stop = threading.Event()
        self._hand_to(self._copier, Job(lambda _job: run(stop), then, failed, owner))
        return stop

    def follow(
        self,
        future: Future[T],
        then: Then[T],
        *,
        owner: QObject,
        failed: Failed | None = None,
        latest: str | None = None,
    ) -> None:
        """Deliver a future of another executor (the press) on the GUI thread.

        worker.follow(press.draw(certificate, row), self.show_pdf, owner=self, latest="preview")
        """
        job = Job(lambda _job: future.result(), then, failed, owner, droppable=True)
        self._note(job, latest)
        ticket = next(self._tickets)
        self._followed[ticket] = job
        bell = self._bell = self._bell or Bell(self._future_done)
        # The executor's thread holds the number only: what the job refers to belongs to the GUI thread.
        future.add_done_callback(lambda _future: bell.ring(ticket))

    @property
    def idle(self) -> bool:
        """Whether every answer has been handed over."""
        return not self._open_jobs

    def stop(self) -> None:
        """Skip waiting questions, finish queued acts, join both threads; nothing is answered any more."""
        self._stopped = True
        for job in self._open_jobs:
            job.superseded = True
        self._lane.stop()
        self._copier.stop()
        self._open_jobs.clear()
        self._streams.clear()
        self._followed.clear()
        self._garbage.stop()

    # Handing jobs over and back

    def _signed_in(self) -> Actor:
        if self.actor is None:
            message = "nobody has signed in"
            raise RuntimeError(message)
        return self.actor

    def _queue(self, job: Job, latest: str | None = None) -> None:
        self._hand_to(self._lane, job, latest)

    def _hand_to(self, lane: Lane, job: Job, latest: str | None = None) -> None:
        """Queue a job; after ``stop`` nothing is begun any more, or its thread would outlive the window."""
        if not self._stopped:
            self._note(job, latest)
            lane.put(job)

    def _note(self, job: Job, latest: str | None) -> None:
        self._open_jobs.add(job)
        if latest is None:
            return
        stream = (id(job.owner), latest)
        before = self._streams.get(stream)
        if before is not None:
            before.superseded = True
        self._streams[stream] = job
        job.stream = stream

    def _future_done(self, ticket: int) -> None:
        job = self._followed.pop(ticket, None)
        if job is not None:
            run_job(job)
            self._deliver(job)

    def _deliver(self, job: Job) -> None:
        self._open_jobs.discard(job)
        if job.stream is not None and self._streams.get(job.stream) is job:
            del self._streams[job.stream]
        if self._stopped:
            return
        if job.touched:
            self.changed.emit(job.touched)
        if job.error is not None:
            self._tell(job, job.error)
        elif not job.superseded and isValid(job.owner) and job.then is not None:
            job.then(job.answer)

    def _tell(self, job: Job, error: Exception) -> None:
        if job.droppable and (job.cancelled() or isinstance(error, CancelledError)):
            return
        waiting = job.failed is not None and isValid(job.owner)
        if not (waiting and isinstance(error, Refusal)):
            self.trouble.emit(error)
        if waiting and job.failed is not None:
            job.failed(error)
