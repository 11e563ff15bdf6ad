"""Putting a site's name or address right."""

from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.households.use_cases.places import correct_site
from resettle_desktop.sites.pages.site_forms import SiteForm
from resettle_desktop.sites.queries import SiteRow, site_of
from resettle_desktop.sites.rules import Governance
from resettle_desktop.sites.use_cases import CorrectSiteDraft


class CorrectSitePage(SiteForm):
    """A site as it should stand; who lives there is found by its right name."""

    name = "households.correct_site"
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
