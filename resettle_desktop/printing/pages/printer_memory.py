"""Which printer this desk used last for a kind of paper: letters may lie in another tray."""

from typing import Final

from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.printing.pages.printers import printer_choices

CHOSEN: Final = "="
"""Before the printer's name: keeping the file in a folder has none and is remembered too."""


class PrinterMemory:
    """Chooses the printer of a kind of paper in ``choice``, and keeps what was used."""

    def __init__(self, context: DeskContext, choice: ChoiceInput) -> None:
        self._kept = context.remembered
        self._choice = choice
        self._kind = ""

    def recall(self, kind: str) -> None:
        """Choose what was used last for this kind of paper, if it is still there."""
        if self._kept is None or kind == self._kind:
            return
        self._kind = kind
        kept = self._kept.text(f"printer/{kind}")
        name = kept.removeprefix(CHOSEN)
        if kept and any(choice.value == name for choice in printer_choices()):
            self._choice.choose_value(name)

    def keep(self) -> None:
        """Keep what is chosen now for the kind recalled last."""
        if self._kept is not None and self._kind:
            self._kept.keep(f"printer/{self._kind}", CHOSEN + self._choice.value())
