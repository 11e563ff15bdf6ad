"""The cases a clerk has parked, and which of them what is typed means."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.drafts import drafts_of
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.search_index import PersonFacts, parse_query
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.households.models import Correction, Household, Membership, Person
from resettle_desktop.households.queries.searchable import SearchableRow, searchable_rows
from resettle_desktop.matters.models import ParkedCase
from resettle_desktop.matters.rules.parking import PARKED_FORM


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """One case that waits."""

    uid: str
    label: str
    note: str
    page: str
    object_uid: str | None
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class ParkedHit:
    """A parked case that answers what is typed, and by whose name."""

    case: ParkedRow
    who: str


def parked_cases(session: Session, clerk_uid: str) -> tuple[ParkedRow, ...]:
    """What a clerk has parked, the longest waiting first."""
    rows = session.execute(_waiting(clerk_uid).order_by(ParkedCase.parked_at, ParkedCase.id))
    return tuple(_row(row) for row in rows)


def parked_case(session: Session, clerk_uid: str, uid: str) -> ParkedRow | None:
    """One of them, while it waits."""
    found = session.execute(_waiting(clerk_uid).where(ParkedCase.uid == uid)).one_or_none()
    return None if found is None else _row(found)


def parked_answering(
    session: Session, clerk_uid: str, typed: str, fuzzy: FuzzySounds | None, as_of: date
) -> tuple[ParkedHit, ...]:
    """The clerk's parked cases about somebody who answers what is typed, the longest waiting first.

    Looked at are the people a page is about and those named in a half-typed form.
    """
    query = parse_query(typed, fuzzy=fuzzy)
    cases = parked_cases(session, clerk_uid)
    if not query or not cases:
        return ()
    people = _people_of(session, [case.object_uid for case in cases if case.object_uid], as_of)
    forms = {row.object_uid: row.values for row in drafts_of(session, clerk_uid) if row.kind == PARKED_FORM}
    hits = []
    for case in cases:
        answers = [(row.judged(query), row.facts.name) for row in people.get(case.object_uid or "", ())]
        answers += [(query.judge(facts), facts.name) for facts in named_in(forms.get(case.uid))]
        close = [(verdict.closeness, name) for verdict, name in answers if verdict is not None]
        if close:
            nearest = min(close, key=itemgetter(0))[1]
            hits.append(
                ParkedHit(case, nearest or next((name for _verdict, name in answers if name), case.label))
            )
    return tuple(hits)


def named_in(value: Any) -> Iterator[PersonFacts]:
    """Whoever is named in a half-typed form: fields and rows that hold a name, a number, a telephone."""
    match value:
        case Mapping():
            name, number, phone = (_text(value.get(key)) for key in ("name", "number", "phone"))
            if name or number or phone:
                digits = (number.replace(" ", ""), phone.replace(" ", ""))
                yield PersonFacts(name=name.strip(), number=digits[0], phones=tuple(filter(None, digits[1:])))
            for part in value.values():
                yield from named_in(part)
        case list() | tuple():
            for part in value:
                yield from named_in(part)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _waiting(clerk_uid: str) -> "Select[*tuple[Any, ...]]":
    return select(
        ParkedCase.uid,
        ParkedCase.label,
        ParkedCase.note,
        ParkedCase.page,
        ParkedCase.object_uid,
        ParkedCase.parked_at,
    ).where(ParkedCase.clerk_uid == clerk_uid, ParkedCase.ended_at.is_(None))


def _row(row: Row[*tuple[Any, ...]]) -> ParkedRow:
    return ParkedRow(row.uid, row.label, row.note or "", row.page, row.object_uid, row.parked_at)


def _people_of(session: Session, objects: Sequence[str], as_of: date) -> dict[str, list[SearchableRow]]:
    """The searchable lines of each object's people: who it is or was corrected, or the whole household."""
    pairs: list[tuple[str, int]] = []
    persons = select(Person.uid, Person.id).where(Person.uid.in_(objects))
    members = (
        select(Household.uid, Membership.person_id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Household.uid.in_(objects), holds(Membership, as_of))
    )
    corrected = select(Correction.uid, Correction.person_id).where(Correction.uid.in_(objects))
    for statement in (persons, members, corrected):
        pairs += [(uid, person_id) for uid, person_id in session.execute(statement)]
    lines = searchable_rows(session, [person_id for _uid, person_id in pairs], as_of)
    found: dict[str, list[SearchableRow]] = defaultdict(list)
    for uid, person_id in pairs:
        if person_id in lines:
            found[uid].append(lines[person_id])
    return found
