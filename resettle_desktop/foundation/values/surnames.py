"""Surnames whose reading, or whose length, the general table of characters does not know."""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from resettle_desktop.foundation.resources import resource_path


@cache
def surname_readings() -> Mapping[str, tuple[str, ...]]:
    """Return surname → one or two readings, syllables apart by a space; every compound surname is there."""
    with resource_path("pinyin", "surnames.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return MappingProxyType(
            {row["surname"]: tuple(r for r in (row["reading"], row["second"]) if r) for row in rows}
        )


def split_surname(name: str) -> tuple[str, str]:
    """Return surname and given name; a compound surname only when something follows it."""
    length = 2 if len(name) > 2 and name[:2] in surname_readings() else 1
    return name[:length], name[length:]
