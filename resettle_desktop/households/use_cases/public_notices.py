"""公示: issued as the register stands, under a number of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.households.documents.public_notice import draw_public_notice
from resettle_desktop.households.queries.public_notice import notice_lines
from resettle_desktop.households.rules.counter_papers import PUBLIC_NOTICE
from resettle_desktop.households.rules.declared import RELOCATION_KINDS, RelocationKind
from resettle_desktop.households.rules.public_notice import USUAL_DAYS, NoticeFacts, check_notice
from resettle_desktop.office.queries import certificate_phone
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper
from resettle_desktop.sites.queries import site_rows

NOTICE: Final = "public_notice"
NO_SUCH_SITE: Final = "没有这个安置区，请重新选"
LONGEST_WHAT: Final = 26
LONGEST_PHONE: Final = 40


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """What is put on the board, of which households, from which day (today) for how long, and whom to call.

    ``notice_uid`` tells two notices apart; without a telephone the office's own stands on it.
    """

    notice_uid: str
    what: str
    site_uid: str | None = None
    kind: RelocationKind | None = None
    starts: date | None = None
    days: int = USUAL_DAYS
    phone: str = ""
    replaces_uid: str | None = None


def drafted_notice(session: Session, draft: NoticeDraft, today: date) -> NoticeFacts:
    """What the notice of a draft says; a Refusal for what may not hang on a board."""
    site = next((row for row in site_rows(session) if row.uid == draft.site_uid), None)
    if draft.site_uid and site is None:
        raise Refusal(NO_SUCH_SITE, "site")
    kind = RELOCATION_KINDS[draft.kind] if draft.kind else ""
    phone = clean_line(draft.phone, what="电话", field="phone", longest=LONGEST_PHONE)
    return check_notice(
        NoticeFacts(
            what=clean_line(draft.what, what="公示内容", field="what", longest=LONGEST_WHAT).removesuffix(
                "公示"
            ),
            starts=draft.starts or today,
            days=draft.days,
            phone=phone or certificate_phone(session, today),
            lines=notice_lines(session, today, site_uid=draft.site_uid, kind=draft.kind),
            about=f"{site.name if site else ''}{kind}",
        )
    )


@act("开具公示", needs=PUBLIC_NOTICE.needs)
def issue_public_notice(work: Work, draft: NoticeDraft) -> str:
    """Issue a notice; answers the issued paper's uid."""
    facts = drafted_notice(work.session, draft, work.today)

    def draw(head: PaperHead) -> bytes:
        return draw_public_notice(facts, head)

    return issue_paper(
        work,
        IssueDraft(
            kind=PUBLIC_NOTICE,
            issuer=office_issuer(work.session),
            subject_kind=NOTICE,
            subject_uid=draft.notice_uid,
            subject_label=facts.label,
            draw=draw,
            replaces_uid=draft.replaces_uid,
        ),
    )
