"""Growing waits after wrong passwords, kept on disk so that restarting the program does not end them."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.database.keystore import login_key
from resettle_desktop.foundation.database.whole_file import write_whole
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import Clock, from_milliseconds, to_milliseconds

FREE_TRIES: Final = 3
WAITS: Final = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 20, 40, 80, 160, 300))
"""After the free tries; the last one repeats. Nobody is shut out for longer than five minutes."""

WAIT: Final = "密码连续输错 {} 次，请等 {} 再试；急用可以用恢复单打开"


class SignInGuard:
    """Counts wrong passwords per sign-in name. The recovery sheet never passes through here."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._failures = self._read()

    def wait(self, login: str) -> timedelta:
        """How long this name has to wait; zero when it may try."""
        tries, last = self._failures.get(login_key(login), (0, None))
        if last is None or tries < FREE_TRIES:
            return timedelta()
        full = WAITS[min(tries - FREE_TRIES, len(WAITS) - 1)]
        left = last + full - self._clock()
        # A clock set back must not make anybody wait longer than the wait itself.
        return min(full, max(timedelta(), left))

    def check(self, login: str) -> None:
        """Refuse while the name has to wait, saying how long."""
        left = self.wait(login)
        if left:
            tries, _ = self._failures[login_key(login)]
            raise Refusal(WAIT.format(tries, spoken(left)), field="password")

    def failed(self, login: str) -> None:
        """Count a wrong password."""
        tries, _ = self._failures.get(login_key(login), (0, None))
        self._failures[login_key(login)] = (tries + 1, self._clock())
        self._write()

    def succeeded(self, login: str) -> None:
        """The name is free again."""
        if self._failures.pop(login_key(login), None) is not None:
            self._write()

    def _read(self) -> dict[str, tuple[int, datetime]]:
        try:
            kept = json.loads(self._path.read_bytes())
            return {
                login: (int(tries), from_milliseconds(int(last))) for login, (tries, last) in kept.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # a guard that cannot be read must not keep the office closed

    def _write(self) -> None:
        kept = {login: [tries, to_milliseconds(last)] for login, (tries, last) in self._failures.items()}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)  # a backup is restored on a new computer
            write_whole(self._path, json.dumps(kept, ensure_ascii=False).encode())
        except OSError:
            return  # a full disk is no reason to refuse a sign-in


def guarded(guard: SignInGuard, login: str, open_it: Callable[[], bytes]) -> bytes:
    """Try to open under the guard: wait, count a wrong password, forget the count after a right one."""
    guard.check(login)
    try:
        key = open_it()
    except Refusal:
        guard.failed(login)
        raise
    guard.succeeded(login)
    return key


def spoken(span: timedelta) -> str:
    """A wait as it is read out, rounded up to whole seconds."""
    seconds = -(-span // timedelta(seconds=1))
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
