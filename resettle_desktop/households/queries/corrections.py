"""What was put right in people's records, as each correction was done: the audit has the values."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AuditChange, AuditEntry
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.models import Correction, Headship, Household, LifeEvent, Membership, Person
from resettle_desktop.households.queries.rows import household_label
from resettle_desktop.households.rules.correction import CorrectionFacts, corrected_items
from resettle_desktop.households.rules.refusals import NO_SUCH_CORRECTION
from resettle_desktop.households.rules.relations import relation_name


def correction_facts(session: Session, uid: str, _as_of: date | None = None) -> CorrectionFacts:
    """One correction as it was done, whatever came later; raises Refusal when there is none.

    The day is what the question of a paper's facts takes; a slip printed later says the same.
    """
    found = _facts(session, Correction.uid == uid)
    if not found:
        raise Refusal(NO_SUCH_CORRECTION)
    return found[0]


def corrections_of(session: Session, person_uid: str) -> tuple[CorrectionFacts, ...]:
    """Everything put right in one person's record and not taken back, the earliest first."""
    return _facts(session, Person.uid == person_uid, Correction.withdrawn_act_id.is_(None))


def latest_correction(session: Session, person_uid: str) -> str | None:
    """The uid of the last correction of somebody's record that was not taken back."""
    return session.execute(
        select(Correction.uid)
        .join(Person, Person.id == Correction.person_id)
        .where(Person.uid == person_uid, Correction.withdrawn_act_id.is_(None))
        .order_by(Correction.id.desc())
        .limit(1)
    ).scalar()


def _facts(session: Session, *conditions: Any) -> tuple[CorrectionFacts, ...]:
    rows = session.execute(
        select(
            Correction.uid,
            Correction.person_id,
            Correction.act_id,
            Correction.reason,
            Correction.evidence,
            Correction.withdrawn_act_id,
            Person.uid.label("person_uid"),
            AuditEntry.at,
            AuditEntry.actor_name,
        )
        .join(Person, Person.id == Correction.person_id)
        .join(AuditEntry, AuditEntry.id == Correction.act_id)
        .where(*conditions)
        .order_by(Correction.id)
    )
    return tuple(_one(session, row) for row in rows)


def _one(session: Session, row: Any) -> CorrectionFacts:
    before, after, blanked = _wordings(session, row.person_id, row.act_id)
    evidence, told_by = _told(session, row)
    household, relation = _home(session, row.person_id, row.at)
    return CorrectionFacts(
        uid=row.uid,
        person_uid=row.person_uid,
        name=after["name"],
        number=after["number"],
        household=household,
        relation=relation,
        items=() if blanked else corrected_items(before, after),
        reason=row.reason,
        evidence=evidence,
        told_by=told_by,
        on=civil_date(row.at),
        at=row.at,
        clerk=row.actor_name,
        withdrawn=row.withdrawn_act_id is not None,
        blanked=blanked,
    )


def _wordings(
    session: Session, person_id: int, act_id: int
) -> tuple[Mapping[str, Any], Mapping[str, Any], bool]:
    """The person before and after an act, and whether the law had its values blanked.

    What later acts changed is undone first, so that the answer stays the same whatever comes.
    """
    table = table_of(Person)
    after = dict(session.execute(select(table).where(table.c.id == person_id)).mappings().one())
    changes = session.execute(
        select(AuditChange.entry_id, table_of(AuditChange).c["values"])
        .where(
            AuditChange.entry_id >= act_id,
            AuditChange.table_name == table.name,
            AuditChange.row_id == person_id,
        )
        .order_by(AuditChange.entry_id.desc(), AuditChange.position.desc())
    ).all()
    for entry_id, values in changes:
        if entry_id > act_id and values is not None:
            after |= {name: pair[0] for name, pair in json.loads(values).items()}
    before, blanked = dict(after), False
    for entry_id, values in changes:
        if entry_id != act_id:
            continue
        if values is None:
            blanked = True
        else:
            before |= {name: pair[0] for name, pair in json.loads(values).items()}
    return before, after, blanked


def _told(session: Session, row: Any) -> tuple[str, str]:
    """The evidence in words and who told it, as they were when it was done."""
    event = session.execute(
        select(
            LifeEvent.evidence,
            LifeEvent.evidence_number,
            LifeEvent.evidence_on,
            LifeEvent.evidence_later,
            LifeEvent.told_by,
        ).where(LifeEvent.act_id == row.act_id, LifeEvent.person_id == row.person_id)
    ).first()
    if event is None:
        return row.evidence or "", ""
    parts = [
        event.evidence,
        event.evidence_number,
        spoken_date(event.evidence_on) if event.evidence_on else "",
    ]
    words = " ".join(part for part in parts if part) or row.evidence or ""
    later = "以后补交" if event.evidence_later else ""
    return "，".join(part for part in (words, later) if part), event.told_by or ""


def _home(session: Session, person_id: int, at: datetime) -> tuple[str, str]:
    """The household a person belonged to when the correction was done, and as what; empty without one."""
    day = civil_date(at)
    household, head = as_known(Household, at), as_known(Person, at, "head")
    found = session.execute(
        select(head.name, household.number, Membership.relation)
        .select_from(Membership)
        .join(household, household.id == Membership.household_id)
        .outerjoin(Headship, and_(Headship.household_id == household.id, holds(Headship, day, at)))
        .outerjoin(head, head.id == Headship.person_id)
        .where(Membership.person_id == person_id, holds(Membership, day, at))
    ).first()
    if found is None:
        return "", ""
    name, number, relation = found
    return household_label(name or "", number), relation_name(relation)
