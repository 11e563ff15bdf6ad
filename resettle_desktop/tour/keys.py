"""A clerk's hands and eyes: keys go in, what is visible on the window comes out."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

ROWS_READ = 60
MOST_FIELDS = 60
GROUPING = dict.fromkeys(map(ord, "*&（） \u2002"), None)


class Hands:
    """Strikes keys at whatever has the cursor, as the window system would deliver them."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def press(self, *sequences: str) -> None:
        """Strike keys by name: ``press("Ctrl+K", "Return")``."""
        for sequence in sequences:
            QTest.keySequence(self.target(), QKeySequence(sequence))

    def tab_to(self, name: str) -> None:
        """Strike Tab until the cursor is in the field called ``name``; it stays where it began otherwise."""
        for _field in range(MOST_FIELDS):
            self.press("Tab")
            if name in self.target().accessibleName():
                return

    def type(self, text: str) -> None:
        """Type Latin letters and digits by keys and give Chinese as an input method commits it."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.target(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QCoreApplication.sendEvent(self.target(), event)

    def target(self) -> QWidget:
        """What has the cursor; the window itself when nothing has."""
        return QApplication.focusWidget() or self.window


class Eyes:
    """Reads the window as a person does: words that are visible, and what has the cursor."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def words(self) -> Iterator[str]:
        """Every visible text of the window."""
        found: list[QLabel | QAbstractButton | QLineEdit] = [
            *self.window.findChildren(QLabel),
            *self.window.findChildren(QAbstractButton),
            *self.window.findChildren(QLineEdit),
        ]
        yield from (widget.text() for widget in found if widget.isVisible())
        for view in self.window.findChildren(QAbstractItemView):
            if view.isVisible():
                yield from cells(view)

    def sees(self, text: str) -> bool:
        """Whether some visible text contains ``text`` (mnemonics and grouping spaces apart)."""
        sought = plain(text)
        return any(sought in plain(words) for words in self.words())

    def can(self, text: str) -> bool:
        """Whether a button that says ``text`` can be pressed."""
        sought = plain(text)
        buttons = self.window.findChildren(QAbstractButton)
        return any(each.isVisible() and each.isEnabled() and sought in plain(each.text()) for each in buttons)

    def has_field(self, name: str) -> bool:
        """Whether a field called ``name`` is on the screen."""
        fields = self.window.findChildren(QLineEdit)
        return any(each.isVisible() and name in each.accessibleName() for each in fields)

    def cursor_in(self, name: str) -> bool:
        """Whether the field called ``name`` has the cursor."""
        focused = QApplication.focusWidget()
        return focused is not None and name in focused.accessibleName()

    def cursor_says(self, text: str) -> bool:
        """Whether the field that has the cursor says ``text``."""
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit) and plain(text) in plain(focused.text())


def cells(view: QAbstractItemView) -> Iterator[str]:
    """The texts of a list's rows, as far as somebody would scroll."""
    model = view.model()
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    for row in range(min(model.rowCount(QModelIndex()), ROWS_READ)):
        for column in range(columns):
            text = model.index(row, column).data()
            if isinstance(text, str):
                yield text


def plain(text: str) -> str:
    """Text without mnemonics, spaces and star marks."""
    return text.translate(GROUPING)
