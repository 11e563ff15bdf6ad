"""The program's own typefaces in the window: the files the papers are set in serve the screen too."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from resettle_desktop.foundation.resources import resource_path

OWN: Final = ("Hei-Regular.ttf", "Hei-Bold.ttf")
RARE: Final = "KaiLight-Regular.ttf"
"""Has the rare characters of names that the others miss; loaded after the first paint."""

# A collection of CJK fonts names its Japanese face first, so every face is asked for by name.
FAMILIES: Final = (
    "Resettle Hei",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Resettle Kai Light",
    "SimSun-ExtB",
)


def load_typefaces() -> None:
    """Make the faces of the window known to Qt."""
    for name in OWN:
        load(name)


def load_rare_typeface() -> None:
    """Make the face with the rare characters known; it is large, so the first paint does not wait for it."""
    load(RARE)


def load(name: str) -> None:
    """Add one file of ``resources/fonts``; a missing file is a broken installation and is said so."""
    path = resource_path("fonts") / name
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path)


def typeface(pixels: int, *, bold: bool = False) -> QFont:
    """A font of the window at a size in pixels."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
