"""户间转移: a member goes over to another household, without any of the events being the reason."""

from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.household_input import household_input
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import MoveMemberDraft
from resettle_desktop.households.use_cases.headship import move_member

WHEN: Final = "结婚、收养、离婚、分户请在“变更”里办，这里只办别的转移"


class MoveMemberPage(AboutPerson):
    """Which household, in which relation to its head, from which day."""

    name = "households.move_member"
    title = "户间转移"
    verb = "转移(&R)"
    use_case = staticmethod(move_member)

    @override
    def build(self) -> None:
        context = self.context
        self.section("转到另一户", WHEN)
        self.household = self.field(
            "household",
            "转到哪一户(&N)",
            household_input(context.worker, self, context.today),
            required=True,
            width=6,
        )
        but_head = tuple(choice for choice in relation_choices() if choice.value != HEAD)
        self.relation = self.field(
            "relation", "与那一户户主的关系(&G)", ChoiceInput(but_head), required=True, width=6
        )
        self.on = self.field("on", "从哪天起(&D)", DateInput(context.today), required=True, width=4)

    @override
    def put(self, person: PersonRow) -> None:
        self.household.choose(None)
        self.relation.choose(None)
        self.on.restore(self.context.today().isoformat())

    @override
    def draft(self) -> MoveMemberDraft:
        on = self.on.value_or_none("on")
        if self.person is None or on is None:
            raise Refusal("资料还没有读出来，请稍等")
        return MoveMemberDraft(
            self.person.uid, self.household.require("household"), self.relation.require("relation"), on
        )

    @override
    def done(self, result: object) -> None:
        name = self.person.name if self.person is not None else ""
        self.context.notices.say(f"{name}已转到{self.household.text()}")
        self.context.open_page("households.household", self.household.value())
