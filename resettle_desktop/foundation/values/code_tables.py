"""National code tables of the register, each as its standard lists it: relations, ethnic groups."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.sex import Sex


class Table(StrEnum):
    """The tables, by the names of their files; where each comes from stands beside them."""

    RELATION = "relation"
    ETHNIC = "ethnic"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: stored by its code, shown by its name; ``expected_sex`` is what a relation tells (妻)."""

    code: str
    name: str
    expected_sex: Sex | None = None


@cache
def code_table(table: Table) -> Mapping[str, Entry]:
    """Return the entries of a table by code, in the order of the standard; read at its first use."""
    with resource_path("codes", f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _entry(row) for row in csv.DictReader(lines)}


def _entry(row: Mapping[str, str]) -> Entry:
    sex = row.get("expected_sex")
    return Entry(row["code"], row["name"], Sex(sex) if sex else None)
