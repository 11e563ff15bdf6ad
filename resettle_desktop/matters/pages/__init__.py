"""What the clerk sees at the counter."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.pages.directory.line_form import DirectoryLineForm
from resettle_desktop.matters.pages.directory.log_page import DirectoryLogPage
from resettle_desktop.matters.pages.directory.page import DirectoryPage
from resettle_desktop.matters.pages.directory.referral_page import ReferralPage
from resettle_desktop.matters.pages.event_pages import EVENT_PAGES, TASKS
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules.directory import REFERRAL
from resettle_desktop.printing.use_cases.directory import KEEPERS

PAGES: Final = (
    PageSpec(DeskPage.name, DeskPage.title, DeskPage, nav=NavEntry(10, "inbox", "服务台", "服务台")),
    TASKS,
    *EVENT_PAGES,
    *(
        PageSpec(page.name, page.title, page, frozenset({*REFERRAL.needs, Role.ADMINISTRATOR}))
        for page in (DirectoryPage, DirectoryLogPage)
    ),
    PageSpec(ReferralPage.name, ReferralPage.title, ReferralPage, frozenset(REFERRAL.needs)),
    PageSpec(DirectoryLineForm.name, DirectoryLineForm.title, DirectoryLineForm, frozenset(KEEPERS)),
)
