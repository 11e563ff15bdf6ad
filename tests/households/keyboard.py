"""A clerk's hands for tests of pages: what is typed goes where the cursor stands, as on a real desk."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from tests.kit.layout_guards import name_of
from tests.kit.screen import Screen, keys, type_text


@dataclass
class Keyboard:
    """Types into whatever has the cursor and waits for the answers."""

    screen: Screen

    @property
    def cursor(self) -> QWidget:
        """What has the cursor."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def at(self) -> str:
        """The name of what has the cursor."""
        return name_of(self.cursor)

    def press(self, *sequences: str) -> None:
        """Strike keys one by one."""
        for sequence in sequences:
            keys(self.cursor, sequence)
            self.screen.settle()

    def type(self, text: str, *then: str) -> None:
        """Type text, then strike keys."""
        if text:
            type_text(self.cursor, text)
            self.screen.settle()
        self.press(*then)

    def line(self, *texts: str) -> None:
        """Type into one field after the other, Enter after each."""
        for text in texts:
            self.type(text, "Return")
