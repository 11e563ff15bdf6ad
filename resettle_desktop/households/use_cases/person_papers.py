"""居住证明, 授权委托书, 承诺书: issued about one person as the file stands today."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.documents.person_papers import (
    draw_declaration,
    draw_residence_certificate,
    purpose_of,
)
from resettle_desktop.households.queries.person_papers import person_facts, residence_facts
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.counter_papers import (
    AUTHORISATION,
    PROMISE,
    RESIDENCE_CERTIFICATE,
    RESIDENCE_PURPOSES,
    WORDINGS,
    PersonFacts,
)
from resettle_desktop.households.use_cases.papers import LONGEST_USE
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.queries.directory import forbidden_for
from resettle_desktop.printing.rules import PaperHead, PaperKind
from resettle_desktop.printing.rules.directory import REFUSED_USE
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper
from resettle_desktop.printing.use_cases.directory import AllowDraft, allow_anyway

PERSON: Final = "person"
WHY_WHOLE: Final = "印完整号码的，请写明用途"
PURPOSE_NEEDED: Final = "请选用途，或者写明用途"
NO_WORDING: Final = "请选一种内容"
NOT_A_PURPOSE: Final = "没有这个用途，请重新选"
LONGEST_AGENT: Final = 40


@dataclass(frozen=True, slots=True)
class PersonPaperDraft:
    """Whose paper, for what, with which wording, masked or not.

    ``allowed_because`` is the head's reason for a use that the directory says is settled elsewhere.
    """

    person_uid: str
    purpose: str = ""
    wording: str = ""
    agent: str = ""
    whole_numbers: bool = False
    use: str = ""
    allowed_because: str = ""
    replaces_uid: str | None = None


def drafted_residence(session: Session, draft: PersonPaperDraft, today: date) -> PersonFacts:
    """What the 居住证明 of a draft says."""
    if draft.purpose and draft.purpose not in RESIDENCE_PURPOSES:
        raise Refusal(NOT_A_PURPOSE, "purpose")
    return replace(
        residence_facts(session, draft.person_uid, today),
        purpose=RESIDENCE_PURPOSES.get(draft.purpose, ""),
        whole_numbers=draft.whole_numbers,
    )


def drafted_declaration(
    session: Session, kind: PaperKind, draft: PersonPaperDraft, today: date
) -> PersonFacts:
    """What the 授权委托书 or 承诺书 of a draft says."""
    wording = next((one for one in WORDINGS[kind.name] if one.code == draft.wording), None)
    if wording is None:
        raise Refusal(NO_WORDING, "wording")
    agent = clean_text(draft.agent, field="agent", what="受托人", longest=LONGEST_AGENT) or ""
    return replace(
        person_facts(session, draft.person_uid, today),
        wording=wording,
        agent=agent,
        whole_numbers=draft.whole_numbers,
    )


@act("开具居住证明", needs=RESIDENCE_CERTIFICATE.needs)
def issue_residence_certificate(work: Work, draft: PersonPaperDraft) -> str:
    """Issue somebody's 居住证明; answers the issued paper's uid.

    What it is for must not be one of the certificates the directory says others give, unless the head lets
    it be, with a reason that stands in the register.
    """
    use = clean_text(draft.use, field="use", what="用途", longest=LONGEST_USE) or ""
    facts = drafted_residence(work.session, draft, work.today)
    if not facts.purpose and not use:
        raise Refusal(PURPOSE_NEEDED, "use")
    elsewhere = forbidden_for(work.session, use)
    if elsewhere is not None and not draft.allowed_because.strip():
        words = {"use": use, "title": elsewhere.title, "office": elsewhere.office}
        raise Refusal(REFUSED_USE.format(**words), "use")

    def draw(head: PaperHead) -> bytes:
        return draw_residence_certificate(facts, head, use)

    paper = _issue(work, RESIDENCE_CERTIFICATE, facts, draft, draw)
    if elsewhere is not None:
        allow_anyway(
            work,
            AllowDraft(
                elsewhere.code,
                facts.label,
                f"{draft.allowed_because.strip()}（用途：{purpose_of(facts, use)}）",
                paper,
            ),
        )
    return paper


@act("开具授权委托书", needs=AUTHORISATION.needs)
def issue_authorisation(work: Work, draft: PersonPaperDraft) -> str:
    """Print what somebody signs who lets another act for him; answers the issued paper's uid."""
    return _issue_declaration(work, AUTHORISATION, draft)


@act("开具承诺书", needs=PROMISE.needs)
def issue_promise(work: Work, draft: PersonPaperDraft) -> str:
    """Print what somebody promises and signs; answers the issued paper's uid."""
    return _issue_declaration(work, PROMISE, draft)


def _issue_declaration(work: Work, kind: PaperKind, draft: PersonPaperDraft) -> str:
    use = clean_text(draft.use, field="use", what="办什么事", longest=LONGEST_USE) or ""
    facts = drafted_declaration(work.session, kind, draft, work.today)

    def draw(head: PaperHead) -> bytes:
        return draw_declaration(facts, head, use)

    return _issue(work, kind, facts, draft, draw)


def _issue(
    work: Work,
    kind: PaperKind,
    facts: PersonFacts,
    draft: PersonPaperDraft,
    draw: Callable[[PaperHead], bytes],
) -> str:
    if draft.whole_numbers and not (draft.use.strip() or facts.purpose):
        raise Refusal(WHY_WHOLE, "use")
    return issue_paper(
        work,
        IssueDraft(
            kind=kind,
            issuer=office_issuer(work.session),
            subject_kind=PERSON,
            subject_uid=draft.person_uid,
            subject_label=facts.label,
            draw=draw,
            replaces_uid=draft.replaces_uid,
            holder=facts.name,
            facts=facts.certified,
        ),
    )
