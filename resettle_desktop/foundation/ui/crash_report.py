"""When the program itself is at fault: a report without personal data, told at once and at the next start.

    reports = CrashReports(folder / "reports")
    reports.install()                       # Python errors of every thread, and hard crashes of the process
    notices.bug.connect(reports.write)      # errors the worker delivered
    if (last := reports.from_last_time()) is not None: ...

A report has the kinds of errors and the places in our code, never a value: messages of errors may hold names
and numbers, so they are left out unless they can only speak of code.
"""

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

from resettle_desktop import __version__

HARD_CRASH: Final = "hard-crash.log"
SEEN: Final = ".seen"
KEPT: Final = 20
SPEAK_OF_CODE: Final = (AttributeError, ImportError, NameError, TypeError)


class CrashReports:
    """The folder of reports: small text files that may be handed to whoever looks after the program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hard: TextIO | None = None
        self.on_error: Callable[[BaseException], None] | None = None
        """Called on the thread of the error after its report is written (the notices tell the clerk)."""

    def install(self) -> None:
        """Report whatever nobody catches, in any thread, and have hard crashes leave a trace."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._hard = (self._folder / HARD_CRASH).open("a", encoding="utf-8")
        faulthandler.enable(self._hard)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Leave the process as it was found."""
        if self._hard is not None:
            faulthandler.disable()
            self._hard.close()
            self._hard = None
            sys.excepthook = sys.__excepthook__
            threading.excepthook = threading.__excepthook__

    def write(self, error: BaseException) -> Path | None:
        """Write a report and return where it lies; None when even that cannot be done (disk full)."""
        now = datetime.now(UTC)
        path = self._folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(report_of(error, now), encoding="utf-8")
            for old in sorted(self._folder.glob("report-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return None
        return path

    def from_last_time(self) -> str | None:
        """The newest report nobody has seen yet, or the trace of a hard crash; None when all went well."""
        hard = self._folder / HARD_CRASH
        if hard.exists() and hard.stat().st_size:
            return hard.read_text(encoding="utf-8", errors="replace")
        unseen = [path for path in self._folder.glob("report-*.txt") if not seen_mark(path).exists()]
        return max(unseen).read_text(encoding="utf-8") if unseen else None

    def mark_seen(self) -> None:
        """The clerk was told: do not tell again."""
        hard = self._folder / HARD_CRASH
        if hard.exists() and hard.stat().st_size:
            hard.write_text("", encoding="utf-8")
        for path in self._folder.glob("report-*.txt"):
            seen_mark(path).touch()

    def _uncaught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        self.write(error)
        if self.on_error is not None:
            self.on_error(error)

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._uncaught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def seen_mark(path: Path) -> Path:
    """The empty file that says a report was shown."""
    return path.with_suffix(SEEN)


def report_of(error: BaseException, now: datetime) -> str:
    """The text of a report: program, machine, and for each error in the chain its kind and its places."""
    platform: Any = import_module("platform")  # the start does not wait for it
    lines = [
        f"易地搬迁社区服务台 {__version__}",
        f"{now:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()} / {platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
    chained: BaseException | None = error
    while chained is not None:
        lines.append(f"{type(chained).__module__}.{type(chained).__qualname__}{spoken_of_code(chained)}")
        lines.extend(
            f"  {place_of(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chained.__traceback__, limit=-40)
        )
        chained = chained.__cause__ or (None if chained.__suppress_context__ else chained.__context__)
    return "\n".join([*lines, ""])


def spoken_of_code(error: BaseException) -> str:
    """The message of an error that can only speak of code; of any other nothing."""
    message = str(error)
    return f": {message}" if isinstance(error, SPEAK_OF_CODE) and message.isascii() else ""


def place_of(filename: str) -> str:
    """A file of ours or of a library, without the machine's folders (they hold the user's name)."""
    parts = Path(filename).parts
    for root in ("resettle_desktop", "site-packages", "tests"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return Path(filename).name
