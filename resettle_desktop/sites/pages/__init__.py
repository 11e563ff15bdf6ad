"""What the clerk sees of places."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.pages.building_forms import AddBuildingPage, AddRoomsPage
from resettle_desktop.sites.pages.grids_page import (
    AddGridPage,
    CloseGridPage,
    GridPlacesPage,
    GridsPage,
    RenameGridPage,
)
from resettle_desktop.sites.pages.origin_villages_page import (
    AbolishVillagePage,
    AddOriginVillagePage,
    OriginVillagesPage,
)
from resettle_desktop.sites.pages.room_forms import CorrectRoomPage
from resettle_desktop.sites.pages.site_forms import AddSitePage
from resettle_desktop.sites.pages.sites_page import SitesPage
from resettle_desktop.sites.pages.size_classes_page import SizeClassesPage
from resettle_desktop.sites.use_cases.finding import PLACES

READERS: Final = frozenset({*PLACES, Role.ORIGIN_CLERK, Role.DESTINATION_CLERK, Role.PARTY_CLERK})
WRITERS: Final = frozenset(PLACES)
SETTLERS: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR})

PAGES: Final = (
    PageSpec(
        SitesPage.name, SitesPage.title, SitesPage, READERS, NavEntry(30, "building-2", "安置区", "安置区")
    ),
    PageSpec(OriginVillagesPage.name, OriginVillagesPage.title, OriginVillagesPage, READERS),
    PageSpec(GridsPage.name, GridsPage.title, GridsPage, READERS),
    *(
        PageSpec(page.name, page.title, page, WRITERS)
        for page in (
            AddSitePage,
            AddBuildingPage,
            AddRoomsPage,
            CorrectRoomPage,
            AddOriginVillagePage,
            AbolishVillagePage,
            AddGridPage,
            GridPlacesPage,
            RenameGridPage,
            CloseGridPage,
        )
    ),
    PageSpec(SizeClassesPage.name, SizeClassesPage.title, SizeClassesPage, SETTLERS),
)
