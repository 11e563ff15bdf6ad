"""办事告知单 on the screen: what the citizen takes home, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.matters.pages.directory.page import MARK
from resettle_desktop.printing.documents import draw_referral
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.queries.directory import directory_row
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.directory import REFERRAL, DirectoryLine
from resettle_desktop.printing.use_cases.directory import ReferralDraft, issue_referral


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """The line somebody is told about, and who he is."""

    line: DirectoryLine
    whom: str


def label_of(facts: ReferralFacts) -> str:
    """What it is about."""
    return f"{facts.whom} {facts.line.title}".strip()


def missing_of(facts: ReferralFacts) -> tuple[str, ...]:
    """What would spare the citizen a way."""
    known = {"地址": facts.line.address, "电话": facts.line.phone}
    return tuple(words for words, value in known.items() if not value)


def draw(facts: ReferralFacts, head: PaperHead, _use: str) -> bytes:
    """Draw the sheet; it is for nothing but what it says."""
    return draw_referral(facts.line, facts.whom, head)


def facts_of(_session: Any, _uid: str, _today: date) -> ReferralFacts:
    """Bound by the page to the line that was chosen."""
    raise NotImplementedError


def draft_of(uid: str, _use: str, replaces_uid: str | None) -> ReferralDraft:
    """Bound by the page to the line that was chosen."""
    return ReferralDraft("", uid, replaces_uid=replaces_uid)


OFFER: Final = PaperOffer(
    kind=REFERRAL,
    facts=facts_of,
    label=label_of,
    draw=draw,
    issue=issue_referral,
    draft=draft_of,
    missing=missing_of,
)


class ReferralPage(OfferPage):
    """The sheet of one asking: opened with the line's code, a mark and the asking's uid."""

    name = "matters.referral"
    title = "办事告知单"
    offer = OFFER

    @override
    def more_fields(self) -> Sequence[tuple[Field, int]]:
        self._code = ""
        self.whom = TextInput("来问的人，可以不填")
        self.whom.edited.connect(self.choose_again)
        return ((Field(self.context.theme, "whom", "给谁(&W)", self.whom, required=False, check=None), 12),)

    @override
    def show_subject(self, uid: str | None) -> None:
        self._code, _mark, asking = (uid or "").partition(MARK)
        self.whom.clear()
        super().show_subject(asking or None)

    @override
    def current_offer(self) -> PaperOffer[Any, Any]:
        code, whom = self._code, " ".join(self.whom.value().split())

        def facts(session: Any, _uid: str, today: date) -> ReferralFacts:
            return ReferralFacts(directory_row(session, code, today).line, whom)

        def draft(uid: str, _use: str, replaces_uid: str | None) -> ReferralDraft:
            return ReferralDraft(code, uid, whom, replaces_uid)

        return replace(self.offer, facts=facts, draft=draft)
