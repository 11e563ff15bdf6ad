"""The program in a process of its own: says as JSON what was loaded when its sign-in box was painted."""

import json
import sys
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtWidgets import QLineEdit

from resettle_desktop.app import launching
from resettle_desktop.app.counter import Counter
from resettle_desktop.app.first_paint import FirstPaint
from resettle_desktop.app.settings import SETTINGS, Settings
from resettle_desktop.tour.keys import Eyes


def main(folder: Path, home: Path) -> int:
    """Show the window of a clerk who signed in here before, tell what was loaded, close it."""
    application = launching.make_application()
    settings = Settings(home / SETTINGS)
    settings.keep("login", "汤喜鹊")
    settings.keep("office", "示例街道便民服务中心")
    theme = settings.theme()
    theme.install(application)
    counter = Counter(folder, theme, settings, second_home=home)
    counter.closed.connect(application.quit)

    def tell() -> None:
        loaded = sorted({name.partition(".")[0] for name in sys.modules})
        built = "Qt" in vars(QtCore)  # read first: looking at the words builds it
        takes_keys = isinstance(application.focusWidget(), QLineEdit)
        words = [text for text in Eyes(counter.window).words() if text]
        sys.stdout.write(json.dumps([loaded, built, takes_keys, words]))
        counter.window.close()

    counter.begin()
    FirstPaint(counter.window).done.connect(tell)  # asked last, told first
    status: int = application.exec()
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
