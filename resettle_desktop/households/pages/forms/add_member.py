"""One more member for a household that is registered already."""

from collections.abc import Sequence
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, NameInput, choices_of
from resettle_desktop.foundation.values.citizen_number import CitizenNumber
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.forms.noticing import NoticesWhatIsOdd, birth_so_far
from resettle_desktop.households.pages.forms.number_fields import NumberFields
from resettle_desktop.households.pages.forms.who_is_it import AsksWhoItIs
from resettle_desktop.households.pages.listed import chosen, listed, optional
from resettle_desktop.households.pages.register.cells import SEXES, relation_choices
from resettle_desktop.households.pages.register.member_more import facts_of
from resettle_desktop.households.queries import HouseholdView, MemberRow
from resettle_desktop.households.rules.checks import PersonFacts
from resettle_desktop.households.rules.declared import MEMBERSHIP_REASONS, MembershipReason
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.relations import HEAD, sex_of_relation
from resettle_desktop.households.use_cases.drafts import AddMemberDraft, MemberDraft
from resettle_desktop.households.use_cases.registering import add_member

SINCE: Final = {
    MembershipReason.ADDED: "建户那天",
    MembershipReason.BORN: "出生那天",
    MembershipReason.MARRIED: "今天",
}
"""The reasons this form knows, and since when a member belongs to the household unless a day is typed."""


class AddMemberPage(AsksWhoItIs, NoticesWhatIsOdd, AboutHousehold):
    """Name, number, relation; what they tell is filled in."""

    name = "households.add_member"
    title = "增加家庭成员"
    verb = "增加(&R)"
    use_case = staticmethod(add_member)

    @override
    def build(self) -> None:
        card = self.section()
        self.person_name = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)
        self.relation = self.field(
            "relation", "与户主关系(&G)", ChoiceInput(relations_but_head()), required=True, width=3
        )
        self.why = self.field(
            "reason", "怎么加入的(&Y)", ChoiceInput(listed(MEMBERSHIP_REASONS, SINCE)), width=2
        )
        self.since = self.field("since", "哪天加入(&J)", DateInput(self.context.today, ""), width=3)
        self.number = NumberFields(self, self._told)
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), width=2)
        self.birth = self.field("birth", "出生日期(&B)", DateInput(self.context.today), width=4)
        self.ethnicity = self.field(
            "ethnicity", "民族(&M)", ChoiceInput(choices_of(ETHNIC_GROUPS.items())), width=3
        )
        self.noticing(card)
        self.relation.chosen_changed.connect(self._propose_sex)
        self.why.chosen_changed.connect(self._say_since)

    @override
    def put(self, view: HouseholdView) -> None:
        self.why.choose_value(MembershipReason.ADDED.value)
        head = view.head
        self.ethnicity.choose_value(head.person.ethnicity if head else None)

    @override
    def draft(self) -> AddMemberDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一户")
        return AddMemberDraft(
            household_uid=self.subject_uid,
            reason=chosen(MembershipReason, self.why, "reason") or MembershipReason.ADDED,
            member=MemberDraft(
                name=self.person_name.value(),
                relation=self.relation.require("relation"),
                number=self.number.draft(),
                sex=chosen(Sex, self.sex, "sex"),
                birth=self.birth.value_or_none("birth"),
                ethnicity=self.ethnicity.require("ethnicity") or None,
                since=self.since.value_or_none("since"),
                apart_from=self.apart,
            ),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已增加{self.person_name.value()}")
        self.context.open_page("households.household", self.subject_uid)

    @override
    def typed_person(self) -> PersonFacts:
        typed = {
            "name": self.person_name.value(),
            "relation": self.relation.value(),
            "sex": self.sex.value(),
            "number": self.number.number.value(),
        }
        return facts_of(typed, birth_so_far(self.birth), self.number.more(), self.context.today())

    @override
    def family(self) -> Sequence[MemberRow]:
        return self.view.members if self.view is not None else ()

    @override
    def number_of_two(self) -> None:
        self.number.number_of_two()

    def _told(self, told: CitizenNumber) -> None:
        if not self.sex.value():
            self.sex.choose_value(told.sex.value)
        if not self.birth.text():
            self.birth.restore(told.birth.isoformat())

    def _say_since(self) -> None:
        """Say from which day the member counts when none is typed."""
        reason = optional(MembershipReason, self.why.value()) or MembershipReason.ADDED
        self.since.setPlaceholderText(f"不填是{SINCE[reason]}")

    def _propose_sex(self) -> None:
        sex = sex_of_relation(self.relation.value())
        if sex is not None and not self.sex.value():
            self.sex.choose_value(sex.value)


def relations_but_head() -> tuple[Choice, ...]:
    """All relations but the head's own: a household has one."""
    return tuple(choice for choice in relation_choices() if choice.value != HEAD)
