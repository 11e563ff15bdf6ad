"""The office's own font files: the folder ``fonts.d`` beside the records, read once and by its headers only.

A file named as a face (``仿宋.ttf``) draws that face's Chinese before our own does; any other is asked after
all others. What cannot be used is left out and named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.documents.truetype import UnusableFont, characters_of_file

FOLDER: Final = "fonts.d"
"""The folder beside the records where an office lays fonts of its own."""
FONT_FILES: Final = frozenset({".ttf", ".otf", ".ttc", ".woff", ".woff2"})
# Before this there are Latin letters, digits, quotes and the interpunct, whose widths our pages count on.
CHINESE: Final = 0x2E80


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font file of the office and the characters it draws."""

    path: Path
    characters: frozenset[int]

    @property
    def face(self) -> str:
        """The name of the face it replaces, if it is one."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class OwnFonts:
    """What the folder holds: usable fonts in the order of their names, and a sentence on each other file."""

    fonts: tuple[OwnFont, ...] = ()
    refused: tuple[str, ...] = ()


def read_folder(folder: Path | None) -> OwnFonts:
    """Look at every font file of the folder; a folder that is not there is empty."""
    fonts, refused = list[OwnFont](), list[str]()
    for path in font_files(folder):
        try:
            fonts.append(OwnFont(path, characters_of_file(path)))
        except UnusableFont as why:
            refused.append(f"{FOLDER} 里的字体 {path.name} 没有用上：{why}")
    return OwnFonts(tuple(fonts), tuple(refused))


def font_files(folder: Path | None) -> Iterator[Path]:
    """Give the font files of a folder in the order of their names."""
    try:
        found = sorted(folder.iterdir()) if folder is not None else []
    except OSError:
        return
    yield from (path for path in found if path.suffix.lower() in FONT_FILES)
