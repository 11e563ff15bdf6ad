"""What the clerk sees of households and their people."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, Page, PageSpec
from resettle_desktop.households.pages.certificate_batch_page import CertificateBatchPage
from resettle_desktop.households.pages.certificate_page import CertificatePage
from resettle_desktop.households.pages.corrected_page import CorrectedPage
from resettle_desktop.households.pages.correction_slip_page import CorrectionSlipPage
from resettle_desktop.households.pages.extract_page import ExtractPage
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.forms.add_member import AddMemberPage
from resettle_desktop.households.pages.forms.assign_room import AssignRoomPage, EndRoomPage
from resettle_desktop.households.pages.forms.change_head import ChangeHeadPage
from resettle_desktop.households.pages.forms.complete_household import CompleteHouseholdPage
from resettle_desktop.households.pages.forms.complete_person import CompletePersonPage
from resettle_desktop.households.pages.forms.correct_building import CorrectBuildingPage
from resettle_desktop.households.pages.forms.correct_person import CorrectPersonPage, SettleNumberPage
from resettle_desktop.households.pages.forms.correct_site import CorrectSitePage
from resettle_desktop.households.pages.forms.guardians import EndGuardianshipPage, GuardianPage
from resettle_desktop.households.pages.forms.homes import HomesPage
from resettle_desktop.households.pages.forms.move_member import MoveMemberPage
from resettle_desktop.households.pages.forms.old_home_outcome import OldHomeOutcomePage
from resettle_desktop.households.pages.forms.phone import PhonePage
from resettle_desktop.households.pages.forms.photo import PhotoPage
from resettle_desktop.households.pages.forms.put_right import (
    CorrectOriginPage,
    CorrectRelationPage,
    RenameOriginPage,
)
from resettle_desktop.households.pages.forms.renumber_room import RenumberRoomPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.id_copy_page import IdCopyPage
from resettle_desktop.households.pages.numbers_page import NumbersPage
from resettle_desktop.households.pages.people_lists.forms import (
    CloseListPage,
    CorrectListPage,
    EnterOnListPage,
    LeaveListPage,
    OpenListPage,
)
from resettle_desktop.households.pages.people_lists.page import PeopleListsPage
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.pages.person_paper_pages import (
    AuthorisationPage,
    PromisePage,
    ResidencePage,
)
from resettle_desktop.households.pages.print_set_page import PrintSetPage
from resettle_desktop.households.pages.public_notice_page import PublicNoticePage
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.pages.site_figures_page import SiteFiguresPage
from resettle_desktop.households.pages.thresholds_page import SETTLERS, ThresholdForm, ThresholdsPage
from resettle_desktop.households.pages.without_guardian_page import WithoutGuardianPage
from resettle_desktop.households.rules.papers import (
    CORRECTION_SLIP,
    REGISTER_EXTRACT,
    RELOCATION_CERTIFICATE,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.use_cases.finding import PLACES

READERS: Final = frozenset(
    {
        Role.HOUSEHOLD_CLERK,
        Role.HEAD,
        Role.ORIGIN_CLERK,
        Role.DESTINATION_CLERK,
        Role.PARTY_CLERK,
    }
)
"""Who may look at households; the administrator keeps the program, not the people."""

WRITERS: Final = frozenset({Role.HOUSEHOLD_CLERK})

_READ: Final[tuple[type[Page], ...]] = (
    HouseholdPage,
    PeoplePage,
    PersonPage,
    NumbersPage,
    FindingsPage,
    WithoutGuardianPage,
    RoomsPage,
    SiteFiguresPage,
    PeopleListsPage,
)
_WRITE: Final[tuple[type[Page], ...]] = (
    RegisterPage,
    AddMemberPage,
    AssignRoomPage,
    EndRoomPage,
    ChangeHeadPage,
    CompleteHouseholdPage,
    HomesPage,
    OldHomeOutcomePage,
    CompletePersonPage,
    CorrectPersonPage,
    SettleNumberPage,
    PhonePage,
    PhotoPage,
    GuardianPage,
    EndGuardianshipPage,
    CorrectRelationPage,
    MoveMemberPage,
    CorrectOriginPage,
    RenameOriginPage,
    RenumberRoomPage,
    OpenListPage,
    CorrectListPage,
    EnterOnListPage,
    LeaveListPage,
    CloseListPage,
)
_SITES: Final = (RoomsPage, SiteFiguresPage, RenameOriginPage, RenumberRoomPage)
_UNDER: Final[dict[type[Page], str]] = dict.fromkeys(_SITES, "sites.sites")
"""Pages a clerk comes to from the sites."""

PAGES: Final = (
    PageSpec(
        HouseholdsPage.name,
        HouseholdsPage.title,
        HouseholdsPage,
        READERS,
        NavEntry(20, "users-round", "搬迁户", "搬迁户"),
    ),
    *(PageSpec(page.name, page.title, page, READERS, under=_UNDER.get(page, "")) for page in _READ),
    *(PageSpec(page.name, page.title, page, WRITERS, under=_UNDER.get(page, "")) for page in _WRITE),
    *(
        PageSpec(page.name, page.title, page, SETTLERS, under="office.settings")
        for page in (ThresholdsPage, ThresholdForm)
    ),
    *(
        PageSpec(page.name, page.title, page, frozenset(PLACES), under="sites.sites")
        for page in (CorrectSitePage, CorrectBuildingPage)
    ),
    PageSpec(
        CertificatePage.name, CertificatePage.title, CertificatePage, frozenset(RELOCATION_CERTIFICATE.needs)
    ),
    PageSpec(ExtractPage.name, ExtractPage.title, ExtractPage, frozenset(REGISTER_EXTRACT.needs)),
    *(
        PageSpec(page.name, page.title, page, frozenset(CORRECTION_SLIP.needs))
        for page in (CorrectedPage, CorrectionSlipPage)
    ),
    *(
        PageSpec(page.name, page.title, page, frozenset(page.offer.kind.needs))
        for page in (ResidencePage, AuthorisationPage, PromisePage, PublicNoticePage)
    ),
    *(
        PageSpec(page.name, page.title, page, frozenset(RELOCATION_CERTIFICATE.needs))
        for page in (PrintSetPage, IdCopyPage, CertificateBatchPage)
    ),
)
