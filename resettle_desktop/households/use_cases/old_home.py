"""迁出地旧房与宅基地 as they were left: what stands in 补充资料; what came of them are dated events."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import Household, OldHome
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.homes import DANGER_GRADES, HouseStructure, Protection, Reclamation
from resettle_desktop.households.use_cases.finding import find_household
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.rules import check_area

DOCUMENT_WANTED: Final = "认定保留要有县级认定文号，请填写"
PROTECTION_WANTED: Final = "请先选保护住房种类"
DEMOLISHED: Final = "旧房已登记拆除，不能填成没有旧房，请核对"
ACCEPTED: Final = "复垦验收请在“变更”里登记，要写验收日期"
ACCEPTED_ALREADY: Final = "复垦已经登记验收，这里不能改；登记错了请撤回那一笔"
DUE_YEARS: Final = range(2001, 2101)
NOT_DUE_THEN: Final = "应腾退日期的年份不对，请核对"
NO_SUCH_GRADE: Final = "危房等级只有A、B、C、D，请核对"


@dataclass(frozen=True, slots=True)
class OldHomeDraft:
    """The house and the plot a lineage left, all of it as it should stand; areas in hundredths of ㎡."""

    household_uid: str
    has_house: bool | None = None
    area_hundredths: int | None = None
    structure: HouseStructure | None = None
    danger_grade: str = ""
    homestead_hundredths: int | None = None
    homestead_no: str = ""
    origin_class: str = ""
    due_on: date | None = None
    protection: Protection | None = None
    protection_document: str = ""
    reclamation: Reclamation | None = None
    version: int | None = None


@act("完善旧房资料", needs=(Role.HOUSEHOLD_CLERK,))
def complete_old_home(work: Work, draft: OldHomeDraft) -> None:
    """Set what is known of the house and plot left behind, for the household and all of its lineage."""
    household = find_household(work, draft.household_uid)
    work.about("household", household.uid, household.label)
    check_area(draft.area_hundredths, field="area")
    check_area(draft.homestead_hundredths, field="homestead")
    document = clean_text(draft.protection_document, field="protection_document", what="认定文号", longest=60)
    if draft.protection is not None and document is None:
        raise Refusal(DOCUMENT_WANTED, "protection_document")
    if draft.protection is None and document is not None:
        raise Refusal(PROTECTION_WANTED, "protection")
    if draft.danger_grade and draft.danger_grade not in DANGER_GRADES:
        raise Refusal(NO_SUCH_GRADE, "danger_grade")
    if draft.due_on is not None and draft.due_on.year not in DUE_YEARS:
        raise Refusal(NOT_DUE_THEN, "due_on")
    lineage = str(work.row(Household, household.id)["lineage_uid"])
    table = table_of(OldHome)
    home = work.session.execute(select(table).where(table.c.lineage_uid == lineage)).one_or_none()
    if home is not None and home.demolished_on is not None and draft.has_house is False:
        raise Refusal(DEMOLISHED, "has_house")
    _check_reclamation(home, draft.reclamation)
    columns: dict[str, Any] = {
        "has_house": draft.has_house,
        "area_hundredths": draft.area_hundredths,
        "structure": draft.structure,
        "danger_grade": draft.danger_grade or None,
        "homestead_hundredths": draft.homestead_hundredths,
        "homestead_no": clean_text(draft.homestead_no, field="homestead_no", what="宅基地权证号", longest=60),
        "origin_class": clean_text(draft.origin_class, field="origin_class", what="迁出地类型", longest=40),
        "due_on": draft.due_on,
        "protection": draft.protection,
        "protection_document": document,
        "reclamation": draft.reclamation,
    }
    if home is None:
        work.insert(OldHome, lineage_uid=lineage, **columns)
    else:
        work.update(OldHome, home.id, version=draft.version, **columns)


def _check_reclamation(home: Any, said: Reclamation | None) -> None:
    """That a plot was accepted is an event with its day: it neither comes nor goes here."""
    accepted = home is not None and home.reclamation == Reclamation.ACCEPTED
    if accepted and said is not Reclamation.ACCEPTED:
        raise Refusal(ACCEPTED_ALREADY, "reclamation")
    if said is Reclamation.ACCEPTED and not accepted:
        raise Refusal(ACCEPTED, "reclamation")
