"""找谁办: what a committee does not certify and who settles it; the sheet is printed from here."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, VERB, Command
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.printing.queries.directory import DirectoryRow, directory_rows
from resettle_desktop.printing.use_cases.directory import KEEPERS

LOG_KEY: Final = "F6"
FIND_KEY: Final = "F7"
SAID: Final = "这些证明村（居）委会不开。输入要开什么，回车打印告知单"
MARK: Final = "+"
"""Between a line's code and the uid of the asking, in what the sheet's page is opened with."""


def fits(row: DirectoryRow, typed: str) -> bool:
    """Whether a line is meant by what is typed."""
    words = (row.line.title, row.line.office, *row.line.words)
    return not typed or any(typed in word or word in typed for word in words)


class DirectoryPage(TablePage[DirectoryRow]):
    """Every line; Enter or F9 prints the sheet for who asked."""

    name = "matters.directory"
    title = "找谁办"
    empty_text = "目录里没有这一项"
    empty_advice = "换个说法再找，或按 F3 加一项"
    reload_on: ClassVar[frozenset[str]] = frozenset({"directory_entry", "directory_ask"})
    columns = (
        Column[DirectoryRow]("要开的证明", lambda row: row.line.title, width=12, strong=True),
        Column[DirectoryRow]("找谁办", lambda row: row.line.office, width=14, stretch=True),
        Column[DirectoryRow]("电话", lambda row: row.line.phone or "没填", width=7, optional=True),
        Column[DirectoryRow]("本月", lambda row: str(row.this_month or ""), width=3, right=True),
        Column[DirectoryRow]("今年", lambda row: str(row.this_year or ""), width=3, right=True),
        Column[DirectoryRow]("状态", lambda row: "" if row.line.in_use else "停用", width=3, optional=True),
    )

    @override
    def build_bar(self) -> None:
        self._rows: Sequence[DirectoryRow] = ()
        self.typed = TextInput("要开什么证明")
        self.typed.setAccessibleName("要开什么证明")
        self.typed.edited.connect(self._filter)
        self.typed.returnPressed.connect(self._first)
        self.bar.addWidget(self.typed, 1)
        self.bar.addWidget(elided(SAID, size="small", tone="muted"), 2)

    @override
    def commands(self) -> Sequence[Command]:
        keeps = self._keeps
        return (
            Command(ADD, "加一项", partial(self._edit, None), "plus", ready=keeps, button=False),
            Command(CHANGE, "改这一项", self._change, "pencil", ready=keeps),
            Command(LOG_KEY, "登记和统计", self._log, "scroll-text"),
            Command(FIND_KEY, "找", self.typed.setFocus, button=False, hint=False),
            Command(VERB, "打印告知单", self._open, "printer", primary=True, ready=self.row_ready),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.typed

    @override
    def question(self) -> Callable[[Any], Sequence[DirectoryRow]]:
        return partial(directory_rows, today=self.context.today())

    @override
    def show_rows(self, rows: Sequence[DirectoryRow]) -> None:
        self._rows = rows
        self._filter()

    @override
    def open_row(self, row: DirectoryRow) -> None:
        if not row.line.in_use:
            self.context.notices.say(f"“{row.line.title}”已停用，按 {CHANGE} 启用后再打", tone="warn")
            return
        self.context.open_page("matters.referral", f"{row.line.code}{MARK}{new_uid()}")

    def _filter(self) -> None:
        typed = self.typed.value().strip()
        super().show_rows(tuple(row for row in self._rows if fits(row, typed)))

    def _first(self) -> None:
        if self.model.rows:
            self.open_row(self.current_row or self.model.rows[0])

    def _open(self) -> None:
        row = self.current_row
        if row is not None:
            self.open_row(row)

    def _change(self) -> None:
        row = self.current_row
        if row is not None:
            self._edit(row.line.code)

    def _edit(self, code: str | None) -> None:
        self.context.open_page("matters.directory_line", code)

    def _log(self) -> None:
        self.context.open_page("matters.directory_log", None)

    def _keeps(self) -> bool:
        return bool(self.context.actor.roles.intersection(KEEPERS))
