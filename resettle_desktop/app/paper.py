"""Lends the printers to the first start, whose subject stands below printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinterInfo

if TYPE_CHECKING:
    from resettle_desktop.foundation.ui.desk_context import DeskContext


def default_printer_job() -> Callable[[bytes, str, DeskContext, QObject, Callable[[], None]], None] | None:
    """What brings a paper onto this computer's default printer; None where there is no printer."""
    name = QPrinterInfo.defaultPrinterName()
    if not name:
        return None

    def print_paper(
        pdf: bytes, title: str, context: DeskContext, owner: QObject, then: Callable[[], None]
    ) -> None:
        from resettle_desktop.printing.pages.printers import print_job

        job = print_job(pdf, title, name, context, owner)
        job.sent.connect(then)
        job.failed.connect(context.notices.trouble)
        job.start()

    return print_paper
