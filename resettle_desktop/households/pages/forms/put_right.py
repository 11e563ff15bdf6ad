"""Putting right what was entered wrongly: a relation, the origin village, the name of a village."""

from datetime import date
from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput
from resettle_desktop.households.pages.forms.about import AboutHousehold, AboutPerson
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import (
    HouseholdView,
    PersonRow,
    household_of_person,
    household_view,
)
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import (
    CorrectOriginDraft,
    CorrectRelationDraft,
    RenameOriginDraft,
)
from resettle_desktop.households.use_cases.headship import correct_relation
from resettle_desktop.households.use_cases.places import rename_origin_village
from resettle_desktop.households.use_cases.supplement import correct_origin
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.pages.new_village_panel import NewVillagePanel
from resettle_desktop.sites.pages.origin_village_input import OriginVillageInput
from resettle_desktop.sites.queries import OriginVillageRow, origin_village_of

NOT_READ = "资料还没有读出来，请稍等"


class CorrectRelationPage(AboutPerson):
    """The right relation to the head; the wrong one never was."""

    name = "households.correct_relation"
    title = "更正与户主关系"
    verb = "更正(&R)"
    use_case = staticmethod(correct_relation)

    @override
    def build(self) -> None:
        self.section()
        choices = tuple(choice for choice in relation_choices() if choice.value != HEAD)
        self.relation = self.field("relation", "与户主关系(&G)", ChoiceInput(choices), required=True, width=6)

    @override
    def put(self, person: PersonRow) -> None:
        self.relation.choose(None)
        question = partial(relation_now, uid=person.uid, as_of=self.context.today())
        self.context.worker.ask(question, self._say_now, owner=self, latest="relation")

    def _say_now(self, relation: str) -> None:
        self.relation.setPlaceholderText(f"现在是{relation}" if relation else "")

    @override
    def draft(self) -> CorrectRelationDraft:
        if self.subject_uid is None:
            raise Refusal(NOT_READ)
        return CorrectRelationDraft(self.subject_uid, self.relation.require("relation"))


def relation_now(session: Any, uid: str, as_of: date) -> str:
    """A person's relation to the head on the day; nothing when there is no household."""
    home = household_of_person(session, uid, as_of)
    members = household_view(session, home.uid, as_of).members if home is not None else ()
    return next((member.relation_name for member in members if member.person.uid == uid), "")


class CorrectOriginPage(AboutHousehold):
    """The right origin village of a household; a village that is not in the list is added on the spot."""

    name = "households.correct_origin"
    title = "更正迁出村"
    verb = "更正(&R)"
    use_case = staticmethod(correct_origin)

    @override
    def build(self) -> None:
        card = self.section()
        self.origin = self.field(
            "origin", "迁出村(&Q)", OriginVillageInput(self.context.worker, self), required=True, width=6
        )
        self.new_village = NewVillagePanel(self.context)
        card.body.addWidget(self.new_village)
        self.origin.new_wanted.connect(self.new_village.open_for)
        self.new_village.added.connect(self._added)
        self.new_village.given_up.connect(self.origin.setFocus)

    @override
    def put(self, view: HouseholdView) -> None:
        self.origin.choose(None)
        self.origin.setPlaceholderText(f"现在是{view.origin.short}")

    @override
    def draft(self) -> CorrectOriginDraft:
        if self.view is None:
            raise Refusal(NOT_READ)
        return CorrectOriginDraft(self.view.uid, self.origin.require("origin"), self.view.version)

    @override
    def said(self) -> str:
        return f"迁出村已更正为{self.origin.text()}"

    def _added(self, row: OriginVillageRow) -> None:
        self.origin.choose_village(row)
        self.origin.setFocus()


class RenameOriginPage(Form):
    """The right names of an origin village; everybody who came from there is found by them."""

    name = "households.rename_origin"
    title = "更正迁出村名称"
    verb = "更正(&R)"
    use_case = staticmethod(rename_origin_village)

    row: OriginVillageRow | None = None

    @override
    def build(self) -> None:
        self.section()
        self.division = self.field(
            "division_name",
            "所属县、乡镇(&D)",
            DivisionInput(self.context.worker, self),
            required=True,
            width=5,
        )
        self.village = self.field("village", "行政村(&N)", TextInput(), required=True, width=3)
        self.hamlet = self.field("hamlet", "自然村（村民小组）(&H)", TextInput("可以空着"), width=4)

    @override
    def fill(self) -> None:
        self.row = None
        if self.subject_uid is not None:
            question = partial(origin_village_of, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="village")

    def _show(self, row: OriginVillageRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.division.put(row.division_name, row.division_code)
        self.village.restore(row.name)
        self.hamlet.restore(row.hamlet)
        self.filled()

    @override
    def draft(self) -> RenameOriginDraft:
        if self.row is None:
            raise Refusal(NOT_READ)
        return RenameOriginDraft(
            village_uid=self.row.uid,
            division_name=self.division.division_name,
            division_code=self.division.division_code,
            name=self.village.value(),
            hamlet=self.hamlet.value(),
            version=self.row.version,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.village.value()}{self.hamlet.value()}已保存")
        self.context.open_page("sites.origin_villages", None)
