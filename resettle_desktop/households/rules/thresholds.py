"""标准: which amount a household is measured against, the most particular one that fits it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.homes import ThresholdKind

PROVINCE_DIGITS: Final = 2
GREATEST: Final = {
    ThresholdKind.AREA_PER_HEAD: 200,
    ThresholdKind.SELF_FUND_PER_HEAD: 1_000_000,
    ThresholdKind.SELF_FUND_PER_HOUSEHOLD: 10_000_000,
    ThresholdKind.OLD_HOUSE_MONTHS: 240,
}
"""No office measures against more; a number beyond is a slip."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One amount and whom it holds for (None: for all); a ``value`` None says there is no limit."""

    kind: ThresholdKind
    value: int | None
    relocation_kind: RelocationKind | None = None
    province: str | None = None
    task_year: int | None = None

    def fits(self, household: "Measured") -> bool:
        """Whether it holds for the household."""
        return (
            self.relocation_kind in {None, household.relocation_kind}
            and self.province in {None, household.province}
            and self.task_year in {None, household.task_year}
        )

    @property
    def particularity(self) -> tuple[int, bool, bool]:
        """How particular it is: the more it names the more, of two the one that names the year."""
        named = (self.task_year, self.province, self.relocation_kind)
        return (
            sum(part is not None for part in named),
            self.task_year is not None,
            self.province is not None,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What of a household tells which amounts hold for it."""

    relocation_kind: RelocationKind | None = None
    province: str | None = None
    task_year: int | None = None


DEFAULTS: Final = tuple(
    Standard(kind, value, RelocationKind.REGISTERED_POOR)
    for kind, value in (
        (ThresholdKind.AREA_PER_HEAD, 25),
        (ThresholdKind.SELF_FUND_PER_HEAD, 2_500),
        (ThresholdKind.SELF_FUND_PER_HOUSEHOLD, 10_000),
        (ThresholdKind.OLD_HOUSE_MONTHS, 12),
    )
)
"""What holds where the office has settled nothing (relocation.md §1.6, §8.2); 同步搬迁户 have no limits."""


def amount_for(kind: ThresholdKind, household: Measured, settled: Iterable[Standard]) -> int | None:
    """The amount a household is measured against, None for no limit; what the office settled goes first."""
    for standards in (tuple(settled), DEFAULTS):
        fitting = [standard for standard in standards if standard.kind is kind and standard.fits(household)]
        if fitting:
            return max(fitting, key=lambda standard: standard.particularity).value
    return None


def check_amount(kind: ThresholdKind, value: int | None) -> int | None:
    """An amount as it may be kept. Raises Refusal of ``value``."""
    if value is not None and not 0 < value <= GREATEST[kind]:
        raise Refusal(f"标准应在1到{GREATEST[kind]}之间，没有上限就空着", "value")
    return value
