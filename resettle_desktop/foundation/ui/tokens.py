"""The look as data: colours of the three schemes, sizes at 100 %, pairs of colours that must contrast."""

from enum import StrEnum
from typing import Final


class Scheme(StrEnum):
    """A set of colours the clerk can choose."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def wording(self) -> str:
        """What the clerk reads when it is switched on."""
        return {Scheme.LIGHT: "浅色", Scheme.DARK: "深色", Scheme.CONTRAST: "高对比"}[self]


SCALES: Final = (1.0, 1.25, 1.5, 1.75)

# One row per token: light, dark, high contrast.
COLOURS: Final = {
    "bg": ("#F1F4F7", "#10151A", "#000000"),
    "surface": ("#FFFFFF", "#192027", "#000000"),
    "surface2": ("#F6F8FA", "#212932", "#000000"),
    "text": ("#17212B", "#E9EEF3", "#FFFFFF"),
    "muted": ("#4B5A69", "#AEBAC6", "#FFFFFF"),
    "disabled": ("#8793A0", "#6D7987", "#9EE6A0"),
    "border": ("#D8DFE6", "#323D49", "#FFFFFF"),
    "input_border": ("#748394", "#75869A", "#FFFFFF"),
    "primary": ("#0F5CAD", "#7FB8F5", "#FFE600"),
    "primary_hover": ("#0C4C90", "#A0CBF9", "#FFF27A"),
    "primary_pressed": ("#093B70", "#C0DDFB", "#FFFFFF"),
    "on_primary": ("#FFFFFF", "#08203B", "#000000"),
    "soft": ("#E5EFFA", "#1D3450", "#000000"),
    "soft_hover": ("#D3E4F7", "#27476C", "#333000"),
    "on_soft": ("#0B4A8C", "#BFDCFB", "#FFE600"),
    "nav": ("#12304F", "#0B1016", "#000000"),
    "nav_text": ("#FFFFFF", "#F1F5F9", "#FFFFFF"),
    "nav_muted": ("#B9CCE0", "#9FB0C1", "#FFFFFF"),
    "nav_hover": ("#1E4469", "#18222D", "#333000"),
    "nav_active": ("#FFFFFF", "#22456B", "#FFE600"),
    "nav_active_text": ("#0E3F77", "#FFFFFF", "#000000"),
    "ok": ("#0A6638", "#86DFAB", "#5CFF8A"),
    "ok_bg": ("#E1F4E8", "#143825", "#000000"),
    "warn": ("#824500", "#F7C77B", "#FFD24A"),
    "warn_bg": ("#FFF0D6", "#3F2C0C", "#000000"),
    "bad": ("#A81C16", "#FFA8A1", "#FF9C94"),
    "bad_bg": ("#FDE7E5", "#4A1D1B", "#000000"),
    "info": ("#0B4A8C", "#A9D0FA", "#7FD4FF"),
    "info_bg": ("#E3EEFA", "#1B3350", "#000000"),
    "neutral": ("#46535F", "#C3CDD7", "#FFFFFF"),
    "neutral_bg": ("#E9EDF1", "#2C3641", "#000000"),
    "selection": ("#DCEAF9", "#25466B", "#1A3DFF"),
    "on_selection": ("#0B2F57", "#FFFFFF", "#FFFFFF"),
    "row_hover": ("#F1F6FB", "#202A34", "#202020"),
    "focus": ("#0F5CAD", "#7FB8F5", "#3DF5FF"),
}

# Pixels at 100 %.
TYPE: Final = {"xs": 13, "small": 14, "body": 16, "lead": 18, "h2": 20, "h1": 24, "display": 32}
SPACE: Final = {"hair": 1, "tiny": 4, "gap": 8, "step": 12, "pad": 16, "wide": 24, "broad": 32}
HEIGHT: Final = {
    "input": 36,
    "button": 38,
    "row": 38,
    "header": 34,
    "nav_item": 46,
    "chip": 28,
    "top_bar": 56,
    "hint_bar": 34,
}
RADIUS: Final = {"input": 6, "card": 10}
SCROLL_BAR: Final = 12
NAV_WIDTH: Final = 188
NAV_SCALE_LIMIT: Final = 1.35
FULL_FROM: Final = 1240
"""Effective width (window width ÷ scale) from which the navigation shows words beside its icons."""
TWO_COLUMNS_FROM: Final = 1060
"""Effective width from which a page has two columns."""

TEXT_CONTRAST: Final = 4.5
EDGE_CONTRAST: Final = 3.0
TEXT_PAIRS: Final = (
    *((name, ground) for name in ("text", "muted") for ground in ("bg", "surface", "surface2")),
    *((name, f"{name}_bg") for name in ("ok", "warn", "bad", "info", "neutral")),
    *((name, "surface") for name in ("ok", "warn", "bad", "info", "primary")),
    ("bad", "surface2"),
    ("text", "row_hover"),
    ("muted", "row_hover"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("on_soft", "soft"),
    ("on_soft", "soft_hover"),
    ("nav_text", "nav"),
    ("nav_muted", "nav"),
    ("nav_text", "nav_hover"),
    ("nav_active_text", "nav_active"),
    ("on_selection", "selection"),
)
"""Text colour and the ground it stands on; each pair reaches ``TEXT_CONTRAST`` in every scheme (a test)."""
EDGE_PAIRS: Final = (
    *((name, ground) for name in ("input_border", "focus") for ground in ("bg", "surface", "surface2")),
    ("focus", "selection"),
    ("bad", "surface"),
)
"""Lines that carry meaning and their ground; each pair reaches ``EDGE_CONTRAST``."""


def colours_of(scheme: Scheme) -> dict[str, str]:
    """Every token's colour in one scheme."""
    position = tuple(Scheme).index(scheme)
    return {name: row[position] for name, row in COLOURS.items()}
