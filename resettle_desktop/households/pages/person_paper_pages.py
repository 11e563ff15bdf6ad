"""居住证明, 授权委托书 and 承诺书 on the screen: what for, which wording, with which number."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import choices_of
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.households.documents.person_papers import draw_declaration, draw_residence_certificate
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.rules.counter_papers import (
    AUTHORISATION,
    PROMISE,
    RESIDENCE_CERTIFICATE,
    RESIDENCE_PURPOSES,
    WORDINGS,
    PersonFacts,
)
from resettle_desktop.households.use_cases.person_papers import (
    PersonPaperDraft,
    drafted_declaration,
    drafted_residence,
    issue_authorisation,
    issue_promise,
    issue_residence_certificate,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import Offered, OfferPage

MASKED: Final = "masked"
WHOLE: Final = "whole"
NUMBERS: Final = choices_of(((MASKED, "遮住中间"), (WHOLE, "完整号码，要写用途")))
OTHER: Final = ""
PURPOSES: Final = choices_of(((OTHER, "别的用途（写在下面）"), *RESIDENCE_PURPOSES.items()))

Drafted = Callable[[Any, PersonPaperDraft, date], PersonFacts]


def label_of(facts: PersonFacts) -> str:
    """Whom it is about."""
    return facts.label


def missing_of(facts: PersonFacts) -> tuple[str, ...]:
    """What a complete paper would say and the file does not know."""
    return facts.missing


def draft_of(uid: str, use: str, replaces_uid: str | None) -> PersonPaperDraft:
    """What the act takes before anything was chosen."""
    return PersonPaperDraft(uid, use=use, replaces_uid=replaces_uid)


def residence_today(session: Any, uid: str, today: date) -> PersonFacts:
    """What a 居住证明 says before a purpose was chosen."""
    return drafted_residence(session, PersonPaperDraft(uid), today)


def authorised(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
    """What a 授权委托书 says."""
    return drafted_declaration(session, AUTHORISATION, draft, today)


def promised(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
    """What a 承诺书 says."""
    return drafted_declaration(session, PROMISE, draft, today)


def first_wording(drafted: Drafted, code: str) -> Callable[[Any, str, date], PersonFacts]:
    """The facts with the wording that is chosen at first."""

    def facts(session: Any, uid: str, today: date) -> PersonFacts:
        return drafted(session, PersonPaperDraft(uid, wording=code), today)

    return facts


class PersonPaperPage(OfferPage):
    """A paper about one person; its subject is the person's uid."""

    @staticmethod
    def drafted(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
        """What the paper of a draft says."""
        raise NotImplementedError

    @override
    def more_fields(self) -> Sequence[tuple[Field, int]]:
        self.numbers = ChoiceInput(NUMBERS)
        self.numbers.choose(NUMBERS[0])
        self.numbers.chosen_changed.connect(self.choose_again)
        self._noted: str | None = None
        numbers = Field(self.context.theme, "numbers", "号码(&N)", self.numbers, required=False, check=None)
        return (*self.chosen_fields(), (numbers, 6))

    def chosen_fields(self) -> Sequence[tuple[Field, int]]:
        """What this paper asks for before the number."""
        return ()

    def chosen(self) -> PersonPaperDraft:
        """What was chosen, of nobody yet."""
        return PersonPaperDraft("", whole_numbers=self.numbers.value() == WHOLE)

    @override
    def show_subject(self, uid: str | None) -> None:
        self.numbers.choose(NUMBERS[0])
        self._noted = None
        super().show_subject(uid)

    @override
    def current_offer(self) -> PaperOffer[Any, Any]:
        chosen, drafted = self.chosen(), type(self).drafted

        def facts(session: Any, uid: str, today: date) -> PersonFacts:
            return drafted(session, replace(chosen, person_uid=uid), today)

        def draft(uid: str, use: str, replaces_uid: str | None) -> PersonPaperDraft:
            return replace(chosen, person_uid=uid, use=use, replaces_uid=replaces_uid)

        return replace(self.offer, facts=facts, draft=draft)

    @override
    def show_offer(self, offered: Offered[Any]) -> None:
        super().show_offer(offered)
        facts = offered.facts
        if facts.whole_numbers and self._noted != facts.person_uid:
            self._noted = facts.person_uid
            note_look(self.context, AccessKind.UNMASKED, "person", facts.person_uid, facts.name)


class ResidencePage(PersonPaperPage):
    """居住证明: for one purpose, chosen or typed."""

    name = "households.residence_certificate"
    title = "居住证明"
    offer = PaperOffer(
        kind=RESIDENCE_CERTIFICATE,
        facts=residence_today,
        label=label_of,
        draw=draw_residence_certificate,
        issue=issue_residence_certificate,
        draft=draft_of,
        missing=missing_of,
        asks_use=True,
    )

    @staticmethod
    @override
    def drafted(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
        return drafted_residence(session, draft, today)

    @override
    def chosen_fields(self) -> Sequence[tuple[Field, int]]:
        field = partial(Field, self.context.theme, required=False, check=None)
        self.purpose = ChoiceInput(PURPOSES)
        self.purpose.choose(PURPOSES[0])
        self.purpose.chosen_changed.connect(self.choose_again)
        self.allowed = TextInput("目录上由别处办的，确需开具才写")
        fields = [(field("purpose", "用在哪里(&W)", self.purpose), 6)]
        if Role.HEAD in self.context.actor.roles:
            fields.append((field("reason", "准开理由(&L)", self.allowed), 6))
        return fields

    @override
    def show_subject(self, uid: str | None) -> None:
        self.purpose.choose(PURPOSES[0])
        self.allowed.clear()
        super().show_subject(uid)

    @override
    def chosen(self) -> PersonPaperDraft:
        return replace(
            super().chosen(),
            purpose=self.purpose.require("purpose"),
            allowed_because=self.allowed.value(),
        )


class DeclarationPage(PersonPaperPage):
    """A text somebody signs, chosen from those of its kind."""

    asks_agent: ClassVar[bool] = False

    @override
    def chosen_fields(self) -> Sequence[tuple[Field, int]]:
        field = partial(Field, self.context.theme, required=False, check=None)
        self._wordings = choices_of((one.code, one.title) for one in WORDINGS[self.offer.kind.name])
        self.wording = ChoiceInput(self._wordings)
        self.wording.choose(self._wordings[0])
        self.wording.chosen_changed.connect(self.choose_again)
        self.agent = TextInput("可以空着，当面手写")
        self.agent.edited.connect(self.choose_again)
        self.use_field.label.setText("办什么事(&U)")
        fields = [(field("wording", "内容(&W)", self.wording), 6)]
        if self.asks_agent:
            fields.append((field("agent", "受托人(&G)", self.agent), 6))
        return fields

    @override
    def show_subject(self, uid: str | None) -> None:
        self.wording.choose(self._wordings[0])
        self.agent.clear()
        super().show_subject(uid)

    @override
    def chosen(self) -> PersonPaperDraft:
        return replace(super().chosen(), wording=self.wording.require("wording"), agent=self.agent.value())


class AuthorisationPage(DeclarationPage):
    """授权委托书: letting another act, or the office look something up."""

    name = "households.authorisation"
    title = "授权委托书"
    asks_agent = True
    offer = PaperOffer(
        kind=AUTHORISATION,
        facts=first_wording(authorised, WORDINGS[AUTHORISATION.name][0].code),
        label=label_of,
        draw=draw_declaration,
        issue=issue_authorisation,
        draft=draft_of,
        missing=missing_of,
        asks_use=True,
    )

    @staticmethod
    @override
    def drafted(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
        return authorised(session, draft, today)


class PromisePage(DeclarationPage):
    """承诺书: promised instead of proved."""

    name = "households.promise"
    title = "承诺书"
    offer = PaperOffer(
        kind=PROMISE,
        facts=first_wording(promised, WORDINGS[PROMISE.name][0].code),
        label=label_of,
        draw=draw_declaration,
        issue=issue_promise,
        draft=draft_of,
        missing=missing_of,
        asks_use=True,
    )

    @staticmethod
    @override
    def drafted(session: Any, draft: PersonPaperDraft, today: date) -> PersonFacts:
        return promised(session, draft, today)
