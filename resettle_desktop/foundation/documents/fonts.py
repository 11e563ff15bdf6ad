"""Which font file draws which character: faces, their fallback chains, and what no font can draw."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, combinations
from pathlib import Path
from typing import Final, TypeAlias, cast

from resettle_desktop.foundation.documents import drop_in
from resettle_desktop.foundation.documents.drop_in import OwnFonts, read_folder
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
JAPANESE: Final = "RareTwo-Regular.ttf"
# Very rare characters, asked after every chain; with Song they draw all of GB 18030-2022. They are Song by
# style and leave out what Song has, so the three stand for one face.
RARE: Final = ("RareOne-Regular.ttf", JAPANESE)
SONG_STYLE: Final = ("Song-Regular.ttf", *RARE)
BUNDLED: Final = (*(file for chain in CHAINS.values() for file in chain), *RARE)


class MissingGlyph(Refusal):
    """No font at hand can draw these characters, so the paper is not drawn at all."""

    def __init__(self, characters: str, field: str | None = None, unused: Sequence[str] = ()) -> None:
        named = "、".join(map(spoken_character, characters))
        because = "".join(f"（{sentence}）" for sentence in unused)
        super().__init__(
            f"打印字库里没有{named}，不能打印：请核对这个字，或把含有它的字体放进 fonts.d 文件夹。{because}",
            field,
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


def in_one_face(text: str) -> str | Name:
    """Set text of Chinese characters alone, such as the names in a list, in one face; other text as it is."""
    alone = all((ord(c) >= drop_in.CHINESE and c.isalpha()) or c == "·" for c in text)
    return Name(text) if text and alone else text


class FontBook:
    """The faces of this installation: the bundled files, and whatever the office put into ``fonts.d``.

    Only lists of characters are kept here; a font file is opened by the first drawing that needs it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        # One path object for each file, so that runs can be told apart by identity.
        self._paths = {file: resource_path("fonts", file) for file in dict.fromkeys(BUNDLED)}
        self._chosen: dict[Face, dict[str, Path | None]] = {face: {} for face in Face}

    @cached_property
    def _edges(self) -> dict[str, list[int]]:
        """For each of our files the code points at which having turns to missing, and back."""
        listed = cast(
            "dict[str, list[int]]",
            json.loads(resource_path("fonts", "coverage.json").read_text(encoding="utf-8")),
        )
        return {file: list(accumulate(steps)) for file, steps in listed.items()}

    @cached_property
    def own(self) -> OwnFonts:
        """The office's own files; looked at when the first character is asked for."""
        return read_folder(self._folder)

    @cached_property
    def _own_characters(self) -> dict[Path, frozenset[int]]:
        return {font.path: font.characters for font in self.own.fonts}

    def chain(self, face: Face) -> list[Path]:
        """Give the files of a face, the preferred first."""
        return [path for style in self.styles(face) for path in style]

    def styles(self, face: Face) -> list[tuple[Path, ...]]:
        """Give the files of a face, the preferred first; files that look alike stand together."""
        first = [(font.path,) for font in self.own.fonts if font.face == face.value]
        plain = [(self._paths[file],) for file in CHAINS[face] if file not in SONG_STYLE]
        song = tuple(self._paths[file] for file in SONG_STYLE)
        faces = {each.value for each in Face}
        last = [(font.path,) for font in self.own.fonts if font.face not in faces]
        return [*first, *plain, song, *last]

    def has(self, font: Path, character: str) -> bool:
        """Tell whether a font file draws a character."""
        code = ord(character)
        own = self._own_characters.get(font)
        if own is not None:
            return code in own and (code >= drop_in.CHINESE or not is_face(font))
        return bisect_right(self._edges[font.name], code) % 2 == 1

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

        A ``Name`` is drawn in the first style that has all of it, or in as few as it takes; other text falls
        back by the character.

        Raises:
            MissingGlyph: no file has one of the characters.
        """
        text, fonts = "", list[Path]()
        for piece in [pieces] if isinstance(pieces, str | Name) else pieces:
            part = piece.text if isinstance(piece, Name) else piece
            found = [self.choose(character, face) for character in part]
            known = [font for font in found if font is not None]
            if isinstance(piece, Name) and len(set(known)) > 1 and len(known) == len(part):
                known = self._in_one_style(part, face) or known
            text += part
            fonts += known
        if len(fonts) < len(text):
            raise MissingGlyph(self.missing(text, face), unused=self.own.refused)
        return text, fonts

    def _in_one_style(self, name: str, face: Face) -> list[Path] | None:
        """Draw a name in the fewest styles that have all of it, the preferred ones first."""
        styles = self.styles(face)
        for count in range(1, len(styles) + 1):
            for together in combinations(styles, count):
                files = [path for style in together for path in style]
                found = [next((file for file in files if self.has(file, c)), None) for c in name]
                known = [file for file in found if file is not None]
                if len(known) == len(name):
                    return known
        return None


def is_face(font: Path) -> bool:
    """Tell whether a file of the office stands for one of the faces."""
    return any(font.stem == face.value for face in Face)


DROP_IN: Final = drop_in.FOLDER
_book: list[FontBook] = []


def font_book() -> FontBook:
    """Give the faces of this process."""
    if not _book:
        _book.append(FontBook())
    return _book[0]


def use_drop_in_folder(folder: Path) -> None:
    """Use an office's own fonts too; called once, at the start, by ``app``."""
    _book[:] = [FontBook(folder)]


def missing_glyphs(text: str, face: Face = Face.FANG) -> str:
    """Give the characters that cannot be printed, each once; to be asked already when a name is typed."""
    return font_book().missing(text, face)


@dataclass(frozen=True, slots=True)
class PrintNote:
    """What is said beside a name while it is typed: a sign and words, and less where there is no room."""

    prints: bool
    words: str
    short: str
    doubtful: bool = False

    @property
    def sign(self) -> str:
        """The tick or the cross that stands before the words."""
        return "✓" if self.prints else "×"

    @property
    def lengths(self) -> tuple[str, str, str]:
        """The sign with all words, with few, and alone."""
        alone = f"{self.sign}？" if self.doubtful else self.sign
        return f"{self.sign} {self.words}", f"{self.sign} {self.short}", alone


WILL_PRINT: Final = PrintNote(prints=True, words="能打印", short="能打印")
CHECK_FORM: Final = PrintNote(
    prints=True, words="能打印（字形为日文写法，请核对）", short="请核对字形", doubtful=True
)


def print_note(name: str, face: Face = Face.FANG) -> PrintNote | None:
    """Tell how a name will stand on paper; None where nothing is typed yet."""
    if not name:
        return None
    book = font_book()
    missing = book.missing(name, face)
    if missing:
        said = f"打不出{'、'.join(map(spoken_character, missing))}"
        return PrintNote(prints=False, words=said, short="打不出")
    _, files = book.assign(Name(name), face)
    return CHECK_FORM if resource_path("fonts", JAPANESE) in files else WILL_PRINT
