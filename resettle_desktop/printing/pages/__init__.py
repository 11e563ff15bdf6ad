"""What the clerk sees of numbered papers: the issued book, and one paper of it."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.brought_back_page import BroughtBackPage
from resettle_desktop.printing.pages.check_code_page import CheckCodePage
from resettle_desktop.printing.pages.code_key_forms import ChangeKeyForm, DropOfficeForm, KnownOfficeForm
from resettle_desktop.printing.pages.codes_page import CodesPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.use_cases import CLERKS

PAGES: Final = (
    PageSpec(
        BookPage.name,
        BookPage.title,
        BookPage,
        frozenset(CLERKS),
        NavEntry(60, "scroll-text", "开具登记簿", "登记簿"),
    ),
    PageSpec(IssuedPage.name, IssuedPage.title, IssuedPage, frozenset(CLERKS)),
    PageSpec(CheckCodePage.name, CheckCodePage.title, CheckCodePage, frozenset(CLERKS)),
    *(
        PageSpec(page.name, page.title, page, frozenset({Role.HEAD}))
        for page in (CodesPage, ChangeKeyForm, KnownOfficeForm, DropOfficeForm)
    ),
    PageSpec(BroughtBackPage.name, BroughtBackPage.title, BroughtBackPage, frozenset({Role.HEAD})),
)
