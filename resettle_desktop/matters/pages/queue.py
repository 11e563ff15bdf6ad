"""Between one person at the counter and the next: 挂起, 下一位, and going on with what was parked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_input import RowsInput
from resettle_desktop.foundation.window.desk import Desk
from resettle_desktop.foundation.window.page_stack import Place
from resettle_desktop.matters.queries import ParkedRow, parked_case
from resettle_desktop.matters.rules.parking import TAKE_UP
from resettle_desktop.matters.use_cases.parking import (
    NO_LONGER_PARKED,
    ParkDraft,
    TakeUpDraft,
    park_case,
    take_up_case,
)

PARK: Final = "Ctrl+H"
NEXT: Final = "Ctrl+N"
PARKED: Final = "已挂起。人回来时打四位号码或姓名接着办"


class ClerksQueue(QObject):
    """The queue of the clerk whose desk it is: everything waits in the file, nothing in this object."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.ways: Mapping[str, Callable[[str], None]] = {TAKE_UP: self.take_up}
        self.commands: Sequence[Command] = (
            Command(PARK, "挂起", self.park, ready=self.can_park),
            Command(NEXT, "下一位", self.next_please, ready=self.somebody_was_here),
        )

    def can_park(self) -> bool:
        """Whether the page on top is about somebody, or half-typed and kept."""
        page = self._desk.page
        if page is None:
            return False
        if page.is_about_people and page.subject_uid is not None:
            return True
        return isinstance(page, Form) and page.is_dirty and page.keeper.keeps

    def somebody_was_here(self) -> bool:
        """Whether anything is on the screen or behind it."""
        return self._desk.stack.can_go_back

    def park(self) -> None:
        """Lay the page on top aside and show the safe screen at once; it is back if that cannot be saved."""
        page, here = self._desk.page, self._desk.stack.here
        if page is None or here is None or page.busy:
            return
        label = page.draft_label() if isinstance(page, Form) else page.title
        draft = ParkDraft(here.name, here.uid, label, cursor_of(page))
        page.keep_now()
        self._desk.go_home()
        self._desk.context.worker.act(
            park_case, draft, self._parked, owner=self, failed=partial(self._not_parked, here)
        )

    def next_please(self) -> None:
        """The next person finds nothing of the one before."""
        self._desk.start_afresh()

    def take_up(self, uid: str) -> None:
        """Go on with a parked case: its page, object and form as they were left."""
        context = self._desk.context

        def open_if_allowed(case: ParkedRow | None) -> None:
            if case is None:
                context.notices.say(NO_LONGER_PARKED, tone="warn")
            elif not self._desk.may_open(case.page):
                self._desk.open_page(case.page, case.object_uid)  # says why not; the case goes on waiting
            else:
                self._desk.keep_now()
                context.worker.act(
                    take_up_case, TakeUpDraft(uid), self._taken_up, owner=self, failed=self._refused
                )

        def question(session: Any) -> ParkedRow | None:
            return parked_case(session, context.actor.uid, uid)

        context.worker.ask(question, open_if_allowed, owner=self, latest="case")

    def _parked(self, _uid: str) -> None:
        self._desk.start_afresh()
        self._desk.context.notices.say(PARKED, tone="info")

    def _not_parked(self, here: Place, error: Exception) -> None:
        self._desk.open_page(here.name, here.uid)
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal):  # anything else is on the screen already
            self._desk.context.notices.trouble(error)

    def _taken_up(self, case: Sequence[Any]) -> None:
        name, uid, cursor = case
        self._desk.start_afresh()
        self._desk.open_page(name, uid)
        page = self._desk.page
        if isinstance(page, Form) and cursor:
            page.keeper.restored.connect(
                partial(put_cursor, page, cursor), Qt.ConnectionType.SingleShotConnection
            )


def cursor_of(page: Page) -> str:
    """The field of a form the cursor is in: ``phone``, or ``members.1.number`` for a cell."""
    focus = page.focusWidget()
    if not isinstance(page, Form) or focus is None:
        return ""
    for field in page.fields:
        if isinstance(field.widget, RowsInput):
            for number in range(len(field.widget.rows)):
                for column in field.widget.columns:
                    if field.widget.cell(number, column.name) is focus:
                        return f"{field.name}.{number}.{column.name}"
        elif field.widget is focus or field.widget.isAncestorOf(focus):
            return field.name
    return ""


def put_cursor(form: Form, cursor: str) -> None:
    """Put the cursor into a field again, as far as it is there."""
    name, _, cell = cursor.partition(".")
    field = form.fields.get(name)
    if field is None:
        return
    target: QWidget = field.widget
    if isinstance(target, RowsInput) and cell:
        number, _, column = cell.partition(".")
        if int(number) < len(target.rows) and column in {each.name for each in target.columns}:
            target = target.cell(int(number), column)
    target.setFocus(Qt.FocusReason.OtherFocusReason)
