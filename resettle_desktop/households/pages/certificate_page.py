"""搬迁安置证明 on the screen: the page itself, its number, the printer."""

from collections.abc import Sequence
from typing import Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import CHANGE, Command
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.households.queries import certificate_facts
from resettle_desktop.households.rules.certificate import CertificateFacts
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.papers import (
    CertificateDraft,
    certificate_label,
    issue_relocation_certificate,
)
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import OfferPage


def missing_words(facts: CertificateFacts) -> tuple[str, ...]:
    """What the certificate leaves out because nobody told it yet."""
    return facts.missing


CERTIFICATE: Final = PaperOffer(
    kind=RELOCATION_CERTIFICATE,
    facts=certificate_facts,
    label=certificate_label,
    draw=draw_relocation_certificate,
    issue=issue_relocation_certificate,
    draft=CertificateDraft,
    missing=missing_words,
    asks_use=True,
)


class CertificatePage(OfferPage):
    """The certificate of one household."""

    name = "households.certificate"
    title = "搬迁安置证明"
    offer = CERTIFICATE

    @override
    def commands(self) -> Sequence[Command]:
        choose = Command(CHANGE, "选新户主", self._choose_head, button=False, ready=self._headless)
        return (*super().commands(), choose)

    def _headless(self) -> bool:
        """Whether nothing is offered: the household may have to say who heads it now (A22)."""
        return self.row is None and self.offered is None

    def _choose_head(self) -> None:
        self.context.open_page("matters.head_changed", self.subject_uid)
