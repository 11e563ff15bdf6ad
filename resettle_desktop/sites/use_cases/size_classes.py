"""安置区规模: how many people make a site a large one, from a day on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role
from resettle_desktop.sites import models
from resettle_desktop.sites.rules import SizeClass, checked_size_classes

ABOUT: Final = "size_classes"
SETTLED_LATER: Final = "规模已经定了更晚开始的分法，请选更晚的日期"


@dataclass(frozen=True, slots=True)
class SizeClassesDraft:
    """All classes that hold from ``starts`` (today when None) on."""

    classes: tuple[SizeClass, ...]
    starts: date | None = None


@act("定安置区规模", needs=(Role.HEAD, Role.ADMINISTRATOR))
def set_size_classes(work: Work, draft: SizeClassesDraft) -> None:
    """Settle the classes from a day on; what a site was called before stays askable."""
    work.about(ABOUT, ABOUT, "安置区规模")
    classes = checked_size_classes(draft.classes)
    starts = draft.starts or work.today
    table = table_of(models.SizeClass)
    rows = work.session.execute(
        select(table.c.id, table.c.starts, table.c.ends).where(known(models.SizeClass))
    ).all()
    if any(row.starts > starts for row in rows):
        raise Refusal(SETTLED_LATER, "starts")
    for row in rows:
        if row.starts == starts:
            work.supersede(models.SizeClass, row.id)
        elif row.ends is None or row.ends > starts:
            work.supersede(models.SizeClass, row.id, ends=starts, ends_precision="day")
    work.insert_many(
        models.SizeClass,
        [
            {
                "name": one.name,
                "least": one.least,
                "governance": one.governance.value if one.governance else None,
                "starts": starts,
            }
            for one in classes
        ],
    )
