"""People whose number is missing or doubtful: whom to ask, and since when."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.households.queries import NumberToChase, numbers_to_chase
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES

AHEAD_DAYS: Final = 365
"""The list shows who is to be asked within a year, the overdue first."""


class NumbersPage(TablePage[NumberToChase]):
    """The oldest first; Enter opens the person, F9 enters the number."""

    name = "households.numbers_to_chase"
    title = "号码待补"
    reload_on: ClassVar[frozenset[str]] = frozenset({"person", "membership", "headship"})
    columns = (
        Column[NumberToChase]("再问日期", lambda row: row.chase_on.isoformat(), width=6),
        Column[NumberToChase]("姓名", lambda row: row.name, width=6, strong=True, stretch=True),
        Column[NumberToChase](
            "情况",
            lambda row: NUMBER_STATE_NAMES[row.state],
            width=6,
            chip=lambda row: Chip(NUMBER_STATE_NAMES[row.state], Tone.WARN),
        ),
        Column[NumberToChase]("原因", lambda row: row.reason, width=10, stretch=True),
        Column[NumberToChase](
            "号码记在谁名下", lambda row: row.holder.label if row.holder else "", width=10, optional=True
        ),
        Column[NumberToChase](
            "哪一户", lambda row: row.household.label if row.household else "", width=12, optional=True
        ),
    )
    empty_text = "没有要补的号码"
    empty_advice = "登记时写了“暂无号码”或“待核”的人会列在这里"
    empty_icon = "id-card"

    @override
    def commands(self) -> Sequence[Command]:
        some = self.row_ready
        return (
            Command(CHANGE, "打开这个人", partial(self._open, "households.person"), "user", ready=some),
            Command("F6", "打开号码的另一个人", self._open_holder, button=False, ready=self._is_shared),
            Command(
                VERB,
                "补登号码",
                partial(self._open, "households.settle_number"),
                "id-card",
                primary=True,
                ready=some,
            ),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[NumberToChase]]:
        return partial(numbers_to_chase, as_of=self.context.today(), within_days=AHEAD_DAYS)

    @override
    def row_key(self, row: NumberToChase) -> str:
        return row.person_uid

    @override
    def open_row(self, row: NumberToChase) -> None:
        self.context.open_page("households.person", row.person_uid)

    def _open(self, page: str) -> None:
        row = self.current_row
        if row is not None:
            self.context.open_page(page, row.person_uid)

    def _is_shared(self) -> bool:
        row = self.current_row
        return row is not None and row.holder is not None

    def _open_holder(self) -> None:
        row = self.current_row
        if row is not None and row.holder is not None:
            self.context.open_page("households.person", row.holder.uid)
