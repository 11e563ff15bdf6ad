"""编号核对: every series of a year, number by number; from here 期初编号, 应急本, 空白纸 and the prints."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.documents.list_paper import ListPaper
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.queries import office_row
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.documents.reconciliation import day_paper, remark_on_series, year_paper
from resettle_desktop.printing.pages.block_pages import BlocksPage
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.stationery_pages import StationeryPage
from resettle_desktop.printing.queries.custody import pad, series_counts
from resettle_desktop.printing.rules import KINDS, kinds_for
from resettle_desktop.printing.rules.custody import SeriesCount
from resettle_desktop.printing.use_cases.series import SERIAL_RANGE, OpeningDraft, open_series


class SeriesPage(TablePage[SeriesCount]):
    """F9 prints the day, Ctrl+P the year."""

    name = "printing.series"
    title = "编号核对"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"paper_series", "issued_paper", "number_block", "sheet_movement"}
    )
    columns: ClassVar[Sequence[Column[SeriesCount]]] = (
        Column("文书", lambda row: row.title, width=10, strong=True, stretch=True),
        Column("起止号", lambda row: f"{row.first}—{row.last}" if row.first else "", width=6),
        Column("开具", lambda row: str(row.issued), width=4),
        Column("打印好", lambda row: str(row.out), width=4, optional=True),
        Column("打坏", lambda row: str(row.spoiled), width=4, optional=True),
        Column("作废", lambda row: str(row.void), width=4, optional=True),
        Column("手写", lambda row: str(row.handwritten), width=4, optional=True),
        Column("未回答", lambda row: str(row.unanswered), width=4),
        Column("应急本", lambda row: str(row.reserved), width=4, optional=True),
        Column("说明", remark_on_series, width=12, stretch=True),
    )
    empty_text = "今年还没有取过号"
    empty_advice = "接着纸质登记簿编号的，请负责人按 F4 先设起始编号"
    empty_icon = "list-checks"

    @override
    def build(self) -> None:
        self.year = self.context.today().year
        self.delivery = ListDelivery(self)
        super().build()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(VERB, "打印日清", partial(self.print, whole=False), "printer", primary=True),
            Command(PRINT, "打印年度核对", partial(self.print, whole=True)),
            Command("F6", "应急本", partial(self.context.open_page, BlocksPage.name)),
            Command("F7", "编号空白纸", partial(self.context.open_page, StationeryPage.name)),
            Command(CHANGE, "起始编号", self.open_opening, button=False, ready=self._is_head),
            Command("Ctrl+PgUp", "上一年", partial(self.turn, -1), button=False),
            Command("Ctrl+PgDown", "下一年", partial(self.turn, 1), button=False),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[SeriesCount]]:
        return partial(counted_series, kinds=kinds_for(self.context.actor.roles), year=self.year)

    @override
    def open_row(self, row: SeriesCount) -> None:
        self.context.open_page("printing.book")

    def turn(self, years: int) -> None:
        """Show an earlier or later year, up to this one."""
        this_year = self.context.today().year
        if self.year + years <= this_year:
            self.year += years
            self.set_heading(f"{type(self).title} {self.year} 年" if self.year != this_year else self.title)
            self.reload()

    def open_opening(self) -> None:
        """Open the form for the paper book's last number."""
        self.context.open_page(OpeningPage.name)

    def print(self, *, whole: bool) -> None:
        """Print the year shown, or today."""
        self.delivery.ask(partial(self._make, whole=whole))

    def _make(self, printer: str, *, whole: bool) -> None:
        actor, day, year = self.context.actor, self.context.today(), self.year
        kinds = kinds_for(actor.roles)

        def make(store: Store) -> ListPaper:
            made = f"{actor.name}　{spoken_instant(store.now())}"
            with store.reading() as session:
                practice = office_row(session).practice
                counted = ((KINDS[name].title, pad(session, name)) for name in kinds)
                pads = [(title, count) for title, count in counted if count is not None]
                if whole:
                    found = series_counts(session, kinds, year)
                    return year_paper(year, made, found, pads, practice=practice)
                found = series_counts(session, kinds, day.year, day)
                return day_paper(day, made, found, pads, practice=practice)

        self.context.worker.errand(
            make, partial(self.delivery.deliver, printer=printer), owner=self, failed=self.delivery.failed
        )

    def _is_head(self) -> bool:
        return Role.HEAD in self.context.actor.roles


class OpeningPage(Form):
    """The paper book this year's numbers go on from."""

    name = "printing.opening"
    title = "起始编号"
    verb = "设定(&S)"
    use_case = staticmethod(open_series)
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("接着纸质登记簿编号", "只能设一次，而且要在今年开第一张之前")
        kinds = [KINDS[name] for name in kinds_for(self.context.actor.roles)]
        choices = [Choice(kind.name, kind.title) for kind in kinds]
        self.kind = self.field("kind", "哪种文书(&K)", ChoiceInput(choices), required=True, width=6)
        self.last = self.field("last_serial", "纸质登记簿最后的号(&N)", TextInput("例如：57"), required=True)
        self.book = self.field(
            "book", "哪本登记簿(&B)", TextInput("例如：2026年证明登记簿第1本"), required=True, width=12
        )
        self.note = self.field("note", "说明(&T)", TextInput("可以不填，例如：第57号见簿第12页"), width=12)

    @override
    def draft(self) -> OpeningDraft:
        last = self.last.value()
        if not (last.isascii() and last.isdigit()):
            raise Refusal(SERIAL_RANGE, "last_serial")
        return OpeningDraft(self.kind.require("kind"), int(last), self.book.value(), self.note.value())

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已设定，下一张是第 {int(result) + 1} 号")
        self.context.go_back()


def counted_series(session: Any, *, kinds: tuple[str, ...], year: int) -> tuple[SeriesCount, ...]:
    """The series of a year."""
    return series_counts(session, kinds, year)
