"""The people of the office: who works here, in which roles, who may sign in."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.queries import ClerkRow, clerk_rows
from resettle_desktop.office.rules.roles import ROLE_NAMES, Role


def role_words(row: ClerkRow) -> str:
    """The roles held, each once."""
    return "、".join(dict.fromkeys(ROLE_NAMES[Role(role.role)] for role in row.roles)) or "没有岗位"


def state_chip(row: ClerkRow) -> Chip:
    """Whether somebody works here now."""
    if row.suspended_on is not None:
        return Chip("已停用", Tone.NEUTRAL)
    return Chip("在岗", Tone.OK) if row.roles else Chip("没有岗位", Tone.WARN)


def last_seen(row: ClerkRow) -> str:
    """When somebody signed in last."""
    return "没有登录过" if row.last_signed_in is None else spoken_instant(row.last_signed_in)


class ClerksPage(TablePage[ClerkRow]):
    """Everybody, in the order they were added."""

    name = "office.clerks"
    title = "人员"
    reload_on = frozenset({"clerk", "clerk_role", "sign_in", "clerk_pin"})
    columns: ClassVar[Sequence[Column[ClerkRow]]] = (
        Column("姓名", lambda row: row.name, width=7, strong=True, sort=lambda row: row.name),
        Column("岗位", role_words, width=16, stretch=True),
        Column("最近登录", last_seen, width=12, optional=True),
        Column("状态", lambda row: state_chip(row).text, width=7, chip=state_chip),
    )
    empty_text = "还没有人员"
    empty_advice = "按 F3 添加"
    empty_icon = "users"

    @override
    def question(self) -> Callable[..., Sequence[ClerkRow]]:
        return partial(clerk_rows, as_of=self.context.today())

    @override
    def open_row(self, row: ClerkRow) -> None:
        self.context.open_page("office.clerk", row.uid)

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(ADD, "添加人员", self._add, "user-plus", primary=True),)

    def _add(self) -> None:
        self.context.open_page("office.add_clerk", None)
