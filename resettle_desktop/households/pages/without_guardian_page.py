"""没有监护人: whom to ask for a guardian, and why."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.households.queries.guardians import WithoutGuardian, without_guardian


class WithoutGuardianPage(TablePage[WithoutGuardian]):
    """The youngest first; Enter opens the person, F9 gives a guardian."""

    name = "households.without_guardian"
    patient: ClassVar[bool] = True
    title = "没有监护人"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"person", "membership", "headship", "guardianship", "person_status"}
    )
    columns = (
        Column[WithoutGuardian]("姓名", lambda row: row.name, width=6, strong=True),
        Column[WithoutGuardian](
            "年龄", lambda row: "" if row.age is None else f"{row.age}岁", width=3, right=True
        ),
        Column[WithoutGuardian]("什么情况", lambda row: row.why, width=16, stretch=True),
        Column[WithoutGuardian](
            "哪一户", lambda row: row.household.label if row.household else "", width=12, optional=True
        ),
    )
    empty_text = "该有监护人的都有了"
    empty_advice = "父母不在户内的孩子、监护人去世失踪的，会列在这里"
    empty_icon = "circle-check"

    @override
    def commands(self) -> Sequence[Command]:
        some = self.row_ready
        return (
            Command(CHANGE, "打开这个人", partial(self._open, "households.person"), "user", ready=some),
            Command(
                VERB,
                "登记监护人",
                partial(self._open, "households.guardian"),
                "shield-check",
                primary=True,
                ready=some,
            ),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[WithoutGuardian]]:
        return partial(without_guardian, as_of=self.context.today())

    @override
    def row_key(self, row: WithoutGuardian) -> str:
        return row.person_uid

    @override
    def open_row(self, row: WithoutGuardian) -> None:
        self.context.open_page("households.person", row.person_uid)

    def _open(self, page: str) -> None:
        row = self.current_row
        if row is not None:
            self.context.open_page(page, row.person_uid)
