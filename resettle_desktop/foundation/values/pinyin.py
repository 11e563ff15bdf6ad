"""How Chinese names and words sound, the order of names, and the sounds people take for each other."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import Final, Self, TypeAlias

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.private_use import real_characters
from resettle_desktop.foundation.values.surnames import split_surname, surname_readings

Reading: TypeAlias = tuple[str, ...]
"""One way to say a name: toneless syllables, ü written v; Latin words and digits stand as they are."""

_LATIN_OR_DIGITS: Final = re.compile(r"[a-z]+|[0-9]+")
_UNITS: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+|[0-9]+|[^\s\u00b7]")
_SILENT: Final = ""


def readings(name: str) -> tuple[Reading, ...]:
    """Return at most two readings of a person's name, the likelier first; none if nothing can be said.

    A surname is read as a surname (单 shan, 万俟 mo qi). A second reading comes from the surname, else from
    the first character of the given name that people read in two ways.
    """
    text = name.translate(real_characters())
    surname, given = split_surname(text)
    options = _surname_options().get(surname)
    if options is None:
        known = _table().get(text[:1])
        options, given = (((known,),), text[1:]) if known else (((),), text)
    main, other = _word(given)
    if len(options) > 1:
        return options[0] + main, options[1] + main
    whole = options[0] + main
    if not whole:
        return ()
    return (whole,) if other is None else (whole, options[0] + other)


def word_readings(text: str) -> tuple[Reading, ...]:
    """Return at most two readings of what is no person's name: a place, a nickname."""
    main, other = _word(text.translate(real_characters()))
    if not main:
        return ()
    return (main,) if other is None else (main, other)


def initials(text: str) -> str:
    """Return the first letters of the likeliest reading of a name: 王国梁 wgl."""
    return first_letters(next(iter(readings(text)), ()))


def first_letters(reading: Iterable[str]) -> str:
    """Return the first letters of a reading; a run of digits counts whole."""
    return "".join(syllable if syllable.isdigit() else syllable[0] for syllable in reading)


def name_sort_key(name: str) -> str:
    """Return the text names are ordered by in the file: sound by sound, within a sound by character.

    Compared as plain text in code point order, which is what SQLite and PostgreSQL do in the C collation.
    """
    text = unicodedata.normalize("NFKC", name).translate(real_characters()).strip()
    surname, given = split_surname(text)
    options = _surname_options().get(surname)
    parts: list[str] = []
    if options is not None:
        parts += (f"{syllable} {character}" for syllable, character in zip(options[0], surname, strict=True))
        text = given
    for unit in _units(text):
        # U+007E sorts a character nobody can say behind all that can be said.
        syllable = " ".join(_said(unit)) or "~"
        parts.append(f"{syllable} {unit}")
    return " ".join(parts)


@dataclass(frozen=True)
class FuzzySounds:
    """Which sounds count as one; an office switches on what its people mix up."""

    n_l: bool = field(default=False, metadata={"label": "n = l"})
    zh_z: bool = field(default=False, metadata={"label": "zh ch sh = z c s"})
    ing_in: bool = field(default=False, metadata={"label": "ing eng ang = in en an"})
    f_h: bool = field(default=False, metadata={"label": "f = h"})
    r_l: bool = field(default=False, metadata={"label": "r = l"})

    @classmethod
    def named(cls, names: Iterable[str]) -> Self:
        """Return the setting with these sounds on; names a later version knew are left out."""
        known = {sound.name for sound in fields(cls)}
        return cls(**dict.fromkeys(known.intersection(names), True))

    @classmethod
    def all(cls) -> Self:
        """Return the setting with every sound on."""
        return cls.named(cls.labels())

    @classmethod
    def labels(cls) -> Mapping[str, str]:
        """Return the name of each sound and what the settings page says."""
        return {sound.name: sound.metadata["label"] for sound in fields(cls)}

    def names(self) -> tuple[str, ...]:
        """Return the names of the sounds that are on, as they are stored."""
        return tuple(sound.name for sound in fields(self) if getattr(self, sound.name))

    def __bool__(self) -> bool:
        """Say whether any sound is on."""
        return bool(self.names())

    def fold(self, letters: str) -> str:
        """Return one spelling for all letters that count as the same.

        Each letter is folded by what stands before it only, so the fold of a beginning begins the fold of
        the whole: what is typed so far can be looked up as a prefix.
        """
        dropped, same = self._folding
        if dropped is not None:
            letters = dropped.sub("", letters)
        return letters.translate(same)

    def fold_initials(self, letters: str) -> str:
        """Return one spelling for initials that count as the same; zh stands for two names there."""
        return letters.translate(self._folding[1])

    @cached_property
    def _folding(self) -> tuple[re.Pattern[str] | None, dict[int, str]]:
        dropped = []
        if self.zh_z:
            dropped.append("(?<=[zcs])h+")
        if self.ing_in:
            # Every g: nobody can tell whether the one of wanguo ends wang or begins guo.
            dropped.append("(?<=[iea]n)g+")
        same = {
            letter: spelling
            for on, letter, spelling in ((self.n_l, "n", "l"), (self.r_l, "r", "l"), (self.f_h, "f", "h"))
            if on
        }
        return re.compile("|".join(dropped)) if dropped else None, str.maketrans(same)


@cache
def _table() -> Mapping[str, str]:
    table: dict[str, str] = {}
    with resource_path("pinyin", "readings.txt").open(encoding="utf-8") as lines:
        for line in lines:
            syllable, characters = line.rstrip("\n").split(" ")
            table.update(dict.fromkeys(characters, syllable))
    for character, (reading, _) in _heteronyms().items():
        table[character] = reading
    return table


@cache
def _heteronyms() -> Mapping[str, tuple[str, str]]:
    with resource_path("pinyin", "heteronyms.csv").open(encoding="utf-8", newline="") as lines:
        return {row["character"]: (row["reading"], row["second"]) for row in csv.DictReader(lines)}


@cache
def _surname_options() -> Mapping[str, tuple[Reading, ...]]:
    return {
        surname: tuple(tuple(reading.split()) for reading in spoken)
        for surname, spoken in surname_readings().items()
    }


def _word(text: str) -> tuple[Reading, Reading | None]:
    table, seconds = _table(), _heteronyms()
    try:
        main = [table[character] for character in text]
        units: Sequence[str] = text
    except KeyError:
        main, units = [], []
        for unit in _units(text):
            for syllable in _said(unit):
                main.append(syllable)
                units.append(unit)
    for place, unit in enumerate(units):
        second = seconds.get(unit, (_SILENT, _SILENT))[1]
        if second:
            return tuple(main), (*main[:place], second, *main[place + 1 :])
    return tuple(main), None


def _units(text: str) -> list[str]:
    return _UNITS.findall(unicodedata.normalize("NFKC", text))


def _said(unit: str) -> Reading:
    if known := _table().get(unit):
        return (known,)
    plain = unicodedata.normalize("NFKD", unit).lower()
    if known := _table().get(plain):
        return (known,)
    return tuple(_LATIN_OR_DIGITS.findall("".join(c for c in plain if not unicodedata.combining(c))))
