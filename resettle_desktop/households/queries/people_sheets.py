"""What the sheet of the list of people says beside its lines: asked for only when it is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import Person, ResidenceDocument
from resettle_desktop.households.queries.extract_members import guardian_names
from resettle_desktop.households.queries.lists import CHUNK
from resettle_desktop.households.queries.people import people_with_facts, person_row_of
from resettle_desktop.households.queries.people_list import people_by_id
from resettle_desktop.households.queries.person_rows import PersonRow
from resettle_desktop.households.queries.rows import ListedPerson
from resettle_desktop.households.rules.declared import RESIDENCE_PAPERS, ResidencePaper


@dataclass(frozen=True, slots=True)
class PersonSheetRow:
    """A line of the list, the person with the facts of the day, and who answers for him."""

    line: ListedPerson
    person: PersonRow
    guardians: str
    residence: str
    """The residence document of the day: what it is."""
    residence_no: str
    endorsement: date | None


def people_sheet_rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> tuple[PersonSheetRow, ...]:
    """The lines of these people with everything declared of them, in their order."""
    person = as_known(Person, known_at)
    statement = people_with_facts(as_of, known_at, person=person)
    found: list[PersonSheetRow] = []
    for first in range(0, len(ids), CHUNK):
        lines = people_by_id(session, ids[first : first + CHUNK], as_of, known_at)
        keys = [line.id for line in lines]
        rows = session.execute(statement.where(person.id.in_(keys)))
        people = {row.id: person_row_of(row, as_of) for row in rows}
        guardians = guardian_names(session, keys, as_of, known_at)
        papers = _papers(session, keys, as_of, known_at)
        for line in lines:
            paper = papers.get(line.id, ("", "", None))
            found.append(PersonSheetRow(line, people[line.id], guardians.get(line.id, ""), *paper))
    return tuple(found)


def _papers(
    session: Session, people: Sequence[int], as_of: date, known_at: datetime | None
) -> dict[int, tuple[str, str, date | None]]:
    """The residence document each of them holds on the day, the last one of several."""
    rows = session.execute(
        select(
            ResidenceDocument.person_id,
            ResidenceDocument.kind,
            ResidenceDocument.number,
            ResidenceDocument.next_endorsement,
        )
        .where(ResidenceDocument.person_id.in_(people), holds(ResidenceDocument, as_of, known_at))
        .order_by(ResidenceDocument.starts, ResidenceDocument.id)
    )
    return {
        key: (RESIDENCE_PAPERS[ResidencePaper(kind)], number or "", due) for key, kind, number, due in rows
    }
