"""What other processes do in these tests: work until they are killed, fill a disk, hold a lock.

They are forked from a server that has imported everything once, so that one costs milliseconds.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.engine import Journal
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.rekey import exchange_key
from resettle_desktop.foundation.database.restore import find_backups, restore
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.office.rules import Role
from tests.kit.office import KEY, actor_of
from tests.kit.things import Mark, Thing, ThingDraft, unregistered

PASSWORD = "pw"
LOGIN = "李春梅"
NOBODY = 65534

with unregistered():

    @act("取号", needs=(Role.HOUSEHOLD_CLERK,))
    def take_number(work: Work, draft: ThingDraft) -> int:
        """Take the next number, as a paper does: read the last one, write several rows."""
        number = (work.session.scalar(select(func.max(Thing.id))) or 0) + 1
        key = work.insert(Thing, label=f"{number:06d}", note=draft.note)
        work.insert_many(Mark, [{"thing_id": key, "word": word} for word in ("红", "黄", "蓝")])
        return number


ALIVE: list["Child"] = []


@dataclass(eq=False)
class Child:
    """Another process and the line to it."""

    process: BaseProcess
    line: Connection

    def hear(self) -> Any:
        """The next thing it says; None when it is gone."""
        try:
            return self.line.recv()
        except (EOFError, ConnectionResetError):
            return None

    def kill(self) -> None:
        """kill -9, from outside."""
        self.process.kill()
        self.process.join()

    def close(self) -> None:
        """Let it end and give everything back."""
        self.process.join()
        self.line.close()
        self.process.close()
        ALIVE.remove(self)


def child(run: Callable[..., None], *arguments: Any) -> Child:
    """Start ``run(line, *arguments)`` in another process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.children", "tests.printing.printing_child"])
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    born = Child(process, ours)
    ALIVE.append(born)
    return born


def keep_taking_numbers(line: Connection, path: Path, journal: str) -> None:
    """Take numbers for ever; say when each is begun and when it is confirmed."""
    store = Store.open(path, KEY, system_clock, journal=Journal(journal))
    actor = actor_of()
    while True:
        line.send("begun")
        with store.working(actor) as work:
            number = take_number(work, ThingDraft("", "x" * 2000))
        line.send(number)


def keep_backing_up(line: Connection, home: Path) -> None:
    """Make backups for ever beside the working program."""
    office = OfficeFolder(home)
    office.open_store(KEY, system_clock)
    while True:
        line.send("begun")
        line.send(back_up(office, KEY, system_clock, BackupKind.ON_DEMAND).folder.name)


def keep_restoring(line: Connection, home: Path) -> None:
    """Restore the newest backup for ever."""
    office = OfficeFolder(home)
    (backup, *_) = find_backups(office.backups)
    while True:
        line.send("begun")
        restore(office, backup, KEY, system_clock)
        line.send("restored")


def keep_exchanging_keys(line: Connection, home: Path) -> None:
    """Exchange the file's key for ever."""
    office = OfficeFolder(home)
    keystore = office.keystore()
    key = keystore.unlock(LOGIN, PASSWORD, fits=office.fits)
    while True:
        line.send("begun")
        key = exchange_key(office, keystore, key)
        line.send("exchanged")


def hold_the_office(line: Connection, home: Path) -> None:
    """Open the office and keep it."""
    OfficeFolder(home).open_store(KEY, system_clock)
    line.send("open")
    signal.pause()


def fill_up(line: Connection, path: Path, most_bytes: int) -> None:
    """Take numbers until no file may grow beyond ``most_bytes``; say what was confirmed and what was told."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    store = Store.open(path, KEY, system_clock)
    confirmed = 0
    try:
        while True:
            with store.working(actor_of()) as work:
                number = take_number(work, ThingDraft("", "x" * 50_000))
            confirmed = number
    except EnvironmentFailure as failure:
        line.send((confirmed, failure.sentence))


def open_as_nobody(line: Connection, home: Path) -> None:
    """Open an office as somebody who may not write there."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    told = []
    attempts: tuple[Callable[[], object], ...] = (
        lambda: OfficeFolder(home).open_store(KEY, system_clock),
        lambda: Store.open(home / "records.db", KEY, system_clock),
        lambda: Store.create(home / "new.db", KEY, system_clock),
    )
    for attempt in attempts:
        try:
            attempt()
        except EnvironmentFailure as failure:
            told.append(failure.sentence)
    line.send(told)
