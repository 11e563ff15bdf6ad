"""更正拆旧复垦: what came of an old house long ago, completed or put right without an event of today."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Household, OldHome
from resettle_desktop.households.rules.checks import check_of_home
from resettle_desktop.households.rules.homes import Reclamation
from resettle_desktop.households.use_cases.finding import find_household
from resettle_desktop.households.use_cases.succession import on_day
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.rules import check_area

NO_HOUSE: Final = "这一户登记的是没有旧房，请先在“旧房和房子证”里核对"
BEFORE_DEMOLITION: Final = "验收日期{}早于旧房拆除日期{}，请核对"
WITHOUT_DAY: Final = "填了拆除面积，请填写拆除日期"
NOT_NEGATIVE: Final = "金额不能小于零，请核对"


@dataclass(frozen=True, slots=True)
class OldHomeOutcomeDraft:
    """What came of the old house and its plot, all of it as it should stand; hundredths of ㎡ and of a mu."""

    household_uid: str
    demolished: ImpreciseDate | None = None
    demolished_hundredths: int | None = None
    reclaimed: ImpreciseDate | None = None
    reclaimed_hundredths: int | None = None
    award_fen: int | None = None
    award_paid_on: date | None = None
    version: int | None = None


@act("更正拆旧复垦", needs=(Role.HOUSEHOLD_CLERK,))
def put_old_home_right(work: Work, draft: OldHomeOutcomeDraft) -> None:
    """Set demolition, reclamation and award of a lineage's old house; no event is noted for it."""
    household = find_household(work, draft.household_uid)
    work.about("household", household.uid, household.label)
    _check(work, draft)
    lineage = str(work.row(Household, household.id)["lineage_uid"])
    table = table_of(OldHome)
    home = work.session.execute(select(table).where(table.c.lineage_uid == lineage)).one_or_none()
    if draft.demolished is not None and home is not None and home.has_house is False:
        raise Refusal(NO_HOUSE, "demolished")
    gone, back = draft.demolished, draft.reclaimed
    columns: dict[str, Any] = {
        "demolished_on": gone.earliest if gone else None,
        "demolished_on_precision": gone.precision if gone else None,
        "demolished_hundredths": draft.demolished_hundredths,
        "reclaimed_on": back.earliest if back else None,
        "reclaimed_on_precision": back.precision if back else None,
        "reclaimed_hundredths": draft.reclaimed_hundredths,
        "award_fen": draft.award_fen,
        "award_paid_on": draft.award_paid_on,
    }
    if gone is not None:
        columns["has_house"] = True
    if back is not None:
        columns["reclamation"] = Reclamation.ACCEPTED
    elif home is not None and home.reclamation == Reclamation.ACCEPTED:
        columns["reclamation"] = Reclamation.DONE
    if home is None:
        work.insert(OldHome, lineage_uid=lineage, **columns)
    else:
        work.update(OldHome, home.id, version=draft.version, **columns)


def _check(work: Work, draft: OldHomeOutcomeDraft) -> None:
    gone, back = draft.demolished, draft.reclaimed
    check_area(draft.demolished_hundredths, field="demolished_area")
    check_area(draft.reclaimed_hundredths, field="reclaimed_area")
    if gone is not None:
        check_of_home(gone, work.today, field="demolished")
    elif draft.demolished_hundredths is not None:
        raise Refusal(WITHOUT_DAY, "demolished")
    if back is not None:
        check_of_home(back, work.today, field="reclaimed")
        if gone is not None and back.latest < gone.earliest:
            raise Refusal(BEFORE_DEMOLITION.format(back.spoken(), gone.spoken()), "reclaimed")
    if draft.award_fen is not None and draft.award_fen < 0:
        raise Refusal(NOT_NEGATIVE, "award")
    if draft.award_paid_on is not None:
        check_of_home(on_day(draft.award_paid_on), work.today, field="award_paid_on")
