"""Asks the clerk for a folder, with the system's own dialogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

AskFolder = Callable[["QWidget", str], Path | None]
"""Asks over a window, with a title; None when nothing was chosen."""


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask; the dialogue is loaded when it is first wanted."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None
