"""The program in a process that will be killed: half a form, or a number just issued, and no goodbye."""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from sqlalchemy.orm import Session

from resettle_desktop.app import launching
from resettle_desktop.app.counter import Counter
from resettle_desktop.app.settings import Settings
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.tour.keys import Eyes, Hands
from tests.app.conftest import CHEAP, LOGIN, PASSWORD
from tests.kit.office import TickingClock

FORM = "form"
PAPER = "paper"
READY = "ready"
LOOK_EVERY_MS = 10
PATIENCE_MS = 60_000
FIELDS = (
    ("迁出村", "hg"),
    ("安置住房", "3-2-501"),
    ("户主电话", "13812345678"),
    ("搬迁类型", "jd"),
    ("姓名", "王国梁"),
)

Until = Iterator[bool]


def kept_values(session: Session) -> str:
    """What half-typed forms the file holds, as text."""
    rows = session.connection().exec_driver_sql('SELECT "values" FROM draft').scalars()
    return " ".join(rows)


class Doomed:
    """Strikes keys; yields until what it waits for is there."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.hands = Hands(counter.window)
        self.eyes = Eyes(counter.window)
        self.kept = ""

    def answered(self) -> bool:
        """Whether nothing is asked of the file any more."""
        return self.counter.worker.idle

    def sign_in(self) -> Until:
        """To the desk."""
        while not self.eyes.sees("备份："):
            if self.eyes.sees("还没有备份"):
                break
            yield False
        self.hands.press("Alt+N", "Ctrl+A")
        self.hands.type(LOGIN)
        self.hands.press("Return")
        self.hands.type(PASSWORD)
        self.hands.press("Return")
        while not self.eyes.has_field("搜索"):
            yield False

    def form(self) -> Until:
        """Half a household; the power fails when the last key has reached the file."""
        yield from self.sign_in()
        self.hands.press("F9")
        for name, text in FIELDS:
            while not (self.eyes.cursor_in(name) and self.answered()):
                yield False
            self.hands.type(text)
            while not self.answered():
                yield False
            if name != FIELDS[-1][0]:
                self.hands.press("Return")
        while "王国梁" not in self.kept:
            if self.counter.worker.idle:
                self.counter.worker.ask(kept_values, self.hear, owner=self.counter)
            yield False

    def hear(self, kept: str) -> None:
        """What the file holds of the form."""
        self.kept = kept

    def paper(self) -> Until:
        """The number is reserved, the question not answered."""
        yield from self.sign_in()
        self.hands.press("Ctrl+K")
        self.hands.type("wgl")
        while not self.eyes.sees("王国梁"):
            yield False
        self.hands.press("Return")
        while not self.eyes.sees("石湾村后沟"):
            yield False
        self.hands.press("F9")
        while not self.eyes.can("开具"):
            yield False
        self.hands.press("F9")
        while not self.eyes.sees("已开具"):
            yield False


def main(folder: Path, home: Path, what: str) -> int:
    """Do it, say so, and wait for the end."""
    application = launching.make_application()
    theme = Theme()
    theme.install(application)
    counter = Counter(
        folder, theme, Settings(home / "desk.ini"), second_home=home, clock=TickingClock(), cost=CHEAP
    )
    doomed = Doomed(counter)
    steps = doomed.form() if what == FORM else doomed.paper()
    timer = QTimer(counter)
    timer.setInterval(LOOK_EVERY_MS)

    def turn() -> None:
        if next(steps, True):
            timer.stop()
            sys.stdout.write(f"{READY}\n")
            sys.stdout.flush()

    def give_up() -> None:
        sys.stdout.write(f"{doomed.hands.target().accessibleName()}: {list(doomed.eyes.words())}\n")
        sys.stdout.flush()

    timer.timeout.connect(turn)
    QTimer.singleShot(PATIENCE_MS, counter, give_up)
    counter.begin()
    timer.start()
    status: int = application.exec()
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
