"""看以前: a household or a person as on an earlier day, or as known then; nothing can be changed there.

bar = LookingBack(context)
bar.changed.connect(self.reload)      # ask with bar.day() and bar.known_at()
context.open_page("households.extract", bar.carried(uid))    # what is opened is of the same days
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import ClassVar, Final, Self

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.words import paragraph, restyle
from resettle_desktop.foundation.values.clock import end_of_day
from resettle_desktop.foundation.values.numerals import spoken_date

BACK_KEY: Final = "Ctrl+B"
CARRIES: Final = "@"
HOW: Final = "填一个日子，看到那天的情况；再填“当时所知”，看到登记簿那天怎样写"
ONLY_LOOKING: Final = "看以前的时候只能看；按 Ctrl+B 回到今天再办"
NOT_YET: Final = "{}还没有登记，请换个日子"
NO_SUCH_DAY: Final = "请填今天或以前的日子，如 20200301"
LOOKING: Final = "看到的是{}。这里只能看，回到今天才能办"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a page is opened for: a uid, of which day, as known on which; None for today, and for now."""

    uid: str
    day: date | None = None
    known_on: date | None = None

    @property
    def text(self) -> str:
        """As pages are opened with it."""
        days = (day.isoformat() if day else "" for day in (self.day, self.known_on))
        return CARRIES.join((self.uid, *days))

    @classmethod
    def of(cls, text: str) -> Self:
        """What ``text`` was made of; a uid alone is today's."""
        uid, *days = text.split(CARRIES)
        return cls(uid, *(date.fromisoformat(day) if day else None for day in days))


class LookingBack(Card):
    """The two days; hidden while the page shows today as known now. ``changed`` when they are others."""

    changed: ClassVar[Signal] = Signal()

    def __init__(self, context: DeskContext) -> None:
        theme = context.theme
        super().__init__(theme, "看以前", "Ctrl+B 回到今天")
        self._today = context.today
        self._seen: tuple[date, datetime | None] = (context.today(), None)
        self._lines = {
            "day": DateInput(context.today, "今天"),
            "known_on": DateInput(context.today, "现在"),
        }
        self._fields: dict[str, Field] = {}
        grid = FieldGrid(theme)
        for name, label in (("day", "看哪天(&D)"), ("known_on", "按哪天当时所知(&T)")):
            line = self._lines[name]
            self._fields[name] = Field(theme, name, label, line, required=False, check=None)
            grid.add(self._fields[name], 4)
            line.editingFinished.connect(self._look)
            line.returnPressed.connect(partial(self._go_on, name))
        column = QVBoxLayout()
        spaced(theme, column, spacing=6)
        self.said = paragraph(HOW, size="small", tone="muted")
        column.addWidget(grid)
        column.addWidget(self.said)
        self.body.addLayout(column)
        self.hide()

    def day(self) -> date:
        """The day looked at; today for nothing or for what is no date."""
        return self._day("day") or self._today()

    def known_at(self) -> datetime | None:
        """The instant up to which the office's knowledge counts; None for all it knows now."""
        day = self._day("known_on")
        return None if day is None or day >= self._today() else end_of_day(day)

    def carried(self, uid: str) -> str:
        """The uid with the days looked at, for a page that can show the same; today's is the uid alone."""
        if not self.away:
            return uid
        known_on = self._day("known_on") if self.known_at() is not None else None
        return Carried(uid, self.day() if self.day() != self._today() else None, known_on).text

    @property
    def away(self) -> bool:
        """Whether something else than today, as known now, is shown."""
        return self.day() != self._today() or self.known_at() is not None

    def toggle(self) -> None:
        """Open the two lines, or go back to today."""
        if self.isHidden():
            self.show()
            self._lines["day"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.stop()

    def put_away(self) -> None:
        """Go back to today without saying so: the page is about to show something else."""
        with QSignalBlocker(self):
            self.stop()

    def stop(self) -> None:
        """Go back to today."""
        for line in self._lines.values():
            with QSignalBlocker(line):
                line.clear()
        self.hide()
        self._look()

    def shown(self) -> None:
        """Say what is on the page."""
        self._say(LOOKING.format(self._spoken()) if self.away else HOW, missing=False)

    def nothing_there(self) -> None:
        """Say that there was nothing yet; what the page showed before stays."""
        self._say(NOT_YET.format(self._spoken()), missing=True)

    def error(self, name: str) -> str:
        """What is wrong with ``day`` or ``known_on``; "" for nothing."""
        return self._fields[name].error

    def _go_on(self, name: str) -> None:
        """Enter goes from one line to the other, as in a form."""
        if name == "day":
            self._lines["known_on"].setFocus(Qt.FocusReason.TabFocusReason)

    def _spoken(self) -> str:
        known = self._day("known_on")
        parts = [f"{spoken_date(self.day())}的情况" if self.day() != self._today() else "今天的情况"]
        if self.known_at() is not None and known is not None:
            parts.append(f"按{spoken_date(known)}当时所知")
        return "，".join(parts)

    def _say(self, text: str, *, missing: bool) -> None:
        self.said.setText(text)
        restyle(self.said, "tone", "warn" if missing or self.away else "muted")

    def _day(self, name: str) -> date | None:
        try:
            typed = self._lines[name].value_or_none()
        except Refusal:
            return None
        if typed is None or typed.earliest > self._today():
            return None
        return min(typed.latest, self._today())

    def _look(self) -> None:
        for name, field in self._fields.items():
            field.set_error("" if self._day(name) or not self._lines[name].text().strip() else NO_SUCH_DAY)
        seen = (self.day(), self.known_at())
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()
