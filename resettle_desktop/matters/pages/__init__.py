"""What the clerk sees at the counter."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.pages.event_pages import EVENT_PAGES, TASKS

PAGES: Final = (
    PageSpec(DeskPage.name, DeskPage.title, DeskPage, nav=NavEntry(10, "inbox", "服务台", "服务台")),
    TASKS,
    *EVENT_PAGES,
)
