"""The bar on top: search, type size, colours, and the clerk with his menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import Chip, ChipLabel, Tone
from resettle_desktop.foundation.ui.commands import LARGER, SCHEME, SMALLER, Command
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.window.popover import Popover
from resettle_desktop.foundation.window.search import SearchBox

NAME_FROM = 900
"""Effective width from which the clerk's name stands beside his icon."""


class TopBar(QFrame):
    """Search left; a lasting mark, switches and the clerk right."""

    def __init__(
        self,
        theme: Theme,
        search: SearchBox | None,
        clerk: str,
        menu: Sequence[Command],
        layer: QWidget,
        *,
        mark: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self._theme = theme
        self._clerk = clerk
        self._search = search
        row = QHBoxLayout(self)
        spaced(theme, row, margins=(16, 0, 12, 0), spacing=4)
        if search is not None:
            row.addWidget(search, 100)
        row.addStretch(1)
        self.mark = ChipLabel(theme, Chip(mark, Tone.WARN) if mark else None, self)
        row.addWidget(self.mark)
        self.smaller = switch(theme, "a-arrow-down", f"字小一点（{SMALLER}）", theme.smaller)
        self.larger = switch(theme, "a-arrow-up", f"字大一点（{LARGER}）", theme.larger)
        self.scheme = switch(theme, "contrast", f"换配色（{SCHEME}）", theme.next_scheme)
        self.user = Button(theme, clerk, icon="user-round", role="bar", run=self.open_menu)
        for button in (self.smaller, self.larger, self.scheme, self.user):
            row.addWidget(button)
        self.menu = Popover(layer, "当班人员")
        spaced(theme, self.menu.column, margins=(8, 8, 8, 8), spacing=2)
        self.menu.column.addWidget(words(clerk, size="small", tone="muted"))
        self.entries: dict[str, Button] = {}
        for command in menu:
            self.entries[command.text] = self._entry(command)
        theme.changed.connect(self._measure)
        theme.changed.connect(self.menu.hide)  # its words have another size now
        self._measure()

    def open_menu(self) -> None:
        """Show what the clerk can do with his desk."""
        corner = self.user.mapTo(self.menu.layer, QPoint(0, self.user.height() + 4))
        self.menu.open_at(corner.x(), corner.y())
        if self.entries:
            next(iter(self.entries.values())).setFocus()

    def _entry(self, command: Command) -> Button:
        run = self._chosen(command.run)
        button = Button(self._theme, command.text, icon=command.icon, role="menu", run=run)
        button.show_key(command.spoken_key)
        self.menu.column.addWidget(button)
        return button

    def _chosen(self, run: Callable[[], None]) -> Callable[[], None]:
        def close_and_run() -> None:
            self.menu.close_popover()
            run()

        return close_and_run

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(tokens.HEIGHT["top_bar"]))
        if self._search is not None:
            self._search.setMaximumWidth(self._theme.px(560))
        self.user.set_words(self._clerk if self.width() / self._theme.scale >= NAME_FROM else "")
        self.user.setAccessibleName(f"当班人员 {self._clerk}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()


def switch(theme: Theme, icon: str, name: str, run: Callable[[], None]) -> Button:
    """A button of the bar that shows an icon only."""
    return Button(theme, icon=icon, role="bar", name=name, run=run)
