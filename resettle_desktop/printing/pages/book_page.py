"""登记簿: every number that was taken, to whom, when, by whom, and what became of the paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.check_code_page import CheckCodePage
from resettle_desktop.printing.pages.codes_page import CodesPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.pages.paper_page import remark_on, stage_chip
from resettle_desktop.printing.pages.series_page import SeriesPage
from resettle_desktop.printing.queries import PaperRow, issued_papers, unanswered
from resettle_desktop.printing.rules import STAGE_WORDS, kinds_for


class BookPage(TablePage[PaperRow]):
    """The issued book of a year, of the kinds the clerk handles."""

    name = "printing.book"
    title = "开具登记簿"
    reload_on = frozenset({"issued_paper", "paper_event"})
    columns: ClassVar[Sequence[Column[PaperRow]]] = (
        Column("编号", lambda row: row.number, width=13, strong=True),
        Column("文书", lambda row: row.title, width=9, optional=True),
        Column("给谁", lambda row: row.subject_label, width=11, stretch=True),
        Column("日期", lambda row: dashed_date(row.paper_date), width=6, optional=True),
        Column("经办人", lambda row: row.clerk_name, width=6, optional=True),
        Column("状态", lambda row: STAGE_WORDS[row.stage], width=10, chip=stage_chip),
        Column("备注", remark_on, width=12, optional=True),
    )
    empty_text = "今年还没有开具过文书"
    empty_advice = "在一户的页面上开具搬迁安置证明，编号就记在这里"
    empty_icon = "scroll-text"

    @override
    def build_bar(self) -> None:
        self.year = self.context.today().year
        self.waiting = elided(weight="bold")
        self.bar.addWidget(self.waiting, 1)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("Ctrl+PgUp", "上一年", partial(self.turn, -1)),
            Command("Ctrl+PgDown", "下一年", partial(self.turn, 1), ready=self._is_past),
            Command("F4", "编号核对", self._open_series, "list-checks"),
            Command("F6", "核验二维码", self._open_check, "shield-check"),
            Command("F7", "二维码设置", self._open_codes, button=False, ready=self._is_head),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[PaperRow]]:
        kinds = kinds_for(self.context.actor.roles)
        return partial(book_of_a_year, kinds=kinds, year=self.year)

    @override
    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        super().show_rows(rows)
        today = self.context.today()
        self.set_heading(f"{self.title} {self.year} 年" if self.year != today.year else BookPage.title)
        waiting = [row for row in rows if row.unanswered]
        earlier = sum(civil_date(row.issued_at) < today for row in waiting)
        self.waiting.setText(
            f"{len(waiting)} 份还没回答“出来了吗”" + (f"，其中 {earlier} 份是今天以前的" if earlier else "")
            if waiting
            else f"{self.year} 年共 {len(rows)} 个编号，都有着落"
            if rows
            else ""
        )
        self.waiting.setVisible(bool(rows))
        self.commands_changed.emit()

    def _is_head(self) -> bool:
        return Role.HEAD in self.context.actor.roles

    def _open_series(self) -> None:
        self.context.open_page(SeriesPage.name, None)

    def _open_check(self) -> None:
        self.context.open_page(CheckCodePage.name, None)

    def _open_codes(self) -> None:
        self.context.open_page(CodesPage.name, None)

    def _is_past(self) -> bool:
        return self.year < self.context.today().year

    @override
    def open_row(self, row: PaperRow) -> None:
        self.context.open_page(IssuedPage.name, row.uid)

    def turn(self, years: int) -> None:
        """Show the book of an earlier or later year, up to this one."""
        if self.year + years <= self.context.today().year:
            self.year += years
            self.reload()


def book_of_a_year(session: Any, *, kinds: tuple[str, ...], year: int) -> tuple[PaperRow, ...]:
    """The book's lines of a year, the unanswered of every year on top: they are what is to be done."""
    rows = issued_papers(session, kinds, years=(year,))
    open_rows = unanswered(session, kinds)
    return (*open_rows, *(row for row in rows if not row.unanswered))
