"""A list of what is to be done on paper: onto a printer, or into the clerk's folder."""

from functools import partial
from typing import TYPE_CHECKING, Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.printers import SAVE

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store

Rows = tuple[tuple[str, ...], ...]

NOT_SENT: Final = ("没有送到打印机", "清单没有打出来", "请检查打印机是否开机、连好，再打印一次")
COLUMNS: Final = (
    PaperColumn("要办的事", 9),
    PaperColumn("怎么办", 20),
    PaperColumn("最迟", 5),
    PaperColumn("哪天办的、谁办的", 7),
)


class ListPrint:
    """Prints lists of one page of the program; the last column is left for the hand."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._delivery = ListDelivery(page, NOT_SENT)

    def ask(self, title: str, about: str, rows: Rows) -> None:
        """Ask where to, where there are printers; else put the list into the folder."""
        self._delivery.ask(partial(self.hand_out, title, about, rows))

    def hand_out(self, title: str, about: str, rows: Rows, printer: str = SAVE) -> None:
        """Print the list, or save it."""
        actor = self._page.context.actor

        def make(store: "Store") -> ListPaper:
            with store.reading() as session:
                practice = office_row(session).practice
            made = f"{actor.name}　{spoken_instant(store.now())}"
            return ListPaper(title, about, made, COLUMNS, rows, practice=practice)

        def deliver(paper: ListPaper) -> None:
            self._delivery.deliver(paper, printer)

        worker = self._page.context.worker
        worker.errand(make, deliver, owner=self._page, failed=self._delivery.failed)
