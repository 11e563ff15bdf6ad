"""The pages of change events: the choice of one, and the form of each."""

from typing import Final

from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.matters.pages.events.away_pages import (
    BoardingPage,
    CardExpiredPage,
    CivilServicePage,
    DischargePage,
    EnlistmentPage,
    ImprisonmentPage,
    OtherCollectivePage,
    ReleasePage,
    StudiesPage,
    WorkingAwayPage,
)
from resettle_desktop.matters.pages.events.birth_page import BirthPage
from resettle_desktop.matters.pages.events.death_pages import DeathPage, MissingPage, ReappearedPage
from resettle_desktop.matters.pages.events.household_pages import HOUSEHOLD_EVENT_PAGES
from resettle_desktop.matters.pages.events.joining_pages import AdoptionPage, MarriageInPage
from resettle_desktop.matters.pages.events.leaving_pages import (
    BackAtSitePage,
    DivorcePage,
    MarriageOutPage,
    MovedOnPage,
    ReturnedPage,
)
from resettle_desktop.matters.pages.events_page import EventsPage
from resettle_desktop.matters.pages.evidence_owed_page import EvidenceOwedPage
from resettle_desktop.matters.pages.supply_evidence import SupplyEvidencePage
from resettle_desktop.matters.pages.task_forms import GiveTaskPage, HandOnTaskPage
from resettle_desktop.matters.pages.tasks_page import TasksPage
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.roles import GRANTABLE

CHOICE_AND_FORMS: Final[tuple[type[Page], ...]] = (
    EventsPage,
    EvidenceOwedPage,
    SupplyEvidencePage,
    BirthPage,
    AdoptionPage,
    MarriageInPage,
    MarriageOutPage,
    DivorcePage,
    DeathPage,
    MissingPage,
    ReappearedPage,
    MovedOnPage,
    WorkingAwayPage,
    ReturnedPage,
    BackAtSitePage,
    EnlistmentPage,
    DischargePage,
    ImprisonmentPage,
    ReleasePage,
    StudiesPage,
    BoardingPage,
    CivilServicePage,
    OtherCollectivePage,
    CardExpiredPage,
    *HOUSEHOLD_EVENT_PAGES,
)

TASKS: Final = PageSpec(TasksPage.name, TasksPage.title, TasksPage, roles=frozenset(GRANTABLE))

EVENT_PAGES: Final = tuple(
    PageSpec(
        page.name, page.title, page, roles=frozenset({Role.HOUSEHOLD_CLERK}), under="households.households"
    )
    for page in CHOICE_AND_FORMS
) + tuple(
    PageSpec(page.name, page.title, page, roles=frozenset(GRANTABLE))
    for page in (GiveTaskPage, HandOnTaskPage)
)
