"""Everything in front of the desk: signing in, the recovery sheet, what to do when the file will not open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.unlock_page import UnlockPage

if TYPE_CHECKING:  # made when they are wanted: the sign-in box does not wait for them
    from resettle_desktop.office.pages.arrival import Outlook, SignedIn
    from resettle_desktop.office.pages.failure_page import FailurePage
    from resettle_desktop.office.pages.sheet_page import SheetPage

OUR_FAULT: Final = (
    "程序出错了，没有看成数据文件夹",
    "里面的资料没有改动",
    "已记下一份不含个人资料的出错报告；请再试一次，再不行就退出程序重新打开",
)


class Entrance(QWidget):
    """Shows the sign-in box at once and looks at the folder meanwhile.

    ``signed_in`` carries who has the desk. What is not signing in is ``app``'s: ``first_start`` (the folder
    is empty), ``restore_wanted``, ``other_folder_wanted``, and the ways between real and practice data.
    """

    signed_in: ClassVar[Signal] = Signal(object)
    first_start: ClassVar[Signal] = Signal()
    restore_wanted: ClassVar[Signal] = Signal()
    other_folder_wanted: ClassVar[Signal] = Signal()
    practice_wanted: ClassVar[Signal] = Signal()
    real_wanted: ClassVar[Signal] = Signal()

    def __init__(
        self, theme: Theme, door: Door, *, last_login: str = "", place: str = "", hint: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._door = door
        self._sheet: SheetPage | None = None
        self._failure: FailurePage | None = None
        self._layers = QStackedLayout(self)
        self.unlock = UnlockPage(theme, door, last_login=last_login, hint=hint)
        self.unlock.set_place(place)
        self._layers.addWidget(self.unlock)
        self.unlock.signed_in.connect(self._arrived)
        self.unlock.sheet_wanted.connect(self._ask_sheet)
        self.unlock.restore_wanted.connect(self.restore_wanted)
        self.unlock.practice_wanted.connect(self.practice_wanted)
        self.unlock.real_wanted.connect(self.real_wanted)
        self.setFocusProxy(self.unlock)

    @property
    def sheet(self) -> SheetPage:
        """Opening with the recovery sheet."""
        if self._sheet is None:
            from resettle_desktop.office.pages.sheet_page import SheetPage

            self._sheet = page = SheetPage(self._theme, self._door)
            page.signed_in.connect(self._arrived)
            page.left.connect(self._back)
            page.show_people(self._door.people)
            self._layers.addWidget(page)
        return self._sheet

    @property
    def failure(self) -> FailurePage:
        """What keeps the file closed, and what can be done."""
        if self._failure is None:
            from resettle_desktop.office.pages.failure_page import FailurePage

            self._failure = page = FailurePage(self._theme)
            page.again.connect(self.look)
            page.restore_wanted.connect(self.restore_wanted)
            page.other_folder_wanted.connect(self.other_folder_wanted)
            self._layers.addWidget(page)
        return self._failure

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say something that happened while nobody was at the desk."""
        self.unlock.tell(sentence, tone=tone)

    def look(self) -> None:
        """Look at the folder; called once the window is on the screen."""
        self._door.look(self._seen, owner=self, failed=self._cannot_look)

    def _seen(self, outlook: Outlook) -> None:
        if outlook.new:
            self.first_start.emit()
        elif outlook.failure is not None:
            self._say(outlook.failure)
        else:
            self.unlock.show_outlook(outlook)
            if self._sheet is not None:
                self._sheet.show_people(outlook.people)
            self._show(self.unlock)

    def _cannot_look(self, error: Exception) -> None:
        self._say(error if isinstance(error, EnvironmentFailure) else EnvironmentFailure(*OUR_FAULT))

    def say(self, failure: EnvironmentFailure, where: str) -> None:
        """Show what keeps a folder closed, and the ways on."""
        self.failure.show_failure(failure, where)
        self._show(self.failure)

    def _say(self, failure: EnvironmentFailure) -> None:
        self.say(failure, str(self._door.path))

    def _ask_sheet(self) -> None:
        self._show(self.sheet)

    def _back(self) -> None:
        self.sheet.clear()
        self._show(self.unlock)

    def _arrived(self, arrival: SignedIn) -> None:
        self.unlock.clear()
        if self._sheet is not None:
            self._sheet.clear()
        self.signed_in.emit(arrival)

    def _show(self, page: QWidget) -> None:
        if self._layers.currentWidget() is not page:
            self._layers.setCurrentWidget(page)
            page.setFocus()
