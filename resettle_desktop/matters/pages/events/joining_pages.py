"""EV02 收养, EV03 婚入: somebody new, or one of our people, comes into the household."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NameInput
from resettle_desktop.foundation.values.citizen_number import CitizenNumber
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.noticing import NoticesWhatIsOdd, birth_so_far
from resettle_desktop.households.pages.forms.number_fields import NumberLine
from resettle_desktop.households.pages.forms.who_is_it import AsksWhoItIs
from resettle_desktop.households.pages.household_input import person_input
from resettle_desktop.households.pages.listed import chosen
from resettle_desktop.households.pages.register.cells import SEXES, relation_choices
from resettle_desktop.households.pages.register.member_more import MemberMore, facts_of
from resettle_desktop.households.queries import MemberRow
from resettle_desktop.households.queries.events import EventSubject, event_subject
from resettle_desktop.households.rules.checks import PersonFacts
from resettle_desktop.households.rules.identity import (
    CHASE_DAYS,
    NOT_BROUGHT,
    NumberDraft,
    NumberState,
)
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import MemberDraft
from resettle_desktop.households.use_cases.events.people_joining import (
    JoinDraft,
    record_adoption,
    record_marriage_in,
)
from resettle_desktop.matters.pages.events.member_form import NOBODY, MemberEventForm
from resettle_desktop.matters.rules.events import kind_of_page

EITHER: Final = "请选档案里的人，或者填写新成员的姓名，只填一样"


class JoiningPage(AsksWhoItIs, NoticesWhatIsOdd, MemberEventForm):
    """What both forms ask: from when, in which relation, and who."""

    day_label = ""
    _left: EventSubject | None = None

    @override
    def build(self) -> None:
        self.section()
        but_head = tuple(choice for choice in relation_choices() if choice.value != HEAD)
        self.when(self.day_label)
        self.relation = self.field(
            "relation", "与户主关系(&G)", ChoiceInput(but_head), required=True, width=4
        )
        self.section("档案里已有的人", "从别的户过来的选这里，那一户的成员关系同日结束")
        context = self.context
        self.other = self.field(
            "other",
            "是哪个人(&O)",
            person_input(context.worker, self, context.today),
            required=True,
            width=12,
        )
        self.other.chosen_changed.connect(self._other_chosen)
        self.other.chosen_changed.connect(self._ask_either)
        self.succession("他是原来那一户的户主", "请为留下的人选一位新户主", label="新户主(&Y)")
        card = self.section("新成员", "档案里没有的填这里")
        self.new_name = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)
        self.new_name.textChanged.connect(lambda _text: self._ask_either())
        self.typed_number = NumberLine(
            self, "公民身份号码(&I)", "没带就空着，以后再问", width=5, told=self._number_told
        )
        self.number = self.typed_number.line
        self.number.textChanged.connect(lambda _text: self._ask_either())
        self.noticing(card)
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), width=3)
        self.birth = self.field("birth", "出生日期(&B)", DateInput(context.today, ""), width=4)
        for name in ("other", "name"):
            self.fields[name].missing_text = EITHER
        self._ask_either()

    @override
    def first_focus(self) -> QWidget | None:
        return self.on

    @override
    def draft(self) -> JoinDraft:
        subject = self.subject
        if subject is None or subject.household_uid is None:
            raise Refusal(NOBODY)
        other, name = self.other.require("other"), self.new_name.value()
        if bool(other) is bool(name):
            raise Refusal(EITHER, "other")
        relation = self.relation.require("relation")
        return JoinDraft(
            household_uid=subject.household_uid,
            relation=relation,
            on=self.day(),
            member=None if other else self._new(relation),
            person_uid=other or None,
            new_head=self.follower() if other else None,
            evidence=self.evidence(),
        )

    def _ask_either(self) -> None:
        """One of the two must be given; somebody new has a sex, which a number tells."""
        chosen_one, new = bool(self.other.value()), bool(self.new_name.text().strip())
        self.fields["other"].set_required(required=chosen_one or not new)
        self.fields["name"].set_required(required=new or not chosen_one)
        self.fields["sex"].set_required(required=new and not self.number.text().strip())

    @override
    def left_household(self) -> EventSubject | None:
        return self._left

    @override
    def leaving(self) -> frozenset[str]:
        return frozenset({self.other.value()})

    def _other_chosen(self) -> None:
        self._left = None
        self.leaving_changed()
        uid = self.other.value()
        if uid:
            question = partial(event_subject, uid=uid, as_of=self.context.today())
            self.context.worker.ask(question, self._show_left, owner=self, latest="left")

    def _show_left(self, subject: EventSubject) -> None:
        if subject.person_uid == self.other.value():
            self._left = subject
            self.leaving_changed()

    @override
    def said(self) -> str:
        return f"{self.other.text() or self.new_name.value()}已登记为家庭成员"

    @override
    def typed_person(self) -> PersonFacts:
        typed = {
            "name": self.new_name.value(),
            "relation": self.relation.value(),
            "sex": self.sex.value(),
            "number": self.number.value(),
        }
        return facts_of(typed, birth_so_far(self.birth), MemberMore(), self.context.today())

    @override
    def family(self) -> Sequence[MemberRow]:
        return self.subject.members if self.subject is not None else ()

    @override
    def number_of_two(self) -> None:
        self.typed_number.number_of_two()

    def _number_told(self, told: CitizenNumber) -> None:
        if not self.sex.value():
            self.sex.choose_value(told.sex.value)
        if not self.birth.text():
            self.birth.restore(told.birth.isoformat())

    def _new(self, relation: str) -> MemberDraft:
        later = self.context.today() + timedelta(days=CHASE_DAYS)
        number = self.typed_number.draft(
            NumberDraft(state=NumberState.NONE, reason=NOT_BROUGHT, chase_on=later)
        )
        return MemberDraft(
            name=self.new_name.value(),
            relation=relation,
            number=number,
            sex=chosen(Sex, self.sex, "sex"),
            birth=self.birth.value_or_none("birth"),
            apart_from=self.apart,
        )


class MarriageInPage(JoiningPage):
    """Who marries into the household."""

    name = "matters.marriage_in"
    title = "婚入"
    verb = "登记(&R)"
    use_case = staticmethod(record_marriage_in)
    usual_evidence = kind_of_page("matters.marriage_in").evidence
    day_label = "结婚日期(&D)"


class AdoptionPage(JoiningPage):
    """Whom the household adopts."""

    name = "matters.adoption"
    title = "收养"
    verb = "登记(&R)"
    use_case = staticmethod(record_adoption)
    usual_evidence = kind_of_page("matters.adoption").evidence
    day_label = "收养登记日期(&D)"
