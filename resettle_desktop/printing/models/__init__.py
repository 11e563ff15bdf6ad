"""The subject's tables: series, issued book, seals, collectors, sheets, blocks, keys and codes to check."""

from resettle_desktop.printing.models.codes import CodedKind, KnownOffice, PaperCode, SigningKey
from resettle_desktop.printing.models.custody import (
    HandwrittenPaper,
    NumberBlock,
    PaperCollection,
    SealUse,
    SeriesOpening,
    SheetMovement,
)
from resettle_desktop.printing.models.papers import (
    IssuedPaper,
    PaperEvent,
    PaperSeries,
)

__all__ = [
    "CodedKind",
    "HandwrittenPaper",
    "IssuedPaper",
    "KnownOffice",
    "NumberBlock",
    "PaperCode",
    "PaperCollection",
    "PaperEvent",
    "PaperSeries",
    "SealUse",
    "SeriesOpening",
    "SheetMovement",
    "SigningKey",
]
