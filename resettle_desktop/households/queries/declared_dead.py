"""What a declaration of death brought about that its revocation takes back: the audit has it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AuditChange, AuditEntry
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import MADE_BY_WORK
from resettle_desktop.households.models import Person
from resettle_desktop.households.rules.declared import Marital

DECLARING: Final = "record_missing"
"""The act of EV07; a use case may not be imported by a question."""

DAY: Final = "marital_on"


@dataclass(frozen=True, slots=True)
class WidowedByIt:
    """Whose marriage ended by a declaration and has not changed since, and its columns before."""

    id: int
    uid: str
    name: str
    before: Mapping[str, Any]


def declaring_act(session: Session, person_uid: str) -> int | None:
    """The latest act that declared somebody missing or dead."""
    act_id: int | None = session.execute(
        select(func.max(AuditEntry.id)).where(
            AuditEntry.subject_uid == person_uid, AuditEntry.act == DECLARING
        )
    ).scalar_one()
    return act_id


def widowed_by_it(session: Session, person_uid: str) -> WidowedByIt | None:
    """The spouse a declaration of death left widowed; None when there was none or the marriage is another."""
    act_id = declaring_act(session, person_uid)
    if act_id is None:
        return None
    changes = session.execute(
        select(AuditChange.row_id, table_of(AuditChange).c["values"]).where(
            AuditChange.entry_id == act_id, AuditChange.table_name == table_of(Person).name
        )
    ).all()
    for row_id, values in changes:
        wording = json.loads(values) if values is not None else {}
        if wording.get("marital", (None, None))[1] != Marital.WIDOWED:
            continue
        spouse = session.execute(
            select(Person.uid, Person.name, Person.marital).where(
                Person.id == row_id, Person.merged_into_uid.is_(None)
            )
        ).one_or_none()
        if spouse is None or spouse.marital != Marital.WIDOWED:
            return None
        before = {name: pair[0] for name, pair in wording.items() if name not in MADE_BY_WORK}
        if before.get(DAY) is not None:
            before[DAY] = date.fromisoformat(before[DAY])
        return WidowedByIt(row_id, spouse.uid, spouse.name, before)
    return None
