"""Where a list or a block goes: onto a printer, or as a file into the folder; what came of it is told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.printing.pages.paper_page import default_folder
from resettle_desktop.printing.pages.printers import SAVE, PrintJob, print_job, printer_choices

MOST_PRINTERS: Final = 3
NOT_SENT: Final = ("没有送到打印机", "这一份没有打出来", "请检查打印机是否开机、连好，再打印一次")
NOT_SAVED: Final = ("这个文件夹里存不了文件", "PDF 没有存成", "请检查磁盘空间，再按一次")


def put_file(content: bytes, path: Path) -> Path:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise EnvironmentFailure(*NOT_SAVED) from error
    return path


class Handout:
    """Hands out what one page makes."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._job: PrintJob | None = None

    def ask(self, make: Callable[[str], None]) -> None:
        """Ask where to, where there are printers; else it is the folder at once."""
        *printers, save = printer_choices()
        if not printers:
            make(SAVE)
            return
        places = (
            Answer(choice.text, partial(make, choice.value)) for choice in (*printers[:MOST_PRINTERS], save)
        )
        self._page.ask_here("打到哪里？", *places, Answer("先不打"))

    def list(self, printer: str, paper: ListPaper) -> None:
        """Draw a list and hand it out."""
        context = self._page.context
        drawn = context.press.draw(draw_list, paper)
        then = partial(self.deliver, printer, paper.title)
        context.worker.follow(drawn, then, owner=self._page, failed=self.failed)

    def deliver(self, printer: str, title: str, pdf: bytes) -> None:
        """Hand bytes out."""
        context = self._page.context
        if printer == SAVE:
            path = Path(default_folder(), f"{title} {context.today().isoformat()}.pdf")
            put = context.press.draw(put_file, pdf, path)
            context.worker.follow(put, self._saved, owner=self._page, failed=self.failed)
            return
        job = self._job = print_job(pdf, title, printer, context, self._page)
        job.sent.connect(partial(self._sent, title))
        job.failed.connect(self._not_sent)
        job.start()

    def failed(self, error: Exception) -> None:
        """Tell what stopped it."""
        self._page.context.notices.trouble(error)

    def _saved(self, path: Path) -> None:
        self._page.context.notices.say(f"已存成 {path}")

    def _sent(self, title: str) -> None:
        self._end()
        self._page.context.notices.say(f"{title}已送到打印机")

    def _not_sent(self, _error: Exception) -> None:
        self._end()
        self.failed(EnvironmentFailure(*NOT_SENT))

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
