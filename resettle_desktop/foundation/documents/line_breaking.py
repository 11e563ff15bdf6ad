"""Breaks Chinese text into lines as official papers want it (GB/T 15834-2011 5.1, GB/T 9704-2012 5.2.3).

Lengths have the caller's unit. ReportLab's own breaking of Chinese starts one line in ten with forbidden
punctuation, ends some with an opening bracket and never fills a line to the margin.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NOT_AT_START: Final = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—～·％‰℃°,.;:?!)]}>%/")
NOT_AT_END: Final = frozenset("（《〈「『【〔〖｛［“‘￥＄№§([{<¥$")
# Full-width marks whose ink fills the left half only: one of them may be squeezed into a full line.
CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕〗｝］”’")
SPACES: Final = frozenset(" \u00a0\u3000")

# What is never torn: Latin words and numbers with the signs inside them, the two-em dash, the ellipsis.
_ATOM: Final = re.compile(r"[0-9A-Za-z]+(?:[.,:/@_+'-]?[0-9A-Za-z]+)*%?|——|……|[\s\S]")
# Wider gaps than this look like a form with blanks; the line is then left ragged. An identity number that
# moved down to the next line leaves up to nine ems behind.
WIDEST_GAP: Final = 0.22
# The empty half of a closing mark may stand beyond the margin, and the line may be tightened by this much
# in each gap to take one in: on a line of 28 characters half an em is shared out and nobody sees it.
HALF_MARK: Final = 0.5
TIGHTEST_GAP: Final = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its untearable parts, and the space to add between them so that it fills the measure."""

    atoms: tuple[str, ...]
    gap: float = 0.0

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(self.atoms)


def atoms_of(text: str) -> list[str]:
    """Cut a text into the parts that no line end may tear."""
    return _ATOM.findall(text)


def is_word(atom: str) -> bool:
    """Tell a Latin word or number, which is never spaced out inside, from Chinese."""
    return atom[0].isascii() and atom[0].isalnum()


def break_lines(
    text: str,
    width: float,
    advance: Callable[[str], float],
    em: float,
    *,
    indent: float = 0.0,
    keep: frozenset[int] = frozenset(),
) -> list[Line]:
    """Break one paragraph into lines of at most ``width``, the first beginning at ``indent``.

    Args:
        text: one paragraph without line ends; every character of it stands in exactly one line.
        width: the measure.
        advance: the room a single character takes.
        em: the room of one Chinese character.
        indent: how much less the first line has.
        keep: characters, by their index, that must not begin a line (inside a name), unless nothing else
            is possible.
    """
    atoms = atoms_of(text)
    lines: list[Line] = []
    start = place = 0
    while start < len(atoms):
        room = width - (0 if lines else indent)
        kept = frozenset(index - place for index in keep if index > place)
        end, atoms = _next_break(atoms, start, room, advance, em, keep=kept)
        line = _set(tuple(atoms[start:end]), room, advance, em, last=end == len(atoms))
        lines.append(line)
        start, place = end, place + len(line.text)
    return lines


def natural_width(atoms: tuple[str, ...], advance: Callable[[str], float]) -> float:
    """Add up a line without the spaces at its end, which need no room."""
    text = "".join(atoms)
    return sum(map(advance, text.rstrip("".join(SPACES))))


def _next_break(
    atoms: list[str],
    start: int,
    room: float,
    advance: Callable[[str], float],
    em: float,
    *,
    keep: frozenset[int],
) -> tuple[int, list[str]]:
    """Find where the line that begins at ``start`` ends; a part wider than a whole line is torn."""
    used, place, fitting, legal = 0.0, 0, start, start
    for end in range(start + 1, len(atoms) + 1):
        atom = atoms[end - 1]
        place += len(atom)
        used += 0.0 if atom in SPACES else sum(map(advance, atom))
        # Spaces take no room at the end of a line but all of it before the next part.
        if used > room + _tolerance(atom, end - start - 1, em):
            if used > room + em * 1.01:
                break
        else:
            fitting = end
            if end == len(atoms) or (place not in keep and _may_break(atom, atoms[end])):
                legal = end
        used += sum(map(advance, atom)) if atom in SPACES else 0.0
    if legal > start or fitting > start:
        return (legal if legal > start else fitting), atoms
    torn = _tear(atoms[start], room, advance)
    return start + 1, [*atoms[:start], *torn, *atoms[start + 1 :]]


def _tolerance(last: str, gaps: int, em: float) -> float:
    """Tell how far a line may run over before it is set."""
    return em * (1e-6 + (HALF_MARK + min(HALF_MARK, gaps * TIGHTEST_GAP) if last in CLOSING else 0.0))


def _tear(atom: str, room: float, advance: Callable[[str], float]) -> list[str]:
    """Tear a part that is wider than a whole line (an address on the web) by characters, at least one."""
    taken = 1
    while taken < len(atom) and sum(map(advance, atom[: taken + 1])) <= room:
        taken += 1
    return [atom[:taken], atom[taken:]] if taken < len(atom) else [atom]


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two parts."""
    no_start = after[0] in NOT_AT_START and after != "——"
    return before[-1] not in NOT_AT_END and not no_start and after not in SPACES


def _set(
    atoms: tuple[str, ...], room: float, advance: Callable[[str], float], em: float, *, last: bool
) -> Line:
    """Space a line out to the measure, or squeeze it in; the last line keeps its natural width."""
    gaps = len(atoms) - 1
    left = room - natural_width(atoms, advance)
    if left < 0:
        left = min(0.0, left + HALF_MARK * em)
    elif last:
        left = 0.0
    gap = left / gaps if gaps else 0.0
    return Line(atoms, gap if gap <= WIDEST_GAP * em else 0.0)
