"""Long numbers, shown in groups while they are typed and read without blanks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.values.citizen_number import Group, group_number, normalised_number
from resettle_desktop.foundation.values.phone import group_phone, normalised_phone

if TYPE_CHECKING:
    from resettle_desktop.foundation.ui.theme import Theme

WRONG_WORDS: Final = {
    Group.AREA: "地址码不对",
    Group.BIRTH: "出生日期不对",
    Group.ORDER: "顺序码不对",
    Group.CHECK: "校验码不对",
}
TINT: Final = 0.3


class GroupedInput(TextInput):
    """Text that is regrouped at every keystroke; the cursor stays behind the same character."""

    def __init__(
        self,
        normalised: Callable[[str], str],
        grouped: Callable[[str], str],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, parent)
        self._normalised = normalised
        self._grouped = grouped
        self._undoing = False
        self.textEdited.connect(lambda _text: self._regroup())

    @override
    def value(self) -> str:
        return self._normalised(self.text())

    @override
    def draft_value(self) -> str:
        return self.value()

    @override
    def restore(self, value: object) -> None:
        self.setText(self._grouped(self._normalised("" if value is None else str(value))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        self._undoing = event.matches(undo) or event.matches(redo)  # regrouping would do it again at once
        super().keyPressEvent(event)
        self._undoing = False

    def _regroup(self) -> None:
        text, cursor = self.text(), self.cursorPosition()
        shown = self._grouped(self._normalised(text))
        if shown == text or self._undoing:
            return
        before = len(self._normalised(text[:cursor]))
        # Inserting over the selection, not setText: Ctrl+Z still undoes what was typed.
        self.selectAll()
        self.insert(shown)
        self.setCursorPosition(position_after(shown, before))


def position_after(text: str, count: int) -> int:
    """Where the cursor stands behind ``count`` characters that are neither blank nor hyphen."""
    seen = 0
    for position, character in enumerate(text):
        if seen == count:
            return position
        seen += character not in " -"
    return len(text)


class NumberInput(GroupedInput):
    """A citizen's identity number: 140902 20030307 9924, full-width digits and a small x accepted."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(normalised_number, group_unfinished, placeholder, parent)
        self._wrong: tuple[Group, Theme] | None = None
        self._remark_before = ""
        self.editingFinished.connect(self._group_finished)
        self.edited.connect(self.unmark)

    @property
    def wrong_group(self) -> Group | None:
        """The group that is marked as wrong."""
        return self._wrong[0] if self._wrong is not None else None

    def mark_wrong(self, group: Group, theme: Theme) -> None:
        """Colour and underline the group at fault and name it at the right end, until it is edited."""
        if self._wrong is None:
            self._remark_before = self.remark
        self._wrong = (group, theme)
        self.set_remark(WRONG_WORDS[group])
        self.update()

    def unmark(self) -> None:
        """No group is wrong any more."""
        if self._wrong is not None:
            self._wrong = None
            self.set_remark(self._remark_before)
            self.update()

    @override
    def restore(self, value: object) -> None:
        super().restore(value)
        self._group_finished()
        self.unmark()

    def _group_finished(self) -> None:
        shown = group_number(self.text())
        if shown != self.text():
            self.setText(shown)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong is None:
            return
        group, theme = self._wrong
        first, last = places_of(group, self.text())
        if first == last:
            return
        # The cursor tells where the text stands, scrolled or not.
        advance, cursor = self.fontMetrics().horizontalAdvance, self.cursorRect()
        start = cursor.center().x() - advance(self.text()[: self.cursorPosition()])
        left = start + advance(self.text()[:first])
        room = QRect(left, cursor.top(), advance(self.text()[first:last]), cursor.height())
        colour = theme.colour("bad")
        painter = QPainter(self)
        painter.setClipRect(self.rect().adjusted(theme.px(3), 0, -theme.px(3), 0))
        painter.fillRect(room.left(), room.bottom() - 1, room.width(), theme.px(3), colour)
        colour.setAlphaF(TINT)
        painter.fillRect(room, colour)
        painter.end()


def places_of(group: Group, shown: str) -> tuple[int, int]:
    """Where a group begins and ends in a number as it is shown; an old one has no century and no check."""
    places = [place for place, character in enumerate(shown) if character not in " -"]
    first, last = group.value
    if len(places) == 15:
        first, last = (max(first - 2, 6), last - 2) if group is not Group.AREA else (first, last)
    among = places[first:last]
    return (among[0], among[-1] + 1) if among else (0, 0)


def group_unfinished(text: str) -> str:
    """The groups of eighteen places however many there are yet; fifteen would be grouped as an old number."""
    number = normalised_number(text)
    return " ".join(part for part in (number[:6], number[6:14], number[14:18], number[18:]) if part)


class PhoneInput(GroupedInput):
    """A telephone number: 138 1234 5678, 0350-1234567."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(normalised_phone, group_phone, placeholder, parent)
