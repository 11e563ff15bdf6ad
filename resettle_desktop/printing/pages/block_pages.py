"""应急本: numbers set aside for days without power; what was written on them is entered afterwards."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.queries.custody import ReservedNumber, reserved_numbers
from resettle_desktop.printing.rules import KINDS, kinds_for
from resettle_desktop.printing.use_cases.series import (
    BLOCK_RANGE,
    BlockDraft,
    GiveUpDraft,
    HandwrittenDraft,
    block_bytes,
    enter_handwritten,
    give_up_reserved,
    reserve_block,
)


class BlocksPage(TablePage[ReservedNumber]):
    """Every number of the blocks nothing was said of yet."""

    name = "printing.blocks"
    title = "手写应急本"
    reload_on: ClassVar[frozenset[str]] = frozenset({"number_block", "issued_paper"})
    columns: ClassVar[Sequence[Column[ReservedNumber]]] = (
        Column("编号", lambda row: row.number, width=14, strong=True, stretch=True),
        Column("文书", lambda row: KINDS[row.kind].title, width=10),
        Column("留号日期", lambda row: dashed_date(row.reserved_on), width=8),
    )
    empty_text = "没有留着的应急号"
    empty_advice = "按 F3 留一本号，打印出来放在窗口，停电时手写"
    empty_icon = "clipboard-list"

    @override
    def build(self) -> None:
        self.delivery = ListDelivery(self)
        super().build()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(VERB, "补录", self.enter, primary=True, ready=self.row_ready),
            Command(ADD, "留一本号", partial(self.context.open_page, ReservePage.name), "plus"),
            Command(CHANGE, "这张没有用", self.ask_give_up, ready=self.row_ready),
            Command(PRINT, "打印这一本", self.print, ready=self.row_ready),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[ReservedNumber]]:
        return partial(open_numbers, kinds=kinds_for(self.context.actor.roles))

    @override
    def open_row(self, row: ReservedNumber) -> None:
        self.context.open_page(HandwrittenPage.name, row.uid)

    def enter(self) -> None:
        """Open the form for the sheet the cursor is on."""
        if self.current_row is not None:
            self.open_row(self.current_row)

    def ask_give_up(self) -> None:
        """Ask before a number is gone for good."""
        row = self.current_row
        if row is not None and not self.busy:
            question = f"{row.number} 这张没有用？编号记作废，留在登记簿里"
            self.ask_here(question, Answer("没有用，作废", partial(self.give_up, row)), Answer("先留着"))

    def give_up(self, row: ReservedNumber) -> None:
        """Void the number."""
        self.set_busy(busy=True)
        self.context.worker.act(
            give_up_reserved,
            GiveUpDraft(row.block_uid, row.serial),
            partial(self._given_up, row),
            owner=self,
            failed=self._refused,
        )

    def print(self) -> None:
        """Print the block of the number the cursor is on."""
        row = self.current_row
        if row is not None:
            self.delivery.ask(partial(self._print, row))

    def _print(self, row: ReservedNumber, printer: str) -> None:
        actor = self.context.actor

        def take(store: Store) -> bytes:
            return block_bytes(store, actor, row.block_uid)

        then = partial(self.delivery.deliver_pdf, f"{KINDS[row.kind].title}手写应急本", printer=printer)
        self.context.worker.errand(take, then, owner=self, failed=self.delivery.failed)

    def _given_up(self, row: ReservedNumber, _uid: str) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"{row.number} 已记作废", tone="info")

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.context.notices.trouble(error)


class ReservePage(Form):
    """How many numbers of which kind."""

    name = "printing.reserve"
    title = "留一本应急号"
    verb = "留号(&S)"
    use_case = staticmethod(reserve_block)
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("停电时手写用", "留下的号不会再自动用；没用的最后逐张记作废")
        kinds = [KINDS[name] for name in kinds_for(self.context.actor.roles)]
        choices = [Choice(kind.name, kind.title) for kind in kinds]
        self.kind = self.field("kind", "哪种文书(&K)", ChoiceInput(choices), required=True, width=6)
        self.count = self.field("count", "留几张(&N)", TextInput("例如：20"), required=True, width=6)

    @override
    def draft(self) -> BlockDraft:
        count = self.count.value()
        if not (count.isascii() and count.isdigit()):
            raise Refusal(BLOCK_RANGE, "count")
        return BlockDraft(self.kind.require("kind"), int(count))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("号已留好，按 Ctrl+P 打印这一本")
        self.context.go_back()


class HandwrittenPage(Form):
    """What stands on a sheet that was written by hand."""

    name = "printing.handwritten"
    title = "补录手写文书"
    verb = "补录(&S)"
    use_case = staticmethod(enter_handwritten)
    done_once = True
    keeps_draft = False
    is_about_people = True

    @override
    def build(self) -> None:
        self.section()
        self.day = self.field("paper_date", "纸上的日期(&D)", DateInput(self.context.today), required=True)
        self.by = self.field("written_by", "谁写的(&W)", TextInput(), required=True)
        self.label = self.field("subject_label", "给谁开的(&G)", TextInput("例如：王桂兰家"), required=True)
        self.content = self.field(
            "content", "纸上的内容(&T)", TextInput("照抄主要内容"), required=True, width=12
        )

    @override
    def fill(self) -> None:
        if self.subject_uid is not None:
            question = partial(open_numbers, kinds=kinds_for(self.context.actor.roles))
            self.context.worker.ask(question, self._show, owner=self, latest="number")

    @override
    def draft(self) -> HandwrittenDraft:
        block, _dot, serial = (self.subject_uid or "").rpartition(".")
        day = self.day.value_or_none("paper_date")
        if day is None or day.precision is not Precision.DAY:
            raise Refusal("请填到哪一天，例如 20261103", "paper_date")
        return HandwrittenDraft(
            block, int(serial), day.earliest, self.label.value(), self.content.value(), self.by.value()
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("已补录，登记簿里注明手写")
        self.context.go_back()

    def _show(self, rows: Sequence[ReservedNumber]) -> None:
        row = next((each for each in rows if each.uid == self.subject_uid), None)
        if row is not None:
            self.set_heading(f"{type(self).title}：{row.number}")
        self.by.setText(self.context.actor.name)
        self.filled()


def open_numbers(session: Any, *, kinds: tuple[str, ...]) -> tuple[ReservedNumber, ...]:
    """The numbers of the blocks nothing was said of yet."""
    return reserved_numbers(session, kinds)
