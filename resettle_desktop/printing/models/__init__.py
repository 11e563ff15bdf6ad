"""The subject's tables: series, issued book, seals, collectors, sheets, blocks, forms, keys and codes."""

from resettle_desktop.printing.models.codes import CodedKind, KnownOffice, PaperCode, SigningKey
from resettle_desktop.printing.models.custody import (
    HandwrittenPaper,
    NumberBlock,
    PaperCollection,
    SealUse,
    SeriesOpening,
    SheetMovement,
)
from resettle_desktop.printing.models.forms import FormVersion, PaperForm, PaperOnForm, PrinterCalibration
from resettle_desktop.printing.models.papers import (
    IssuedPaper,
    PaperEvent,
    PaperSeries,
)

__all__ = [
    "CodedKind",
    "FormVersion",
    "HandwrittenPaper",
    "IssuedPaper",
    "KnownOffice",
    "NumberBlock",
    "PaperCode",
    "PaperCollection",
    "PaperEvent",
    "PaperForm",
    "PaperOnForm",
    "PaperSeries",
    "PrinterCalibration",
    "SealUse",
    "SeriesOpening",
    "SheetMovement",
    "SigningKey",
]
