"""一户一档摘要 on the screen: of which day, as known when, with which numbers; then as every paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import choices_of
from resettle_desktop.foundation.ui.inputs.date_input import DateInput
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.households.documents import draw_register_extract
from resettle_desktop.households.pages.looking_back import Carried
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.rules.extract import ExtractFacts
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT
from resettle_desktop.households.use_cases.register_extracts import (
    ExtractDraft,
    drafted_extract,
    issue_register_extract,
)
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import Offered, OfferPage

MASKED: Final = "masked"
WHOLE: Final = "whole"
NUMBERS: Final = choices_of(((MASKED, "遮住中间"), (WHOLE, "完整号码，要写用途")))


def facts_today(session: Any, uid: str, today: date) -> ExtractFacts:
    """What the extract says of today, as known now."""
    return drafted_extract(session, ExtractDraft(uid), today)


def draft_today(uid: str, use: str, replaces_uid: str | None) -> ExtractDraft:
    """What the act takes for today's extract."""
    return ExtractDraft(uid, use=use, replaces_uid=replaces_uid)


def label_of(facts: ExtractFacts) -> str:
    """Whom it is about."""
    return facts.label


def owed_of(facts: ExtractFacts) -> tuple[str, ...]:
    """What would stand on it, if it had been shown."""
    return (f"{facts.evidence_owed}项变更的证明材料",) if facts.evidence_owed else ()


EXTRACT: Final = PaperOffer(
    kind=REGISTER_EXTRACT,
    facts=facts_today,
    label=label_of,
    draw=draw_register_extract,
    issue=issue_register_extract,
    draft=draft_today,
    missing=owed_of,
    asks_use=True,
)


class ExtractPage(OfferPage):
    """The extract of one household."""

    name = "households.extract"
    title = "一户一档摘要"
    offer = EXTRACT

    @override
    def more_fields(self) -> Sequence[tuple[Field, int]]:
        theme, today = self.context.theme, self.context.today
        self.as_of = DateInput(today, "今天")
        self.known_on = DateInput(today, "现在")
        self.numbers = ChoiceInput(NUMBERS)
        self.numbers.choose(NUMBERS[0])
        self._noted: str | None = None
        for line in (self.as_of, self.known_on):
            line.edited.connect(self.choose_again)
        self.numbers.chosen_changed.connect(self.choose_again)
        return (
            (Field(theme, "as_of", "截至(&A)", self.as_of, required=False, check=None), 3),
            (Field(theme, "known_on", "按哪天所知(&T)", self.known_on, required=False, check=None), 3),
            (Field(theme, "numbers", "号码(&N)", self.numbers, required=False, check=None), 6),
        )

    @override
    def show_subject(self, uid: str | None) -> None:
        about = Carried.of(uid or "")
        for line, day in ((self.as_of, about.day), (self.known_on, about.known_on)):
            line.restore(day.isoformat() if day else None)
        self.numbers.choose(NUMBERS[0])
        self._noted = None
        super().show_subject(about.uid or None)

    @override
    def current_offer(self) -> PaperOffer[Any, Any]:
        chosen = ExtractDraft(
            "",
            as_of=self._day(self.as_of, "as_of"),
            known_on=self._day(self.known_on, "known_on"),
            whole_numbers=self.numbers.value() == WHOLE,
        )

        def facts(session: Any, uid: str, today: date) -> ExtractFacts:
            return drafted_extract(session, replace(chosen, household_uid=uid), today)

        def draft(uid: str, use: str, replaces_uid: str | None) -> ExtractDraft:
            return replace(chosen, household_uid=uid, use=use, replaces_uid=replaces_uid)

        return replace(self.offer, facts=facts, draft=draft)

    @override
    def show_offer(self, offered: Offered[Any]) -> None:
        super().show_offer(offered)
        facts = offered.facts
        if facts.whole_numbers and self._noted != facts.household_uid:
            self._noted = facts.household_uid
            note_look(self.context, AccessKind.UNMASKED, "household", facts.household_uid, facts.label)

    def _day(self, line: DateInput, field: str) -> date | None:
        """The day that is meant: of a month or a year its last, of this one today."""
        typed = line.value_or_none(field)
        if typed is None:
            return None
        today = self.context.today()
        return (
            min(typed.latest, max(today, typed.earliest))
            if typed.precision is not Precision.DAY
            else typed.earliest
        )
