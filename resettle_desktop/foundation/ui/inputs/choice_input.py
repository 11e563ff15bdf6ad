"""A line that chooses: typed pinyin initials, codes or words find the choice, Enter takes it.

ChoiceInput(choices_of([("1", "户主"), ("2", "配偶")]))
ChoiceInput(ask=lambda typed, then: worker.ask(divisions_like(typed), then, owner=self, latest="division"))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6 import QtCore
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.choices import Choice, matching
from resettle_desktop.foundation.ui.inputs.text_input import TextInput

if TYPE_CHECKING:
    from resettle_desktop.foundation.ui.inputs.option_list import OptionList

Ask = Callable[[str, Callable[[Sequence[Choice]], None]], None]
PAGE: Final = 7


class ChoiceInput(TextInput):
    """An editable choice. ``chosen`` is what was chosen; with ``free`` any other text may stand as well.

    The choices are a sequence, or come from ``ask(typed, then)`` where there are too many to hold.
    """

    chosen_changed: ClassVar[Signal] = Signal()

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        ask: Ask | None = None,
        free: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, parent)
        self._choices = tuple(choices)
        self._ask = ask
        self._free = free
        self._chosen: Choice | None = None
        self._list: OptionList | None = None
        self._questions = 0
        self._awaiting = False
        self._held: Callable[[], object] | None = None
        self.textEdited.connect(self._typed)
        self._make_room()

    # What is chosen

    @property
    def chosen(self) -> Choice | None:
        """The choice taken; None while nothing or something unknown is typed."""
        return self._chosen

    @override
    def value(self) -> str:
        """The chosen value; with ``free`` else the text, otherwise empty."""
        if self._chosen is not None:
            return self._chosen.value
        return self.text().strip() if self._free else ""

    def require(self, field: str | None = None) -> str:
        """The chosen value. Raises Refusal when what is typed is not among the choices."""
        if self._chosen is None and self.text().strip() and not self._free:
            raise Refusal(f"没有“{self.text().strip()}”这一项，请从列表里选", field)
        return self.value()

    def choose(self, choice: Choice | None) -> None:
        """Take a choice (the program's doing; ``edited`` is not told); what is typed next replaces it."""
        self._take(choice)
        if self.hasFocus():
            self.selectAll()

    def _take(self, choice: Choice | None) -> None:
        self._chosen = choice
        self.setText(choice.text if choice else "")
        self.set_remark(choice.note if choice else "")
        if not self.hasFocus():
            self.setCursorPosition(0)
        self.chosen_changed.emit()

    def choose_value(self, value: str | None) -> None:
        """Take the choice with this value."""
        self.choose(next((choice for choice in self._choices if choice.value == value), None))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what was chosen stays if it is among them."""
        self._choices = tuple(choices)
        if self._chosen is not None and self._ask is None and self._chosen not in self._choices:
            self.choose(None)

    @override
    def draft_value(self) -> Any:
        chosen = self._chosen
        return [chosen.value, chosen.text, chosen.note] if chosen else self.text()

    @override
    def restore(self, value: Any) -> None:
        if isinstance(value, list):
            kept = Choice(str(value[0]), str(value[1]), str(value[2]))
            self.choose(next((choice for choice in self._choices if choice.value == kept.value), kept))
        elif value is not None and any(choice.value == value for choice in self._choices):
            self.choose_value(value)
        else:
            self.choose(None)
            self.setText("" if value is None else str(value))

    # The list

    @property
    def options(self) -> list[Choice]:
        """The choices that are on the screen now."""
        return list(self._list.model.choices) if self.is_open and self._list else []

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    @property
    def marked(self) -> Choice | None:
        """The choice Enter takes; None while the list still belongs to fewer letters."""
        return self._list.current if self._list is not None and self.is_open and not self._awaiting else None

    def open_list(self) -> None:
        """Show all choices with the chosen one marked."""
        self._look_for("" if self._chosen is not None else self.text())

    def close_list(self) -> None:
        """Put the list away."""
        if self._list is not None:
            self._list.hide()

    def _typed(self, text: str) -> None:
        if self._chosen is not None:
            self._chosen = None
            self.set_remark("")
            self.chosen_changed.emit()
        self._look_for(text)

    def _look_for(self, typed: str) -> None:
        self._held = None
        if self._ask is not None:
            self._awaiting = True
            self._questions += 1
            self._ask(typed, partial(self._answer, self._questions))
        else:
            self._show(matching(self._choices, typed))

    def _answer(self, question: int, choices: Sequence[Choice]) -> None:
        if question == self._questions:  # an answer to fewer letters says nothing about these
            self._choices = tuple(choices)
            self._show(choices)

    def _show(self, choices: Sequence[Choice]) -> None:
        self._awaiting = False
        held, self._held = self._held, None
        if not self.hasFocus():
            self.settle()
            return
        if self._list is None or self._list.parent() is not self.window():
            # Loaded with the first list: the sign-in box has a choice and must not wait for it.
            lists: Any = import_module("resettle_desktop.foundation.ui.inputs.option_list")
            self._list = lists.OptionList(self, self._pick)
        current = choices.index(self._chosen) if self._chosen in choices else 0
        self._list.show_choices(choices, current)
        marked = self._list.current
        self.setAccessibleDescription(f"{marked.text}，共{len(choices)}项" if marked else "没有这一项")
        if held is not None:
            if marked is not None:
                self._pick(marked)
            if self.hasFocus():  # what was picked may have led elsewhere
                held()

    def _holds(self, going: Callable[[], object]) -> bool:
        """Keep a fast typist's Enter or Tab until the list has answered; pressed again it goes through.

        It goes through without a choice: what stands in the list then belongs to fewer letters.
        """
        if not self._awaiting or self._chosen is not None or not self.text().strip():
            return False
        if self._held is not None:
            self._held, self._awaiting = None, False
            self.close_list()
            return False
        self._held = going
        return True

    def _pick(self, choice: Choice) -> None:
        self._take(choice)
        self.close_list()
        self.edited.emit()

    def settle(self) -> None:
        """Take the one choice that is meant beyond doubt: when the line is left, or choices came late."""
        self.close_list()
        if self._awaiting or self._chosen is not None or not self.text().strip():
            return  # when the list has answered, it settles
        fitting = matching(self._choices, self.text())
        same = [choice for choice in fitting if choice.text == self.text().strip()]
        if len(fitting) == 1 and not self._free:
            self._pick(fitting[0])
        elif same:
            self._pick(same[0])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QtCore.Qt.Key
        key = keys(event.key())
        options = self._list if self.is_open else None
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: PAGE, keys.Key_PageUp: -PAGE}
        if key in steps and options is not None:
            options.move_by(steps[key])
        elif key == keys.Key_Down or (key == keys.Key_F4 and not event.modifiers()):
            self.open_list()
        elif key == keys.Key_Escape and options is not None:
            self.close_list()
        elif key in {keys.Key_Return, keys.Key_Enter} and self._holds(self.returnPressed.emit):
            event.accept()
        elif key in {keys.Key_Return, keys.Key_Enter} and self.marked is not None:
            self._pick(self.marked)
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self._holds(partial(self.focusNextPrevChild, next)):
            return True
        if self.marked is not None and self._chosen is None and self.text().strip():
            self._pick(self.marked)
        return super().focusNextPrevChild(next)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """However the cursor comes, typing replaces what is chosen; a click then sets it where it was."""
        super().focusInEvent(event)
        if self._chosen is not None:
            self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._held = None
        self.settle()
        super().focusOutEvent(event)
        self.setCursorPosition(0)  # a text longer than the line shows its beginning

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.is_open:
            self.close_list()
        else:
            self.open_list()

    # The chevron at the right end

    @override
    def _make_room(self) -> None:
        super()._make_room()
        self.setTextMargins(0, 0, self.textMargins().right() + self._chevron_width(), 0)

    @override
    def _remark_edge(self) -> int:
        return super()._remark_edge() + self._chevron_width()

    def _chevron_width(self) -> int:
        return self.fontMetrics().height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._chevron_width() * 0.26
        middle = QPointF(self.width() - self._chevron_width() * 0.75, self.height() / 2)
        thick = max(2.0, side * 0.45)
        upper = [QPointF(-side, -side / 2), QPointF(0, side / 2), QPointF(side, -side / 2)]
        path = QPainterPath()
        path.addPolygon(
            QPolygonF(
                [middle + point - QPointF(0, thick / 2) for point in upper]
                + [middle + point + QPointF(0, thick / 2) for point in reversed(upper)]
            )
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Filled, not stroked: a pen would have the binding build the namespace Qt before the first paint.
        painter.fillPath(path, self.palette().brush(QPalette.ColorRole.PlaceholderText))
        painter.end()
