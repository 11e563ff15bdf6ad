"""National code tables of the register: relation, ethnic group, education, political status, marriage."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.foundation.values.sex import Sex

HEAD_OF_HOUSEHOLD = "02"
HAN = "01"


class Table(StrEnum):
    """The tables, by the names of their files."""

    RELATION = "relation"
    ETHNIC = "ethnic"
    EDUCATION = "education"
    POLITICAL = "political"
    MARITAL = "marital"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: stored by its code, shown by its name (of a political status, by the short one)."""

    code: str
    name: str
    parent: str = ""
    short: str = ""
    expected_sex: Sex | None = None

    @property
    def label(self) -> str:
        """The word on screens and papers."""
        return self.short or self.name


class CodeTable:
    """The entries of one table, in the order of the standard."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._by_code = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Entry:
        """Return the entry of a code; an unknown one is a bug and raises KeyError."""
        return self._by_code[code]

    def label(self, code: str | None) -> str:
        """Return the word for a stored code; a code of a later edition is shown as it is, none as nothing."""
        if not code:
            return ""
        entry = self._by_code.get(code)
        return entry.label if entry else code

    def by_name(self, name: str) -> Entry | None:
        """Return the entry of a whole name, long or short: what a sheet or a card says."""
        return next((entry for entry in self.entries if name and name in (entry.name, entry.short)), None)

    def find(self, typed: str) -> tuple[Entry, ...]:
        """Return what a choice offers: by the beginning of code, initials or pinyin, or any part."""
        typed = typed.strip().lower()
        return tuple(
            entry
            for entry in self.entries
            if entry.code.startswith(typed)
            or typed in entry.name
            or typed in entry.short
            or any(sound.startswith(typed) for sound in _sounds(entry.label))
        )


@cache
def code_table(table: Table) -> CodeTable:
    """Return a table, read at its first use."""
    with resource_path("codes", f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return CodeTable(tuple(map(_entry, csv.DictReader(lines))))


def expected_sex(relation: str) -> Sex | None:
    """Return the sex a relation to the head proposes: 妻 female, 长子 male, 配偶 neither."""
    table = code_table(Table.RELATION)
    return table[relation].expected_sex if relation in table else None


def _entry(row: Mapping[str, str]) -> Entry:
    sex = row.get("expected_sex")
    return Entry(
        row["code"], row["name"], row.get("parent", ""), row.get("short", ""), Sex(sex) if sex else None
    )


@cache
def _sounds(name: str) -> tuple[str, ...]:
    return tuple(
        sound for reading in word_readings(name) for sound in (first_letters(reading), "".join(reading))
    )
