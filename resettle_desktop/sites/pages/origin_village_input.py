"""Choosing the village people came from, by the letters it begins with; a new one is added on the spot."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.sites.queries import OriginVillageRow, origin_villages_like

NEW: Final = "+"
"""The value of the last choice, which is no village: enter a new one."""


def village_choice(row: OriginVillageRow) -> Choice:
    """A village as it is offered: 石湾村后沟, and where that is."""
    gone = "，已撤并" if row.abolished_on else ""
    return Choice(row.uid, row.short, row.division_name + gone, keys=tuple(row.initials.split()))


class OriginVillageInput(ChoiceInput):
    """Offers the office's origin villages; ``new_wanted`` tells that the one typed is not among them."""

    new_wanted: ClassVar[Signal] = Signal(str)

    def __init__(self, worker: Worker, owner: QObject) -> None:
        super().__init__(ask=self._ask_file, placeholder="村名或首字母")
        self._worker = worker
        self._owner = owner

    def _ask_file(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self._worker.ask(
            partial(origin_villages_like, typed=typed),
            lambda rows: then((*map(village_choice, rows), self._new_choice(typed))),
            owner=self._owner,
            latest="origin villages",
        )

    def _new_choice(self, typed: str) -> Choice:
        name = typed.strip()
        spoken = f"新增迁出村“{name}”" if name and not name.isascii() else "新增迁出村"
        return Choice(NEW, spoken, "名册里没有时用")

    def choose_village(self, row: OriginVillageRow) -> None:
        """Take a village (the one that was just added)."""
        self.choose(village_choice(row))
        self.edited.emit()

    @override
    def _pick(self, choice: Choice) -> None:
        if choice.value != NEW:
            super()._pick(choice)
            return
        typed = self.text().strip()
        self.close_list()
        self.new_wanted.emit("" if typed.isascii() else typed)

    def _new_marked(self) -> bool:
        return self.marked is not None and self.marked.value == NEW

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._new_marked():
            self._pick(Choice(NEW, ""))  # and no further: the cursor is in the new village's fields now
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self._new_marked():
            self.close_list()
        return super().focusNextPrevChild(next)
