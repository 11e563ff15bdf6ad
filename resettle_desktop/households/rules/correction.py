"""What a correction changed, frozen as it was done: the facts of the 更正单, and what papers show of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.rules.column_words import PERSON, spoken_value
from resettle_desktop.households.rules.counter_papers import PERSON_PAPERS
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT, RELOCATION_CERTIFICATE

TOLD: Final = (
    "name", "sex", "birth", "number", "number_state", "number_original", "number_reason", "document_kind",
    "document_number", "relocated",
)  # fmt: skip
"""The columns a correction may change, in the order of the slip; ``birth`` with its precision."""

SHOWN_ON: Final[Mapping[str, frozenset[str]]] = {
    RELOCATION_CERTIFICATE.name: frozenset({"name", "sex", "birth", "number", "number_state"}),
    REGISTER_EXTRACT.name: frozenset({"name", "sex", "birth", "number", "number_state"}),
    **{kind.name: frozenset({"name", "sex", "number"}) for kind in PERSON_PAPERS},
}
"""Which of these each kind of paper shows: another mistake does not make it wrong."""

TAKEN_BACK: Final = "这次更正已经撤回，不能再开更正单"
BLANKED: Final = "这次更正的内容已依法删除，开不了更正单"
NOTHING: Final = "这次更正没有改动内容，不用开更正单"


@dataclass(frozen=True, slots=True)
class CorrectedItem:
    """One item as it was and as it is, in the clerk's words."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """One correction: whose record, what, why, on what evidence, told by whom, done when by whom."""

    uid: str
    person_uid: str
    name: str
    number: str | None
    household: str
    relation: str
    items: tuple[CorrectedItem, ...]
    reason: str
    evidence: str
    told_by: str
    on: date
    at: datetime
    clerk: str
    withdrawn: bool = False
    blanked: bool = False

    def refuse_slip(self) -> None:
        """Refuse the slip of what was taken back, what the law had blanked, what changed nothing."""
        if self.withdrawn:
            raise Refusal(TAKEN_BACK)
        if self.blanked:
            raise Refusal(BLANKED)
        if not self.items:
            raise Refusal(NOTHING)


def corrected_items(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[CorrectedItem, ...]:
    """What differs between two wordings of a person, as far as a correction may change it."""
    return tuple(
        CorrectedItem(column, PERSON[column], spoken_column(before, column), spoken_column(after, column))
        for column in TOLD
        if spoken_column(before, column) != spoken_column(after, column)
    )


def spoken_column(row: Mapping[str, Any], column: str) -> str:
    """One column of a person as a clerk reads it."""
    value = row[column]
    if column != "birth" or value is None:
        return spoken_value(column, value)
    day = value if isinstance(value, date) else date.fromisoformat(value)
    return ImpreciseDate(day, Precision(row["birth_precision"])).spoken()


def wrong_on(kind: str, items: Sequence[CorrectedItem]) -> tuple[CorrectedItem, ...]:
    """Which of these items a paper of this kind shows as they were."""
    shown = SHOWN_ON.get(kind, frozenset())
    return tuple(item for item in items if item.column in shown)
