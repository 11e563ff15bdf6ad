"""A page of the desk: it declares its name, title and commands, asks the worker, and says when it is empty.

    class RoomsPage(Page):
        name = "sites.rooms"
        title = "房屋"
        reload_on = frozenset({"room", "occupancy"})

        def build(self) -> None:
            self.body.addWidget(...)

        def commands(self) -> Sequence[Command]:
            return (Command("F3", "登记房屋", self.add_room, icon="plus", primary=True),)

        def reload(self) -> None:
            self.context.worker.ask(rooms, self.show_rooms, owner=self, latest="rooms")

A subject's ``pages/__init__.py`` lists ``PAGES: tuple[PageSpec, ...]``; the window makes pages from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip
from resettle_desktop.foundation.ui.commands import Command, bind
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.question_bar import Answer, QuestionBar
from resettle_desktop.foundation.ui.tokens import SCROLL_BAR

MARGINS: Final = (16, 0, 16, 16)


class Page(QWidget):
    """Base of every page. Subclasses override ``build``, ``commands``, ``reload``; Qt's constructor stays.

    ``name`` is what ``open_page`` is given, ``reload_on`` the tables whose change makes it reload.
    """

    name: ClassVar[str] = ""
    title: str = ""
    reload_on: ClassVar[frozenset[str]] = frozenset()
    is_dirty: bool = False
    """Whether something was changed here that no act has saved yet."""

    is_done: bool = False
    """Whether the way back leaves it out: what was to be done here is done, once and for all."""

    is_about_people: ClassVar[bool] = False
    """Whether it shows somebody who may stand at the counter: such a page can be parked."""

    heading_changed: ClassVar[Signal] = Signal()
    commands_changed: ClassVar[Signal] = Signal()
    draft_kept: ClassVar[Signal] = Signal(object)
    """The instant up to which everything typed is in the file."""

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self.context = context
        self.subject_uid: str | None = None
        self.chip: Chip | None = None
        self.title_keeps = ""
        self.busy = False
        self._stale = False
        self._question: QuestionBar | None = None
        self.setObjectName("page")
        self.body = QVBoxLayout(self)
        self._room = spaced(context.theme, self.body, margins=MARGINS, spacing=12)
        self.prepare()
        self.build()
        self.built()
        self.declared = tuple(self.commands())
        for command in self.declared:
            bind(command, self)
        context.worker.changed.connect(self._file_changed)

    # What a page overrides

    def build(self) -> None:
        """Make the widgets, once; ``self.body`` is the page's column."""

    def prepare(self) -> None:
        """Run once before ``build``; for the bases of pages."""

    def built(self) -> None:
        """Run once after ``build``; for the bases of pages."""

    def commands(self) -> Sequence[Command]:
        """What can be done here, in the order of the hint bar."""
        return ()

    def reload(self) -> None:
        """Ask for what the page shows; called when it is opened and when a table of ``reload_on`` changed."""

    def leave(self, then: Callable[[], None]) -> None:
        """Go away for good: run ``then``, at once or after asking, when something would be lost."""
        then()

    def keep_now(self) -> None:
        """Keep what is half-typed at once: the desk is about to be locked or closed."""

    def first_focus(self) -> QWidget | None:
        """The widget that takes the keys when the page opens; None leaves typing to the search box."""
        return None

    # What a page is told and may say

    def show_subject(self, uid: str | None) -> None:
        """Show the page for one object (None: for none in particular)."""
        self.subject_uid = uid
        self.reload()

    def set_heading(self, title: str, chip: Chip | None = None, *, keeps: str = "") -> None:
        """Change the title and the state chip beside it; ``keeps`` is an end of it that is never cut off."""
        self.title, self.chip, self.title_keeps = title, chip, keeps
        self.heading_changed.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Show that an answer is awaited; commands that must not run twice ask ``self.busy``."""
        if busy != self.busy:
            self.busy = busy
            self.commands_changed.emit()

    def ask_here(self, question: str, *answers: Answer) -> QuestionBar:
        """Ask on the page itself; nothing else is blocked and Esc closes the question.

        self.ask_here("停用这个账号？", Answer("停用", self.stop_clerk), Answer("不停用"))
        """
        if self._question is not None:
            self._question.close_bar()
        bar = QuestionBar(self.context.theme, question, answers, self)
        bar.closed.connect(self._question_closed)
        self._question = bar
        self.body.insertWidget(0, bar)
        bar.ask()
        return bar

    def make_way(self, *, scroll_bar: bool) -> None:
        """Give the room at the right to the scroll bar, so that the cards keep their edge."""
        left, top, right, bottom = MARGINS
        self._room.set_margins((left, top, right - SCROLL_BAR if scroll_bar else right, bottom))

    @property
    def open_question(self) -> QuestionBar | None:
        """The question that is open on the page, if one is."""
        return self._question

    def _question_closed(self) -> None:
        self._question = None

    def _file_changed(self, tables: frozenset[str]) -> None:
        if not self.reload_on & tables:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()


@dataclass(frozen=True, slots=True)
class NavEntry:
    """Where a page stands in the navigation; ``short`` is its two or three characters for large type."""

    order: int
    icon: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as data: how it is called, how it is made, which roles may open it (empty: everyone).

    ``under`` names the page whose entry in the navigation is lit, where that is not its own subject's.
    """

    name: str
    title: str
    factory: Callable[[DeskContext], Page]
    roles: frozenset[str] = frozenset()
    nav: NavEntry | None = None
    under: str = ""

    def may_open(self, roles: frozenset[str]) -> bool:
        """Whether somebody with ``roles`` may open it."""
        return not self.roles or bool(self.roles & roles)
