"""健康状况: one word, or several illnesses that go together; 健康 stands alone."""

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.rules.declared import HEALTHS, Health

BETWEEN: Final = "＋"
NOT_BOTH: Final = "“健康”不能和病残一起选，请核对"
_ILLNESSES: Final = tuple(health for health in Health if health is not Health.HEALTHY)

TOGETHER: Final = (
    (Health.HEALTHY,),
    *((illness,) for illness in _ILLNESSES),
    *(several for count in (2, 3) for several in combinations(_ILLNESSES, count)),
)
"""Everything that can be said of somebody's health, the simple first."""


def kept_health(said: Iterable[Health]) -> str | None:
    """How health is kept: stable texts in one order with blanks between. Refusal for healthy and ill."""
    healths = set(said)
    if Health.HEALTHY in healths and len(healths) > 1:
        raise Refusal(NOT_BOTH, "health")
    return " ".join(health.value for health in Health if health in healths) or None


def health_of(kept: str | None) -> tuple[Health, ...]:
    """What a kept text says."""
    return tuple(Health(part) for part in (kept or "").split())


def spoken_health(healths: Iterable[Health]) -> str:
    """In official words: 长期慢性病＋残疾."""
    return BETWEEN.join(HEALTHS[health] for health in healths)
