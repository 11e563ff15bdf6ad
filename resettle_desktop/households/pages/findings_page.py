"""疑点: what does not fit together in the facts of all households, to be looked at again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.households.queries.findings import FindingRow, findings_for

WHAT = {"R09": "住房和标准", "R10": "一人多户", "R11": "占新未腾旧"}
"""What each rule looks at, in the clerk's words."""


class FindingsPage(TablePage[FindingRow]):
    """Enter opens the person or the household a finding is about."""

    name = "households.findings"
    title = "疑点"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "membership", "headship", "room_assignment", "room", "threshold", "old_home", "setting"}
    )
    columns = (
        Column[FindingRow]("查什么", lambda row: WHAT[row.finding.rule], width=6, optional=True),
        Column[FindingRow]("哪一户、哪个人", lambda row: row.about, width=10, strong=True),
        Column[FindingRow]("什么情况", lambda row: row.finding.text, width=16, stretch=True),
    )
    empty_text = "没有疑点"
    empty_advice = "住房超过标准、一户两房、一人多户这些对不上的情况会列在这里"
    empty_icon = "circle-check"

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(VERB, "打开", self._open, "home", primary=True, ready=self.row_ready),)

    @override
    def question(self) -> Callable[[Any], Sequence[FindingRow]]:
        return partial(findings_for, as_of=self.context.today(), roles=self.context.actor.roles)

    @override
    def row_key(self, row: FindingRow) -> str:
        return f"{row.household_uid} {row.person_uid} {row.finding.text}"

    @override
    def open_row(self, row: FindingRow) -> None:
        if row.person_uid:
            self.context.open_page("households.person", row.person_uid)
        else:
            self.context.open_page("households.household", row.household_uid)

    def _open(self) -> None:
        row = self.current_row
        if row is not None:
            self.open_row(row)
