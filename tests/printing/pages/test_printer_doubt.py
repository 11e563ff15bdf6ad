"""A printer that would spoil the paper is told in words, from what the print system itself says."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.printing.pages.printer_doubt import PrinterDoubt
from resettle_desktop.printing.pages.printer_facts import printer_facts
from resettle_desktop.printing.rules.printers import PrinterFacts, facts_from_cups, printer_warnings
from tests.kit.screen import Screen

IDLE = "printer HP is idle.  enabled since Tue 03 Nov 2026\nHP accepting requests since Tue 03 Nov 2026\n"
PAUSED = "printer HP disabled since Tue 03 Nov 2026 -\n\tPaused\nHP accepting requests since Tue\n"
GOOD = "copies=1 media=iso_a4_210x297mm printer-make-and-model='HP LaserJet M1136' sides=one-sided"


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (PrinterFacts("Microsoft Print to PDF"), "不是真的打印机"),
        (PrinterFacts("OneNote (Desktop)"), "不是真的打印机"),
        (PrinterFacts("一楼", model="Fax driver"), "不是真的打印机"),
        (facts_from_cups("HP", PAUSED, GOOD), "暂停"),
        (facts_from_cups("HP", IDLE, GOOD + " printer-state-reasons=offline-report"), "没有连上"),
        (facts_from_cups("HP", IDLE, GOOD.replace("one-sided", "two-sided-long-edge")), "双面"),
        (facts_from_cups("HP", IDLE, "copies=1", "Duplex/2-Sided: None *DuplexNoTumble"), "双面"),
        (facts_from_cups("HP", IDLE, GOOD + " print-scaling=fit"), "适合页面"),
        (facts_from_cups("HP", IDLE, GOOD + " fit-to-page=true"), "适合页面"),
        (facts_from_cups("HP", IDLE, "copies=1", "PageSize/Media Size: A4 *Letter A5"), "Letter"),
    ],
)
def test_each_doubt_has_its_words(facts: PrinterFacts, word: str) -> None:
    (told,) = printer_warnings(facts)
    assert word in told


@pytest.mark.parametrize(
    "facts",
    [
        PrinterFacts("一楼 HP"),
        facts_from_cups("HP", IDLE, GOOD),
        facts_from_cups("HP", IDLE, "copies=1", "Duplex/2-Sided: *None DuplexNoTumble\nPageSize/M: *A4 A5"),
        facts_from_cups("HP", "", ""),
    ],
)
def test_a_printer_as_it_should_be_is_not_spoken_of(facts: PrinterFacts) -> None:
    assert printer_warnings(facts) == ()


@pytest.fixture
def print_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that answer as CUPS does of one paused printer that prints on both sides."""
    answers = {"lpstat": PAUSED, "lpoptions": GOOD.replace("one-sided", "two-sided-long-edge")}
    for name, answer in answers.items():
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n", encoding="utf-8")
        tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("print_system")
def test_what_the_print_system_says_stands_below_the_printer(screen: Screen) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    choice = ChoiceInput((Choice("HP", "HP"), Choice("", "保存为 PDF 文件")))
    doubt = PrinterDoubt(screen.context, choice, host)
    column.addWidget(choice)
    column.addWidget(doubt.words)
    screen.show(host)
    choice.choose_value("HP")
    screen.settle()
    assert doubt.words.isVisible()
    assert "暂停" in doubt.words.text()
    assert "双面" in doubt.words.text()
    choice.choose_value("")
    screen.settle()
    assert not doubt.words.isVisible()


def test_without_a_print_system_only_the_name_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer_facts("HP") == PrinterFacts("HP")
