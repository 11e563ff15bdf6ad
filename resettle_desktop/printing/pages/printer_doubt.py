"""What is doubtful about the chosen printer, in words below it; asked for while the clerk goes on."""

import threading
from typing import Final

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.printing.pages.printer_facts import printer_facts
from resettle_desktop.printing.pages.printers import SAVE
from resettle_desktop.printing.rules.printers import PrinterFacts, printer_warnings

DOUBT: Final = "这台打印机{told}。"


class PrinterDoubt(QObject):
    """``words`` are shown while there is something to say; nothing is stopped by them."""

    def __init__(self, context: DeskContext, choice: ChoiceInput, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._choice = choice
        self.words = paragraph(size="small", tone="bad")
        self.words.hide()
        choice.chosen_changed.connect(self.ask)

    def ask(self) -> None:
        """Ask about the printer that is chosen now."""
        name = self._choice.value()
        self.words.hide()
        if name == SAVE:
            return

        def gather(_stop: threading.Event) -> PrinterFacts:
            return printer_facts(name)

        self._context.worker.copy(gather, self._show, owner=self)

    def _show(self, facts: PrinterFacts) -> None:
        told = printer_warnings(facts)
        if told and facts.name == self._choice.value():
            self.words.setText(DOUBT.format(told="；".join(told)))
            self.words.show()
