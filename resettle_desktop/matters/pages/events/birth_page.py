"""EV01 出生: the mother found, the household proposed; a name, a day and the certificate are enough (J8)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NameInput, TextInput
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.noticing import NoticesWhatIsOdd, birth_so_far
from resettle_desktop.households.pages.forms.number_fields import NumberLine
from resettle_desktop.households.pages.forms.who_is_it import AsksWhoItIs
from resettle_desktop.households.pages.listed import chosen, optional
from resettle_desktop.households.pages.members_table import member_choices_of
from resettle_desktop.households.pages.register.cells import SEXES, relation_choices
from resettle_desktop.households.pages.register.member_more import MemberMore, facts_of
from resettle_desktop.households.queries import MemberRow
from resettle_desktop.households.queries.events import EventSubject
from resettle_desktop.households.queries.follow_ups import follow_ups_of_birth
from resettle_desktop.households.rules.checks import PersonFacts, age_on
from resettle_desktop.households.rules.identity import (
    CHASE_DAYS,
    DOCUMENT_NAMES,
    DocumentKind,
    NumberDraft,
    NumberState,
)
from resettle_desktop.households.rules.relations import relation_of_child
from resettle_desktop.households.use_cases.drafts import MemberDraft
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_joining import BirthDraft, record_birth
from resettle_desktop.matters.pages.events.followed_form import FollowedForm
from resettle_desktop.matters.pages.events.member_form import NOBODY
from resettle_desktop.matters.rules.events import kind_of_page

MOTHERS: Final = range(15, 56)
NEWBORN: Final = "新生儿，还没有号码"


class BirthPage(AsksWhoItIs, NoticesWhatIsOdd, FollowedForm):
    """Who was born to whom, when, with which certificate."""

    name = "matters.birth"
    title = "出生"
    verb = "登记(&R)"
    use_case = staticmethod(record_birth)
    usual_evidence = kind_of_page("matters.birth").evidence

    @override
    def build(self) -> None:
        card = self.section("孩子")
        self.mother = self.field("mother", "母亲(&M)", ChoiceInput(), width=4)
        self.child = self.field("name", "孩子姓名(&N)", NameInput(), required=True, width=4)
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), required=True, width=4)
        self.born = self.field("birth", "哪天出生(&B)", DateInput(self.context.today), required=True, width=4)
        self.relation = self.field(
            "relation", "与户主关系(&G)", ChoiceInput(relation_choices()), required=True, width=4
        )
        self.certificate = self.field("document_number", "出生医学证明编号(&C)", TextInput(), width=4)
        self.typed_number = NumberLine(self, "公民身份号码(&I)", "还没有就空着", width=6)
        self.number = self.typed_number.line
        self.noticing(card)
        self.mother.chosen_changed.connect(self._propose_relation)
        self.sex.chosen_changed.connect(self._propose_relation)

    @override
    def put_subject(self, subject: EventSubject) -> None:
        mothers = tuple(member for member in subject.members if self._may_be_mother(member))
        self.mother.set_choices(member_choices_of(mothers))
        meant = [member for member in mothers if member.person.uid == subject.person_uid]
        found = meant or (list(mothers) if len(mothers) == 1 else [])
        self.mother.choose_value(found[0].person.uid if found else None)

    @override
    def draft(self) -> BirthDraft:
        subject = self.subject
        if subject is None or subject.household_uid is None:
            raise Refusal(NOBODY)
        child = MemberDraft(
            name=self.child.value(),
            relation=self.relation.require("relation"),
            number=self._number(),
            sex=chosen(Sex, self.sex, "sex"),
            birth=self.born.value_or_none("birth"),
            apart_from=self.apart,
        )
        mother = self.mother.require("mother") or None
        return BirthDraft(subject.household_uid, child, mother, self._shown())

    @override
    def ask_follow_ups(self) -> None:
        try:
            born = self.born.value_or_none("birth")
        except Refusal:
            born = None
        if born is None:
            self.show_follow_ups(())
            return
        question = partial(
            follow_ups_of_birth,
            name=self.child.text().strip() or "孩子",
            born=born.earliest,
            as_of=self.context.today(),
        )
        self.context.worker.ask(question, self.show_follow_ups, owner=self, latest="follow_ups")

    @override
    def event_words(self) -> str:
        return f"{self.child.text().strip()}出生后"

    @override
    def said(self) -> str:
        return f"{self.child.value()}已登记为{self.subject.label if self.subject else ''}的家庭成员"

    @override
    def typed_person(self) -> PersonFacts:
        typed = {
            "name": self.child.value(),
            "relation": self.relation.value(),
            "sex": self.sex.value(),
            "number": self.number.value(),
        }
        return facts_of(typed, birth_so_far(self.born), MemberMore(), self.context.today())

    @override
    def family(self) -> Sequence[MemberRow]:
        return self.subject.members if self.subject is not None else ()

    @override
    def number_of_two(self) -> None:
        self.typed_number.number_of_two()

    def _shown(self) -> Evidence:
        """The certificate typed above is the evidence, unless another paper is named."""
        evidence, certificate = self.evidence(), self.certificate.value()
        if not certificate or evidence.what:
            return evidence
        name = DOCUMENT_NAMES[DocumentKind.BIRTH_CERTIFICATE]
        return replace(evidence, what=name, number=evidence.number or certificate)

    def _number(self) -> NumberDraft:
        certificate = self.certificate.value()
        kind = DocumentKind.BIRTH_CERTIFICATE if certificate else None
        later = self.context.today() + timedelta(days=CHASE_DAYS)
        number = self.typed_number.draft(NumberDraft(state=NumberState.NONE, reason=NEWBORN, chase_on=later))
        return replace(number, document_kind=kind, document_number=certificate)

    def _may_be_mother(self, member: MemberRow) -> bool:
        age = age_on(member.person.birth, self.context.today())
        return member.person.sex is Sex.FEMALE and (age is None or age in MOTHERS)

    def _propose_relation(self) -> None:
        members = self.subject.members if self.subject else ()
        mother = next((m for m in members if m.person.uid == self.mother.value()), None)
        sex = optional(Sex, self.sex.value())
        if mother is not None and sex is not None:
            self.relation.choose_value(relation_of_child(mother.relation, sex))
