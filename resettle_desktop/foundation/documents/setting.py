"""Text made ready for paper: which font draws each character, how wide it is, and the runs of a line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from resettle_desktop.foundation.documents.fonts import Face, Name, Pieces, font_book
from resettle_desktop.foundation.documents.line_breaking import Line, break_lines, is_word
from resettle_desktop.foundation.documents.marks import Run, engine


@dataclass(frozen=True)
class Setting:
    """One text in one face and size (points).

    ``space`` follows each Chinese character and half of it each letter or digit, so that on a grid two
    half-width digits still fill one Chinese character's place. ``keep`` lists the characters that must not
    begin a line.
    """

    text: str
    fonts: tuple[Path, ...]
    size: float
    space: float = 0.0
    keep: frozenset[int] = frozenset()

    @classmethod
    def of(cls, pieces: Pieces, face: Face, size: float, space: float = 0.0) -> "Setting":
        """Choose the fonts of a text.

        Raises:
            MissingGlyph: a character that no font at hand can draw.
        """
        text, fonts = font_book().assign(pieces, face)
        return cls(text, tuple(fonts), size, space, inside_names(pieces))

    def at(self, size: float) -> "Setting":
        """Give the same text in another size."""
        return replace(self, size=size)

    @cached_property
    def ems(self) -> dict[str, float]:
        """The widths of its characters in ems; where two fonts draw one character, the wider one counts."""
        widths: dict[str, float] = {}
        for character, font in dict.fromkeys(zip(self.text, self.fonts, strict=True)):
            em = engine().advances(font)[ord(character)] / 1000
            widths[character] = max(em, widths.get(character, 0.0))
        return widths

    @cached_property
    def spaces(self) -> dict[str, float]:
        """The extra room behind each character, in points."""
        return {c: self.space / 2 if is_word(c) else self.space for c in self.ems}

    @cached_property
    def advances(self) -> dict[str, float]:
        """The room that each character takes, in points."""
        return {c: em * self.size + self.spaces[c] for c, em in self.ems.items()}

    @property
    def width(self) -> float:
        """The width of the whole text on one line, in points, without the space after its last character."""
        return self.part_width(self.text)

    def part_width(self, text: str) -> float:
        """Measure a part of the text as ``width`` does."""
        return sum([self.advances[c] for c in text]) - (self.spaces[text[-1]] if text else 0.0)

    def lines(self, width: float, indent: float = 0.0) -> list[Line]:
        """Break the text into lines of ``width`` points."""
        em = self.size + self.space
        return break_lines(self.text, width, self.advances.__getitem__, em, indent=indent, keep=self.keep)

    def runs(self, x: float, y: float) -> list[Run]:
        """Place the whole text on one line that begins at ``x`` on the baseline ``y``."""
        return self.line_runs(Line(tuple(self.text)), 0, x, y) if self.text else []

    def line_runs(self, line: Line, offset: int, x: float, y: float) -> list[Run]:
        """Place one line whose first character is the ``offset``-th of the text."""
        runs: list[Run] = []
        start, font, space, after, begun = x, self.fonts[offset], 0.0, 0.0, ""
        for place, (character, gap) in enumerate(spaced(line), start=offset):
            if begun and (self.fonts[place] is not font or after != space):
                runs.append(Run(start, y, begun, font, self.size, space))
                begun = ""
            after = self.spaces[character] + gap
            if not begun:
                start, font, space = x, self.fonts[place], after
            begun += character
            x += self.advances[character] + gap
        return [*runs, Run(start, y, begun, font, self.size, space)] if begun else runs


def inside_names(pieces: Pieces) -> frozenset[int]:
    """Give the places where no line may begin: inside a name, except behind its interpunct."""
    found: set[int] = set()
    start = 0
    for piece in [pieces] if isinstance(pieces, str | Name) else pieces:
        text = piece.text if isinstance(piece, Name) else piece
        if isinstance(piece, Name):
            found.update(start + place for place in range(1, len(text)) if text[place - 1] != "·")
        start += len(text)
    return frozenset(found)


def spaced(line: Line) -> Iterator[tuple[str, float]]:
    """Give each character of a line with the gap behind it: the line's gap stands between its parts only."""
    for atom in line.atoms:
        for character in atom[:-1]:
            yield character, 0.0
        yield atom[-1], line.gap
