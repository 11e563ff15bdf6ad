"""What a household declares of itself, as its page and its papers read it."""

from dataclasses import dataclass

from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.completeness import HOUSEHOLD_ITEMS
from resettle_desktop.households.rules.declared import (
    MoveMode,
    MoveReason,
    RelocationKind,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """None, "" and () are not known."""

    national_no: str = ""
    family_no: str = ""
    relocation_kind: RelocationKind | None = None
    task_year: int | None = None
    settlement_mode: SettlementMode | None = None
    settlement_focus: SettlementFocus | None = None
    move_mode: MoveMode | None = None
    move_reason: MoveReason | None = None
    agreement_no: str = ""
    agreement_on: ImpreciseDate | None = None
    agreement_heads: int | None = None
    benefited_heads: int | None = None
    self_funded_fen: int | None = None
    moved_in: ImpreciseDate | None = None
    planned_move_in: ImpreciseDate | None = None
    difficulty: MoveDifficulty | None = None
    housing_source: str = ""
    housing_price_fen: int | None = None
    job_agreement: bool | None = None
    household_type: HouseholdType | None = None
    poverty_attribute: PovertyAttribute | None = None
    poverty_exit_year: int | None = None
    poverty_return_year: int | None = None
    poverty_return_reason: str = ""
    causes: tuple[PovertyCause, ...] = ()
    martyr_family: bool | None = None
    only_child_family: bool | None = None
    two_daughters_family: bool | None = None
    bank_name: str = ""
    bank_account: str = ""
    payee: str = ""
    note: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The items of the 补充资料 not known yet, in the clerk's words."""
        known = {
            "relocation_kind": self.relocation_kind,
            "task_year": self.task_year,
            "settlement_mode": self.settlement_mode,
            "move_reason": self.move_reason,
            "agreement_no": self.agreement_no or None,
            "agreement_on": self.agreement_on,
            "agreement_heads": self.agreement_heads,
            "moved_in": self.moved_in,
        }
        return tuple(words for item, words in HOUSEHOLD_ITEMS.items() if known[item] is None)
