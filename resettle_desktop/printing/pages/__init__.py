"""What the clerk sees of numbered papers: the issued book, and one paper of it."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.block_pages import BlocksPage, HandwrittenPage, ReservePage
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.brought_back_page import BroughtBackPage
from resettle_desktop.printing.pages.calibration_page import CalibrationPage
from resettle_desktop.printing.pages.check_code_page import CheckCodePage
from resettle_desktop.printing.pages.code_key_forms import ChangeKeyForm, DropOfficeForm, KnownOfficeForm
from resettle_desktop.printing.pages.codes_page import CodesPage
from resettle_desktop.printing.pages.custody_page import CollectPage, CustodyPage, SealPage
from resettle_desktop.printing.pages.forms_page import FormsPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.pages.layout_page import LayoutPage
from resettle_desktop.printing.pages.series_page import OpeningPage, SeriesPage
from resettle_desktop.printing.pages.stationery_pages import SheetsPage, StationeryPage
from resettle_desktop.printing.use_cases import CLERKS
from resettle_desktop.printing.use_cases.forms import MAKERS

PAGES: Final = (
    PageSpec(
        BookPage.name,
        BookPage.title,
        BookPage,
        frozenset(CLERKS),
        NavEntry(60, "scroll-text", "开具登记簿", "登记簿"),
    ),
    PageSpec(
        CustodyPage.name,
        CustodyPage.title,
        CustodyPage,
        frozenset(CLERKS),
        NavEntry(61, "stamp", "用印领取", "用印"),
    ),
    *(
        PageSpec(page.name, page.title, page, frozenset(CLERKS))
        for page in (
            SeriesPage,
            SealPage,
            CollectPage,
            BlocksPage,
            ReservePage,
            HandwrittenPage,
            StationeryPage,
            SheetsPage,
        )
    ),
    PageSpec(
        FormsPage.name,
        FormsPage.title,
        FormsPage,
        frozenset(MAKERS),
        NavEntry(87, "file-text", "套打纸", "套打"),
    ),
    *(PageSpec(page.name, page.title, page, frozenset(MAKERS)) for page in (LayoutPage, CalibrationPage)),
    PageSpec(OpeningPage.name, OpeningPage.title, OpeningPage, frozenset({Role.HEAD})),
    PageSpec(IssuedPage.name, IssuedPage.title, IssuedPage, frozenset(CLERKS)),
    PageSpec(CheckCodePage.name, CheckCodePage.title, CheckCodePage, frozenset(CLERKS)),
    *(
        PageSpec(page.name, page.title, page, frozenset({Role.HEAD}))
        for page in (CodesPage, ChangeKeyForm, KnownOfficeForm, DropOfficeForm)
    ),
    PageSpec(BroughtBackPage.name, BroughtBackPage.title, BroughtBackPage, frozenset({Role.HEAD})),
)
