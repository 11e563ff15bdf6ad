"""The pages of the events that happen to households and to what they own."""

from typing import Final

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.matters.pages.events.correction_page import CorrectedPage
from resettle_desktop.matters.pages.events.duplicate_household_page import DuplicateHouseholdPage
from resettle_desktop.matters.pages.events.duplicates_page import DuplicatePersonPage
from resettle_desktop.matters.pages.events.head_page import HeadChangedPage
from resettle_desktop.matters.pages.events.homes_pages import (
    DemolitionPage,
    ReclamationPage,
    RoomChangedPage,
    TitleIssuedPage,
)
from resettle_desktop.matters.pages.events.hukou_pages import HukouArrivedPage, ResidenceDocumentPage
from resettle_desktop.matters.pages.events.merge_page import MergePage
from resettle_desktop.matters.pages.events.split_page import SplitPage

HOUSEHOLD_EVENT_PAGES: Final[tuple[type[Page], ...]] = (
    SplitPage,
    MergePage,
    HeadChangedPage,
    HukouArrivedPage,
    ResidenceDocumentPage,
    RoomChangedPage,
    DemolitionPage,
    ReclamationPage,
    TitleIssuedPage,
    CorrectedPage,
    DuplicatePersonPage,
    DuplicateHouseholdPage,
)
