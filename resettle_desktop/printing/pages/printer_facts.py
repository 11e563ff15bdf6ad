"""Asks the print system about a printer; it may take seconds, so never on the thread of the window."""

from typing import Final

from PySide6.QtCore import QProcess, QProcessEnvironment, QStandardPaths

from resettle_desktop.printing.rules.printers import PrinterFacts, facts_from_cups

PATIENCE_MS: Final = 3_000


def printer_facts(name: str) -> PrinterFacts:
    """What the print system says of a printer; its name only where it says nothing in time."""
    status, options = (QStandardPaths.findExecutable(tool) for tool in ("lpstat", "lpoptions"))
    if not status or not options:
        return PrinterFacts(name)
    return facts_from_cups(
        name,
        said(status, "-p", name, "-a", name),
        said(options, "-p", name),
        said(options, "-p", name, "-l"),
    )


def said(tool: str, *arguments: str) -> str:
    """What a program of the print system writes, in English; nothing when it does not answer."""
    process = QProcess()
    surroundings = QProcessEnvironment.systemEnvironment()
    surroundings.insert("LC_ALL", "C")
    process.setProcessEnvironment(surroundings)
    process.start(tool, list(arguments))
    if not process.waitForFinished(PATIENCE_MS):
        process.kill()
        process.waitForFinished(PATIENCE_MS)
        return ""
    return bytes(process.readAllStandardOutput().data()).decode(errors="replace")
