"""要跟着办的事: what events left to be done, until when, and that it was done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.matters.pages.list_print import ListPrint
from resettle_desktop.office.queries import TaskRow, tasks_due
from resettle_desktop.office.rules.roles import ROLE_NAMES
from resettle_desktop.office.use_cases.tasks import CloseTaskDraft, close_task

PAGES_OF: Final = {"household": "households.household", "person": "households.person"}


class TasksPage(TablePage[TaskRow]):
    """What is due first first; Enter opens whom it is about, F9 says that it is done."""

    name = "matters.tasks"
    title = "要跟着办的事"
    reload_on: ClassVar[frozenset[str]] = frozenset({"task"})
    empty_text = "没有要跟着办的事"
    empty_advice = "出生、去世以后要办的和交办给您的，会列在这里"
    empty_icon = "list-checks"

    columns = (
        Column[TaskRow](
            "最迟",
            lambda row: row.due.isoformat() if row.due else "",
            width=8,
            chip=lambda row: Chip(row.due.isoformat(), Tone.WARN) if row.due and row.late else None,
        ),
        Column[TaskRow]("要办的事", lambda row: row.what, width=10, strong=True, stretch=True),
        Column[TaskRow]("为谁", lambda row: row.object_label, width=11),
        Column[TaskRow]("怎么办", lambda row: row.reason, width=18, stretch=True, optional=True),
        Column[TaskRow](
            "归谁办", lambda row: row.owner_name or ROLE_NAMES[row.owner], width=5, optional=True
        ),
    )

    @override
    def prepare(self) -> None:
        super().prepare()
        self._paper = ListPrint(self)

    @override
    def commands(self) -> Sequence[Command]:
        some = self.row_ready
        return (
            Command(CHANGE, "看是谁的事", self._open, "user", ready=some),
            Command("F6", "转交", self._hand_on, button=False, ready=some),
            Command("F7", "再交办一件", self._give, button=False, ready=some),
            Command(PRINT, "打印清单", self._print, "printer", ready=some),
            Command(VERB, "办完了", self._close, "check", primary=True, ready=some),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[TaskRow]]:
        actor = self.context.actor
        return partial(tasks_due, roles=actor.roles, as_of=self.context.today(), clerk_uid=actor.uid)

    @override
    def show_rows(self, rows: Sequence[TaskRow]) -> None:
        super().show_rows(rows)
        self.set_heading(f"{type(self).title}  {len(rows)}件" if rows else type(self).title)

    @override
    def open_row(self, row: TaskRow) -> None:
        self.context.open_page(PAGES_OF[row.object_kind], row.object_uid)

    def _open(self) -> None:
        row = self.current_row
        if row is not None:
            self.open_row(row)

    def _hand_on(self) -> None:
        row = self.current_row
        if row is not None:
            self.context.open_page("matters.hand_on_task", row.uid)

    def _give(self) -> None:
        """One more thing to be done about the same household or person."""
        row = self.current_row
        if row is not None:
            self.context.open_page("matters.give_task", row.object_uid)

    def _close(self) -> None:
        row = self.current_row
        if row is None or self.busy:
            return
        self.set_busy(busy=True)
        self.context.worker.act(
            close_task,
            CloseTaskDraft(row.uid),
            partial(self._closed, row),
            owner=self,
            failed=self._not_closed,
        )

    def _closed(self, row: TaskRow, _answer: Any) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"办完了：{row.what}")

    def _not_closed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.context.notices.trouble(error)

    def _print(self) -> None:
        rows = tuple(
            (row.what, f"{row.object_label}　{row.reason}", spoken_date(row.due) if row.due else "", "")
            for row in self.model.rows
        )
        self._paper.ask(type(self).title, f"{spoken_date(self.context.today())}还没有办完的", rows)
