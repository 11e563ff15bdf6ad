"""Two files of one human being, or of one household: what the one that goes on takes over from the other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

Stretch: TypeAlias = tuple[date, date | None]
"""Days from the first to before the second; None is without an end."""

GAPS_OF_A_PERSON: Final = (
    "nickname",
    "ethnicity",
    "political",
    "education",
    "education_text",
    "health",
    "labour",
    "marital",
    "marital_on",
    "marital_on_precision",
    "military",
    "speaks_mandarin",
    "note",
    "register_no",
    "issued_by",
    "number_from",
    "number_until",
    "number_forever",
    "dropout_reason",
    "preferential",
    "disability",
    "disability_grade",
    "disability_card",
    "disability_issued_year",
    "disability_until",
    "public_post",
    "public_post_months",
    "bank_account",
    "photo",
)
"""Columns the surviving person takes from the other where nobody had said them of him."""

GAPS_OF_A_HOUSEHOLD: Final = (
    "national_no",
    "family_no",
    "relocation_kind",
    "task_year",
    "settlement_mode",
    "settlement_focus",
    "move_mode",
    "move_reason",
    "agreement_no",
    "agreement_on",
    "agreement_on_precision",
    "agreement_heads",
    "benefited_heads",
    "self_funded_fen",
    "note",
    "household_type",
    "poverty_attribute",
    "poverty_exit_year",
    "poverty_return_year",
    "poverty_return_reason",
    "causes",
    "difficulty",
    "planned_move_in",
    "planned_move_in_precision",
    "housing_source",
    "housing_price_fen",
    "job_agreement",
    "martyr_family",
    "only_child_family",
    "two_daughters_family",
    "bank_name",
    "bank_account",
    "payee",
)
"""Columns the surviving household takes from the other; its history hangs on when it moved in itself."""

TOGETHER: Final = {
    "marital_on_precision": "marital_on",
    "agreement_on_precision": "agreement_on",
    "planned_move_in_precision": "planned_move_in",
    "poverty_return_year": "poverty_exit_year",
    "poverty_return_reason": "poverty_return_year",
    "education_text": "education",
    "marital_on": "marital",
    "disability_grade": "disability",
    "disability_card": "disability",
}
"""Columns that mean nothing without another: taken over only with it."""


def taken_over(kept: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What was never said of the kept one and is known of the other; what belongs together comes together."""
    taken: dict[str, Any] = {}
    for name in names:
        first = TOGETHER.get(name, name)
        while first in TOGETHER:
            first = TOGETHER[first]
        if kept[first] is None and kept[name] is None and other[name] is not None:
            taken[name] = other[name]
    return taken


def joined_names(own_name: str, *others: str | None) -> str | None:
    """Former names apart by 、, none of them twice and the present name not among them."""
    names = [name for text in others for name in (text or "").split("、") if name and name != own_name]
    return "、".join(dict.fromkeys(names)) or None


def left_over(stretch: Stretch, taken: Sequence[Stretch]) -> list[Stretch]:
    """The parts of a stretch of days that none of the taken ones covers, in order."""
    parts = [stretch]
    for starts, ends in sorted(taken, key=lambda one: one[0]):
        parts = [piece for part in parts for piece in _cut(part, starts, ends)]
    return parts


def _cut(part: Stretch, starts: date, ends: date | None) -> list[Stretch]:
    first, last = part
    if (last is not None and last <= starts) or (ends is not None and ends <= first):
        return [part]
    pieces: list[Stretch] = []
    if first < starts:
        pieces.append((first, starts))
    if ends is not None and (last is None or ends < last):
        pieces.append((ends, last))
    return pieces
