"""The way to the desk: looks at the office's folder, signs people in, switches them, lets them out.

Everything that touches files or hashes a secret runs on the worker; what is imported for it (SQLAlchemy, the
driver, the ciphers: ``threshold``) is imported there too, so that the sign-in box is on the screen before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.worker import Failed, Then, Worker
from resettle_desktop.foundation.values.clock import Clock, civil_date, system_clock

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.password import PasswordCost
    from resettle_desktop.foundation.database.recovery import RecoverySheet
    from resettle_desktop.foundation.database.store import Store
    from resettle_desktop.office.pages.arrival import Outlook, Person, SignedIn
    from resettle_desktop.office.pages.threshold import Threshold
    from resettle_desktop.office.use_cases.setting_up import SetUpDraft

PIN_TRIES: Final = 5
PIN_LENGTH: Final = 6
BEHIND: Final = "resettle_desktop.office.pages.threshold"


def nothing() -> None:
    """Nothing more to load."""


class Door(QObject):
    """The one way into one office's file.

    ``cost`` is what a new password costs (None: what this computer bears); tests say a low one. ``load``
    makes the tables of every subject known; it runs on the worker before the first file is touched.
    """

    def __init__(
        self,
        worker: Worker,
        path: Path,
        *,
        desk: str,
        second: Path | None = None,
        practice: bool = False,
        clock: Clock = system_clock,
        cost: PasswordCost | None = None,
        load: Callable[[], None] = nothing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.worker = worker
        self.path = path
        self.practice = practice
        self.clock = clock
        self.people: tuple[Person, ...] = ()
        self._facts = {"second": second, "practice": practice, "clock": clock, "desk": desk, "cost": cost}
        self._load = load
        self._making = Lock()
        self._made: Threshold | None = None
        self._proved_on: dict[str, date] = {}
        self._wrong: dict[str, int] = {}

    @property
    def today(self) -> date:
        """The civil day."""
        return civil_date(self.clock())

    @property
    def threshold(self) -> Threshold:
        """The worker's side; asked for on the worker first, where its imports belong."""
        with self._making:  # the worker and the copier may both be the first to ask
            if self._made is None:
                self._load()
                behind: Any = import_module(BEHIND)
                self._made = behind.Threshold(self.path, **self._facts)
        return self._made

    def look(self, then: Then[Outlook], *, owner: QObject, failed: Failed | None = None) -> None:
        """See what is in the folder and who can sign in; never while it is open."""

        def seen(outlook: Outlook) -> None:
            self.people = outlook.people
            then(outlook)

        self.worker.copy(lambda _stop: self.threshold.look(), seen, owner=owner, failed=failed)

    def wait(self, login: str, then: Then[int], *, owner: QObject) -> None:
        """How many seconds a name has to wait after wrong passwords."""
        self.worker.copy(lambda _stop: self.threshold.seconds_to_wait(login), then, owner=owner)

    def wait_at_lock(self, person: Person, secret: str, then: Then[int], *, owner: QObject) -> None:
        """How many seconds somebody has to wait before he may try such a secret again."""
        counted = person.pin_counted if self.is_pin(person, secret) else person.login
        self.wait(counted, then, owner=owner)

    def meet(self, then: Then[tuple[Person, ...]], *, owner: QObject) -> None:
        """Who can sign in now; people may have been added since the folder was looked at."""

        def met(people: tuple[Person, ...]) -> None:
            self.people = people
            then(people)

        self.worker.errand(lambda _store: self.threshold.people(), met, owner=owner)

    # Into a closed file

    def sign_in(
        self, login: str, password: str, then: Then[SignedIn], *, owner: QObject, failed: Failed
    ) -> None:
        """Open the file with somebody's password and give him the desk."""

        def run() -> SignedIn:
            return self.threshold.by_password(login, password, self._wrong.get(login, 0))

        self._open(run, then, owner, partial(self._failed, login, failed))

    def sign_in_by_sheet(
        self,
        typed: str,
        login: str,
        password: str,
        then: Then[SignedIn],
        *,
        owner: QObject,
        failed: Failed,
    ) -> None:
        """Open the file with the recovery sheet; ``login`` gets a new password and the desk."""

        self._open(lambda: self.threshold.by_sheet(typed, login, password), then, owner, failed)

    def create(
        self, draft: SetUpDraft, password: str, then: Then[SignedIn], *, owner: QObject, failed: Failed
    ) -> None:
        """Make the office of the first start; its first administrator gets the desk."""

        self._open(lambda: self.threshold.first_start(draft, password), then, owner, failed)

    # Into an open file

    def may_use_pin(self, person: Person) -> bool:
        """Whether somebody gave his password today and has not mistyped his PIN too often since."""
        proved = self._proved_on.get(person.uid) == self.today
        return proved and self._wrong.get(person.pin_counted, 0) < PIN_TRIES

    def is_pin(self, person: Person, secret: str) -> bool:
        """Whether what somebody typed is taken as his PIN; no password is so short and of digits only."""
        return self.may_use_pin(person) and secret.isdigit() and len(secret) <= PIN_LENGTH

    def come_back(
        self, person: Person, secret: str, then: Then[SignedIn], *, owner: QObject, failed: Failed
    ) -> None:
        """Give somebody the desk of the open file: by PIN where he may use one, else by password."""
        by_pin = self.is_pin(person, secret)
        counted = person.pin_counted if by_pin else person.login

        def run(store: Store) -> SignedIn:
            again = self.threshold.again_by_pin if by_pin else self.threshold.again_by_password
            return again(store, person, secret, self._wrong.get(counted, 0))

        def seated(arrival: SignedIn) -> None:
            self._wrong.pop(counted, None)
            if not by_pin:
                self._wrong.pop(person.pin_counted, None)  # his password was asked for instead
            self._seated(arrival, by_password=not by_pin)
            then(arrival)

        self.worker.errand(run, seated, owner=owner, failed=partial(self._failed, counted, failed))

    # The recovery sheet

    def make_sheet(self, then: Then[RecoverySheet], *, owner: QObject, failed: Failed | None = None) -> None:
        """Make a new recovery sheet for the open file."""
        self.worker.errand(self.threshold.make_sheet, then, owner=owner, failed=failed)

    def confirm_sheet(self, then: Then[None], *, owner: QObject, failed: Failed | None = None) -> None:
        """The sheet was proved to be on paper: older ones open nothing from now on."""
        self.worker.errand(lambda _store: self.threshold.confirm_sheet(), then, owner=owner, failed=failed)

    # Out

    def close(self, then: Callable[[], None], *, owner: QObject) -> None:
        """Close the file after everything queued before, and let other programs open it."""

        def closed(_outcome: Exception | None) -> None:
            self.threshold.leave()
            self.worker.actor = None
            then()

        # Only folding the log in can fail: the file is let go of all the same, and nothing of it is lost.
        self.worker.close_store(closed, owner=owner, failed=closed)

    def let_go(self) -> None:
        """Give the folder back at the very end, when the worker has stopped."""
        if self._made is not None:
            self._made.folder.close_store()

    # How it works

    def _open(
        self, run: Callable[[], SignedIn], then: Then[SignedIn], owner: QObject, failed: Failed
    ) -> None:
        arrivals: list[SignedIn] = []

        def opener() -> Any:
            arrivals.append(run())
            return self.threshold.folder.store

        def opened(_store: Store) -> None:
            self._wrong.clear()
            self._seated(arrivals[-1], by_password=True)
            then(arrivals[-1])

        self.worker.open_store(opener, opened, owner=owner, failed=failed)

    def _seated(self, arrival: SignedIn, *, by_password: bool) -> None:
        self.worker.actor = arrival.actor
        if by_password:
            self._proved_on[arrival.actor.uid] = self.today

    def _failed(self, counted: str, failed: Failed, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._wrong[counted] = self._wrong.get(counted, 0) + 1
        failed(error)
