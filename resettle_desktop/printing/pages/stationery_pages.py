"""编号空白纸: what of each kind's numbered sheets came and went, and which sheet must lie on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.printing.queries.custody import pad
from resettle_desktop.printing.rules import KINDS, kinds_for
from resettle_desktop.printing.rules.custody import MOVE_WORDS, PadCount, SheetMove
from resettle_desktop.printing.use_cases.stationery import SheetsDraft, move_sheets


@dataclass(frozen=True, slots=True)
class PadLine:
    """One kind's sheets."""

    uid: str
    title: str
    count: PadCount


class StationeryPage(TablePage[PadLine]):
    """The drawer, counted."""

    name = "printing.stationery"
    title = "编号空白纸"
    reload_on: ClassVar[frozenset[str]] = frozenset({"sheet_movement"})
    columns: ClassVar[Sequence[Column[PadLine]]] = (
        Column("文书", lambda row: row.title, width=10, strong=True, stretch=True),
        Column("领入", lambda row: str(row.count.received), width=4),
        Column("用掉", lambda row: str(row.count.used), width=4),
        Column("打坏", lambda row: str(row.count.spoiled), width=4),
        Column("丢失", lambda row: str(row.count.lost), width=4),
        Column("退回", lambda row: str(row.count.returned), width=4),
        Column("应剩", lambda row: str(row.count.remaining), width=4, strong=True),
        Column("下一张", lambda row: row.count.next or "没有了", width=8),
    )
    empty_text = "没有登记过编号空白纸"
    empty_advice = "上级发下来的、印有编号的空白纸，按 F3 领入；白纸不用登记"
    empty_icon = "clipboard-list"

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(ADD, "登记", self._open, "plus", primary=True),)

    @override
    def question(self) -> Callable[[Any], Sequence[PadLine]]:
        return partial(pad_lines, kinds=kinds_for(self.context.actor.roles))

    @override
    def open_row(self, row: PadLine) -> None:
        self._open()

    def _open(self) -> None:
        self.context.open_page(SheetsPage.name)


class SheetsPage(Form):
    """Sheets come or go."""

    name = "printing.sheets"
    title = "登记编号空白纸"
    verb = "记下(&S)"
    use_case = staticmethod(move_sheets)
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("领入、打坏、丢失、退回", "用掉的在回答“打印好了”时自动记")
        kinds = [KINDS[name] for name in kinds_for(self.context.actor.roles)]
        choices = [Choice(kind.name, kind.title) for kind in kinds]
        self.kind = self.field("kind", "哪种文书的纸(&K)", ChoiceInput(choices), required=True, width=6)
        moves = [
            Choice(move.value, words) for move, words in MOVE_WORDS.items() if move is not SheetMove.USED
        ]
        self.moved = self.field("move", "记什么(&M)", ChoiceInput(moves), required=True, width=6)
        self.first = self.field("first", "起号(&A)", TextInput("照纸上印的，例如：A000101"), required=True)
        self.last = self.field("last", "止号(&Z)", TextInput("只有一张就空着"))
        self.note = self.field("note", "原因(&T)", TextInput("打坏、丢失的要写"), width=12)

    @override
    def draft(self) -> SheetsDraft:
        return SheetsDraft(
            self.kind.require("kind"),
            SheetMove(self.moved.require("move")),
            self.first.value(),
            self.last.value(),
            self.note.value(),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.moved.text()} {result} 张，已记下")
        self.context.go_back()


def pad_lines(session: Any, *, kinds: tuple[str, ...]) -> tuple[PadLine, ...]:
    """The kinds whose sheets are counted."""
    counted = ((KINDS[name], pad(session, name)) for name in kinds)
    return tuple(PadLine(kind.name, kind.title, count) for kind, count in counted if count is not None)
