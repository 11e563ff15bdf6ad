"""A person's name: every character stays, only blanks and the interpunct are put right when it is left.

Beside it stands, while it is typed, whether every character of it can be printed.
"""

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.documents.fonts import PrintNote, print_note
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.values.person_name import clean_name


class NameInput(TextInput):
    """Shows the name as it will be kept (one kind of interpunct, no blanks around it)."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._note: PrintNote | None = None
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self._say_whether_it_prints())

    def _say_whether_it_prints(self) -> None:
        note = self._note = print_note(self.value())
        if note is None:
            self.set_remark("")
        else:
            self.set_remark(*note.lengths, spoken=note.words, bad=not note.prints)
        self._say_what_has_no_room()

    def _say_what_has_no_room(self) -> None:
        """Tell in a tool tip what has no room: a name that was left, and what is wrong with it."""
        longer = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        name = self.text() if longer and not self.hasFocus() else ""
        plain = self._note is None or (self._note.prints and not self._note.doubtful)
        remark = "" if plain or self.shown_remark == self.remark else self.remark
        self.setToolTip("\n".join(filter(None, (name, remark))))

    def _tidy(self) -> None:
        if not self.text().strip():
            return
        try:
            cleaned = clean_name(self.text())
        except Refusal:
            return  # said by the form when the field is checked; here nothing typed may vanish
        if cleaned != self.text():
            self.setText(cleaned)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)  # a name longer than the line shows its beginning, the tool tip all of it
        self._say_what_has_no_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_what_has_no_room()
