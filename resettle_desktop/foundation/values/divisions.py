"""All counties and townships of the country, found by name, pinyin or code; shown with their county."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.division_code import WIDTH, Level, is_local, parent_of, significant
from resettle_desktop.foundation.values.pinyin import first_letters, word_readings

# Rungs that only fill a place in the code; nobody says them.
_UNSPOKEN: Final = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_TERMS: Final = re.compile(r"[a-z]+|[0-9]+|[^\x00-\x7f\s]+")
MOST_HITS: Final = 50
_ACROSS_LEVELS: Final = 4


@dataclass(frozen=True, slots=True)
class Division:
    """A unit above the village; `path` is its whole name and so always shows the county."""

    code: str
    name: str
    level: Level
    path: str


class Divisions:
    """A table of units, searched while somebody types."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def named(self, code: str) -> Division | None:
        """Return the unit of a code of 2 to 12 digits, None if the table lacks it."""
        short = _short(code)
        return self._division(short) if short in self._names else None

    def path(self, code: str) -> str:
        """Return 山西省忻州市岢岚县宋家沟镇; of an unknown or local unit as far down as it is known."""
        short = _short(code)
        prefixes = (short[: level.digits] for level in Level if level.digits <= len(short))
        names = (self._names.get(prefix, "") for prefix in prefixes)
        return "".join(name for name in names if name not in _UNSPOKEN)

    def under(self, code: str) -> tuple[Division, ...]:
        """Return the units right below one, in the order of their codes; below no code the provinces."""
        above = _short(code)
        return tuple(
            self._division(short)
            for short in self._names
            if short.startswith(above) and short != above and self._above(short) == above
        )

    def _above(self, short: str) -> str:
        prefixes = (short[: level.digits] for level in reversed(Level) if level.digits < len(short))
        return next((prefix for prefix in prefixes if prefix in self._names), "")

    def search(self, typed: str, *, within: str = "", limit: int = MOST_HITS) -> tuple[Division, ...]:
        """Return units that answer everything typed, higher levels and whole names first.

        Characters are looked for in the whole name (忻州岢岚), letters as initials or pinyin of any unit on
        the way down (kl sjg), digits as the beginning of the code. The last of them must be answered by the
        unit itself. `within` is the code of a unit to stay inside.
        """
        terms = _TERMS.findall(typed.lower().replace("'", "").replace("·", ""))
        if not terms:
            return ()
        inside = _short(within) if within else ""
        hits: list[tuple[tuple[bool, int, int, str], str]] = []
        own = self._own_test(terms[-1])
        for short in self._names:
            if (
                short.startswith(inside)
                and own(short)
                and all(self._on_the_way(short, t) for t in terms[:-1])
            ):
                name = self._names[short]
                if name not in _UNSPOKEN:
                    hits.append(((name != terms[-1], len(short), len(name), short), short))
        hits.sort()
        return tuple(self._division(short) for _, short in hits[:limit])

    def _own_test(self, term: str) -> Callable[[str], bool]:
        names = self._names
        if term.isdigit():
            beginning = _short(term)
            return lambda short: short.startswith(beginning)
        if term.isascii():
            sounds = self._sounds
            return lambda short: any(sound.startswith(term) for sound in sounds.get(short, ()))

        return lambda short: (
            term in names[short]
            or (
                len(term) >= _ACROSS_LEVELS and term[-1] in names[short] and _in_order(term, self.path(short))
            )
        )

    def _on_the_way(self, short: str, term: str) -> bool:
        if not term.isascii():
            return term in self.path(short)
        own = self._own_test(term)
        return any(own(short[: level.digits]) for level in Level if level.digits <= len(short))

    def _division(self, short: str) -> Division:
        level = next(level for level in Level if level.digits == len(short))
        return Division(short.ljust(WIDTH, "0"), self._names[short], level, self.path(short))

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[str, ...]]:
        known = {name: _sounds_of(name) for name in set(self._names.values())}
        return {short: known[name] for short, name in self._names.items()}


@cache
def national_divisions() -> Divisions:
    """Return the table the program comes with: all units from province to township of 30 June 2023."""
    return Divisions(dict(_lines()))


def _lines() -> Iterator[tuple[str, str]]:
    with resource_path("divisions", "divisions.txt").open(encoding="utf-8") as lines:
        for line in lines:
            code, name, *townships = line.split()
            # A city without counties stands in the list twice, the second time as its own county.
            if len(code) < Level.COUNTY.digits or not code.endswith("00"):
                yield code, name
            for township in townships:
                yield code + township[:3], township[3:]


def _sounds_of(name: str) -> tuple[str, ...]:
    return tuple(
        sound for reading in word_readings(name) for sound in (first_letters(reading), "".join(reading))
    )


def _in_order(term: str, path: str) -> bool:
    """Say whether the characters stand in the path one after the other: 忻州岢岚, 岢岚宋家沟."""
    backwards = reversed(path)
    return all(character in backwards for character in reversed(term))


def _short(code: str) -> str:
    """Return the digits that name a unit, of a local one those of the national unit above it."""
    if is_local(code):
        above = parent_of(code)
        return _short(above) if above else ""
    return code if len(code) < WIDTH or not code.strip("0") else significant(code)
