"""From the start of the process to a sign-in box that takes keys, beside an empty PySide6 window."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from resettle_desktop.app.settings import SETTINGS, Settings
from resettle_desktop.foundation.places import FOLDER
from resettle_desktop.samples import PRACTICE_OFFICE
from tests.benchmarks.offices import LOGIN, SMALL, Workshop
from tests.benchmarks.table import Figure, pairs, since

NAME: Final = "process start to a sign-in box that takes keys"
FLOOR: Final = "an empty PySide6 window, painted"
LIMIT: Final = 1.5
ROUNDS: Final = 15
PATIENCE: Final = 60
OFFSCREEN: Final = "offscreen"

EMPTY_WINDOW: Final = """
import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)


def painted():
    print(json.dumps({"painted": True}), flush=True)
    application.quit()


application = QApplication(sys.argv)
window = Empty()
window.resize(1366, 698)
window.show()
sys.exit(application.exec())
"""


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Whole processes in turn, from being started to the line they print after their first paint."""
    with workshop.office(SMALL) as office, workshop.scratch() as folder:
        script = folder / "empty_window.py"
        script.write_text(EMPTY_WINDOW, encoding="utf-8")
        home = folder / "home"
        remember_yesterday(home)
        program = ("-m", "resettle_desktop", "--folder", str(office), "--measure-start")
        measured = pairs(
            lambda: started(program, home, "takes_keys"),
            lambda: started((str(script),), home, "painted"),
            rounds=workshop.rounds(ROUNDS),
            warm=2,
        )
    yield Figure(NAME, measured.ours_ms, FLOOR, measured.floor_ms, LIMIT, measured.ratio)


def remember_yesterday(home: Path) -> None:
    """This PC was used before: the sign-in box shows who signed in last, and where."""
    kept = Settings(home / FOLDER / SETTINGS)
    kept.keep("login", LOGIN)
    kept.keep("office", PRACTICE_OFFICE.name)


def started(arguments: Sequence[str], home: Path, sign: str) -> float:
    """Milliseconds from starting Python with these arguments to the line it prints, which has ``sign`` true.

    A process that crashes, or prints something else, would look like a fast start: it is an error.
    """
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": OFFSCREEN,
        "PYTHONDONTWRITEBYTECODE": "",  # compiled once, by the rounds that warm up, as after an installation
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
    }
    began = time.perf_counter()
    with subprocess.Popen((sys.executable, *arguments), stdout=subprocess.PIPE, env=surroundings) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        milliseconds = since(began)
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    said = json.loads(line) if line.strip() else {}
    if code != 0 or not said.get(sign):
        message = f"{arguments[0]} ended with {code} and said {line!r}"
        raise RuntimeError(message)
    return milliseconds
