"""What the clerk sees of numbered papers: the issued book, and one paper of it."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.brought_back_page import BroughtBackPage
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
    PageSpec(BroughtBackPage.name, BroughtBackPage.title, BroughtBackPage, frozenset({Role.HEAD})),
)
