"""Long numbers, shown in groups while they are typed and read without blanks."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.values.citizen_number import group_number, normalised_number
from resettle_desktop.foundation.values.phone import group_phone, normalised_phone


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
        self.editingFinished.connect(self._group_finished)

    @override
    def restore(self, value: object) -> None:
        super().restore(value)
        self._group_finished()

    def _group_finished(self) -> None:
        shown = group_number(self.text())
        if shown != self.text():
            self.setText(shown)


def group_unfinished(text: str) -> str:
    """The groups of eighteen places however many there are yet; fifteen would be grouped as an old number."""
    number = normalised_number(text)
    return " ".join(part for part in (number[:6], number[6:14], number[14:18], number[18:]) if part)


class PhoneInput(GroupedInput):
    """A telephone number: 138 1234 5678, 0350-1234567."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(normalised_phone, group_phone, placeholder, parent)
