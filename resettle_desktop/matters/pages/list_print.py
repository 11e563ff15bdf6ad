"""A list of what is to be done on paper: onto a printer, or into the clerk's folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.households.sheets import put_list
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.pages.paper_page import default_folder
from resettle_desktop.printing.pages.printers import SAVE, PrintJob, print_job, printer_choices

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store

Rows = tuple[tuple[str, ...], ...]

NOT_SENT: Final = ("没有送到打印机", "清单没有打出来", "请检查打印机是否开机、连好，再打印一次")
MOST_PRINTERS: Final = 3
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
        self._job: PrintJob | None = None

    def ask(self, title: str, about: str, rows: Rows) -> None:
        """Ask where to, where there are printers; else put the list into the folder."""
        *printers, save = printer_choices()
        if not printers:
            self.hand_out(title, about, rows)
            return
        to = (
            Answer(choice.text, partial(self.hand_out, title, about, rows, choice.value))
            for choice in (*printers[:MOST_PRINTERS], save)
        )
        self._page.ask_here("打到哪里？", *to, Answer("先不打"))

    def hand_out(self, title: str, about: str, rows: Rows, printer: str = SAVE) -> None:
        """Print the list, or save it."""
        actor = self._page.context.actor

        def make(store: "Store") -> ListPaper:
            with store.reading() as session:
                practice = office_row(session).practice
            made = f"{actor.name}　{spoken_instant(store.now())}"
            return ListPaper(title, about, made, COLUMNS, rows, practice=practice)

        worker = self._page.context.worker
        worker.errand(make, partial(self._draw, printer), owner=self._page, failed=self._failed)

    def _draw(self, printer: str, paper: ListPaper) -> None:
        context = self._page.context
        then: Callable[[bytes], None]
        if printer:
            then = partial(self._print, paper.title, printer)
            drawn = context.press.draw(draw_list, paper)
            context.worker.follow(drawn, then, owner=self._page, failed=self._failed)
            return
        path = Path(default_folder(), f"{paper.title} {context.today().isoformat()}.pdf")
        put = context.press.draw(put_list, paper, path)
        context.worker.follow(put, self._saved, owner=self._page, failed=self._failed)

    def _saved(self, path: Path) -> None:
        self._page.context.notices.say(f"已存成 {path}")

    def _print(self, title: str, printer: str, pdf: bytes) -> None:
        job = self._job = print_job(pdf, title, printer, self._page.context, self._page)
        job.sent.connect(partial(self._sent, title, printer))
        job.failed.connect(self._not_sent)
        job.start()

    def _sent(self, title: str, printer: str) -> None:
        self._end_job()
        self._page.context.notices.say(f"{title}已送到打印机 {printer}")

    def _not_sent(self, _error: Exception) -> None:
        self._end_job()
        self._page.context.notices.trouble(EnvironmentFailure(*NOT_SENT))

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._page.context.notices.trouble(error)
