"""Papers in people's hands that still show what was put right since."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import AuditEntry
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.households.models import Correction, Household, Membership, Person
from resettle_desktop.printing.models import IssuedPaper
from resettle_desktop.printing.queries import PaperRow, papers_of
from resettle_desktop.printing.rules import PaperStage

IN_HANDS = frozenset({PaperStage.ISSUED, PaperStage.PRINTED})


def outdated_papers(
    session: Session, kinds: Collection[str], person_uid: str | None = None
) -> tuple[PaperRow, ...]:
    """Papers about a corrected person or his household of that day that were issued before the correction.

    Of one person, or of everybody when none is named; the latest first. Void and spoiled ones are settled.
    """
    statement = (
        select(IssuedPaper.uid, IssuedPaper.subject_uid)
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
                & or_(Membership.ends.is_(None), Membership.ends > IssuedPaper.paper_date),
            ),
        )
        .where(
            IssuedPaper.kind.in_(kinds),
            IssuedPaper.stage.in_([stage.value for stage in IN_HANDS]),
            IssuedPaper.issued_at < AuditEntry.at,
        )
        .select_from(Person)
        .distinct()
    )
    if person_uid is not None:
        statement = statement.where(Person.uid == person_uid)
    found = session.execute(statement).all()
    wanted = {uid for uid, _ in found}
    rows = [
        row
        for subject in sorted({subject for _, subject in found})
        for row in papers_of(session, kinds, subject)
        if row.uid in wanted
    ]
    return tuple(sorted(rows, key=lambda row: (row.issued_at, row.number), reverse=True))
