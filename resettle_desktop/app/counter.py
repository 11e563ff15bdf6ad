"""The running program: which layer the window shows, who is at the desk, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal

from resettle_desktop.app.first_paint import FirstPaint
from resettle_desktop.app.keeping import Keeper
from resettle_desktop.app.settings import Settings
from resettle_desktop.app.subjects import CLOCK, HOME, all_pages, load_subjects
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.values.clock import Clock, civil_date, system_clock
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.entrance import Entrance
from resettle_desktop.office.pages.gate import PROGRAM_NAME

if TYPE_CHECKING:  # the sign-in box is on the screen before these are loaded
    from sqlalchemy.orm import Session

    from resettle_desktop.foundation.database.password import PasswordCost
    from resettle_desktop.foundation.documents.press import Press
    from resettle_desktop.foundation.ui.crash_report import CrashReports
    from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage
    from resettle_desktop.foundation.ui.notices import Notices
    from resettle_desktop.foundation.ui.page import PageSpec
    from resettle_desktop.foundation.window.desk import Desk
    from resettle_desktop.office.pages.lock_page import LockPage

PRACTICE_SIGN_IN: Final = "lianxi2026"
"""Shown on the sign-in page: the practice office's people are invented."""
SAVED_AWAY: Final = "正在备份今天的资料，完成后自动退出…"
NOT_BACKED_UP: Final = "退出前的备份没有做成；再点一次关闭就不备份直接退出，今天办好的都已保存在本机"
LAST_TIME: Final = "上次异常退出；办好的都在，没办完的在服务台上接着办"


class Counter(QObject):
    """One window, one worker, one press, one office's folder (and its practice folder).

    ``at_desk`` is emitted when a clerk's desk is shown, ``closed`` when everything is saved and closed. A
    ``rehearsal`` (the tour) sets a practice office up by hand, as a real one is.
    """

    at_desk: ClassVar[Signal] = Signal()
    closed: ClassVar[Signal] = Signal()

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        settings: Settings,
        *,
        second_home: Path,
        reports: CrashReports | None = None,
        clock: Clock = system_clock,
        cost: PasswordCost | None = None,
        rehearsal: bool = False,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.theme = theme
        self.window = Window(theme, PROGRAM_NAME)
        self.box = StoreBox()
        self.worker = Worker(self.box, self)
        self.present: SignedIn | None = None
        self._settings = settings
        self._reports = reports
        self._clock = clock
        self._cost = cost
        self._second_home = second_home
        self._rehearsal = rehearsal
        self._keeper = Keeper(self.worker, clock, self)
        self._made_press: Press | None = None
        self._leaving = False
        self._leave_anyway = False
        self._told_of_crash = False
        self.door = self._make_door(practice=rehearsal)
        self.window.lock_asked.connect(self.lock)
        self.window.idle.connect(self.lock)
        self.window.switch_asked.connect(self.switch)
        self.window.before_close = self._may_close
        self.worker.trouble.connect(self._trouble)
        theme.changed.connect(partial(settings.keep_theme, theme))

    def begin(self) -> None:
        """Show the window with the sign-in box; what its first paint can do without comes after it."""
        FirstPaint(self.window).done.connect(self.theme.complete)
        self._show_entrance()
        self.window.show()
        self.window.activateWindow()

    @property
    def today(self) -> date:
        """The civil day by the program's clock."""
        return civil_date(self._clock())

    @property
    def press(self) -> Press:
        """The press; made, and its fonts opened, when the first page could want a paper."""
        if self._made_press is None:
            documents: Any = import_module("resettle_desktop.foundation.documents.press")
            self._made_press = documents.Press()
            self._made_press.warm()
        return self._made_press

    # In front of the desk

    def _make_door(self, *, practice: bool) -> Door:
        return Door(
            self.worker,
            self.folder / "practice" if practice and not self._rehearsal else self.folder,
            desk=self._settings.desk,
            second=self._second_home,
            practice=practice,
            clock=self._clock,
            cost=self._cost,
            load=load_subjects,
            parent=self,
        )

    def _show_entrance(self) -> None:
        entrance = Entrance(
            self.theme,
            self.door,
            last_login=self._settings.text(self._remembered("login")),
            place=self._settings.text(self._remembered("office")),
            hint=PRACTICE_SIGN_IN if self.door.practice and not self._rehearsal else "",
        )
        entrance.signed_in.connect(self._arrived)
        entrance.first_start.connect(self._first_start)
        entrance.practice_wanted.connect(partial(self._change_door, practice=True))
        entrance.real_wanted.connect(partial(self._change_door, practice=False))
        entrance.restore_wanted.connect(self._restore)
        entrance.other_folder_wanted.connect(self._other_folder)
        self.window.show_gate(entrance)
        if self.window.isVisible():
            QTimer.singleShot(0, entrance, entrance.look)
        else:  # looking loads SQLAlchemy, and the first paint would share the interpreter with that
            FirstPaint(self.window).done.connect(entrance.look)

    def _remembered(self, name: str) -> str:
        return f"practice_{name}" if self.door.practice else name

    def _change_door(self, *, practice: bool) -> None:
        self.door = self._make_door(practice=practice)
        self._show_entrance()

    def _other_folder(self) -> None:
        """The clerk opens another office's folder, one that was moved for example."""
        dialog: Any = import_module("PySide6.QtWidgets")
        chosen = dialog.QFileDialog.getExistingDirectory(self.window, "数据在哪个文件夹", str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._settings.keep("folder", chosen)
            self._change_door(practice=False)

    def _first_start(self) -> None:
        if self.door.practice and not self._rehearsal:
            self._make_practice()
        else:
            self._begin_setup(None)

    def _begin_setup(self, arrival: SignedIn | None) -> None:
        wizard: Any = import_module("resettle_desktop.office.pages.first_start")
        paper: Any = import_module("resettle_desktop.app.paper")
        page = wizard.FirstStart(
            self.theme,
            self.door,
            self.press,
            arrival=arrival,
            print_paper=paper.default_printer_job(),
        )
        page.finished.connect(self._set_up)
        page.restore_wanted.connect(self._restore)
        self.window.show_gate(page)

    def _set_up(self, begun: Any) -> None:
        if begun.practice:
            self.door.close(partial(self._change_door, practice=True), owner=self)
        else:
            self.enter(begun.arrival)

    def _make_practice(self) -> None:
        """Make the practice office and fill its township, then sign its clerk in."""
        samples: Any = import_module("resettle_desktop.samples")

        def filled(arrival: SignedIn) -> None:
            self.worker.errand(
                lambda store: samples.fill_township(store, arrival.actor),
                lambda _uids: self.enter(arrival),
                owner=self,
            )

        def failed(_error: Exception) -> None:
            self._change_door(practice=False)

        self.door.create(samples.PRACTICE_OFFICE, PRACTICE_SIGN_IN, filled, owner=self, failed=failed)

    def _restore(self) -> None:
        pages: Any = import_module("resettle_desktop.office.pages.restore_page")
        page = pages.RestorePage(self.theme, self.door)
        page.restored.connect(self._show_entrance)
        page.left.connect(self._show_entrance)
        self.window.show_gate(page)

    # At the desk

    def _arrived(self, arrival: SignedIn) -> None:
        if arrival.needs_sheet and (self._rehearsal or not self.door.practice):
            self._begin_setup(arrival)
        else:
            self.enter(arrival)

    @property
    def pages(self) -> tuple[PageSpec, ...]:
        """Every page of the program."""
        return all_pages()

    def enter(self, arrival: SignedIn) -> None:
        """Show somebody who signed in his desk."""
        self.present = arrival
        self._settings.keep(self._remembered("login"), arrival.facts.clerk.login)
        self._settings.keep(self._remembered("office"), arrival.facts.office.name)
        desk = self._desk_of(arrival)
        self.window.enter_desk(desk)
        if arrival.clock_behind:
            desk.open_page(CLOCK)
        self.worker.ask(
            search_words_are_current, lambda current: self._make_search_words(current=current), owner=self
        )
        for sentence in arrival.notices:
            desk.notices.say(sentence, tone="warn")
        self._tell_last_time(desk.notices)
        self.window.watch_idle(arrival.facts.idle_lock_minutes)
        self._keeper.daily(self.door.threshold.folder, self.box.open_store.key)
        self.at_desk.emit()

    def _make_search_words(self, *, current: bool) -> None:
        """A newer program looks people up by other words: make them anew once."""
        if not current and self.present is not None and not self.present.clock_behind:
            acts: Any = import_module("resettle_desktop.households.use_cases")
            self.worker.act(
                acts.rebuild_search_index, acts.RebuildSearchDraft(), lambda _count: None, owner=self
            )

    def _desk_of(self, arrival: SignedIn) -> Desk:
        # Imported beside SQLAlchemy, after the first paint.
        desk: Any = import_module("resettle_desktop.foundation.window.desk")
        plan: Any = import_module("resettle_desktop.foundation.window.plan")
        made: Desk = desk.Desk(
            self.theme,
            plan.DeskPlan(
                pages=all_pages(),
                make_context=partial(self._context, arrival),
                home=HOME,
                search=self._search(arrival),
                office=arrival.facts.office.name,
                place="练习" if self.door.practice else self._settings.desk,
                clerk=arrival.actor.name,
                menu=(
                    Command("", "改登录密码", lambda: made.open_page("office.own_password"), "key-round"),
                    Command("", "设换人密码", lambda: made.open_page("office.pin"), "lock"),
                ),
            ),
        )
        return made

    def _context(
        self, arrival: SignedIn, notices: Notices, open_page: OpenPage, go_back: Callable[[], None]
    ) -> DeskContext:
        drafts: Any = import_module("resettle_desktop.foundation.ui.kept_drafts")
        contexts: Any = import_module("resettle_desktop.foundation.ui.desk_context")
        made: DeskContext = contexts.DeskContext(
            worker=self.worker,
            actor=arrival.actor,
            theme=self.theme,
            today=lambda: self.today,
            press=self.press,
            open_page=open_page,
            notices=notices,
            drafts=drafts.StoredDrafts(self.worker, arrival.actor.uid, self),
            go_back=go_back,
        )
        return made

    def _search(self, arrival: SignedIn) -> Any:
        pages: Any = import_module("resettle_desktop.households.pages.people_search")
        return pages.PeopleSearch(self.worker, lambda: self.today, arrival.facts.fuzzy_sounds, self)

    def lock(self) -> None:
        """Ask for the present clerk's secret; what is typed stays behind the lock."""
        self._ask_who(switching=False)

    def switch(self) -> None:
        """Give the desk to another clerk."""
        self._ask_who(switching=True)

    def _ask_who(self, *, switching: bool) -> None:
        if self.present is None or self.window.desk is None or self.window.is_locked:
            return
        locks: Any = import_module("resettle_desktop.office.pages.lock_page")
        page: LockPage = locks.LockPage(self.theme, self.door, self.present, switching=switching)
        page.signed_in.connect(self._came_back)
        page.cancelled.connect(self.window.unlock)
        page.left.connect(partial(self._sign_out, page))
        self.window.lock(page)

    def _came_back(self, arrival: SignedIn) -> None:
        present, self.present = self.present, arrival
        if present is None:
            return
        if present.actor == arrival.actor:
            self.window.unlock()
        else:
            self.enter(arrival)

    def _sign_out(self, lock: LockPage) -> None:
        lock.setEnabled(False)  # the file is being closed: nobody can come back any more
        self.present = None
        self.window.watch_idle(0)
        self.door.close(self._show_entrance, owner=self)

    # Troubles

    def _trouble(self, error: Exception) -> None:
        if self.window.desk is not None:
            self.window.desk.notices.trouble(error)
        if self._reports is not None and is_our_bug(error):
            self._reports.write(error)

    def _tell_last_time(self, notices: Notices) -> None:
        crashed = self.door.threshold.folder.lock.after_crash
        if self._reports is not None and self._reports.from_last_time() is not None:
            self._reports.mark_seen()
            crashed = True
        if crashed and not self._told_of_crash:
            self._told_of_crash = True
            notices.say(LAST_TIME, tone="warn")

    # The end

    def _may_close(self) -> bool:
        """Close at once when no file is open; else back up what was done, close the file, and come again."""
        if self.box.store is None or self._leave_anyway:
            self._end()
            return True
        if not self._leaving:
            self._leaving = True
            if self.window.desk is not None:
                self.window.desk.notices.say(SAVED_AWAY, tone="info")
            folder, key = self.door.threshold.folder, self.box.open_store.key
            self._keeper.at_exit(folder, key, lambda _made: self._close_file(), self._not_backed_up)
        return False

    def _not_backed_up(self, error: Exception) -> None:
        self._leaving = False
        self._leave_anyway = True
        if self.window.desk is not None:
            self.window.desk.notices.trouble(error)
            self.window.desk.notices.say(NOT_BACKED_UP, tone="warn")

    def _close_file(self) -> None:
        self.present = None
        self.door.close(self._close_window, owner=self)

    def _close_window(self) -> None:
        self.window.close()

    def _end(self) -> None:
        self.worker.stop()
        if self.box.store is not None:
            self.box.store.close()
            self.box.store = None
        if self._made_press is not None:
            self._made_press.close()
        self.closed.emit()


def search_words_are_current(session: Session) -> bool:
    """Whether people can be found by today's words."""
    queries: Any = import_module("resettle_desktop.households.queries")
    current: bool = queries.search_is_current(session)
    return current


def is_our_bug(error: Exception) -> bool:
    """Whether neither the rules nor the machine said it."""
    return not isinstance(error, Refusal | EnvironmentFailure)
