"""Whether a name can be printed, told beside it while it is typed."""

from typing import Final

from resettle_desktop.foundation.documents.fonts import missing_glyphs
from resettle_desktop.foundation.ui.inputs import TextInput

WILL_PRINT: Final = "可打印"
WILL_NOT_PRINT: Final = "打不出"


def unprintable(name: str) -> str:
    """Which characters of a name the papers cannot print, and what to do; empty when all can."""
    missing = missing_glyphs(name) if name else ""
    return f"“{missing}”这个字打不出来，证明上会缺字，请告诉管理员补字库" if missing else ""


def say_printable(cell: TextInput) -> None:
    """Tell beside a name, while it is typed, whether every character of it can be printed."""
    name = cell.text().strip()
    missing = missing_glyphs(name) if name else ""
    cell.set_remark(WILL_NOT_PRINT if missing else WILL_PRINT if name else "")
