"""What a page can do, declared once: buttons, keys, the hint bar and the key sheet are made from it.

Command("F9", "登记", self.submit, icon="check", primary=True)
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

HELP: Final = "F1"
ADD: Final = "F3"
CHANGE: Final = "F4"
SCHEME: Final = "F8"
VERB: Final = "F9"
COVER: Final = "F12"
SEARCH: Final = "Ctrl+K"
PRINT: Final = "Ctrl+P"
LOCK: Final = "Ctrl+L"
BACK: Final = "Alt+Left"
LEAVE: Final = "Esc"
TAKE_BACK: Final = "Alt+Backspace"
LARGER: Final = "Ctrl++"
SMALLER: Final = "Ctrl+-"

SPOKEN: Final = {
    "Backspace": "退格",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "回车",
    "Del": "Delete",
}


def nothing() -> None:
    """Pressed while it cannot be done, the key does nothing."""


def always() -> bool:
    """The command is always ready."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a page can do: its key, the clerk's word for it, what runs.

    ``button`` puts it beside the title, ``primary`` makes it the filled, right-most one (one per page);
    ``ready`` says whether it can be done now, ``otherwise`` runs when its key is struck while it cannot: it
    says why. ``hint`` shows it in the hint bar.
    """

    key: str
    text: str
    run: Callable[[], None]
    icon: str = ""
    primary: bool = False
    button: bool = True
    hint: bool = True
    ready: Callable[[], bool] = always
    otherwise: Callable[[], None] = nothing

    @property
    def spoken_key(self) -> str:
        """The key as it is printed on a key cap."""
        return spoken_key(self.key)


def spoken_key(key: str) -> str:
    """The key as it is printed on a key cap: ``Alt+←``."""
    return "+".join(SPOKEN.get(part, part) for part in key.replace("++", "+加号").split("+")).replace(
        "加号", "+"
    )


def bind(command: Command, window: QWidget) -> QShortcut | None:
    """Make the key run the command while ``window`` is visible.

    A shortcut of its own: a button's shortcut would be lost as soon as its text is shortened.
    """
    if not command.key:
        return None
    shortcut = QShortcut(QKeySequence(command.key), window)

    shortcut.activated.connect(partial(run_if_ready, command))
    return shortcut


def run_if_ready(command: Command) -> None:
    """Run a command, by key or by button, unless it cannot be done now."""
    if command.ready():
        command.run()
    else:
        command.otherwise()
