"""The line above a page: its title, its state, its buttons with the main one right-most."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import ChipLabel
from resettle_desktop.foundation.ui.commands import Command, run_if_ready
from resettle_desktop.foundation.ui.layout import Flow, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided


class Heading(QWidget):
    """Title, chip and buttons of the page that is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: Page | None = None
        self.title = elided(size="h1")
        self.chip = ChipLabel(theme)
        self.buttons: dict[str, Button] = {}
        self._commands: dict[str, Command] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        spaced(theme, self._box, margins=(16, 12, 16, 10), spacing=8)
        line = QHBoxLayout()
        spaced(theme, line, spacing=12)
        line.addWidget(self.title)
        line.addWidget(self.chip)
        line.addStretch(1)
        self._box.addLayout(line, 1)
        self._actions = Flow(theme)
        self._box.addWidget(self._actions)
        theme.changed.connect(self._arrange)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        """The line is as high without buttons as with them, so that the page stays where it is."""
        self.title.setMinimumHeight(self._theme.px(tokens.HEIGHT["button"]))

    def show_page(self, page: Page) -> None:
        """Show another page's title and buttons."""
        self._page = page
        self.buttons.clear()
        self._commands.clear()
        shown = [command for command in page.declared if command.button]
        for command in sorted(shown, key=lambda command: command.primary):
            role = "primary" if command.primary else ""
            run = partial(run_if_ready, command)
            button = Button(self._theme, command.text, icon=command.icon, role=role, run=run)
            button.setToolTip(command.spoken_key)
            self.buttons[command.text] = button
            self._commands[command.text] = command
        self._actions.set_widgets(list(self.buttons.values()))
        self._actions.setVisible(bool(self.buttons))
        self.refresh()

    def refresh(self) -> None:
        """Show the page's title, chip and which buttons can be pressed, as they are now."""
        if self._page is None:
            return
        self.title.set_words(self._page.title, keeps=self._page.title_keeps)
        self.chip.show_chip(self._page.chip)
        for text, button in self.buttons.items():
            button.setEnabled(self._commands[text].ready())
        self._arrange()
        self._box.activate()  # at once: no picture shows these words in the room of those before

    def _arrange(self) -> None:
        """Put the buttons beside the title, or on a line of their own rather than shorten it."""
        title = self.title.sizeHint().width() + self.chip.sizeHint().width()
        beside = title + self._actions.line_width() + self._theme.px(64) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        self._actions.right = beside
        self._actions.arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
