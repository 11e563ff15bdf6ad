"""What was asked for and not given: each asking, how often by month, and what the head let be and why."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.printers import SAVE
from resettle_desktop.printing.queries.directory import AskRow, asks_by_month, directory_asks
from resettle_desktop.printing.rules.directory import OUTCOME_WORDS, Outcome

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store

REGISTER: Final = "找谁办登记"
MONTHS: Final = "找谁办按月统计"
NOT_SENT: Final = ("没有送到打印机", "登记没有打出来", "请检查打印机是否开机、连好，再打印一次")
REGISTER_COLUMNS: Final = (
    PaperColumn("日期", 6),
    PaperColumn("要开的证明", 12),
    PaperColumn("谁来问", 10),
    PaperColumn("怎么办的", 8),
    PaperColumn("准开的理由", 16),
    PaperColumn("经办", 5),
)
MONTH_COLUMNS: Final = (
    PaperColumn("月份", 6),
    PaperColumn("要开的证明", 20),
    PaperColumn("来问的次数", 6, right=True),
    PaperColumn("其中负责人准开", 7, right=True),
)
TONES: Final = {Outcome.TOLD: Tone.OK, Outcome.ALLOWED: Tone.WARN}


class DirectoryLogPage(TablePage[AskRow]):
    """The register since New Year's Day; it and the count by months go on paper."""

    name = "matters.directory_log"
    title = "找谁办登记"
    empty_text = "今年还没有人来问"
    empty_icon = "scroll-text"
    reload_on: ClassVar[frozenset[str]] = frozenset({"directory_ask"})
    columns = (
        Column[AskRow]("日期", lambda row: row.asked_on.isoformat(), width=6),
        Column[AskRow]("要开的证明", lambda row: row.title, width=10, strong=True),
        Column[AskRow]("谁来问", lambda row: row.whom or "没留名", width=7),
        Column[AskRow](
            "怎么办的",
            lambda row: OUTCOME_WORDS[row.outcome],
            width=7,
            chip=lambda row: Chip(OUTCOME_WORDS[row.outcome], TONES[row.outcome]),
        ),
        Column[AskRow]("准开的理由", lambda row: row.reason, width=8, stretch=True, optional=True),
        Column[AskRow]("经办", lambda row: row.clerk_name, width=5, optional=True),
    )

    @override
    def build_bar(self) -> None:
        self.delivery = ListDelivery(self, NOT_SENT)
        self.bar.addWidget(elided("从今年一月一日起", size="small", tone="muted"), 1)

    @override
    def commands(self) -> Sequence[Command]:
        register = partial(self.delivery.ask, partial(self.hand_out, REGISTER))
        months = partial(self.delivery.ask, partial(self.hand_out, MONTHS))
        return (
            Command(CHANGE, "打印按月统计", months, "file-text", ready=self.row_ready),
            Command(VERB, "打印登记", register, "printer", primary=True, ready=self.row_ready),
            Command(PRINT, "打印登记", register, button=False, hint=False, ready=self.row_ready),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[AskRow]]:
        return partial(directory_asks, since=self.context.today().replace(month=1, day=1))

    def hand_out(self, title: str, printer: str = SAVE) -> None:
        """Print the register or the count by months, or save it."""
        today, actor = self.context.today(), self.context.actor
        since = today.replace(month=1, day=1)

        def make(store: "Store") -> ListPaper:
            with store.reading() as session:
                practice = office_row(session).practice
                rows: Sequence[tuple[str, ...]]
                if title == MONTHS:
                    rows = [
                        (count.month, count.title, str(count.asked), str(count.allowed))
                        for count in asks_by_month(session, since=since)
                    ]
                else:
                    rows = [register_line(row) for row in directory_asks(session, since=since)]
            return ListPaper(
                title,
                f"{since.isoformat()} 至 {today.isoformat()}",
                f"{actor.name}　{spoken_instant(store.now())}",
                MONTH_COLUMNS if title == MONTHS else REGISTER_COLUMNS,
                tuple(rows),
                practice=practice,
            )

        def deliver(paper: ListPaper) -> None:
            self.delivery.deliver(paper, printer)

        self.context.worker.errand(make, deliver, owner=self, failed=self.delivery.failed)


def register_line(row: AskRow) -> tuple[str, ...]:
    """A line of the register as it is printed."""
    words = OUTCOME_WORDS[row.outcome]
    return (row.asked_on.isoformat(), row.title, row.whom, words, row.reason, row.clerk_name)
