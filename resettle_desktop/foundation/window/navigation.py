"""The navigation at the left: one entry per desk, Alt+1 … Alt+9, words beside or under the icon.

Its entries move closer together before one of them goes out of sight; there is no scroll bar beside them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.page import NavEntry, PageSpec
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, paragraph

FOOT_FROM: Final = 90
"""Entries of this order and above stand at the foot (settings)."""
COMPACT_WIDTH: Final = 84
COMPACT_ITEM: Final = 64
LEAST_ITEM: Final = 34
LEAST_COMPACT_ITEM: Final = 46
"""How low an entry may become before the column scrolls."""


class NavButton(QAbstractButton):
    """One entry. It grows no further than ``NAV_SCALE_LIMIT``: the page needs the room more."""

    reached: ClassVar[Signal] = Signal()
    """The cursor has come to it."""

    def __init__(self, theme: Theme, entry: NavEntry) -> None:
        super().__init__()
        self._theme = theme
        self._entry = entry
        self.compact = False
        self._height = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(entry.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_compact(self, *, compact: bool) -> None:
        """Show the short word under the icon instead of the long one beside it."""
        self.compact = compact
        self.setToolTip(self._entry.text if compact else "")
        self.updateGeometry()
        self.update()

    def height_in(self, room: int) -> int:
        """How high it is when ``room`` pixels are there for it."""
        wanted, least = (
            (COMPACT_ITEM, LEAST_COMPACT_ITEM) if self.compact else (tokens.HEIGHT["nav_item"], LEAST_ITEM)
        )
        return max(nav_px(self._theme, least), min(nav_px(self._theme, wanted), room))

    def take_height(self, height: int) -> None:
        """Be this high."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(nav_px(self._theme, COMPACT_WIDTH - 16 if self.compact else 120), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "nav_active" if self.isChecked() else "nav_hover" if self.underMouse() else "nav"
        ink = theme.colour("nav_active_text" if self.isChecked() else "nav_text")
        painter.setBrush(theme.colour(ground))
        focused = self.hasFocus()
        width = 3 if focused else 0
        edge = theme.colour("focus" if self.isChecked() else "nav_text")
        painter.setPen(QPen(edge, width) if focused else Qt.PenStyle.NoPen)
        inset = width / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.setPen(ink)
        size = nav_px(theme, tokens.TYPE["small"] if self.compact else tokens.TYPE["body"])
        font = theme.font("body", bold=self.isChecked())
        font.setPixelSize(size)
        painter.setFont(font)
        side = nav_px(theme, 22)
        picture = pixmap_of(self._entry.icon, ink.name(), side)
        if self.compact:
            line = round(size * 1.4)
            top = (self.height() - side - line) // 2
            painter.drawPixmap((self.width() - side) // 2, top, picture)
            room = QRect(0, top + side, self.width(), line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._entry.short)
        else:
            left = nav_px(theme, 12)
            painter.drawPixmap(left, (self.height() - side) // 2, picture)
            room = self.rect().adjusted(left + side + nav_px(theme, 10), 0, -4, 0)
            end = Qt.TextElideMode.ElideRight
            text = painter.fontMetrics().elidedText(self._entry.text, end, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


def nav_px(theme: Theme, size: float) -> int:
    """Pixels in the navigation, whose scale is capped."""
    return round(size * min(theme.scale, tokens.NAV_SCALE_LIMIT))


class Navigation(QFrame):
    """The column at the left: the office's name, the entries, settings at the foot."""

    def __init__(
        self, theme: Theme, office: str, place: str, pages: Sequence[PageSpec], go: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.setObjectName("nav")
        self._theme = theme
        self._office = paragraph(office)
        self._office.setProperty("part", "nav_title")
        self._place = elided(place)
        self._place.setProperty("part", "nav_place")
        self.buttons: dict[str, NavButton] = {}
        self.compact = False
        self._inner = inner = QWidget()
        inner.setObjectName("nav")
        column = QVBoxLayout(inner)
        spaced(theme, column, margins=(8, 10, 8, 10), spacing=4)
        self._column = column
        self._head = head = QVBoxLayout()
        spaced(theme, head, margins=(6, 0, 4, 10), spacing=2)
        head.addWidget(self._office)
        head.addWidget(self._place)
        column.addLayout(head)
        entries = [(spec.name, spec.nav) for spec in pages if spec.nav is not None]
        entries.sort(key=lambda entry: entry[1].order)
        footed = False
        for number, (name, entry) in enumerate(entries, 1):
            if entry.order >= FOOT_FROM and not footed:
                column.addStretch(1)
                footed = True
            button = NavButton(theme, entry)
            button.clicked.connect(partial(go, name))
            button.reached.connect(partial(self._bring_into_sight, button))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(go, name))
            column.addWidget(button)
            self.buttons[name] = button
        if not footed:
            column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("nav_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setObjectName("nav_viewport")
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        theme.changed.connect(self._measure)
        self._measure()

    def set_compact(self, *, compact: bool) -> None:
        """Icons over short words instead of icons beside long ones."""
        if compact != self.compact:
            self.compact = compact
            for label in (self._office, self._place):
                label.setVisible(not compact)
            for button in self.buttons.values():
                button.set_compact(compact=compact)
            self._measure()

    def mark(self, name: str) -> None:
        """Show which desk the page belongs to: its own entry, or the one of its subject."""
        subject = name.partition(".")[0]
        button = self.buttons.get(name) or next(
            (button for key, button in self.buttons.items() if key.partition(".")[0] == subject), None
        )
        if button is not None:
            button.setChecked(True)
            # Once the column has its height: the first page is marked before the window is shown.
            QTimer.singleShot(0, button, partial(self._bring_into_sight, button))

    def _measure(self) -> None:
        self.setFixedWidth(nav_px(self._theme, COMPACT_WIDTH if self.compact else tokens.NAV_WIDTH))
        self._share_out()

    def _share_out(self) -> None:
        """Give each entry its height; all come closer together where the window is low or the type large."""
        buttons = list(self.buttons.values())
        if not buttons:
            return
        for layout in (self._head, self._column):
            layout.invalidate()  # a label put away before it was ever shown has not told it
        beside = self._inner.sizeHint().height() - sum(button.sizeHint().height() for button in buttons)
        room = (self.height() - beside) // len(buttons)
        for button in buttons:
            button.take_height(button.height_in(room))

    def _bring_into_sight(self, button: NavButton) -> None:
        self._scroll.ensureWidgetVisible(button, 0, self._theme.px(4))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()
