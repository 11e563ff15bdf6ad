"""Each kind of paper goes to the printer this desk used for it last, day after day."""

from dataclasses import replace
from pathlib import Path

import pytest

from resettle_desktop.app.settings import Settings
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.printing.pages import printer_memory
from resettle_desktop.printing.pages.printer_memory import PrinterMemory
from resettle_desktop.printing.pages.printers import SAVE
from tests.kit.screen import Screen

PRINTERS = (Choice("HP", "HP"), Choice("OKI", "OKI"), Choice(SAVE, "保存为 PDF 文件"))


def test_each_kind_comes_back_to_its_printer(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer_memory, "printer_choices", lambda: PRINTERS)

    def next_day() -> tuple[PrinterMemory, ChoiceInput]:
        context = replace(screen.context, remembered=Settings(tmp_path / "desk.ini"))
        choice = screen.show(ChoiceInput(PRINTERS))
        choice.choose(PRINTERS[0])
        return PrinterMemory(context, choice), choice

    memory, choice = next_day()
    memory.recall("letter")
    assert choice.value() == "HP"
    choice.choose_value("OKI")
    memory.keep()
    memory.recall("certificate")
    choice.choose_value(SAVE)
    memory.keep()
    memory, choice = next_day()
    memory.recall("letter")
    assert choice.value() == "OKI"
    memory.recall("certificate")
    assert choice.value() == SAVE
    monkeypatch.setattr(printer_memory, "printer_choices", lambda: PRINTERS[:1])
    memory, choice = next_day()
    memory.recall("letter")
    assert choice.value() == "HP", "the printer is gone"
