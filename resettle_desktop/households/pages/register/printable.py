"""What to do about a name that cannot be printed; whether it can stands beside it (``NameInput``)."""

from resettle_desktop.foundation.documents.fonts import missing_glyphs


def unprintable(name: str) -> str:
    """Which characters of a name the papers cannot print, and what to do; empty when all can."""
    missing = missing_glyphs(name) if name else ""
    return f"“{missing}”这个字打不出来，证明上会缺字，请告诉管理员补字库" if missing else ""
