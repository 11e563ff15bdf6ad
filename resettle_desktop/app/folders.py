"""Another folder than the usual one: asked for with the system's own dialogue, and looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

NOTHING_THERE: Final = (
    "选的文件夹里没有数据文件",
    "没有打开，也没有新建空文件",
    "请选放着数据文件（records.db）的那个文件夹",
)

AskFolder = Callable[["QWidget", str], Path | None]
"""Asks over a window, with a title; None when nothing was chosen."""


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask; the dialogue is loaded when it is first wanted."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def holds_an_office(folder: Path) -> bool:
    """Whether an office's records or keys lie here, in whatever state."""
    from resettle_desktop.foundation.database.office_folder import KEYSTORE, RECORDS

    return any((folder / name).exists() for name in (RECORDS, KEYSTORE))
