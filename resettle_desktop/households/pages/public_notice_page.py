"""公示 on the screen: of which households, for how long, whom to call; then as every paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.households.documents.public_notice import draw_public_notice
from resettle_desktop.households.pages.listed import chosen, exact_day, listed, whole_number
from resettle_desktop.households.rules.counter_papers import PUBLIC_NOTICE
from resettle_desktop.households.rules.declared import RELOCATION_KINDS, RelocationKind
from resettle_desktop.households.rules.public_notice import NOTICE_SUBJECTS, USUAL_DAYS, NoticeFacts
from resettle_desktop.households.use_cases.public_notices import (
    NoticeDraft,
    drafted_notice,
    issue_public_notice,
)
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.sites.queries import SiteRow, site_rows

EVERY_SITE: Final = Choice("", "全部安置区")
EVERY_KIND: Final = Choice("", "全部搬迁户")


def label_of(facts: NoticeFacts) -> str:
    """What it is about."""
    return facts.label


def draw(facts: NoticeFacts, head: PaperHead, _use: str) -> bytes:
    """Draw the notice; it is for nothing but the board."""
    return draw_public_notice(facts, head)


def facts_today(session: Any, uid: str, today: date) -> NoticeFacts:
    """What the usual notice says."""
    return drafted_notice(session, NoticeDraft(uid, NOTICE_SUBJECTS[0]), today)


def draft_today(uid: str, _use: str, replaces_uid: str | None) -> NoticeDraft:
    """What the act takes for the usual notice."""
    return NoticeDraft(uid, NOTICE_SUBJECTS[0], replaces_uid=replaces_uid)


class PublicNoticePage(OfferPage):
    """A notice; opened for none in particular it is a new one."""

    name = "households.public_notice"
    title = "公示"
    offer = PaperOffer(
        kind=PUBLIC_NOTICE,
        facts=facts_today,
        label=label_of,
        draw=draw,
        issue=issue_public_notice,
        draft=draft_today,
    )

    @override
    def more_fields(self) -> Sequence[tuple[Field, int]]:
        self.what = TextInput("如 易地搬迁户名单")
        self.usual = ChoiceInput(choices_of((each, each) for each in NOTICE_SUBJECTS))
        self.usual.chosen_changed.connect(self._take_usual)
        self.site = ChoiceInput((EVERY_SITE,))
        self.kind = ChoiceInput((EVERY_KIND, *listed(RELOCATION_KINDS)))
        self.starts = DateInput(self.context.today, "今天")
        self.days = TextInput()
        self.phone = TextInput("空着就印单位电话")
        for line in (self.what, self.starts, self.days, self.phone):
            line.edited.connect(self.choose_again)
        for choice in (self.site, self.kind):
            choice.chosen_changed.connect(self.choose_again)
        field = partial(Field, self.context.theme, required=False, check=None)
        return (
            (field("usual", "常用(&Y)", self.usual), 6),
            (field("what", "公示什么(&W)", self.what), 6),
            (field("site", "安置区(&A)", self.site), 6),
            (field("kind", "哪些户(&T)", self.kind), 6),
            (field("starts", "哪天起(&Q)", self.starts), 4),
            (field("days", "几天(&S)", self.days), 3),
            (field("phone", "意见电话(&H)", self.phone), 5),
        )

    @override
    def show_subject(self, uid: str | None) -> None:
        if self.subject_uid is not None and uid is None and self.row is not None and self.row.unanswered:
            uid = self.subject_uid  # its question is still open
        self.what.setText(NOTICE_SUBJECTS[0])
        self.usual.choose_value(NOTICE_SUBJECTS[0])
        self.site.choose(EVERY_SITE)
        self.kind.choose(EVERY_KIND)
        self.starts.restore(None)
        self.days.setText(str(USUAL_DAYS))
        self.phone.clear()
        self.context.worker.ask(site_rows, self._show_sites, owner=self, latest="sites")
        super().show_subject(uid or new_uid())

    @override
    def current_offer(self) -> PaperOffer[Any, Any]:
        drafted = NoticeDraft(
            "",
            self.what.value(),
            site_uid=self.site.require("site") or None,
            kind=chosen(RelocationKind, self.kind, "kind"),
            starts=exact_day(self.starts, "starts"),
            days=whole_number(self.days, "days", "天数") or 0,
            phone=self.phone.value(),
        )

        def facts(session: Any, _uid: str, today: date) -> NoticeFacts:
            return drafted_notice(session, drafted, today)

        def draft(uid: str, _use: str, replaces_uid: str | None) -> NoticeDraft:
            return replace(drafted, notice_uid=uid, replaces_uid=replaces_uid)

        return replace(self.offer, facts=facts, draft=draft)

    def _show_sites(self, rows: Sequence[SiteRow]) -> None:
        kept = self.site.value()
        self.site.set_choices([EVERY_SITE, *(Choice(row.uid, row.name) for row in rows)])
        self.site.choose_value(kept)

    def _take_usual(self) -> None:
        if self.usual.value():
            self.what.setText(self.usual.value())
            self.choose_again()
