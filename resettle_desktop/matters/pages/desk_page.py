"""The desk: what waits to be gone on with, and nothing else; typing finds people."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, ChipLabel, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, VERB, Command
from resettle_desktop.foundation.ui.empty import EmptyState
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.layout import Card, OneOf, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.clock import CHINA_TIME
from resettle_desktop.matters.pages.first_steps import FirstSteps, Step
from resettle_desktop.matters.queries import DeskItem, DeskSheet, Waiting, desk_sheet, last_backup
from resettle_desktop.matters.rules.parking import waited
from resettle_desktop.matters.use_cases.parking import CloseCaseDraft, close_case
from resettle_desktop.office.pages.backup_age import backup_age, is_old
from resettle_desktop.office.rules import Role

WEEKDAYS: Final = "一二三四五六日"
CHIPS: Final = {
    Waiting.PARKED: Chip("挂起", Tone.INFO, "circle-pause"),
    Waiting.PRINT: Chip("打印没确认", Tone.WARN, "printer"),
    Waiting.BROUGHT_BACK: Chip("待作废", Tone.WARN, "undo-2"),
    Waiting.UNCOLLECTED: Chip("用印领取", Tone.WARN, "stamp"),
    Waiting.DRAFT: Chip("没办完", Tone.INFO, "pencil"),
    Waiting.NUMBERS: Chip("号码待补", Tone.NEUTRAL, "id-card"),
    Waiting.HEADLESS: Chip("选户主", Tone.WARN, "users-round"),
    Waiting.TASKS: Chip("跟着办", Tone.NEUTRAL, "list-checks"),
    Waiting.EVIDENCE: Chip("证明待交", Tone.NEUTRAL, "clipboard-list"),
    Waiting.BACKUP: Chip("备份", Tone.WARN, "hard-drive"),
}
HOW_TO_FIND: Final = "直接打字就能查人：姓名、拼音、身份证后四位、房号、电话"


NO_LONGER: Final = "Ctrl+D"
RENEWED_MS: Final = 15_000
"""Minutes of waiting are looked at four times a minute, so that they are right to the clerk's eye."""


def spoken_time(item: DeskItem, today: date, now: datetime) -> str:
    """How long somebody waits; else when it was left: the time of day for today's, else the day."""
    if item.at is None:
        return ""
    if item.waiting is Waiting.PARKED:
        return waited(item.at, now)
    local = item.at.astimezone(CHINA_TIME)
    return f"{local:%H:%M}" if local.date() == today else f"{local.month}月{local.day}日"


class DeskPage(Page):
    """One list of what waits; Enter goes on with it. An office with nothing yet sees the first steps."""

    name = "matters.desk"
    title = "服务台"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {
            "issued_paper",
            "paper_event",
            "person",
            "household",
            "headship",
            "site",
            "parked_case",
            "life_event",
            "task",
        }
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.sheet: DeskSheet | None = None
        self.backup: ChipLabel = ChipLabel(theme)
        self._find_icon = QLabel()
        self.hint = elided(HOW_TO_FIND, tone="muted")
        line = QHBoxLayout()
        spaced(theme, line, margins=(4, 0, 0, 0), spacing=8)
        line.addWidget(self._find_icon)
        line.addWidget(self.hint, 1)
        line.addWidget(self.backup)
        self.body.addLayout(line)
        self.waiting: RowsModel[DeskItem] = RowsModel(
            (
                Column(
                    "为什么",
                    lambda row: CHIPS[row.waiting].text,
                    width=8,
                    chip=lambda row: CHIPS[row.waiting],
                ),
                Column("什么事", lambda row: row.text, width=10, strong=True, stretch=True),
                Column("", lambda row: row.note, width=8, stretch=True, optional=True),
                Column(
                    "时间",
                    lambda row: spoken_time(row, self.context.today(), self.context.now()),
                    width=7,
                    right=True,
                ),
            ),
            self,
        )
        self.table = RowsView(theme, self.waiting)
        self.table.setAccessibleName("等着办的事")
        self.table.opened.connect(self._go_on)
        self.card = Card(theme, "接着办")
        spaced(theme, self.card.body)
        self.card.body.addWidget(self.table)
        self.table.selectionModel().currentChanged.connect(self.commands_changed)
        self.steps = FirstSteps(
            theme,
            (
                Step(
                    "登记安置区和楼栋",
                    "写明有哪些楼、几个单元、几层，房号一次生成",
                    "登记安置区",
                    partial(self._open, "sites.add_site"),
                ),
                Step(
                    "登记第一户搬迁户",
                    "照着纸表填六样：姓名、号码、关系、电话、住房、迁出村",
                    "登记搬迁户",
                    partial(self._open, "households.register"),
                ),
                Step(
                    "给这一户开搬迁安置证明",
                    "先看样稿，开具时才编号；打印好了再确认",
                    "看搬迁户名册",
                    partial(self._open, "households.households"),
                ),
            ),
        )
        self.empty = EmptyState(
            theme, "没有要接着办的事", "叫下一位吧；没办完的表和没确认的打印会列在这里", icon="inbox"
        )
        self.resting = Card(theme)
        self.resting.body.addWidget(self.empty)
        holder = QWidget()
        self._stack = OneOf(holder)
        for part in (self.card, self.resting, self.steps):
            self._stack.addWidget(part)
        self._stack.setCurrentWidget(self.resting)
        column = QVBoxLayout()
        column.addWidget(holder)
        self.body.addLayout(column, 1)
        self._minutes = QTimer(self)
        self._minutes.setInterval(RENEWED_MS)
        self._minutes.timeout.connect(self.renew_minutes)
        self._minutes.start()
        theme.changed.connect(self._refresh)
        self._refresh()
        self.title = self._spoken_day()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHANGE, "接着办", self._go_on_first, "arrow-right", ready=self._something_waits),
            Command(NO_LONGER, "不再等", self._close_case, button=False, ready=self._on_a_case),
            Command("Ctrl+W", "找谁办", partial(self._open, "matters.directory"), button=False),
            Command(
                ADD,
                "登记安置区",
                partial(self._open, "sites.add_site"),
                button=False,
                hint=False,
                ready=self._no_site,
            ),
            Command(
                VERB,
                "登记搬迁户",
                partial(self._open, "households.register"),
                "user-plus",
                primary=True,
                ready=self._may_register,
            ),
        )

    @override
    def first_focus(self) -> QWidget | None:
        shown = self._stack.currentWidget()
        if shown is self.card:
            return self.table
        return self.steps.next_button if shown is self.steps else None

    @override
    def reload(self) -> None:
        question = partial(desk_sheet, actor=self.context.actor, as_of=self.context.today())
        self.context.worker.ask(question, self.show_sheet, owner=self, latest="sheet")
        self.context.worker.errand(last_backup, self.show_backup, owner=self)

    def show_sheet(self, sheet: DeskSheet) -> None:
        """Show what waits, or what to do first, or that nothing waits."""
        self.sheet = sheet
        self.waiting.set_rows(sheet.items)
        self.card.set_title("接着办", f"{len(sheet.items)}件")
        focus = self.window().focusWidget()
        had_focus = focus is not None and self._stack.currentWidget().isAncestorOf(focus)
        for line, done in zip(self.steps.lines, (sheet.has_sites, sheet.has_households), strict=False):
            line.show_done(done=done)
        starting = not sheet.has_households and self._may_register()
        shown = self.card if sheet.items else self.steps if starting else self.resting
        self._stack.setCurrentWidget(shown)
        self.set_heading(self._spoken_day())
        target = self.first_focus()
        if target is not None and had_focus:
            target.setFocus()
        self.commands_changed.emit()

    def renew_minutes(self) -> None:
        """Show again how long each waits; nothing is asked for."""
        rows, last = len(self.waiting.rows), self.waiting.columnCount() - 1
        if rows and self.isVisible():
            self.waiting.dataChanged.emit(self.waiting.index(0, last), self.waiting.index(rows - 1, last))

    def show_backup(self, last: date | None) -> None:
        """Show how old the last backup is, in its own light."""
        today = self.context.today()
        tone = Tone.WARN if is_old(last, today) else Tone.OK
        self.backup.show_chip(Chip(backup_age(last, today), tone, "hard-drive"))

    def _spoken_day(self) -> str:
        today = self.context.today()
        return f"服务台  {today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}"

    def _something_waits(self) -> bool:
        return self.sheet is not None and bool(self.sheet.items)

    def _no_site(self) -> bool:
        return self._may_register() and self.sheet is not None and not self.sheet.has_sites

    def _may_register(self) -> bool:
        return Role.HOUSEHOLD_CLERK in self.context.actor.roles

    def _on_a_case(self) -> bool:
        item: DeskItem | None = self.table.row()
        return item is not None and item.waiting is Waiting.PARKED

    def _close_case(self) -> None:
        """Nobody comes back for it; what is half-typed would be lost, so that is asked."""
        item: DeskItem | None = self.table.row()
        if item is None or item.uid is None:
            return
        if item.note:
            close = partial(self._close, item.uid, item.text)
            self.ask_here(
                f"“{item.text}”{item.note}，不再等就不留了。", Answer("不再等", close), Answer("接着等")
            )
        else:
            self._close(item.uid, item.text)

    def _close(self, uid: str, text: str) -> None:
        def closed(_answer: None) -> None:
            self.context.notices.say(f"不再等：{text}")

        self.context.worker.act(close_case, CloseCaseDraft(uid), closed, owner=self)

    def _go_on_first(self) -> None:
        item: DeskItem | None = self.table.row()
        if item is not None:
            self._go_on(item)

    def _go_on(self, item: DeskItem) -> None:
        self.context.open_page(item.page, item.uid)

    def _open(self, page: str) -> None:
        self.context.open_page(page, None)

    def _refresh(self) -> None:
        size = self.context.theme.px(18)
        self._find_icon.setPixmap(pixmap_of("search", self.context.theme.colour("muted").name(), size))
