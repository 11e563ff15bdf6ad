"""一户一档摘要: a household's own record issued as a numbered paper, of a day and as known on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import end_of_day
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.documents import draw_register_extract
from resettle_desktop.households.queries.extract import extract_facts
from resettle_desktop.households.queries.household import household_view, refuse_headless
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.extract import ExtractFacts
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT
from resettle_desktop.households.use_cases.papers import HOUSEHOLD, LONGEST_USE
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper

NOT_COME_YET: Final = "{}还没有到，请改日期"
WHY_WHOLE: Final = "印完整号码的，请写明用途"


@dataclass(frozen=True, slots=True)
class ExtractDraft:
    """Whose extract, of which day (today), as known on which day (now), with whole numbers or masked.

    Whole numbers leave the office only for something: ``use`` says what for.
    """

    household_uid: str
    as_of: date | None = None
    known_on: date | None = None
    whole_numbers: bool = False
    use: str = ""
    replaces_uid: str | None = None


def drafted_extract(session: Session, draft: ExtractDraft, today: date) -> ExtractFacts:
    """What the extract of a draft says. Raises Refusal for a day to come, or when nobody was there yet."""
    for field, day in (("as_of", draft.as_of), ("known_on", draft.known_on)):
        if day is not None and day > today:
            raise Refusal(NOT_COME_YET.format(spoken_date(day)), field)
    if draft.as_of in {None, today} and draft.known_on in {None, today}:
        refuse_headless(household_view(session, draft.household_uid, today))
    known_at = end_of_day(draft.known_on) if draft.known_on and draft.known_on < today else None
    return extract_facts(
        session, draft.household_uid, draft.as_of or today, known_at, whole_numbers=draft.whole_numbers
    )


@act("开具一户一档摘要", needs=REGISTER_EXTRACT.needs)
def issue_register_extract(work: Work, draft: ExtractDraft) -> str:
    """Issue a household's 一户一档摘要; answers the issued paper's uid."""
    use = clean_text(draft.use, field="use", what="用途", longest=LONGEST_USE) or ""
    if draft.whole_numbers and not use:
        raise Refusal(WHY_WHOLE, "use")
    facts = drafted_extract(work.session, draft, work.today)

    def draw(head: PaperHead) -> bytes:
        return draw_register_extract(facts, head, use)

    return issue_paper(
        work,
        IssueDraft(
            kind=REGISTER_EXTRACT,
            issuer=office_issuer(work.session),
            subject_kind=HOUSEHOLD,
            subject_uid=draft.household_uid,
            subject_label=facts.label,
            draw=draw,
            replaces_uid=draft.replaces_uid,
        ),
    )
