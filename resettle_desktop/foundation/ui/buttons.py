"""Buttons with a role (primary, soft, ghost, link, bar, menu) and an icon that follows the theme."""

from collections.abc import Callable
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.theme import Theme

INK: Final = {"primary": "on_primary", "soft": "on_soft", "link": "primary", "bar": "text"}
EN_SPACE: Final = "\u2002"
"""Qt keeps four pixels between icon and text, too few at every size; the text brings its own room."""


class Button(QPushButton):
    """A push button that knows its icon by name.

    Button(theme, "打印证明", icon="printer", role="primary", run=self.print)
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        icon: str = "",
        role: str = "",
        run: Callable[[], None] | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._role = role
        self._key = ""
        if role:
            self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(text)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_words(self, text: str) -> None:
        """Change the text; the accessible name follows it."""
        self.setText(EN_SPACE + text if self._icon_name and text else text)
        if text:
            self.setAccessibleName(text.replace("&", ""))

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self._refresh()

    def show_key(self, key: str) -> None:
        """Show a key in muted words at the right end (in menus)."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self._key:
            size.setWidth(size.width() + self.fontMetrics().horizontalAdvance(self._key) + self._theme.px(28))
        return size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key:
            painter = QPainter(self)
            painter.setPen(self._theme.colour("on_selection" if self.hasFocus() else "muted"))
            room = self.rect().adjusted(0, 0, -self._theme.px(14), 0)
            painter.drawText(
                room, QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter, self._key
            )
            painter.end()

    def _refresh(self) -> None:
        if self._icon_name:
            from resettle_desktop.foundation.ui.icons import icon_of

            size = self._theme.px(18)
            ink = self._theme.colour(INK.get(self._role, "text"))
            self.setIcon(icon_of(self._icon_name, ink, size, self._theme.colour("disabled")))
            self.setIconSize(QSize(size, size))
