"""更正单: the slip of a correction, issued as the correction was done."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.documents import draw_correction_slip
from resettle_desktop.households.queries.corrections import correction_facts
from resettle_desktop.households.rules.correction import CorrectionFacts
from resettle_desktop.households.rules.papers import CORRECTION_SLIP
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper

CORRECTION: Final = "correction"


@dataclass(frozen=True, slots=True)
class CorrectionSlipDraft:
    """Which correction's slip, and the spoiled or void one it replaces."""

    correction_uid: str
    replaces_uid: str | None = None


@act("开具更正单", needs=CORRECTION_SLIP.needs)
def issue_correction_slip(work: Work, draft: CorrectionSlipDraft) -> str:
    """Issue the slip of a correction; answers the issued paper's uid."""
    facts = correction_facts(work.session, draft.correction_uid)
    facts.refuse_slip()
    work.about("person", facts.person_uid, facts.name)

    def draw(head: PaperHead) -> bytes:
        return draw_correction_slip(facts, head)

    return issue_paper(
        work,
        IssueDraft(
            kind=CORRECTION_SLIP,
            issuer=office_issuer(work.session),
            subject_kind=CORRECTION,
            subject_uid=draft.correction_uid,
            subject_label=slip_label(facts),
            draw=draw,
            replaces_uid=draft.replaces_uid,
        ),
    )


def slip_label(facts: CorrectionFacts) -> str:
    """Whom a slip is about, as the issued book keeps it: 王晓军 王国梁家（QS0036）."""
    return f"{facts.name} {facts.household}".strip()
