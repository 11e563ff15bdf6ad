"""How a page is laid out: cards, two columns that become one, room that follows the type size."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import NAV_WIDTH, TWO_COLUMNS_FROM
from resettle_desktop.foundation.ui.words import elided, words

Margins = tuple[int, int, int, int]

BESIDE_FROM = TWO_COLUMNS_FROM - NAV_WIDTH
"""Width of the page's own area (÷ scale) from which two columns stand beside each other."""


class Room(QObject):
    """Keeps a layout's margins and spacing in step with the scale; lives and dies with the layout."""

    def __init__(self, theme: Theme, layout: QLayout, margins: Margins, spacing: int) -> None:
        super().__init__(layout)
        self._theme = theme
        self._layout = layout
        self._margins = margins
        self._spacing = spacing
        theme.changed.connect(self.refresh)
        self.refresh()

    def set_margins(self, margins: Margins) -> None:
        """Change the margins."""
        if margins != self._margins:
            self._margins = margins
            self.refresh()

    def refresh(self) -> None:
        """Set the pixels for the scale in use."""
        self._layout.setContentsMargins(*(self._theme.px(side) for side in self._margins))
        self._layout.setSpacing(self._theme.px(self._spacing))


def spaced(theme: Theme, layout: QLayout, *, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> Room:
    """Give a layout margins (left, top, right, bottom) and spacing at 100 %; they follow the scale."""
    return Room(theme, layout, margins, spacing)


class Card(QFrame):
    """A white box with a heading; ``self.body`` is its column, ``add_action`` fills the heading's right end.

    card = Card(theme, "户主信息", "户号 0036")
    card.body.addWidget(...)
    """

    def __init__(self, theme: Theme, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.title = words(title, size="lead", weight="bold")
        self.subtitle = elided(subtitle, size="small", tone="muted")
        self._outer = QVBoxLayout(self)
        spaced(theme, self._outer, margins=(16, 10, 16, 14), spacing=8)
        self._head = QHBoxLayout()
        spaced(theme, self._head, spacing=10)
        self._head.addWidget(self.title)
        self._head.addWidget(self.subtitle, 1)
        self.body = QVBoxLayout()
        spaced(theme, self.body, spacing=8)
        self._outer.addLayout(self._head)
        self._outer.addLayout(self.body, 1)
        self.set_title(title, subtitle)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the heading; without one its line is left out."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.title.setVisible(bool(title))
        self.subtitle.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or chip at the right end of the heading."""
        self._head.addWidget(widget)


class Columns(QWidget):
    """Two widgets side by side where there is room, one above the other where there is not."""

    def __init__(
        self, theme: Theme, left: QWidget, right: QWidget, *, share: tuple[int, int] = (52, 48)
    ) -> None:
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        spaced(theme, self._box, spacing=12)
        self._box.addWidget(left, share[0])
        self._box.addWidget(right, share[1])
        self._share = share
        theme.changed.connect(self._arrange)

    @property
    def beside(self) -> bool:
        """Whether the two stand beside each other."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def _arrange(self) -> None:
        beside = self.width() / self._theme.scale >= BESIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            for position, share in enumerate(self._share):
                self._box.setStretch(position, share if beside else position)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class Flow(QWidget):
    """Widgets one after the other, in as many lines as they need; ``right`` puts them at the right end."""

    def __init__(self, theme: Theme, *, spacing: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self._spacing = spacing
        self._widgets: list[QWidget] = []
        self.right = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._rearrange)

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets instead of those before."""
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = list(widgets)
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._rearrange()

    def line_width(self) -> int:
        """The room all of them take in one line."""
        gap = self._theme.px(self._spacing)
        return sum(widget.sizeHint().width() + gap for widget in self._widgets) - (
            gap if self._widgets else 0
        )

    def _rearrange(self) -> None:
        self.arrange()
        self.updateGeometry()  # the width it wishes for may have changed though its height has not

    def arrange(self) -> None:
        """Place the widgets in the room there is."""
        gap = self._theme.px(self._spacing)
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        room = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if lines[-1] and size.width() > room:
                lines.append([])
            if not lines[-1]:
                room = self.width()
            lines[-1].append((widget, size))
            room -= size.width() + gap
        top = 0
        for line in filter(None, lines):
            height = max(size.height() for _widget, size in line)
            used = sum(size.width() for _widget, size in line) + gap * (len(line) - 1)
            left = self.width() - used if self.right else 0
            for widget, size in line:
                widget.setGeometry(left, top, min(size.width(), self.width()), height)
                left += size.width() + gap
            top += height + gap
        self.setFixedHeight(max(0, top - gap))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.line_width(), self.minimumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class OneOf(QStackedLayout):
    """One widget of several; it takes the room of the one that is shown, not of the largest."""

    @override
    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    @override
    def minimumSize(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else QSize()

    @override
    def setCurrentWidget(self, w: QWidget) -> None:
        super().setCurrentWidget(w)
        self.invalidate()


def rule() -> QFrame:
    """A hair line between two parts of a card."""
    line = QFrame()
    line.setProperty("part", "rule")
    line.setFixedHeight(1)
    return line


class Facts(QWidget):
    """Names and values in two columns, for reading: ``facts.add("户主", "张三")``."""

    def __init__(self, theme: Theme, name_width: int = 72) -> None:
        super().__init__()
        self._theme = theme
        self._name_width = name_width
        self._names: list[QLabel] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        spaced(theme, self._column, spacing=6)
        theme.changed.connect(self._refresh)

    def add(self, name: str, value: str | QWidget, *, tone: str = "") -> QWidget:
        """Add one line; ``value`` is text (shortened when its room is short) or a widget."""
        label = words(name, size="small", tone="muted")
        label.setFixedWidth(self._theme.px(self._name_width))
        self._names.append(label)
        shown: QWidget = elided(value, tone=tone) if isinstance(value, str) else value
        if isinstance(value, str):
            shown.setAccessibleName(f"{name} {value}")
        line = QWidget()
        row = QHBoxLayout(line)
        spaced(self._theme, row, spacing=8)
        row.addWidget(label, 0, QtCore.Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(shown, 1)
        self._column.addWidget(line)
        self._lines.append(line)
        return shown

    def clear(self) -> None:
        """Take all lines away."""
        self._names.clear()
        for line in self._lines:
            line.deleteLater()
        self._lines.clear()

    def _refresh(self) -> None:
        for label in self._names:
            label.setFixedWidth(self._theme.px(self._name_width))
