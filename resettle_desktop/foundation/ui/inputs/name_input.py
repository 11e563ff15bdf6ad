"""A person's name: every character stays, only blanks and the interpunct are put right when it is left.

Beside it stands, while it is typed, whether every character of it can be printed.
"""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.documents.fonts import print_note
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.values.person_name import clean_name


class NameInput(TextInput):
    """Shows the name as it will be kept (one kind of interpunct, no blanks around it)."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self._say_whether_it_prints())

    def _say_whether_it_prints(self) -> None:
        note = print_note(self.value())
        if note is None:
            self.set_remark("")
        else:
            shorter = (f"{note.sign} {note.short}", note.sign)
            self.set_remark(f"{note.sign} {note.words}", *shorter, spoken=note.words, bad=not note.prints)

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
        longer = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if longer else "")
