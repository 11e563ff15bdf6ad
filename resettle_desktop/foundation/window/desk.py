"""The desk of one clerk: navigation, search, the page on top, and the keys that work everywhere."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import commands as command_keys
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.commands import Command, bind
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.foundation.window.found import FoundRow
from resettle_desktop.foundation.window.heading import Heading
from resettle_desktop.foundation.window.hint_bar import HintBar
from resettle_desktop.foundation.window.key_sheet import KeySheet
from resettle_desktop.foundation.window.navigation import Navigation
from resettle_desktop.foundation.window.page_stack import PageStack
from resettle_desktop.foundation.window.plan import DeskPlan
from resettle_desktop.foundation.window.search import SearchBox
from resettle_desktop.foundation.window.top_bar import TopBar

SWITCH: Final = "Ctrl+U"
NO_ENTRY: Final = "您的岗位不能打开“{}”，请换有权限的人来办"


class Desk(QWidget):
    """Everything a signed-in clerk sees. Hidden while locked or covered, with all that is typed in it."""

    lock_asked: ClassVar[Signal] = Signal()
    switch_asked: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, plan: DeskPlan) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._plan = plan
        self._specs = {spec.name: spec for spec in plan.pages}
        self._shown: Page | None = None
        self._focus: QWidget | None = None
        self._first: QWidget | None = None
        self._cursor_is_owed = False
        self.notices = Notices(theme)
        self.context = plan.make_context(self.notices, self.open_page, self.go_back)
        self.queue = plan.make_queue(self) if plan.make_queue is not None else None
        allowed = [spec for spec in plan.pages if spec.may_open(self.context.actor.roles)]
        self.search = SearchBox(theme, plan.search) if plan.search is not None else None
        self.own = self._own_commands()
        menu = (*self.own[:2], *plan.menu)
        self.navigation = Navigation(theme, plan.office, plan.place, allowed, self.open_page)
        self.heading = Heading(theme)
        self.hints = HintBar(theme)
        self.stack = PageStack(self._make)
        self.top_bar = TopBar(theme, self.search, plan.clerk, menu, self, mark=plan.mark)
        self.key_sheet = KeySheet(theme, self)
        self._lay_out()
        between = self.queue.commands if self.queue is not None else ()
        for command in (*self.own, *plan.menu, *between):
            bind(command, self)
        if self.search is not None:
            self.search.opened.connect(self._open_found)
            self.search.left.connect(self._focus_page)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.stack.room_changed.connect(self._focus_may_have_moved)
        theme.changed.connect(self._arrange)
        self.open_page(plan.home)

    def _own_commands(self) -> Sequence[Command]:
        keys = command_keys
        return (
            Command(SWITCH, "换人", self.switch_asked.emit, "users-round"),
            Command(keys.LOCK, "锁定", self.lock_asked.emit, "lock"),
            Command(keys.SEARCH, "搜索", self.go_to_search),
            Command(keys.HELP, "按键", self.show_keys),
            Command(keys.BACK, "返回", self.go_back, ready=lambda: self.stack.can_go_back),
        )

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.navigation)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self.top_bar, self.heading):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        for foot in (self.notices, self.hints):
            column.addWidget(foot)
        outer.addLayout(column, 1)

    # Going about

    @property
    def page(self) -> Page | None:
        """The page on top."""
        return self.stack.page

    def open_page(self, name: str, uid: str | None = None) -> None:
        """Bring a page on top; a name nobody knows is our bug, a page of other roles is said.

        The queue has names of its own, for what is gone on with.
        """
        if self.queue is not None and uid is not None and name in self.queue.ways:
            self.queue.ways[name](uid)
            return
        spec = self._specs[name]
        if not spec.may_open(self.context.actor.roles):
            self.notices.say(NO_ENTRY.format(spec.title), tone="warn")
            return
        if self.page is not None:
            self.page.keep_now()  # before the next page asks the file what is not finished
        self.stack.go(spec, uid)
        if self.page is not None and not self.page.is_dirty:
            self.stack.to_top()
        self._page_shown()

    def may_open(self, name: str) -> bool:
        """Whether the clerk's roles open a page."""
        return self._specs[name].may_open(self.context.actor.roles)

    def go_back(self) -> None:
        """The page before this one."""
        self.stack.back()
        self._page_shown()

    def go_home(self) -> None:
        """The page a desk begins with."""
        self.open_page(self._plan.home)

    def start_afresh(self) -> None:
        """Leave nothing of whoever was here: the page a desk begins with, and no way back from it.

        What is half-typed is kept in the file.
        """
        self.keep_now()
        self.notices.clear()
        self.key_sheet.close_popover()
        if self.search is not None:
            self.search.put_away()
        self.go_home()
        self.stack.close_others()
        self._page_shown()

    def leave_page(self) -> None:
        """Close this page; it asks first when something would be lost."""
        page = self.page
        if page is not None and self.stack.can_go_back:
            page.leave(self._left)

    def _left(self) -> None:
        self.stack.close_here()
        self._page_shown()

    def go_to_search(self) -> None:
        """Put the cursor into the search box."""
        self._cursor_is_owed = False
        if self.search is not None:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_keys(self) -> None:
        """Show or put away the key sheet."""
        if self.key_sheet.isVisible():
            self.key_sheet.close_popover()
            return
        page = self.page
        numbered = enumerate(self.navigation.buttons.values(), 1)
        desks = [Command(f"Alt+{n}", button.accessibleName(), button.click) for n, button in numbered]
        keys = command_keys
        everywhere = [
            *self.own,
            *(command for command in self._plan.menu if command.key),
            Command(keys.SCHEME, "换配色", self._theme.next_scheme),
            Command(keys.LARGER, "字大一点", self._theme.larger),
            Command(keys.SMALLER, "字小一点", self._theme.smaller),
            Command(keys.COVER, "遮住屏幕", self.show_keys),
            Command(keys.TAKE_BACK, "撤回刚办的", self.show_keys),
            Command(keys.LEAVE, "离开这一页", self.leave_page),
        ]
        between = self.queue.commands if self.queue is not None else ()
        here = (*page.declared, *between) if page is not None else ()
        groups = (("这一页", here), ("随处可用", everywhere), ("去别处", desks))
        self.key_sheet.show_groups([(title, commands) for title, commands in groups if commands])

    def keep_now(self) -> None:
        """Keep what is half-typed on every page."""
        for page in self.stack.pages:
            page.keep_now()

    # The page on top

    def _make(self, spec: PageSpec) -> Page:
        made: list[Page] = []

        def open_page(name: str, uid: str | None = None) -> None:
            if made and made[0] is self.page:
                self.open_page(name, uid)

        def go_back() -> None:
            if made and made[0] is self.page:
                self.go_back()

        # An answer may come when the clerk has gone elsewhere: a page behind pulls nobody to the next one.
        page = spec.factory(replace(self.context, open_page=open_page, go_back=go_back))
        made.append(page)
        page.heading_changed.connect(partial(self._heading_changed, page))
        page.commands_changed.connect(partial(self._heading_changed, page))
        page.draft_kept.connect(partial(self._draft_kept, page))
        return page

    def _page_shown(self) -> None:
        page = self.page
        here = self.stack.here
        if page is None or here is None:
            return
        changed = page is not self._shown
        self._shown = page
        self.navigation.mark(self._specs[here.name].under or here.name)
        self.heading.show_page(page)
        around = (command_keys.SEARCH, command_keys.HELP, command_keys.LOCK, SWITCH)
        own = {command.key: command for command in self.own}
        between = self.queue.commands if self.queue is not None else ()
        self.hints.show_commands([*page.declared, *between, *(own[key] for key in around if key in own)])
        if changed:
            self.hints.show_state("")
            self._focus_page()

    def _focus_page(self) -> None:
        page = self.page
        target = page.first_focus() if page is not None else None
        self._cursor_is_owed = target is None
        if target is None:
            target = self.search if self.search is not None else self
        # A page opens at its top: only to a line that is typed in does it run down at once.
        self._first = None if isinstance(target, (QLineEdit, QPlainTextEdit)) else target
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_cursor(self, page: Page) -> None:
        """Give the page the cursor once an answer brought a place for it, unless the clerk was faster."""
        searched = self.search is not None and self.search.is_in_use
        if self._cursor_is_owed and not searched and page.first_focus() is not None:
            self._focus_page()

    def _heading_changed(self, page: Page) -> None:
        if page is self.page:
            self.heading.refresh()
            self.hints.show_state("正在办理…" if page.busy else "")  # also what can be done now
            self._give_cursor(page)

    def _draft_kept(self, page: Page, instant: Any) -> None:
        if page is self.page:
            self.hints.show_state(f"草稿已保存 {spoken_instant(instant).rpartition(' ')[2]}", "ok")

    def _open_found(self, row: FoundRow) -> None:
        self.open_page(row.page, row.uid)
        self._focus_page()

    # Typing where nothing can be typed searches

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        harmless = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.leave_page()
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.stack.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif self.search is not None and is_typing(text) and not event.modifiers() & ~harmless:
            self.search.begin(text)
        else:
            super().keyPressEvent(event)

    def _focus_changed(self, before: QWidget | None, after: QWidget | None) -> None:
        """Widgets that take no text let the input method begin as well; see ``eventFilter``."""
        if before is not None:
            before.removeEventFilter(self)
        if after is not None and after is not self.search:
            self._cursor_is_owed = False
        if isinstance(after, RowsView) and (before is None or not self.stack.isAncestorOf(before)):
            self._first = after  # the cursor comes back from the search box or a menu: nothing moves
        elif after is not self._first:
            self._first = None
        if after is not None:
            self._focus_may_have_moved()
        if after is None or not self.isAncestorOf(after) or isinstance(after, (QLineEdit, QPlainTextEdit)):
            return
        if self.stack.isAncestorOf(after):
            after.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            after.installEventFilter(self)

    def _focus_may_have_moved(self) -> None:
        # Once the layout has settled: the focus often comes together with an error or a new row.
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and focus is not self._first:
            self.stack.bring_into_sight(focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodQueryEvent):
            event.setValue(Qt.InputMethodQuery.ImEnabled, self.search is not None)
            event.accept()
            return True
        if isinstance(event, QInputMethodEvent) and self.search is not None:
            typed = event.commitString() or event.preeditString()
            if typed:
                self.search.begin(typed)
            return True
        return super().eventFilter(watched, event)

    # Size

    def _arrange(self) -> None:
        self.navigation.set_compact(compact=self.width() / self._theme.scale < tokens.FULL_FROM)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_page()

    def remember_focus(self) -> None:
        """Note where the cursor is, for when the desk is shown again."""
        focus = self.window().focusWidget()
        self._focus = focus if focus is not None and self.isAncestorOf(focus) else None


def is_typing(text: str) -> bool:
    """Whether a key brought something that can be searched for."""
    return bool(text.strip()) and text.isprintable()
