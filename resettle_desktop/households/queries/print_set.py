"""Of whom papers can be printed, and which of them were printed already today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.households.queries.household import household_view
from resettle_desktop.households.queries.people import household_of_person, person_row
from resettle_desktop.households.rules.counter_papers import PERSON_PAPERS
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT, RELOCATION_CERTIFICATE
from resettle_desktop.households.rules.print_set import SET
from resettle_desktop.households.rules.refusals import NO_SUCH_HOUSEHOLD
from resettle_desktop.printing.queries import PaperRow, papers_of
from resettle_desktop.printing.rules import REPLACEABLE

HOUSEHOLD_PAPERS: Final = (RELOCATION_CERTIFICATE.name, REGISTER_EXTRACT.name)


@dataclass(frozen=True, slots=True)
class SetPerson:
    """Somebody of the household."""

    uid: str
    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class PrintedToday:
    """A paper that was issued today: of which kind, about whom, under which number, whether it came out."""

    kind: str
    subject_uid: str
    number: str
    printed: bool


@dataclass(frozen=True, slots=True)
class PrintSet:
    """A household with its people; ``person_uid`` is who came to the counter.

    Somebody who belongs to no household has papers of his own all the same.
    """

    household_uid: str | None
    label: str
    people: tuple[SetPerson, ...]
    person_uid: str
    printed: tuple[PrintedToday, ...]


def papers_of_household(session: Session, uid: str, people: Sequence[str]) -> tuple[PaperRow, ...]:
    """What was issued about a household and about its people, the latest first."""
    about = list(papers_of(session, HOUSEHOLD_PAPERS, uid))
    for person in people:
        about += papers_of(session, tuple(kind.name for kind in PERSON_PAPERS), person)
    return tuple(sorted(about, key=lambda row: (row.issued_at, row.number), reverse=True))


def print_set(session: Session, uid: str, as_of: date) -> PrintSet:
    """Ask by a household's uid or by a person's."""
    person = person_row(session, uid, as_of)
    if person is None:
        household: str | None = uid
    else:
        link = household_of_person(session, uid, as_of)
        household = link.uid if link else None
    if household is not None:
        view = household_view(session, household, as_of)
        people = tuple(SetPerson(one.person.uid, one.person.name, one.relation_name) for one in view.members)
        label = view.label
        head = view.head.person.uid if view.head else (people[0].uid if people else "")
    elif person is not None:
        people, label, head = (SetPerson(uid, person.name, ""),), person.name, uid
    else:
        raise Refusal(NO_SUCH_HOUSEHOLD)
    kinds = [paper.kind for paper in SET if paper.kind]
    subjects = [one for one in (household, *(someone.uid for someone in people)) if one]
    printed = tuple(
        PrintedToday(row.kind, subject, row.number, not row.unanswered)
        for subject in subjects
        for row in papers_of(session, kinds, subject)
        if civil_date(row.issued_at) == as_of and row.stage not in REPLACEABLE
    )
    return PrintSet(household, label, people, uid if person is not None else head, printed)
