"""What typed text asks for, from whole words to a single letter of an input method's unfinished line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from resettle_desktop.foundation.database.search_index.facts import PersonFacts
from resettle_desktop.foundation.database.search_index.spelling import household_key, room_key, searchable
from resettle_desktop.foundation.database.search_index.terms import (
    BESIDE,
    INSIDE,
    LEVELS,
    AllOf,
    AnyOf,
    Characters,
    Digits,
    HouseholdNumber,
    Letters,
    Room,
    Term,
    Verdict,
    both,
)
from resettle_desktop.foundation.values.citizen_number import upgraded_number
from resettle_desktop.foundation.values.pinyin import FuzzySounds

# A pasted page is no question; an identity number in groups with a name still is.
_LONGEST: Final = 80
_MOST_PARTS: Final = 8
_SHORTEST_PHONE: Final = 9

_DATE: Final = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
_ROOM: Final = re.compile(
    r"(?=.*[0-9])[0-9a-z]+(?:(?:号楼|号院|[栋幢座楼院]|单元|[-#/])[0-9a-z]+)+(?:[号室户房]|单元)?"
    r"|[0-9]+(?:号楼|[栋幢座室]|单元)",
    re.ASCII,
)
_PIECES: Final = re.compile(r"[a-z]+|[0-9]+(?:-[0-9]+)*(?:x(?![a-z]))?|[^\x00-\x7f]+", re.ASCII)
_LETTERS: Final = re.compile(r"[a-z]+", re.ASCII)
_CARD: Final = re.compile(r"[0-9]{17}[0-9x][1-7][1-4](?:[a-z][0-9])?", re.ASCII)
"""A disability card repeats its holder's number and adds kind, grade and re-issue."""
_DIGITS: Final = re.compile(rf"{_CARD.pattern}|[0-9]+x?", re.ASCII)
_SEPARATORS: Final = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A question to `person_fts` and to the indexes on identity and phone numbers.

    `tiers` are full-text expressions, the best hits first, each including the one before; the last is
    `match`, all hits. Where `number_prefix` or `phone_prefix` is set, people whose number begins so are
    hits too if they also match `rest`, the other things typed (None: nothing else was).
    """

    terms: tuple[Term, ...]
    tiers: tuple[str, ...]
    number_prefix: str | None = None
    phone_prefix: str | None = None
    rest: str | None = None

    @property
    def match(self) -> str | None:
        """The expression of all hits; None when nothing was typed that can be looked for."""
        return self.tiers[-1] if self.tiers else None

    def __bool__(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self.terms)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """Say how closely the person answers and why; None if the row is no hit after all."""
        return AllOf(self.terms).judge(facts) if self.terms else None

    def verify(self, facts: PersonFacts) -> bool:
        """Say whether a fetched row is a hit: the kept words are coarser than some questions."""
        return self.judge(facts) is not None


def why(facts: PersonFacts, query: Query) -> str:
    """Return the Chinese reason a row is shown (姓名拼音首字母, 身份证后四位); empty if it is no hit."""
    verdict = query.judge(facts)
    return verdict.reason if verdict else ""


@dataclass(frozen=True, slots=True)
class _Part:
    term: Term
    digits: Digits | None = None


def parse_query(typed: str, *, fuzzy: FuzzySounds | None = None) -> Query:
    """Return what the text asks for; words apart by spaces must all be answered.

    Takes unfinished input: letters an input method has not turned yet (``wang'guo``), characters followed by
    letters (王gl), numbers in groups or with hyphens, full-width forms.
    """
    chunks = [chunk for chunk in _SEPARATORS.split(searchable(typed[:_LONGEST]).replace("。", ".")) if chunk]
    parts = list(_parts(chunks, fuzzy or FuzzySounds()))[:_MOST_PARTS]
    if not parts:
        return Query((), ())
    terms = tuple(part.term for part in parts)
    tiers = dict.fromkeys(filter(None, (AllOf(terms).expression(level) for level in LEVELS)))
    digits = max((part.digits for part in parts if part.digits), key=lambda d: len(d.text), default=None)
    if digits is None:
        return Query(terms, tuple(tiers))
    rest = both(part.term.expression(BESIDE) for part in parts if part.digits is not digits)
    return Query(terms, tuple(tiers), digits.number_prefix, digits.phone_prefix, rest or None)


def _parts(chunks: list[str], fuzzy: FuzzySounds) -> Iterator[_Part]:
    for kind, group in groupby(chunks, _kind):
        run = list(group)
        if kind == "letters":
            yield _Part(_letters(run, fuzzy))
        elif kind == "digits":
            yield _digits(run)
        else:
            for chunk in run:
                yield from _mixed(chunk, fuzzy)


def _kind(chunk: str) -> str:
    if _LETTERS.fullmatch(chunk):
        return "letters"
    return "digits" if _DIGITS.fullmatch(chunk) else "mixed"


def _letters(run: list[str], fuzzy: FuzzySounds) -> Term:
    """Several words of letters may be one name that an input method has spaced out."""
    single = tuple(Letters.typed(letters, fuzzy) for letters in run)
    return single[0] if len(run) == 1 else AnyOf((Letters.typed("".join(run), fuzzy), AllOf(single)))


def _digits(run: list[str]) -> _Part:
    """Several words of digits may be one number read out in groups."""
    joined = Digits(_eighteen("".join(run)))
    if len(run) == 1:
        return _Part(joined, joined)
    return _Part(AnyOf((joined, AllOf(tuple(map(Digits, run))))), joined)


def _eighteen(digits: str) -> str:
    """Return the present form of a fifteen-digit number, of a card its holder's; anything else as it is."""
    if _CARD.fullmatch(digits):
        return digits[:18]
    if len(digits) == 15 and digits.isdigit() and _is_day(digits[6:12]) and not _is_day(digits[6:14]):
        return upgraded_number(digits).lower()
    return digits


def _is_day(digits: str) -> bool:
    year = digits[:-4] if len(digits) == 8 else f"19{digits[:-4]}"
    try:
        date(int(year), int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return False
    return len(digits) == 6 or year[:2] in {"18", "19", "20"}


def _mixed(chunk: str, fuzzy: FuzzySounds) -> Iterator[_Part]:
    if day := _DATE.fullmatch(chunk):
        yield _dated(chunk, Digits(f"{day[1]}{int(day[2]):02}{int(day[3]):02}"))
    elif _ROOM.fullmatch(chunk):
        yield _numbered(chunk)
    else:
        parts = [_piece(piece, fuzzy) for piece in _PIECES.findall(chunk)]
        if len(parts) > 1 and _DIGITS.search(chunk):
            together = AllOf(tuple(part.term for part in parts))
            yield _Part(AnyOf((HouseholdNumber(household_key(chunk)), together)))
        else:
            yield from parts


def _piece(piece: str, fuzzy: FuzzySounds) -> _Part:
    if _LETTERS.fullmatch(piece):
        return _Part(Letters.typed(piece, fuzzy))
    if _DIGITS.fullmatch(piece):
        return _digits([piece])
    return _numbered(piece) if piece.isascii() else _Part(Characters(piece))


def _dated(chunk: str, day: Digits) -> _Part:
    return _Part(AnyOf((day, Room(room_key(chunk)))), day)


def _numbered(chunk: str) -> _Part:
    """A room, or any other number that is written with hyphens."""
    key = household_key(chunk)
    options = (Room(room_key(chunk)), HouseholdNumber(key, at=INSIDE))
    # A short one is a room: 14-1-403 is not the area 141403.
    if len(key) < _SHORTEST_PHONE or not _DIGITS.fullmatch(key):
        return _Part(AnyOf(options))
    digits = Digits(_eighteen(key))
    return _Part(AnyOf((*options, digits)), digits)
