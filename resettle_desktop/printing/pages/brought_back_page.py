"""交回待作废: papers whose sheet a clerk has booked as brought back or lost; the head voids their numbers."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.queries import PaperRow, brought_back
from resettle_desktop.printing.rules import kinds_for
from resettle_desktop.printing.use_cases import TakePaperBackDraft, take_paper_back


class BroughtBackPage(TablePage[PaperRow]):
    """Enter opens the paper as it was printed, F9 voids its number."""

    name = "printing.brought_back"
    title = "交回待作废"
    reload_on: ClassVar[frozenset[str]] = frozenset({"issued_paper", "paper_event"})
    columns: ClassVar[Sequence[Column[PaperRow]]] = (
        Column("编号", lambda row: row.number, width=12, strong=True, keep_end=True),
        Column("文书", lambda row: row.title, width=8, optional=True),
        Column("给谁", lambda row: row.subject_label, width=10, stretch=True),
        Column("日期", lambda row: dashed_date(row.paper_date), width=6, optional=True),
        Column("收回没有", lambda row: row.back_words, width=12, stretch=True),
        Column("换成", lambda row: row.replaced_by or "", width=12, optional=True, keep_end=True),
    )
    empty_text = "没有等着作废的文书"
    empty_advice = "窗口记下交回的旧证明会列在这里"
    empty_icon = "circle-check"

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(VERB, "作废", self.ask_void, "x", primary=True, ready=self.row_ready),)

    @override
    def question(self) -> Callable[[Any], Sequence[PaperRow]]:
        return partial(brought_back, kinds=kinds_for(self.context.actor.roles))

    @override
    def open_row(self, row: PaperRow) -> None:
        self.context.open_page(IssuedPage.name, row.uid)

    def ask_void(self) -> None:
        """Ask before a number is gone for good."""
        row = self.current_row
        if row is not None and not self.busy:
            question = f"作废 {row.number}（{row.back_words}）？编号留在登记簿里，不再使用"
            self.ask_here(question, Answer("作废", partial(self.void, row)), Answer("不作废"))

    def void(self, row: PaperRow) -> None:
        """Void it; what became of the sheet is booked already."""
        self.set_busy(busy=True)
        self.context.worker.act(
            take_paper_back,
            TakePaperBackDraft(row.uid),
            partial(self._voided, row),
            owner=self,
            failed=self._refused,
        )

    def _voided(self, row: PaperRow, _stage: str) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"{row.number} 已作废", tone="info")

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.context.notices.trouble(error)
