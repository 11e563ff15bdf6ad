"""The program's own typefaces in the window: the files the papers are set in serve the screen too."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from resettle_desktop.foundation.resources import resource_path

OWN: Final = ("Hei-Regular.ttf", "Hei-Bold.ttf")
RARE: Final = ("KaiLight-Regular.ttf", "RareOne-Regular.ttf", "RareTwo-Regular.ttf")
"""Have the rare characters of names that the others miss; made known after the first paint."""

# A collection of CJK fonts names its Japanese face first, so every face is asked for by name.
FAMILIES: Final = (
    "Resettle Hei",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Resettle Kai Light",
    "Resettle Rare One",
    "Resettle Rare Two",
    "SimSun-ExtB",
)
_own: dict[Path, tuple[str, ...]] = {}


def load_typefaces() -> None:
    """Make the faces of the window known to Qt."""
    for name in OWN:
        load(name)


def load_rare_typefaces() -> None:
    """Make the faces with the rare characters known; Qt opens each when the first character wants it."""
    for name in RARE:
        load(name)


def load(name: str) -> None:
    """Add one file of ``resources/fonts``; a missing file is a broken installation and is said so."""
    path = resource_path("fonts") / name
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)


def load_own_typefaces(paths: Iterable[Path]) -> bool:
    """Make the office's own fonts known, asked last as on paper; tell whether any was new."""
    new = [path for path in paths if path not in _own]
    for path in new:
        number = QFontDatabase.addApplicationFont(str(path))
        _own[path] = tuple(QFontDatabase.applicationFontFamilies(number))
    return bool(new)


def families() -> tuple[str, ...]:
    """The families of the window, the preferred first."""
    return tuple(dict.fromkeys((*FAMILIES, *(family for own in _own.values() for family in own))))


def typeface(pixels: int, *, bold: bool = False) -> QFont:
    """A font of the window at a size in pixels."""
    font = QFont()
    font.setFamilies(families())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
