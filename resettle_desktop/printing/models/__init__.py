"""The subject's tables: series, issued book, what happened to each paper, keys and codes to check."""

from resettle_desktop.printing.models.codes import CodedKind, KnownOffice, PaperCode, SigningKey
from resettle_desktop.printing.models.papers import (
    IssuedPaper,
    PaperEvent,
    PaperSeries,
)

__all__ = [
    "CodedKind",
    "IssuedPaper",
    "KnownOffice",
    "PaperCode",
    "PaperEvent",
    "PaperSeries",
    "SigningKey",
]
