"""EV23 旧房拆除, EV24 复垦验收, EV25 不动产发证: what came of the house left and of the new one."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Household, OldHome
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.checks import check_of_home, clean_text
from resettle_desktop.households.rules.homes import Reclamation, TitleStage
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import find_household
from resettle_desktop.households.use_cases.home_title import free_number, home_of, keep_title
from resettle_desktop.households.use_cases.succession import on_day
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.rules import check_area

NO_HOUSE: Final = "这一户登记的是在迁出地没有旧房，请先在“补充资料”里核对"
BEFORE_DEMOLITION: Final = "验收日期{}早于旧房拆除日期{}，请核对"
AFTER_RECLAMATION: Final = "拆除日期{}晚于复垦验收日期{}，请核对"
NEGATIVE: Final = "金额不能小于零，请核对"


@dataclass(frozen=True, slots=True)
class DemolitionDraft:
    """The old house came down on ``on``; ``area_hundredths`` of a square metre of it, when known."""

    household_uid: str
    on: ImpreciseDate
    area_hundredths: int | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记旧房拆除", needs=(Role.HOUSEHOLD_CLERK,))
def note_demolition(work: Work, draft: DemolitionDraft) -> None:
    """The day the old house came down, for the household and all of its lineage."""
    household = find_household(work, draft.household_uid)
    on = check_of_home(draft.on, work.today, field="on")
    check_area(draft.area_hundredths)
    lineage, home = _old_home(work, household.id)
    if home is not None and home.has_house is False:
        raise Refusal(NO_HOUSE)
    reclaimed = imprecise(home.reclaimed_on, home.reclaimed_on_precision) if home else None
    if reclaimed is not None and on.earliest > reclaimed.latest:
        raise Refusal(AFTER_RECLAMATION.format(on.spoken(), reclaimed.spoken()), "on")
    work.about("household", household.uid, household.label)
    columns: dict[str, Any] = {"demolished_on": on.earliest, "demolished_on_precision": on.precision}
    if draft.area_hundredths is not None:
        columns["demolished_hundredths"] = draft.area_hundredths
    _keep_old_home(work, lineage, home, {"has_house": True, **columns})
    _note(work, EventCode.OLD_HOUSE_DEMOLISHED, household.id, on, draft.evidence)


@dataclass(frozen=True, slots=True)
class ReclamationDraft:
    """The plot was accepted as reclaimed on ``on``: how many hundredths of a mu, and the award."""

    household_uid: str
    on: ImpreciseDate
    mu_hundredths: int | None = None
    award_fen: int | None = None
    award_paid_on: date | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记复垦验收", needs=(Role.HOUSEHOLD_CLERK,))
def note_reclamation(work: Work, draft: ReclamationDraft) -> None:
    """The homestead was accepted as reclaimed; the award is kept when it is known."""
    household = find_household(work, draft.household_uid)
    on = check_of_home(draft.on, work.today, field="on")
    check_area(draft.mu_hundredths, field="mu")
    if draft.award_fen is not None and draft.award_fen < 0:
        raise Refusal(NEGATIVE, "award")
    if draft.award_paid_on is not None:
        check_of_home(on_day(draft.award_paid_on), work.today, field="award_paid_on")
    lineage, home = _old_home(work, household.id)
    demolished = imprecise(home.demolished_on, home.demolished_on_precision) if home else None
    if demolished is not None and on.latest < demolished.earliest:
        raise Refusal(BEFORE_DEMOLITION.format(on.spoken(), demolished.spoken()), "on")
    work.about("household", household.uid, household.label)
    columns = {
        "reclamation": Reclamation.ACCEPTED,
        "reclaimed_on": on.earliest,
        "reclaimed_on_precision": on.precision,
    }
    said = {
        "reclaimed_hundredths": draft.mu_hundredths,
        "award_fen": draft.award_fen,
        "award_paid_on": draft.award_paid_on,
    }
    columns |= {name: value for name, value in said.items() if value is not None}
    _keep_old_home(work, lineage, home, columns)
    _note(work, EventCode.RECLAMATION_ACCEPTED, household.id, on, draft.evidence)


@dataclass(frozen=True, slots=True)
class TitleIssuedDraft:
    """The title of the new home: its number, the day on it, who owns together."""

    household_uid: str
    number: str
    issued_on: date
    co_owners: str = ""
    evidence: Evidence = field(default_factory=Evidence)


@act("登记不动产发证", needs=(Role.HOUSEHOLD_CLERK,))
def note_title(work: Work, draft: TitleIssuedDraft) -> None:
    """The household holds the title of its room."""
    household = find_household(work, draft.household_uid)
    on = check_of_home(on_day(draft.issued_on), work.today, field="issued_on")
    number = free_number(work, draft.number, household.id)
    work.about("household", household.uid, household.label)
    values: dict[str, Any] = {
        "room_id": home_of(work, household.id),
        "stage": TitleStage.ISSUED,
        "number": number,
        "issued_on": draft.issued_on,
        "co_owners": clean_text(draft.co_owners, field="co_owners", what="共有情况"),
    }
    keep_title(work, household.id, values)
    _note(work, EventCode.TITLE_ISSUED, household.id, on, draft.evidence)


def _old_home(work: Work, household_id: int) -> tuple[str, Any]:
    lineage = str(work.row(Household, household_id)["lineage_uid"])
    table = table_of(OldHome)
    home = work.session.execute(select(table).where(table.c.lineage_uid == lineage)).one_or_none()
    return lineage, home


def _keep_old_home(work: Work, lineage: str, home: Any, columns: dict[str, Any]) -> None:
    if home is None:
        work.insert(OldHome, lineage_uid=lineage, **columns)
    else:
        work.update(OldHome, home.id, **columns)


def _note(work: Work, code: EventCode, household_id: int, on: ImpreciseDate, evidence: Evidence) -> None:
    note_event(
        work,
        EventNote(code=code, happened=on, household_id=household_id, person_id=None, evidence=evidence),
    )
