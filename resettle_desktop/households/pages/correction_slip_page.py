"""更正单 on the screen: the slip itself, its number, the printer."""

from typing import Final

from resettle_desktop.households.documents import draw_correction_slip
from resettle_desktop.households.queries.corrections import correction_facts
from resettle_desktop.households.rules.correction import CorrectionFacts
from resettle_desktop.households.rules.papers import CORRECTION_SLIP
from resettle_desktop.households.use_cases.correction_slips import (
    CorrectionSlipDraft,
    issue_correction_slip,
    slip_label,
)
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.rules import PaperHead


def draw(facts: CorrectionFacts, head: PaperHead, _use: str) -> bytes:
    """Draw the slip; it is for nothing but the file."""
    return draw_correction_slip(facts, head)


def slip_draft(uid: str, _use: str, replaces_uid: str | None) -> CorrectionSlipDraft:
    """What the act takes."""
    return CorrectionSlipDraft(uid, replaces_uid)


SLIP: Final = PaperOffer(
    kind=CORRECTION_SLIP,
    facts=correction_facts,
    label=slip_label,
    draw=draw,
    issue=issue_correction_slip,
    draft=slip_draft,
)


class CorrectionSlipPage(OfferPage):
    """The slip of one correction; its subject is the correction's uid."""

    name = "households.correction_slip"
    title = "更正单"
    offer = SLIP
