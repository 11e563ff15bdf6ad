"""The running program: which layer the window shows, who is at the desk, and how it ends."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from resettle_desktop.app import last_time, practice
from resettle_desktop.app.first_paint import FirstPaint
from resettle_desktop.app.folders import NOTHING_THERE, AskFolder, ask_folder, holds_an_office
from resettle_desktop.app.keeping import Keeper
from resettle_desktop.app.leaving import Leaving
from resettle_desktop.app.settings import Settings
from resettle_desktop.app.subjects import CLOCK, HOME, all_pages, load_subjects
from resettle_desktop.app.telling import Front, is_our_bug, sentence_of
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.values.clock import Clock, civil_date, system_clock
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.entrance import Entrance
from resettle_desktop.office.pages.gate import PROGRAM_NAME

if TYPE_CHECKING:  # the sign-in box is on the screen before these are loaded
    from resettle_desktop.foundation.database.password import PasswordCost
    from resettle_desktop.foundation.documents.press import Press
    from resettle_desktop.foundation.ui.crash_report import CrashReports
    from resettle_desktop.foundation.ui.page import PageSpec
    from resettle_desktop.foundation.window.desk import Desk
    from resettle_desktop.office.pages.arrival import SignedIn
    from resettle_desktop.office.pages.lock_page import LockPage

CLOCK_IS_BEHIND: Final = "电脑时间比上一笔业务还早，可以查看，暂不能办理；请负责人登录核对日期"
RESTORED: Final = "已恢复；请用做备份那天的密码登录，或者用恢复单"


class Counter(QObject):
    """One window, one worker, one press, one office's folder (and its practice folder).

    ``at_desk`` is emitted when a clerk's desk is shown, ``closed`` when everything is saved and closed. A
    ``rehearsal`` (the tour) sets a practice office up by hand, as a real one is.
    """

    at_desk: ClassVar[Signal] = Signal()
    closed: ClassVar[Signal] = Signal()
    _uncaught: ClassVar[Signal] = Signal(object)

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
        ask_folder: AskFolder = ask_folder,
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
        self._ask_folder = ask_folder
        self._keeper = Keeper(self.worker, clock, settings.desk, self)
        self._keeper.made.connect(self._backed_up)
        self._made_press: Press | None = None
        self._gate: Any = None
        self._lock: LockPage | None = None
        self._told_of_crash = False
        self.door = self._make_door(practice=rehearsal)
        self.leaving = Leaving(self.box, self._keeper, lambda: self.door, self._tell, self)
        self.worker.changed.connect(self.leaving.something_was_done)
        self.leaving.ready.connect(self.window.close)
        self.window.lock_asked.connect(self.lock)
        self.window.idle.connect(self._left_alone)
        self.window.switch_asked.connect(self.switch)
        self.window.before_close = self._may_close
        self.worker.trouble.connect(self._trouble)
        self._uncaught.connect(self._say_trouble)
        if reports is not None:
            reports.on_error = self._uncaught.emit
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
            from resettle_desktop.foundation.documents.fonts import DROP_IN, use_drop_in_folder
            from resettle_desktop.foundation.documents.press import Press

            use_drop_in_folder(self.folder / DROP_IN)
            self._made_press = Press()
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
            hint=practice.TYPED_TO_PRACTISE if self.door.practice and not self._rehearsal else "",
        )
        entrance.signed_in.connect(self._arrived)
        entrance.first_start.connect(self._first_start)
        entrance.practice_wanted.connect(partial(self._change_door, practice=True))
        entrance.real_wanted.connect(partial(self._change_door, practice=False))
        entrance.restore_wanted.connect(self._restore)
        entrance.other_folder_wanted.connect(self._other_folder)
        self._show_gate(entrance)
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
        chosen = self._ask_folder(self.window, "数据在哪个文件夹")
        if chosen is None:
            return
        if not holds_an_office(chosen):  # the first start must not begin in a folder taken by mistake
            self._gate.say(EnvironmentFailure(*NOTHING_THERE), str(chosen))
            return
        self.folder = chosen
        self._settings.keep("folder", str(chosen))
        self._change_door(practice=False)

    def _first_start(self) -> None:
        if self.door.practice and not self._rehearsal:
            self._make_practice()
        else:
            self._begin_setup(None)

    def _begin_setup(self, arrival: SignedIn | None) -> None:
        from resettle_desktop.app.paper import default_printer_job
        from resettle_desktop.office.pages.first_start import FirstStart

        page = FirstStart(
            self.theme,
            self.door,
            self.press,
            arrival=arrival,
            print_paper=default_printer_job(),
        )
        page.finished.connect(self._set_up)
        page.restore_wanted.connect(self._restore)
        self._show_gate(page)

    def _set_up(self, begun: Any) -> None:
        if begun.practice:
            self.door.close(partial(self._change_door, practice=True), owner=self)
        else:
            self.enter(begun.arrival)

    def _make_practice(self) -> None:
        """Make the practice office; nothing else can be asked for meanwhile."""
        self._gate.setEnabled(False)
        self._gate.tell(practice.MAKING, tone="muted")
        practice.make_practice(self.door, self.enter, self._no_practice, owner=self)

    def _no_practice(self, error: Exception) -> None:
        def back() -> None:
            self._change_door(practice=False)
            self._tell(sentence_of(error), "bad")

        self.door.close(back, owner=self)

    def _restore(self) -> None:
        from resettle_desktop.office.pages.restore_page import RestorePage

        page = RestorePage(self.theme, self.door, choose=lambda page: self._ask_folder(page, "备份放在哪里"))
        page.restored.connect(self._restored)
        page.left.connect(self._show_entrance)
        self._show_gate(page)

    def _restored(self) -> None:
        self._show_entrance()
        self._tell(RESTORED, "ok")

    def _show_gate(self, page: Any) -> None:
        self._gate = page
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
        desk = self._make_desk(arrival)
        self.window.enter_desk(desk)
        if not arrival.clock_behind:
            from resettle_desktop.app.search_words import renew_search_words

            renew_search_words(self.worker, desk)
        self._greet(desk, arrival)
        self.window.watch_idle(arrival.facts.idle_lock_minutes)
        self._keeper.daily(self.door.threshold.folder, self.box.open_store.key)
        self.at_desk.emit()

    def _make_desk(self, arrival: SignedIn) -> Desk:
        from resettle_desktop.app.desk import DeskMaker  # beside SQLAlchemy, after the first paint

        made: Desk = DeskMaker(
            self.worker,
            self.theme,
            self.press,
            now=self._clock,
            place=self._settings.desk,
            remembered=self._settings,
            mark=practice.MARK if self.door.practice else "",
            parent=self,
        ).make(arrival)
        return made

    def _greet(self, desk: Desk, arrival: SignedIn) -> None:
        """What the clerk must know before anything else, in one line."""
        sentences = list(arrival.notices)
        if arrival.clock_behind:
            if desk.may_open(CLOCK):
                desk.open_page(CLOCK)
            else:
                sentences.append(CLOCK_IS_BEHIND)

        def say() -> None:
            if sentences:
                desk.notices.say("。".join(sentences), tone="warn")

        def say_kept(kept: int) -> None:
            sentences.append(last_time.spoken(kept))
            say()

        left = self.door.threshold.folder.lock.after_crash
        if not self._told_of_crash and last_time.ended_badly(self._reports, lock_was_left=left):
            self._told_of_crash = True
            question = partial(last_time.kept_forms, clerk_uid=arrival.actor.uid)
            self.worker.ask(question, say_kept, owner=desk)
        else:
            say()

    def lock(self) -> None:
        """Ask for the present clerk's secret; what is typed stays behind the lock."""
        self._ask_who(switching=False)

    def switch(self) -> None:
        """Give the desk to another clerk."""
        self._ask_who(switching=True)

    def _left_alone(self) -> None:
        """Nobody touched anything: lock; a desk that was being given away can no longer be taken back."""
        if self._lock is not None and self.window.is_locked and self._lock.is_switching:
            self._show_lock(self._lock.present, switching=False)
        else:
            self.lock()

    def _ask_who(self, *, switching: bool) -> None:
        if self.present is not None and self.window.desk is not None and not self.window.is_locked:
            self._show_lock(self.present, switching=switching)

    def _show_lock(self, present: SignedIn, *, switching: bool) -> None:
        from resettle_desktop.office.pages.lock_page import LockPage

        page = LockPage(self.theme, self.door, present, switching=switching)
        page.signed_in.connect(self._came_back)
        page.cancelled.connect(self.window.unlock)
        page.left.connect(partial(self._sign_out, page))
        self._lock = page
        self.window.lock(page)

    def _came_back(self, arrival: SignedIn) -> None:
        present, self.present = self.present, arrival
        if present is None:
            return
        if present.actor == arrival.actor:
            self.window.unlock()
            self._keeper.daily(self.door.threshold.folder, self.box.open_store.key)
        else:
            self.enter(arrival)

    def _sign_out(self, lock: LockPage) -> None:
        lock.setEnabled(False)  # the file is being closed: nobody can come back any more
        self.present = None
        self.window.watch_idle(0)
        self._keeper.stop_then(lambda: self.door.close(self._show_entrance, owner=self))

    # What is said

    def _tell(self, sentence: str, tone: str) -> None:
        """Say it where the clerk looks now, and on the desk behind a lock."""
        if self.window.desk is not None:
            self.window.desk.notices.say(sentence, tone=tone)
        if self._front is not None:
            self._front.tell(sentence, tone=tone)

    @property
    def _front(self) -> Front | None:
        """What stands in front of the desk; None while somebody is at it."""
        if self.window.desk is None:
            return self._gate if isValid(self._gate) else None
        return self._lock if self.window.is_locked else None

    def _backed_up(self) -> None:
        """The page a desk begins with tells how old the last backup is."""
        pages = () if self.window.desk is None else self.window.desk.stack.pages
        for page in pages:
            if page.name == HOME:
                page.reload()

    def _trouble(self, error: Exception) -> None:
        self._say_trouble(error)
        if self._reports is not None and is_our_bug(error):
            self._reports.write(error)

    def _say_trouble(self, error: Exception) -> None:
        if self.window.desk is not None:
            self.window.desk.notices.trouble(error)
        if self._front is not None:
            self._front.tell(sentence_of(error), tone="bad")

    # The end

    def _may_close(self) -> bool:
        if self.window.is_covered and self.window.desk is not None:
            self.lock()  # what is said about the backup must be seen, and nobody's papers
            self.window.uncover()
        if not self.leaving.may_close():
            return False
        self._end()
        return True

    def _end(self) -> None:
        self.worker.stop()
        self.box.store = None
        self.door.let_go()
        if self._made_press is not None:
            self._made_press.close()
        self.closed.emit()
