"""Patterns of household and paper numbers, as the office writes them: 〔{年}〕{序号}号, {前缀}{序号4}."""

import re
from collections.abc import Mapping
from typing import Final

from resettle_desktop.foundation.errors import Refusal

PRACTICE_PREFIX: Final = "练"
"""Stands before every number made in a practice file, so that none can be taken for a real one."""

LONGEST_NUMBER: Final = 40

_PART: Final = re.compile(r"\{([^{}]*)\}")
_SERIAL: Final = re.compile(r"序号([1-9]?)", re.ASCII)
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f]")


def check_pattern(
    pattern: str, parts: frozenset[str], *, needed: frozenset[str] = frozenset(), field: str | None = None
) -> str:
    """The pattern as it is kept, or a Refusal: it needs a serial and the ``needed`` parts, all known."""
    pattern = pattern.strip()
    found = _PART.findall(pattern)
    left = _PART.sub("", pattern)
    if "{" in left or "}" in left or _FORBIDDEN.search(pattern):
        raise Refusal("编号样式里的大括号没有成对，请照“{年}”“{序号}”的样子写", field)
    serials = [part for part in found if _SERIAL.fullmatch(part)]
    if len(serials) != 1:
        raise Refusal("编号样式里要有一个“{序号}”，例如〔{年}〕{序号}号", field)
    for part in found:
        if part not in parts and part not in serials:
            known = "、".join(f"{{{name}}}" for name in sorted({*parts, "序号"}))
            raise Refusal(f"不认识“{{{part}}}”，可以用的有{known}", field)
    for name in sorted(needed.difference(found)):
        raise Refusal(f"编号样式里要有“{{{name}}}”，不然同一个编号会用两次", field)
    if len(filled(pattern, 99999, dict.fromkeys(parts, "2026"))) > LONGEST_NUMBER:
        raise Refusal(f"这样的编号超过{LONGEST_NUMBER}个字，请写短一些", field)
    return pattern


def filled(pattern: str, serial: int, parts: Mapping[str, str]) -> str:
    """The number for ``serial``: {序号4} is padded to four digits, other parts come from ``parts``."""

    def part(match: re.Match[str]) -> str:
        as_serial = _SERIAL.fullmatch(match[1])
        if as_serial:
            return str(serial).zfill(int(as_serial[1] or 1))
        return parts[match[1]]

    return _PART.sub(part, pattern)


def numbered(pattern: str, serial: int, parts: Mapping[str, str], *, practice: bool) -> str:
    """The number as it is given out; a practice file's carries its mark."""
    return (PRACTICE_PREFIX if practice else "") + filled(pattern, serial, parts)
