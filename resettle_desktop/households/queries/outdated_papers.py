"""Papers in people's hands that still show what was put right since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AuditEntry
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.households.models import Correction, Household, Membership, Person
from resettle_desktop.households.queries.corrections import corrections_of
from resettle_desktop.households.rules.correction import SHOWN_ON, CorrectedItem, CorrectionFacts, wrong_on
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT
from resettle_desktop.printing.models import IssuedPaper, PaperEvent
from resettle_desktop.printing.queries import OLD_CONTENTS, PaperRow, papers_of
from resettle_desktop.printing.rules import IN_HANDS, PaperStage, PaperStep


@dataclass(frozen=True, slots=True)
class OutdatedPaper:
    """A paper of the issued book, and what it shows as it was before it was put right.

    ``latest``: nothing of its kind was issued about its subject since.
    """

    paper: PaperRow
    wrong: tuple[CorrectedItem, ...]
    latest: bool

    @property
    def uid(self) -> str:
        """The paper's uid: one line of the list stays the same line."""
        return self.paper.uid

    @property
    def outside(self) -> bool:
        """Whether somebody may still show it: it holds, and its sheet was not brought back."""
        return self.paper.stage in IN_HANDS and self.paper.back is not PaperStep.BACK

    @property
    def may_be_renewed(self) -> bool:
        """Whether a new one may be issued in its place now."""
        return self.latest and self.paper.replaceable


def outdated_papers(
    session: Session,
    kinds: Collection[str],
    person_uid: str | None = None,
    *,
    paper_uid: str | None = None,
    settled: bool = False,
) -> tuple[OutdatedPaper, ...]:
    """Papers about a corrected person or his household of that day that were issued before the correction.

    Of one person or one paper, or of everybody when none is named; the latest first. A correction that was
    taken back counts for nothing, nor one of what the kind of paper does not show. ``settled`` adds those
    that were voided since the correction.
    """
    voided_since = (
        select(PaperEvent.id)
        .where(
            PaperEvent.paper_id == IssuedPaper.id,
            PaperEvent.step == PaperStep.VOID.value,
            PaperEvent.at > AuditEntry.at,
        )
        .exists()
    )
    in_hands = IssuedPaper.stage.in_([stage.value for stage in IN_HANDS])
    statement = (
        select(IssuedPaper.uid, IssuedPaper.subject_uid, Person.uid)
        .join(Correction, Correction.person_id == Person.id)
        .join(AuditEntry, AuditEntry.id == Correction.act_id)
        .join(Membership, Membership.person_id == Person.id, isouter=True)
        .join(Household, Household.id == Membership.household_id, isouter=True)
        .join(
            IssuedPaper,
            or_(
                IssuedPaper.subject_uid == Person.uid,
                (IssuedPaper.subject_uid == Household.uid)
                & known(Membership)
                & (Membership.starts <= IssuedPaper.paper_date)
                & or_(
                    Membership.ends.is_(None),
                    Membership.ends > IssuedPaper.paper_date,
                    IssuedPaper.kind == REGISTER_EXTRACT.name,  # it names who left as well
                ),
            ),
        )
        .where(
            Correction.withdrawn_act_id.is_(None),
            IssuedPaper.kind.in_(kinds),
            or_(in_hands, and_(IssuedPaper.stage == PaperStage.VOID.value, voided_since))
            if settled
            else in_hands,
            IssuedPaper.issued_at < AuditEntry.at,
        )
        .select_from(Person)
        .distinct()
    )
    if person_uid is not None:
        statement = statement.where(Person.uid == person_uid)
    if paper_uid is not None:
        statement = statement.where(IssuedPaper.uid == paper_uid)
    people: dict[str, set[str]] = defaultdict(set)
    subjects: set[str] = set()
    for found_uid, subject_uid, whose in session.execute(statement):
        people[found_uid].add(whose)
        subjects.add(subject_uid)
    corrections = {
        whose: corrections_of(session, whose)
        for whose in sorted({w for each in people.values() for w in each})
    }
    found = []
    for subject in sorted(subjects):
        kinds_seen: set[str] = set()
        for row in papers_of(session, kinds, subject):
            latest = row.kind not in kinds_seen
            kinds_seen.add(row.kind)
            wrong = tuple(
                item
                for whose in sorted(people.get(row.uid, ()))
                for item in wrong_on(row.kind, _since(corrections[whose], row))
            )
            if wrong:
                found.append(OutdatedPaper(row, wrong, latest))
    return tuple(sorted(found, key=lambda one: (one.paper.issued_at, one.paper.number), reverse=True))


def outdated_about_household(session: Session, household_uid: str) -> frozenset[str]:
    """The papers about a household and its people that are outside and show one of them as he was, by uid."""
    people = session.execute(
        select(Person.uid)
        .join(Correction, Correction.person_id == Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.uid == household_uid, known(Membership), Correction.withdrawn_act_id.is_(None))
        .distinct()
    ).scalars()
    return frozenset(
        one.uid
        for person in people
        for one in outdated_papers(session, tuple(SHOWN_ON), person)
        if one.outside and one.paper.subject_uid in {household_uid, person}
    )


def wrong_on_paper(session: Session, paper_uid: str) -> tuple[str, ...]:
    """What one paper in somebody's hands shows as it was before it was put right."""
    return tuple(
        f"{item.label} {item.before} → {item.after}"
        for one in outdated_papers(session, tuple(SHOWN_ON), paper_uid=paper_uid)
        for item in one.wrong
    )


OLD_CONTENTS.update(dict.fromkeys(SHOWN_ON, wrong_on_paper))


def _since(corrections: Iterable[CorrectionFacts], paper: PaperRow) -> tuple[CorrectedItem, ...]:
    """What was put right since a paper was issued: as it was then, as it is now, nothing that is as then."""
    items: dict[str, CorrectedItem] = {}
    for one in corrections:
        if one.at <= paper.issued_at:
            continue
        for item in one.items:
            first = items.get(item.column, item)
            items[item.column] = replace(item, before=first.before)
    return tuple(item for item in items.values() if item.before != item.after)
