"""That something happened, with its evidence: the row every event form leaves beside what it changed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import LifeEvent
from resettle_desktop.households.rules.checks import check_started, clean_text
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.succession import starting

PAPER_NOT_YET: Final = "证明材料上的日期{}还没有到，请核对"


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
    evidence = note.evidence
    if evidence.on is not None and evidence.on > work.today:
        raise Refusal(PAPER_NOT_YET.format(evidence.on.isoformat()), "evidence_on")
    return work.insert(
        LifeEvent,
        code=note.code,
        household_id=note.household_id,
        person_id=note.person_id,
        first_act_id=work.act_id,
        evidence=clean_text(evidence.what, field="evidence", what="证明材料"),
        evidence_number=clean_text(evidence.number, field="evidence_number", what="证明编号"),
        evidence_on=evidence.on,
        evidence_later=evidence.later,
        told_by=clean_text(evidence.told_by, field="told_by", what="谁来说的"),
        note=clean_text(evidence.note, field="event_note", what="说明"),
        **starting(check_started(note.happened, work.today, field="on")),
    )
