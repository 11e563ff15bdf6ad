"""Where a list goes: onto a printer, or as a file into the folder; what came of it is told on the page.

self.delivery = ListDelivery(page)
self.delivery.ask(partial(self.hand_out, ...))      # called with the printer, or with SAVE
self.delivery.deliver(paper, printer)
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.printing.pages.paper_page import default_folder
from resettle_desktop.printing.pages.printers import SAVE, PrintJob, print_job, printer_choices
from resettle_desktop.printing.sheets import put_file, put_list

NOT_SENT: Final = ("没有送到打印机", "这一份没有打出来", "请检查打印机是否开机、连好，再打印一次")
MOST_PRINTERS: Final = 3
"""As many as fit beside the question; the default one is the first."""


class ListDelivery:
    """Delivers the lists of one page; ``not_sent``: the three phrases for a printer that did not take it."""

    def __init__(self, page: Page, not_sent: tuple[str, str, str] = NOT_SENT) -> None:
        self._page = page
        self._not_sent_words = not_sent
        self._job: PrintJob | None = None

    def ask(self, deliver: Callable[[str], None]) -> None:
        """Ask where to, where there are printers; else it is the folder at once."""
        *printers, save = printer_choices()
        if not printers:
            deliver(SAVE)
            return
        to = (
            Answer(choice.text, partial(deliver, choice.value))
            for choice in (*printers[:MOST_PRINTERS], save)
        )
        self._page.ask_here("打到哪里？", *to, Answer("先不打"))

    def deliver(self, paper: ListPaper, printer: str, ending: str = "pdf") -> None:
        """Print the list, or save it as a file of that kind."""
        context = self._page.context
        if printer:
            drawn = context.press.draw(draw_list, paper)
            then = partial(self._print, paper.title, printer)
            context.worker.follow(drawn, then, owner=self._page, failed=self.failed)
            return
        path = Path(default_folder(), f"{paper.title} {context.today().isoformat()}.{ending}")
        put = context.press.draw(put_list, paper, path)
        context.worker.follow(put, self._saved, owner=self._page, failed=self.failed)

    def deliver_pdf(self, title: str, pdf: bytes, printer: str) -> None:
        """Print a paper that is no list, or save it."""
        context = self._page.context
        if printer:
            self._print(title, printer, pdf)
            return
        path = Path(default_folder(), f"{title} {context.today().isoformat()}.pdf")
        put = context.press.draw(put_file, pdf, path)
        context.worker.follow(put, self._saved, owner=self._page, failed=self.failed)

    def failed(self, error: Exception) -> None:
        """Tell a refusal; other errors are on the screen already."""
        if isinstance(error, Refusal):
            self._page.context.notices.trouble(error)

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
        self._page.context.notices.trouble(EnvironmentFailure(*self._not_sent_words))

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
