"""疑点: what does not fit together in the facts of all households, to be looked at again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.thresholds_page import SETTLERS
from resettle_desktop.households.queries.findings import FindingRow
from resettle_desktop.households.queries.findings_of_people import all_findings_for
from resettle_desktop.households.rules.alike import APART_REASONS, TWINS
from resettle_desktop.households.rules.findings import FindingRule
from resettle_desktop.households.use_cases.apart import ApartPeopleDraft, say_apart
from resettle_desktop.office.rules import Role

WHAT: Final = {
    FindingRule.ROOM: "住房和标准",
    FindingRule.MEMBERSHIP: "一人多户",
    FindingRule.OLD_HOUSE: "占新未腾旧",
    FindingRule.RELATION: "身份和关系",
    FindingRule.ALIKE: "可能重复",
    FindingRule.GUARDIAN: "监护人",
    FindingRule.ITEMS: "补充资料",
}
"""What each rule looks at, in the clerk's words."""


class FindingsPage(TablePage[FindingRow]):
    """Enter opens the person or the household a finding is about."""

    name = "households.findings"
    title = "疑点"
    patient: ClassVar[bool] = True
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "membership", "headship", "room_assignment", "room", "threshold", "old_home", "setting"}
        | {"person", "distinct_people"}
    )
    columns = (
        Column[FindingRow]("查什么", lambda row: WHAT[row.finding.rule], width=6, optional=True),
        Column[FindingRow]("哪一户、哪个人", lambda row: row.about, width=10, strong=True),
        Column[FindingRow]("什么情况", lambda row: row.finding.text, width=16, stretch=True),
    )
    empty_text = "没有疑点"
    empty_advice = "住房超标、一人多户、可能重复登记的，会列在这里"
    empty_icon = "circle-check"

    @override
    def build(self) -> None:
        super().build()
        self.whole = paragraph("", weight="bold")
        self.whole.setAccessibleName("这一行写的")
        self.card.body.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_whole())

    def _say_whole(self) -> None:
        """The line the cursor is on, whole: a narrow table shortens it."""
        row = self.current_row
        self.whole.setText(f"{row.about}：{row.finding.text}" if row is not None else "")

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "不是同一人", self.say_apart, "users", ready=self._may_be_one),
            Command("F7", "是同一人，合并", self._merge, "users", ready=self._may_be_one),
            Command("Ctrl+G", "没有监护人", self._open_unguarded, button=False),
            Command("Ctrl+B", "标准", self._open_standards, button=False, hint=False, ready=self._may_settle),
            Command(VERB, "打开", self._open, "home", primary=True, ready=self.row_ready),
        )

    def _may_settle(self) -> bool:
        return bool(SETTLERS & self.context.actor.roles)

    def _open_unguarded(self) -> None:
        self.context.open_page("households.without_guardian", None)

    def _open_standards(self) -> None:
        self.context.open_page("households.thresholds", None)

    @override
    def question(self) -> Callable[[Any], Sequence[FindingRow]]:
        return partial(all_findings_for, as_of=self.context.today(), roles=self.context.actor.roles)

    @override
    def row_key(self, row: FindingRow) -> str:
        return f"{row.household_uid} {row.person_uid} {row.other_uid} {row.finding.text}"

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

    def _may_be_one(self) -> bool:
        row = self.current_row
        writes = Role.HOUSEHOLD_CLERK in self.context.actor.roles
        return writes and row is not None and bool(row.other_uid)

    def say_apart(self) -> None:
        """Ask why the two are two people; the answer is kept and nobody asks again."""
        row = self.current_row
        if row is not None and row.other_uid:
            answers = (
                Answer(reason, partial(self._apart, row, reason)) for reason in (TWINS, *APART_REASONS)
            )
            self.ask_here(f"{row.about}{row.finding.text}为什么不是？", *answers, Answer("再看看"))

    def _apart(self, row: FindingRow, reason: str) -> None:
        draft = ApartPeopleDraft(row.person_uid, row.other_uid, reason)
        self.context.worker.act(
            say_apart,
            draft,
            lambda _: self.context.notices.say(f"已登记：不是同一人（{reason}）"),
            owner=self,
        )

    def _merge(self) -> None:
        row = self.current_row
        if row is not None and row.other_uid:
            self.context.open_page("matters.duplicate_person", row.person_uid)
