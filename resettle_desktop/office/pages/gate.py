"""What stands in front of the desk: one card in the middle, for signing in and for the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import words
from resettle_desktop.foundation.ui.by_name import set_by_name
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

CARD_WIDTH = 520
WIDE_CARD = 860
PROGRAM_NAME = "易地搬迁社区服务台"
NOTHING = "\u00a0"


class Paragraph(words.Paragraph):
    """Words on several lines; ``keeps_room`` holds one line free so that nothing jumps when they come."""

    def __init__(
        self, text: str = "", *, size: str = "", tone: str = "", weight: str = "", keeps_room: bool = False
    ) -> None:
        super().__init__(text)
        self._keeps_room = keeps_room
        words.dressed(self, size=size, tone=tone, weight=weight)
        if keeps_room and not text:
            self.setText(NOTHING)

    def say(self, text: str, tone: str = "") -> None:
        """Change the words; nothing to say takes no room, unless the room is kept."""
        self.setText(text or (NOTHING if self._keeps_room else ""))
        self.setAccessibleName(text)
        if tone:
            words.restyle(self, "tone", tone)
        wanted = bool(text) or self._keeps_room
        if self.parentWidget() is not None or not wanted:  # without a parent it would be a window of its own
            self.setVisible(wanted)


class Labelled(QWidget):
    """A field under its label, whose letter takes the cursor there."""

    def __init__(self, theme: Theme, text: str, field: QWidget) -> None:
        super().__init__()
        self.label = words.words(text, size="small", tone="muted")
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text.partition("(&")[0])
        column = QVBoxLayout(self)
        spaced(theme, column, spacing=3)
        column.addWidget(self.label)
        column.addWidget(field)


class Banner(QFrame):
    """One line across the card with an icon: practice, a warning, what was put right."""

    def __init__(self, theme: Theme, text: str, *, tone: str, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._tone = tone
        self.setObjectName("notices")
        self.setProperty("tone", tone)
        self._icon = words.words()
        self.text = Paragraph(text, tone=tone, weight="bold")
        row = QHBoxLayout(self)
        spaced(theme, row, margins=(12, 6, 12, 6), spacing=10)
        row.addWidget(self._icon, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        theme.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        from resettle_desktop.foundation.ui.icons import pixmap_of

        self._icon.setPixmap(
            pixmap_of(self._icon_name, self._theme.colour(self._tone).name(), self._theme.px(18))
        )


class Gate(QWidget):
    """A card in the middle; ``self.body`` is its column, ``foot`` the row of quiet ways below it.

    The card scrolls when type size and screen leave too little room, and what has the cursor stays in view.
    """

    def __init__(self, theme: Theme, *, place: str = "", width: int = CARD_WIDTH) -> None:
        super().__init__()
        self.theme = theme
        self._width = width
        self.setObjectName("gate")
        self.scroller = QScrollArea()
        self.scroller.setObjectName("page_scroll")
        self.scroller.setWidgetResizable(True)
        set_by_name(self.scroller, "horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        set_by_name(self.scroller, "focusPolicy", "NoFocus")
        whole = QVBoxLayout(self)
        spaced(theme, whole)
        whole.addWidget(self.scroller)
        ground = QWidget()
        ground.setObjectName("gate")
        self.scroller.setWidget(ground)
        self._ground = QVBoxLayout(ground)
        spaced(theme, self._ground, margins=(16, 16, 16, 16), spacing=12)
        self.head = QVBoxLayout()
        spaced(theme, self.head, spacing=2)
        self.program = words.words(PROGRAM_NAME, size="small", tone="muted")
        self.place = words.elided(place, size="lead", weight="bold")
        self.head.addWidget(self.program)
        self.head.addWidget(self.place)
        self.card = QFrame()
        self.card.setProperty("part", "card")
        self.body = QVBoxLayout(self.card)
        spaced(theme, self.body, margins=(24, 20, 24, 20), spacing=10)
        self.foot = QHBoxLayout()
        spaced(theme, self.foot, spacing=4)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        spaced(theme, column, spacing=10)
        column.addLayout(self.head)
        column.addWidget(self.card)
        column.addLayout(self.foot)
        self._ground.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._column)
        across.addStretch(1)
        self._ground.addLayout(across)
        self._ground.addStretch(3)
        theme.changed.connect(self._fit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._fit()
        self.set_place(place)

    def set_place(self, place: str) -> None:
        """Say whose desk this is."""
        self.place.setText(place)
        self.place.setVisible(bool(place))

    def picture(self, name: str, tone: str = "primary", size: int = 28) -> QPixmap:
        """An icon in one of the theme's colours."""
        from resettle_desktop.foundation.ui.icons import pixmap_of

        return pixmap_of(name, self.theme.colour(tone).name(), self.theme.px(size))

    def _follow(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Keep what has the cursor in view; Enter goes on without the scroll area knowing of it."""
        if focused is not None and self.isVisible() and self.isAncestorOf(focused):
            self.scroller.ensureWidgetVisible(focused)

    def _fit(self) -> None:
        room = max(
            self.width() - self.theme.px(32) - self.scroller.verticalScrollBar().sizeHint().width(), 200
        )
        self._column.setFixedWidth(min(self.theme.px(self._width), room))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
