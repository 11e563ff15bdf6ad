"""Makes the desk of whoever signed in: every subject's pages, the search, and what each page is given."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from resettle_desktop.app.own_fonts import take_own_fonts
from resettle_desktop.app.subjects import HOME, all_pages
from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage, Remembered
from resettle_desktop.foundation.ui.kept_drafts import StoredDrafts
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.values.clock import Clock, civil_date
from resettle_desktop.foundation.window.desk import Desk
from resettle_desktop.foundation.window.plan import DeskPlan
from resettle_desktop.matters.pages.counter_search import CounterSearch
from resettle_desktop.matters.pages.queue import ClerksQueue
from resettle_desktop.matters.pages.taking_back import TakingBack
from resettle_desktop.office.pages.arrival import SignedIn


class DeskMaker:
    """``place`` is what this PC is called, ``mark`` what stands in the bar all the time (练习)."""

    def __init__(
        self,
        worker: Worker,
        theme: Theme,
        press: Press,
        *,
        now: Clock,
        place: str,
        mark: str,
        parent: QObject,
        remembered: Remembered | None = None,
    ) -> None:
        self._worker = worker
        self._remembered = remembered
        self._theme = theme
        self._press = press
        self._now = now
        self._place = place
        self._mark = mark
        self._parent = parent

    def today(self) -> date:
        """The civil day by the program's clock."""
        return civil_date(self._now())

    def make(self, arrival: SignedIn) -> Desk:
        """The desk of one clerk."""
        search = CounterSearch(
            self._worker, self.today, arrival.facts.fuzzy_sounds, self._parent, now=self._now
        )
        desk = Desk(
            self._theme,
            DeskPlan(
                pages=all_pages(),
                make_context=partial(self._context, arrival),
                home=HOME,
                search=search,
                office=arrival.facts.office.name,
                place=self._place,
                clerk=arrival.actor.name,
                menu=(
                    Command("", "改登录密码", lambda: desk.open_page("office.own_password"), "key-round"),
                    Command("", "设换人密码", lambda: desk.open_page("office.pin"), "lock"),
                ),
                mark=self._mark,
                make_queue=ClerksQueue,
            ),
        )
        search.setParent(desk)
        take_own_fonts(self._worker, self._theme, desk)
        return desk

    def _context(
        self, arrival: SignedIn, notices: Notices, open_page: OpenPage, go_back: Callable[[], None]
    ) -> DeskContext:
        notices.taking_back = TakingBack(self._worker, notices)
        return DeskContext(
            worker=self._worker,
            actor=arrival.actor,
            theme=self._theme,
            today=self.today,
            press=self._press,
            open_page=open_page,
            notices=notices,
            drafts=StoredDrafts(self._worker, arrival.actor.uid, self._parent),
            go_back=go_back,
            now=self._now,
            remembered=self._remembered,
        )
