"""Which backups are kept: all of the last hours, then one a day, a week, a month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from resettle_desktop.foundation.values.clock import civil_date


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many of each are kept; the newest few whatever they are, and everything of the last day."""

    newest: int = 3
    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    def kept(self, moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
        """Those of ``moments`` that stay; of each day, week and month the last one counts."""
        ordered = sorted(moments, reverse=True)
        kept = set(ordered[: self.newest])
        kept.update(moment for moment in ordered if now - moment < timedelta(days=1))
        kept.update(last_of_each(ordered, [civil_date(moment) for moment in ordered], self.daily))
        weeks = [civil_date(moment).isocalendar()[:2] for moment in ordered]
        kept.update(last_of_each(ordered, weeks, self.weekly))
        months = [civil_date(moment).replace(day=1) for moment in ordered]
        kept.update(last_of_each(ordered, months, self.monthly))
        return frozenset(kept)


def last_of_each(
    ordered: Sequence[datetime], spans: Sequence[date | tuple[int, int]], count: int
) -> list[datetime]:
    """The newest moment of each of the newest ``count`` spans."""
    found: dict[date | tuple[int, int], datetime] = {}
    for moment, span in zip(ordered, spans, strict=True):
        if span not in found and len(found) == count:
            break
        found.setdefault(span, moment)
    return list(found.values())
