"""What a page shows when there is nothing yet: one sentence, what to do first, and the button for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided


class EmptyState(QWidget):
    """Icon, sentence, advice, at most one button.

    EmptyState(theme, "还没有搬迁户", "先登记一户，或导入台账", icon="users", button="登记", run=self.add)
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        advice: str = "",
        *,
        icon: str = "inbox",
        button: str = "",
        run: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self.text = elided(text, size="lead", weight="bold")
        self.advice = elided(advice, tone="muted")
        column = QVBoxLayout(self)
        spaced(theme, column, margins=(24, 24, 24, 24), spacing=8)
        column.addStretch(1)
        for label in (self._icon, self.text, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        if button:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(Button(theme, button, role="soft", run=run))
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(2)
        theme.changed.connect(self._refresh)
        self._refresh()

    def say(self, text: str, advice: str = "") -> None:
        """Change the words."""
        self.text.setText(text)
        self.advice.setText(advice)

    def _refresh(self) -> None:
        ink = self._theme.colour("muted").name()
        self._icon.setPixmap(pixmap_of(self._icon_name, ink, self._theme.px(40)))
