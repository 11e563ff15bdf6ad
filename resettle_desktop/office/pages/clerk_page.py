"""One person of the office: roles with centre and term, sign-in, and what an administrator can change."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, Command
from resettle_desktop.foundation.ui.layout import Card, Facts
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.office.pages import keys
from resettle_desktop.office.pages.clerks_page import last_seen, state_chip
from resettle_desktop.office.queries import ClerkRow, RoleRow, clerk_row, role_history
from resettle_desktop.office.rules.roles import ROLE_DUTIES, ROLE_NAMES, Role, joined_duties
from resettle_desktop.office.use_cases import end_role, resume_clerk, suspend_clerk
from resettle_desktop.office.use_cases.clerks import ClerkChoice, EndRoleDraft


def term(row: RoleRow) -> str:
    """From when to when a role is held."""
    starts = f"{spoken_date(row.starts)}起"
    return starts if row.ends is None else f"{starts}，到{spoken_date(row.ends - timedelta(days=1))}"


class ClerkPage(Page):
    """One person, opened by uid."""

    name = "office.clerk"
    title = "人员"
    reload_on = frozenset({"clerk", "clerk_role", "sign_in", "clerk_pin"})
    columns: ClassVar[Sequence[Column[RoleRow]]] = (
        Column("岗位", lambda row: ROLE_NAMES[Role(row.role)], width=6, strong=True),
        Column("做什么", lambda row: ROLE_DUTIES[Role(row.role)], width=16, stretch=True, optional=True),
        Column("中心", lambda row: row.centre_name or "不分中心", width=8, stretch=True),
        Column("任期", term, width=9, stretch=True),
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self._row: ClerkRow | None = None
        self._can_sign_in = True
        self.facts = Facts(theme)
        self.resume = Button(theme, "恢复使用", icon="undo-2", role="link", run=self._resume)
        who = Card(theme, "登录")
        who.add_action(self.resume)
        who.body.addWidget(self.facts)
        self.model: RowsModel[RoleRow] = RowsModel(self.columns, self)
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("岗位")
        self.grant = Button(theme, "加岗位", icon="plus", role="link", run=self._grant)
        self.end = Button(theme, "结束岗位", icon="minus", role="link", run=self._ask_end)
        self.joined = paragraph(size="small", tone="warn")
        roles = Card(theme, "岗位", "光标放在一行上，按 F6 结束它")
        roles.add_action(self.grant)
        roles.add_action(self.end)
        roles.body.addWidget(self.joined)
        roles.body.addWidget(self.table)
        self.body.addWidget(who)
        self.body.addWidget(roles, 1)
        self.commands_changed.connect(self._refresh)
        theme.changed.connect(self._make_room)
        self._refresh()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(ADD, "加岗位", self._grant, "plus", button=False, ready=self._works),
            Command("F6", "结束岗位", self._ask_end, "minus", button=False, ready=self._has_role),
            Command(CHANGE, "改姓名", partial(self._go, "office.rename_clerk"), "pencil"),
            Command(
                "F7", "设登录密码", partial(self._go, "office.set_password"), "key-round", ready=self._works
            ),
            Command("Ctrl+D", "停用", self._ask_suspend, "circle-pause", ready=self._works),
            Command("Ctrl+E", "恢复使用", self._resume, "undo-2", button=False, ready=self._suspended),
        )

    @override
    def reload(self) -> None:
        uid, today = self.subject_uid, self.context.today()
        if uid is not None:
            ask = self.context.worker.ask
            ask(partial(clerk_row, uid=uid, as_of=today), self._show, owner=self, latest="clerk")
            ask(partial(role_history, clerk_uid=uid), self._show_roles, owner=self, latest="roles")
            self.context.worker.errand(keys.can_sign_in, self._show_keys, owner=self)

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, row: ClerkRow) -> None:
        self._row = row
        self.set_heading(row.name, state_chip(row))
        self._tell()
        self.commands_changed.emit()

    def _show_keys(self, uids: frozenset[str]) -> None:
        self._can_sign_in = self.subject_uid in uids
        self._tell()

    def _show_roles(self, rows: tuple[RoleRow, ...]) -> None:
        today = self.context.today()
        self.model.set_rows([row for row in rows if row.ends is None or row.ends > today])
        if rows:
            self.table.go_to(0)
        self._make_room()
        self.commands_changed.emit()

    def _make_room(self) -> None:
        """Every role is in sight: the page scrolls, not a list inside it."""
        rows = max(len(self.model.rows), 2)
        height = tokens.HEIGHT["header"] + rows * tokens.HEIGHT["row"] + 2
        self.table.setMinimumHeight(self.context.theme.px(height))

    def _tell(self) -> None:
        row = self._row
        if row is None:
            return
        self.facts.clear()
        self.facts.add("最近登录", last_seen(row))
        if self._can_sign_in:
            self.facts.add("登录密码", "已设")
        else:
            self.facts.add("登录密码", "还没有，不能登录；按 F7 设一个", tone="warn")
        self.facts.add("换人密码", "已设" if row.has_pin else "本人还没有设")
        pairs = joined_duties(role.role for role in row.roles)
        words = "；".join(f"{ROLE_NAMES[one]}和{ROLE_NAMES[other]}" for one, other in pairs)
        self.joined.setText(f"{words}最好由两个人担任" if pairs else "")
        self.joined.setVisible(bool(pairs))

    def _refresh(self) -> None:
        """Which buttons there are, and which can be pressed."""
        self.grant.setEnabled(self._works())
        self.end.setEnabled(self._has_role())
        self.resume.setVisible(self._suspended())

    def _works(self) -> bool:
        return self._row is not None and self._row.suspended_on is None

    def _suspended(self) -> bool:
        return self._row is not None and self._row.suspended_on is not None

    def _has_role(self) -> bool:
        return bool(self.model.rows)

    def _grant(self) -> None:
        self._go("office.grant_role")

    def _go(self, page: str) -> None:
        self.context.open_page(page, self.subject_uid)

    def _ask_end(self) -> None:
        row: RoleRow | None = self.table.row()
        if row is not None and self._row is not None:
            question = f"从今天起结束{self._row.name}的“{ROLE_NAMES[Role(row.role)]}”？"
            self.ask_here(question, Answer("结束", partial(self._end, row)), Answer("不结束"))

    def _end(self, row: RoleRow) -> None:
        self.context.worker.act(end_role, EndRoleDraft(row.uid), self._ended, owner=self)

    def _ended(self, _nothing: None) -> None:
        self.context.notices.say("岗位已结束")

    def _ask_suspend(self) -> None:
        if self._row is not None:
            question = f"停用{self._row.name}？他马上不能再登录，办过的事都留着。"
            self.ask_here(question, Answer("停用", self._suspend), Answer("不停用"))

    def _suspend(self) -> None:
        if self._row is None:
            return
        uid = self._row.uid
        choice = ClerkChoice(uid, self._row.version)

        def suspended(_nothing: None) -> None:
            self.context.worker.errand(lambda store: keys.revoke(store, uid), self._say_suspended, owner=self)

        self.context.worker.act(suspend_clerk, choice, suspended, owner=self)

    def _say_suspended(self, _nothing: None) -> None:
        self.context.notices.say("已停用，登录密码已收回")

    def _resume(self) -> None:
        if self._row is not None:
            choice = ClerkChoice(self._row.uid, self._row.version)
            self.context.worker.act(resume_clerk, choice, self._say_resumed, owner=self)

    def _say_resumed(self, _nothing: None) -> None:
        self.context.notices.say("已恢复使用；按 F7 给他设一个新密码")
