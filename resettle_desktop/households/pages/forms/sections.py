"""A form too long for one screen: two keys lead from one of its cards to the next."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.layout import Card

NEXT_CARD: Final = "Ctrl+PgDown"
CARD_BEFORE: Final = "Ctrl+PgUp"


class InSections(Form):
    """A form of several cards; the key takes the cursor to a card's first field, its heading on top."""

    @override
    def prepare(self) -> None:
        super().prepare()
        self._cards: list[Card] = []

    @override
    def section(self, title: str = "", subtitle: str = "") -> Card:
        card = super().section(title, subtitle)
        self._cards.append(card)
        return card

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(NEXT_CARD, "下一栏", partial(self.turn_to, 1), button=False),
            Command(CARD_BEFORE, "上一栏", partial(self.turn_to, -1), button=False, hint=False),
        )

    def turn_to(self, step: int) -> None:
        """Go so many cards on from the one the cursor is in; behind the last comes the first."""
        at = QApplication.focusWidget()
        here = next((place for place, card in enumerate(self._cards) if at and card.isAncestorOf(at)), 0)
        card = self._cards[(here + step) % len(self._cards)]
        first = next((field.widget for field in self.fields if self._takes_cursor(card, field.widget)), None)
        if first is not None:
            self._bring_on_top(card)
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _takes_cursor(self, card: Card, widget: QWidget) -> bool:
        return card.isAncestorOf(widget) and widget.isEnabled()

    def _bring_on_top(self, card: Card) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.verticalScrollBar().setValue(card.y())
