"""The pages that are open: made when first asked for, kept as they were, closed when long unused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.foundation.ui.rows_view import RowsView

KEPT = 12
"""A page that holds something half-typed is never counted out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is or was: a page by name and the object it shows."""

    name: str
    uid: str | None = None


class PageScroll(QScrollArea):
    """Where a page scrolls. Which widget is brought into sight, and when, is the desk's to say.

    Qt's own scroll area runs down to whatever takes the cursor when the widget that has it is hidden, as
    happens whenever another page or the lock comes on top.
    """

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)


class PageStack(QStackedWidget):
    """One page on top, others behind it untouched, and the way back."""

    room_changed: ClassVar[Signal] = Signal()
    """The page on top has become higher or lower."""

    def __init__(self, make: Callable[[PageSpec], Page]) -> None:
        super().__init__()
        self.setObjectName("page_area")
        self._make = make
        self._open: dict[Place, tuple[Page, QScrollArea]] = {}
        self._trail: list[Place] = []

    @property
    def page(self) -> Page | None:
        """The page on top."""
        here = self.here
        return self._open[here][0] if here is not None else None

    @property
    def here(self) -> Place | None:
        """Where the clerk is."""
        return self._trail[-1] if self._trail else None

    @property
    def can_go_back(self) -> bool:
        """Whether there was a page before this one."""
        return len(self._trail) > 1

    @property
    def pages(self) -> list[Page]:
        """All pages that are open."""
        return [page for page, _scroll in self._open.values()]

    def go(self, spec: PageSpec, uid: str | None) -> Page:
        """Bring a page for an object on top; it is made, or found as it was left."""
        place = Place(spec.name, uid)
        if self.page is not None and self.page.is_done:
            self._trail.pop()
        if self.here != place:
            self._trail = [*(step for step in self._trail if step != place), place][-50:]
        if place not in self._open:
            self._add(place, spec)
        return self._show(place)

    def back(self) -> None:
        """Bring the page before this one on top."""
        if self.can_go_back:
            self._trail.pop()
            self._show(self._trail[-1])

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll the page on top so that the widget, and its label above it, can be seen."""
        scroll = self._scroll
        if scroll is None or not scroll.isAncestorOf(widget):
            return
        if isinstance(widget, RowsView):
            widget.bring_row_into_sight()
        elif widget.height() < scroll.viewport().height():
            room = widget.fontMetrics().height()
            scroll.ensureWidgetVisible(widget, room, room * 2)

    def to_top(self) -> None:
        """Show the page on top from its beginning."""
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(0)

    def turn(self, screens: int) -> None:
        """Scroll the page on top by so many screens."""
        if self._scroll is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + screens * bar.pageStep())

    @property
    def _scroll(self) -> QScrollArea | None:
        """The scroll area the page on top stands in."""
        shown = self.currentWidget()
        return shown if isinstance(shown, QScrollArea) else None

    def close_here(self) -> None:
        """Close the page on top for good and go back."""
        here = self.here
        if here is None or not self.can_go_back:
            return
        self.back()
        self._close(here)

    def close_others(self) -> None:
        """Close every page but the one on top, and forget the way back."""
        here = self.here
        if here is None:
            return
        for place in [place for place in self._open if place != here]:
            self._close(place)
        self._trail = [here]

    def _add(self, place: Place, spec: PageSpec) -> None:
        page = self._make(spec)
        scroll = PageScroll()
        scroll.setObjectName("page_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.verticalScrollBar().rangeChanged.connect(partial(self._scroll_bar_changed, page))
        self.addWidget(scroll)
        self._open[place] = (page, scroll)

    def _show(self, place: Place) -> Page:
        page, scroll = self._open[place] = self._open.pop(place)  # last in the dictionary is last used
        self.setCurrentWidget(scroll)
        if not page.is_dirty:
            page.show_subject(place.uid)
        self._close_unused()
        return page

    def _scroll_bar_changed(self, page: Page, _first: int, last: int) -> None:
        page.make_way(scroll_bar=last > 0)
        if page is self.page:
            self.room_changed.emit()

    def _close_unused(self) -> None:
        spare = [place for place, (page, _scroll) in self._open.items() if not page.is_dirty]
        for place in spare[: max(0, len(self._open) - KEPT)]:
            if place != self.here:
                self._close(place)
                self._trail = [step for step in self._trail if step != place]

    def _close(self, place: Place) -> None:
        _page, scroll = self._open.pop(place)
        self.removeWidget(scroll)
        scroll.deleteLater()
