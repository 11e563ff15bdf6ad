"""The program in a process of its own: says as JSON what its window shows once the folder was looked at."""

import ctypes
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from resettle_desktop.app import launching
from resettle_desktop.app.counter import Counter
from resettle_desktop.app.settings import Settings
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.tour.keys import Eyes

LOOK_EVERY_MS = 20
UNPRIVILEGED = "--unprivileged"
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1


def become_unprivileged() -> None:
    """Begin anew as somebody whom file modes bind, be it the superuser (Linux)."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
    arguments = [argument for argument in sys.argv[1:] if argument != UNPRIVILEGED]
    os.execv(sys.executable, [sys.executable, "-m", "tests.app.window_child", *arguments])


def main(folder: Path, home: Path) -> int:
    """Show the window, tell what it says, close it."""
    application = launching.make_application()
    theme = Theme()
    theme.install(application)
    counter = Counter(folder, theme, Settings(home / "desk.ini"), second_home=home)
    counter.closed.connect(application.quit)
    eyes = Eyes(counter.window)
    timer = QTimer(counter)
    timer.setInterval(LOOK_EVERY_MS)

    def look() -> None:
        if eyes.sees("数据文件夹：") or eyes.sees("上次备份") or eyes.sees("还没有备份"):
            timer.stop()
            sys.stdout.write(json.dumps([text for text in eyes.words() if text]))
            counter.window.close()

    timer.timeout.connect(look)
    counter.begin()
    timer.start()
    status: int = application.exec()
    return status


if __name__ == "__main__":
    if UNPRIVILEGED in sys.argv:
        become_unprivileged()
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
