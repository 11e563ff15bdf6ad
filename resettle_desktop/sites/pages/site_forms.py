"""Entering a site."""

from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.rules import GOVERNANCE_NAMES, Governance
from resettle_desktop.sites.use_cases import SiteDraft, add_site


class SiteForm(Form):
    """A site: its name, how it is governed, where it stands."""

    @override
    def build(self) -> None:
        self.section()
        self.site_name = self.field(
            "name", "安置区名称(&N)", TextInput("如 幸福里安置区"), required=True, width=7
        )
        governance = choices_of((key.value, text) for key, text in GOVERNANCE_NAMES.items())
        self.governance = self.field(
            "governance", "治理模式(&Z)", ChoiceInput(governance), required=True, width=5
        )
        self.division = self.field(
            "division_name", "所在县、乡镇(&D)", DivisionInput(self.context.worker, self), width=7
        )
        self.address = self.field("address", "门牌地址(&A)", TextInput("按公安编的门牌"), width=5)
        self.governance.choose_value(Governance.URBAN.value)


class AddSitePage(SiteForm):
    """A new site; its first building comes next."""

    name = "sites.add_site"
    title = "登记安置区"
    verb = "登记(&R)"
    use_case = staticmethod(add_site)

    @override
    def draft(self) -> SiteDraft:
        return SiteDraft(
            name=self.site_name.value(),
            governance=Governance(self.governance.require("governance")),
            division_code=self.division.division_code,
            division_name=self.division.division_name,
            address=self.address.value(),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已登记{self.site_name.value()}，接着登记楼栋")
        self.context.open_page("sites.add_building", result)
