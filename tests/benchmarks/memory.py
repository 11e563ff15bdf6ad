"""What the program keeps in memory with 1,000,000 people in the office and its lists open.

Run as a program (``python -m tests.benchmarks.memory <office> <home>``) it is the process that is measured.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.ui.table_page import ListPage
from tests.benchmarks.desk import begin_session, have_backup, program_on, wait_until
from tests.benchmarks.offices import MILLION, ROOT, Workshop
from tests.benchmarks.table import Figure

NAME: Final = "memory with 1,000,000 people and lists open (MB)"
ALLOWED: Final = "what is allowed (MB)"
ALLOWED_MB: Final = 350.0
LISTS: Final = ("households.households", "households.people", "households.rooms")
STATUS: Final = Path("/proc/self/status")
PATIENCE_S: Final = 900


def figures(workshop: Workshop) -> Iterator[Figure]:
    """A process of its own opens the office, signs in, opens each list and goes to its end."""
    with workshop.office(MILLION) as office, workshop.scratch() as home:
        have_backup(office)
        command = (sys.executable, "-m", "tests.benchmarks.memory", str(office), str(home))
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        told = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, check=True, timeout=PATIENCE_S
        )
    kept: dict[str, float | None] = json.loads(told.stdout.splitlines()[-1])
    note = "" if kept["peak"] is None else f"at most {kept['peak']:.0f} MB while the lists were opened"
    yield Figure(NAME, kept["now"], ALLOWED, ALLOWED_MB, 1.0, note=note)


def resident(line: str) -> float | None:
    """Megabytes that the system says this process has; None where it does not say so."""
    if not STATUS.exists():
        return None
    found = (text.split()[1] for text in STATUS.read_text(encoding="ascii").splitlines() if line in text)
    return int(next(found)) / 1024


def main(office: Path, home: Path) -> int:
    """Be the program, and print what it has in memory."""
    with program_on(office, home) as counter:
        begin_session(counter)
        for name in LISTS:
            desk = counter.window.desk
            assert desk is not None
            desk.open_page(name)
            wait_until(lambda: counter.worker.idle, PATIENCE_S)
            page = desk.page
            assert isinstance(page, ListPage)
            page.table.go_to(page.table.model().rowCount() - 1)
            wait_until(lambda: counter.worker.idle, PATIENCE_S)
        sys.stdout.write(json.dumps({"now": resident("VmRSS:"), "peak": resident("VmHWM:")}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
