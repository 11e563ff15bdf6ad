"""Which font file draws which character: faces, their fallback chains, and what no font can draw."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias, cast

from resettle_desktop.foundation.documents.marks import engine
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.resources import resource_path


class Face(StrEnum):
    """A face as the standards for papers call it; which files draw it stands in ``CHAINS``."""

    FANG = "仿宋"
    TITLE = "小标宋"
    SONG = "宋体"
    KAI = "楷体"
    HEI = "黑体"
    HEI_BOLD = "黑体加粗"


# Fandol Fang has the 6,763 characters of GB 2312 only, so falling back inside 仿宋 is a normal event; the
# light Kai is the least jarring partner of so thin a face. Song has the Latin letters and digits of both.
CHAINS: Final = {
    Face.FANG: ("Fang-Regular.ttf", "KaiLight-Regular.ttf", "Song-Regular.ttf"),
    Face.TITLE: ("Title-Regular.ttf", "Song-Regular.ttf"),
    Face.SONG: ("Song-Regular.ttf",),
    Face.KAI: ("KaiLight-Regular.ttf", "Song-Regular.ttf"),
    Face.HEI: ("Hei-Regular.ttf", "Song-Regular.ttf"),
    Face.HEI_BOLD: ("Hei-Bold.ttf", "Song-Regular.ttf"),
}
# Files for very rare characters, asked after every chain; they come with a later bundle.
RARE: Final[tuple[str, ...]] = ()


class MissingGlyph(Refusal):
    """No font at hand can draw these characters, so the paper is not drawn at all."""

    def __init__(self, characters: str, field: str | None = None) -> None:
        named = "、".join(map(spoken_character, characters))
        super().__init__(
            f"打印字库里没有{named}，不能打印：请核对这个字，或把含有它的字体放进 fonts.d 文件夹。", field
        )
        self.characters = characters


def spoken_character(character: str) -> str:
    """Name a character with its code point, which tells it from its look-alikes."""
    code = f"U+{ord(character):04X}"
    return f"“{character}”（{code}）" if character.isprintable() else code


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of text that is drawn in one face throughout: a name in two faces looks tampered with."""

    text: str


Pieces: TypeAlias = str | Name | Sequence[str | Name]


class FontBook:
    """The faces of this installation: the bundled files, then whatever the office put into ``fonts.d``.

    Only lists of characters are kept here; a font file is opened by the first drawing that needs it.
    """

    def __init__(self, drop_in: Path | None = None) -> None:
        self._bundled = cast(
            "dict[str, list[list[int]]]",
            json.loads(resource_path("fonts", "coverage.json").read_text(encoding="utf-8")),
        )
        self._drop_in = drop_in
        # One path object for each file, so that runs can be told apart by identity.
        self._paths = {file: resource_path("fonts", file) for file in self._bundled}
        self._chosen: dict[Face, dict[str, Path | None]] = {face: {} for face in Face}

    def chain(self, face: Face) -> list[Path]:
        """Give the files of a face, the preferred first."""
        bundled = [self._paths[file] for file in (*CHAINS[face], *RARE)]
        if self._drop_in is None or not self._drop_in.is_dir():
            return bundled
        return bundled + sorted(path for path in self._drop_in.iterdir() if path.suffix.lower() == ".ttf")

    def has(self, font: Path, character: str) -> bool:
        """Tell whether a font file has a glyph for a character."""
        ranges = self._bundled.get(font.name)
        if ranges is None or self._paths[font.name] != font:
            return ord(character) in engine().advances(font)
        code = ord(character)
        place = bisect_right(ranges, code, key=first_of)
        return place > 0 and code <= ranges[place - 1][1]

    def choose(self, character: str, face: Face) -> Path | None:
        """Give the first file of the face's chain that has the character."""
        chosen = self._chosen[face]
        if character not in chosen:
            chosen[character] = next((font for font in self.chain(face) if self.has(font, character)), None)
        return chosen[character]

    def missing(self, text: str, face: Face) -> str:
        """Give the characters of a text that no file of the chain can draw, each once."""
        return "".join(c for c in dict.fromkeys(text) if self.choose(c, face) is None)

    def assign(self, pieces: Pieces, face: Face) -> tuple[str, list[Path]]:
        """Give the whole text and the file for each of its characters.

        A ``Name`` is drawn by the first file that has all of it; other text falls back by the character.

        Raises:
            MissingGlyph: no file has one of the characters.
        """
        text, fonts = "", list[Path]()
        for piece in [pieces] if isinstance(pieces, str | Name) else pieces:
            part = piece.text if isinstance(piece, Name) else piece
            found = [self.choose(character, face) for character in part]
            if isinstance(piece, Name) and len(set(found)) > 1:
                whole = next((f for f in self.chain(face) if all(self.has(f, c) for c in part)), None)
                found = [whole] * len(part) if whole else found
            text += part
            fonts += [font for font in found if font is not None]
        if len(fonts) < len(text):
            raise MissingGlyph(self.missing(text, face))
        return text, fonts


def first_of(pair: list[int]) -> int:
    """Give the first code point of a range."""
    return pair[0]


_book: list[FontBook] = []


def font_book() -> FontBook:
    """Give the faces of this process."""
    if not _book:
        _book.append(FontBook())
    return _book[0]


DROP_IN: Final = "fonts.d"
"""The folder beside the records where an office lays fonts of its own."""


def use_drop_in_folder(folder: Path) -> None:
    """Add an office's own fonts to the end of every chain; called once, at the start, by ``app``."""
    _book[:] = [FontBook(folder)]


def missing_glyphs(text: str, face: Face = Face.FANG) -> str:
    """Give the characters that cannot be printed, each once; to be asked already when a name is typed."""
    return font_book().missing(text, face)
