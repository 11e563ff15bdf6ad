"""婚姻兵役: marriage and the day it changed, service, and what a family of servicemen is called."""

from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput
from resettle_desktop.households.pages.forms.person_items.group import Group
from resettle_desktop.households.pages.listed import chosen, listed, optional, shown_date
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.circumstances import PREFERENTIALS, Preferential
from resettle_desktop.households.rules.declared import MARITALS, MILITARIES, Marital, Military


class StandingGroup(Group):
    """Marital status, military service, preferential treatment."""

    title = "婚姻兵役"

    @override
    def build(self, form: Form) -> None:
        self.marital = form.field("marital", "婚姻状况(&H)", ChoiceInput(listed(MARITALS)), width=3)
        self.marital_on = form.field(
            "marital_on", "婚变日期", DateInput(form.context.today, "如 200005"), width=3
        )
        self.military = form.field("military", "服役(&F)", ChoiceInput(listed(MILITARIES)), width=3)
        self.preferential = form.field(
            "preferential", "优抚类别", ChoiceInput(listed(PREFERENTIALS)), width=3
        )

    @override
    def put(self, person: PersonRow) -> None:
        self.marital.choose_value(person.marital)
        self.marital_on.restore(shown_date(person.marital_on))
        self.military.choose_value(person.military)
        self.preferential.choose_value(person.preferential)

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        return {
            "marital": chosen(Marital, self.marital, "marital"),
            "marital_on": self.marital_on.value_or_none("marital_on"),
            "military": chosen(Military, self.military, "military"),
            "preferential": chosen(Preferential, self.preferential, "preferential"),
        }

    @override
    def facts(self) -> dict[str, Any]:
        return {
            "marital": optional(Marital, self.marital.value()),
            "marital_on": bool(self.marital_on.text().strip()),
        }
