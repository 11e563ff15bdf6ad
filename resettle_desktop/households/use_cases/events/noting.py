"""That something happened, with its evidence: the row every event leaves beside what it changed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import LifeEvent, Person
from resettle_desktop.households.queries.events import AWAITED
from resettle_desktop.households.rules.checks import check_of_home, check_started, clean_text
from resettle_desktop.households.rules.life_events import EVENT_NAMES, EventCode
from resettle_desktop.households.use_cases.finding import household_with_id
from resettle_desktop.households.use_cases.succession import believed, on_day, refuse_before_birth, starting
from resettle_desktop.office.rules import Role

PAPER_NOT_YET: Final = "证明材料上的日期{}还没有到，请核对"
NO_SUCH_EVENT: Final = "没有找到这条变更记录，可能刚被别的窗口改过，请重新打开"
SAY_WHICH_PAPER: Final = "请写明补交的是什么证明材料"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The paper that was shown: what, its number and date; ``later`` when it is still to be brought."""

    what: str = ""
    number: str = ""
    on: date | None = None
    later: bool = False
    told_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventNote:
    """What happened, to which household or person (at least one), from which day."""

    code: EventCode
    household_id: int | None
    person_id: int | None
    happened: ImpreciseDate
    evidence: Evidence = field(default_factory=Evidence)


def note_event(work: Work, note: EventNote) -> int:
    """Part of every act by which something happens to somebody: keep the event; return its key."""
    happened = _happened(work, note)
    return work.insert(
        LifeEvent,
        code=note.code,
        household_id=note.household_id,
        person_id=note.person_id,
        first_act_id=work.act_id,
        **_columns(note.evidence, work.today),
        **starting(happened),
    )


def _happened(work: Work, note: EventNote) -> ImpreciseDate:
    if note.person_id is None:
        return check_of_home(note.happened, work.today, field="on")
    refuse_before_birth(work, note.person_id, note.happened, field="on")
    return check_started(note.happened, work.today, field="on")


def _columns(evidence: Evidence, today: date) -> dict[str, Any]:
    if evidence.on is not None and evidence.on > today:
        raise Refusal(PAPER_NOT_YET.format(spoken_date(evidence.on)), "evidence_on")
    if evidence.on is not None:
        check_of_home(on_day(evidence.on), today, field="evidence_on")
    return {
        "evidence": clean_text(evidence.what, field="evidence", what="证明材料"),
        "evidence_number": clean_text(evidence.number, field="evidence_number", what="证明编号"),
        "evidence_on": evidence.on,
        "evidence_later": evidence.later,
        "told_by": clean_text(evidence.told_by, field="told_by", what="谁来说的"),
        "note": clean_text(evidence.note, field="event_note", what="说明"),
    }


@dataclass(frozen=True, slots=True)
class SupplyEvidenceDraft:
    """The paper of an event that was told without one; what is left blank stays as it was."""

    event_uid: str
    what: str
    number: str = ""
    on: date | None = None
    note: str = ""


@act("补交证明材料", needs=(Role.HOUSEHOLD_CLERK,))
def supply_evidence(work: Work, draft: SupplyEvidenceDraft) -> None:
    """The paper of an event has been brought; what the event changed stays as it is.

    One paper is enough for all who were told of by one act: a split's two files, a family that moved on.
    """
    table = table_of(LifeEvent)
    row = work.session.execute(
        select(table).where(LifeEvent.uid == draft.event_uid, LifeEvent.superseded_at.is_(None))
    ).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_EVENT)
    shown = Evidence(draft.what, draft.number, draft.on, note=draft.note)
    columns = _columns(shown, work.today)
    if columns["evidence"] is None:
        raise Refusal(SAY_WHICH_PAPER, "evidence")
    _name_subject(work, row)
    told_together = believed(
        work,
        LifeEvent,
        LifeEvent.first_act_id == row.first_act_id,
        LifeEvent.code == row.code,
        AWAITED,
    )
    for one in {each.id: each for each in (row, *told_together)}.values():
        kept = {"told_by": one.told_by, "note": columns["note"] or one.note}
        work.supersede(LifeEvent, one.id, **{**columns, **kept})


def _name_subject(work: Work, row: Any) -> None:
    what = EVENT_NAMES[EventCode(row.code)]
    if row.person_id is not None:
        person = work.row(Person, row.person_id)
        work.about("person", person["uid"], f"{person['name']}（{what}）")
    else:
        household = household_with_id(work, row.household_id)
        work.about("household", household.uid, f"{household.label}（{what}）")
