"""Entering a site, and putting its name or address right."""

from functools import partial
from typing import Any

from typing_extensions import override

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.queries import SiteRow, site_of
from resettle_desktop.sites.rules import GOVERNANCE_NAMES, Governance
from resettle_desktop.sites.use_cases import CorrectSiteDraft, SiteDraft, add_site, correct_site


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


class CorrectSitePage(SiteForm):
    """A site as it should stand."""

    name = "sites.correct_site"
    title = "更正安置区"
    verb = "保存(&S)"
    use_case = staticmethod(correct_site)

    row: SiteRow | None = None

    @override
    def fill(self) -> None:
        self.row = None
        if self.subject_uid is not None:
            question = partial(site_of, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="site")

    def _show(self, row: SiteRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.site_name.restore(row.name)
        self.governance.choose_value(row.governance.value)
        self.division.put(row.division_name, row.division_code)
        self.address.restore(row.address)
        self.filled()

    @override
    def draft(self) -> CorrectSiteDraft:
        row = self.row
        if row is None:
            raise Refusal("资料还没有读出来，请稍等")
        return CorrectSiteDraft(
            site_uid=row.uid,
            name=self.site_name.value(),
            governance=Governance(self.governance.require("governance")),
            division_code=self.division.division_code,
            division_name=self.division.division_name,
            address=self.address.value(),
            version=row.version,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.site_name.value()}已保存")
        self.context.open_page("sites.sites", None)
