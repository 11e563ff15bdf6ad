"""Every area code identity numbers ever began with, as a hint for the counter and never a bar."""

import csv
from collections.abc import Mapping
from functools import cache

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.citizen_number import AreaAnswer, AreaStanding
from resettle_desktop.foundation.values.divisions import national_divisions


def known_area(code: str) -> AreaAnswer:
    """Return the standing of a six-digit code; provinces and cities (140000, 140900) give nobody a number."""
    history = _history().get(code, ())
    current = any(not last for _, _, last in history) or national_divisions().named(code) is not None
    if code.endswith("00") or not (history or current):
        return AreaAnswer(AreaStanding.UNKNOWN)
    names = tuple(dict.fromkeys(name + _years(first, last) for name, first, last in history))
    return AreaAnswer(AreaStanding.CURRENT if current else AreaStanding.RETIRED, names)


@cache
def _history() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    history: dict[str, tuple[tuple[str, str, str], ...]] = {}
    with resource_path("codes", "area_history.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            stretch = (row["name"], row["from_year"], row["to_year"])
            history[row["code"]] = (*history.get(row["code"], ()), stretch)
    return history


def _years(first: str, last: str) -> str:
    if first and last:
        return f"（{first}—{last}年）"
    if last:
        return f"（至{last}年）"
    return f"（{first}年起）" if first else ""
