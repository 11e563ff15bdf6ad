"""Papers issued about a household."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.households.queries import certificate_facts
from resettle_desktop.households.rules.certificate import CertificateFacts, certified_holder, certified_lines
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.finding import find_household, refuse_emptied
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper

HOUSEHOLD: Final = "household"
LONGEST_USE: Final = 40


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """Whose certificate, what it is for if somebody said so, and the spoiled or void one it replaces."""

    household_uid: str
    use: str = ""
    replaces_uid: str | None = None


@act("开具搬迁安置证明", needs=RELOCATION_CERTIFICATE.needs)
def issue_relocation_certificate(work: Work, draft: CertificateDraft) -> str:
    """Issue a household's 搬迁安置证明 as the file stands today; answers the issued paper's uid."""
    use = clean_text(draft.use, field="use", what="用途", longest=LONGEST_USE) or ""
    refuse_emptied(find_household(work, draft.household_uid))
    facts = certificate_facts(work.session, draft.household_uid, work.today)

    def draw(head: PaperHead) -> bytes:
        return draw_relocation_certificate(facts, head, use)

    return issue_paper(
        work,
        IssueDraft(
            kind=RELOCATION_CERTIFICATE,
            issuer=office_issuer(work.session),
            subject_kind=HOUSEHOLD,
            subject_uid=draft.household_uid,
            subject_label=certificate_label(facts),
            draw=draw,
            replaces_uid=draft.replaces_uid,
            holder=certified_holder(facts),
            facts=certified_lines(facts),
        ),
    )


def certificate_label(facts: CertificateFacts) -> str:
    """Whom a certificate is about, as the issued book keeps it: 王桂兰家 QS0036."""
    return f"{facts.head_name}家 {facts.household_number}"
