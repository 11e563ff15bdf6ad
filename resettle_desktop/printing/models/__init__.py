"""The subject's tables: series, issued book, what happened to each paper."""

from resettle_desktop.printing.models.papers import (
    IssuedPaper,
    PaperEvent,
    PaperSeries,
)

__all__ = [
    "IssuedPaper",
    "PaperEvent",
    "PaperSeries",
]
