"""The look at run time: colours and sizes of the chosen scheme and scale, switched while the window lives.

theme = Theme(Scheme.LIGHT, 1.0)
theme.install(application)   # before the window is shown
theme.next_scheme()          # F8
theme.larger()               # Ctrl++
"""

import string
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from resettle_desktop.foundation.ui import tokens, typeface
from resettle_desktop.foundation.ui.tokens import Scheme

Role = QPalette.ColorRole

COMPLETE_AFTER_MS: Final = 300
STYLESHEET: Final = Path(__file__).with_name("stylesheet.qss")

# Which token fills which role of Qt's palette. Inputs paint with the palette and need no theme of their own.
ROLES: Final = {
    Role.Window: "bg",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "surface2",
    Role.Text: "text",
    Role.PlaceholderText: "muted",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "bad",
    Role.Highlight: "selection",
    Role.HighlightedText: "on_selection",
    Role.Link: "primary",
    Role.LinkVisited: "primary",
    Role.ToolTipBase: "text",
    Role.ToolTipText: "surface",
    Role.Mid: "input_border",
    Role.Midlight: "border",
    Role.Light: "surface2",
    Role.Dark: "muted",
    Role.Shadow: "border",
    Role.Accent: "primary",
}


class Theme(QObject):
    """The chosen scheme and scale; ``changed`` tells widgets that paint themselves."""

    changed: ClassVar[Signal] = Signal()

    def __init__(
        self, scheme: Scheme = Scheme.LIGHT, scale: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application: QApplication | None = None
        self._complete = False
        self._scheme = scheme
        self._scale = scale
        self._colours = tokens.colours_of(scheme)

    @property
    def scheme(self) -> Scheme:
        """The colours in use."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The size in use; 1.0 is 100 %."""
        return self._scale

    def px(self, size: float) -> int:
        """Pixels for a size given at 100 %; a hair line stays one."""
        return max(1, round(size * self._scale)) if size else 0

    def colour(self, token: str) -> QColor:
        """A token's colour in the scheme in use."""
        return QColor(self._colours[token])

    def font(self, size: str = "body", *, bold: bool = False) -> QFont:
        """The window's font in one of the sizes of ``tokens.TYPE``."""
        return typeface.typeface(self.px(tokens.TYPE[size]), bold=bold)

    def install(self, application: QApplication) -> None:
        """Give the application its typefaces, palette and style sheet: all that the first paint needs.

        The widget style comes after it: setting one makes the binding build every enumeration of QStyle.
        """
        typeface.load_typefaces()
        self._application = application
        self._apply()
        QTimer.singleShot(COMPLETE_AFTER_MS, self, self.complete)

    def complete(self) -> None:
        """Add what may come after the first paint: our own widget style and the faces for rare characters.

        It comes by itself; whoever needs it sooner (the tour, tests) may call it.
        """
        if self._application is not None and not self._complete:
            self._complete = True
            style: Any = import_module("resettle_desktop.foundation.ui.style")
            typeface.load_rare_typefaces()
            self._application.setStyle(style.CounterStyle(self.px))
            self._apply()

    def use_own_fonts(self, paths: Sequence[Path]) -> None:
        """Show characters that no face of ours has in the office's own, as papers do."""
        if typeface.load_own_typefaces(paths):
            self._apply()

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch the colours."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._colours = tokens.colours_of(scheme)
            self._apply()

    def next_scheme(self) -> None:
        """Light, dark, high contrast, light again."""
        schemes = tuple(Scheme)
        self.set_scheme(schemes[(schemes.index(self._scheme) + 1) % len(schemes)])

    def set_scale(self, scale: float) -> None:
        """Switch the size; one of ``tokens.SCALES``."""
        if scale != self._scale:
            self._scale = scale
            self._apply()

    def larger(self) -> None:
        """One size up, if there is one."""
        self.set_scale(min((scale for scale in tokens.SCALES if scale > self._scale), default=self._scale))

    def smaller(self) -> None:
        """One size down, if there is one."""
        self.set_scale(max((scale for scale in tokens.SCALES if scale < self._scale), default=self._scale))

    def _apply(self) -> None:
        if self._application is not None:
            self._application.setPalette(self._palette())
            self._application.setFont(self.font())
            self._application.setStyleSheet(self.stylesheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (Role.WindowText, Role.Text, Role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def stylesheet(self) -> str:
        """The style sheet with this scheme's colours and this scale's sizes filled in."""
        sizes = {
            **{f"type_{name}": size for name, size in tokens.TYPE.items()},
            **{f"space_{name}": size for name, size in tokens.SPACE.items()},
            **{f"height_{name}": size for name, size in tokens.HEIGHT.items()},
            **{f"radius_{name}": size for name, size in tokens.RADIUS.items()},
        }
        edge = 3 if self._scheme is Scheme.CONTRAST else 2
        step, pad = self.px(tokens.SPACE["step"]), self.px(tokens.SPACE["pad"])
        # A thicker border takes its room from the padding, so that nothing moves when the focus comes.
        made = {
            "focus_width": edge,
            "focus_pad": step - edge + 1,
            "error_pad": step - 1,
            "button_focus_pad": pad - edge + 1,
            "search_pad": self.px(36),
            # Black on black: what cannot be touched needs another edge.
            "dead_edge": "dashed" if self._scheme is Scheme.CONTRAST else "solid",
            "input_inner": self.px(tokens.HEIGHT["input"]) - 4,
            "button_inner": self.px(tokens.HEIGHT["button"]) - 4,
            "scroll_width": self.px(tokens.SCROLL_BAR),
            "scroll_radius": (self.px(tokens.SCROLL_BAR) - 4) // 2,
        }
        return string.Template(STYLESHEET.read_text(encoding="utf-8")).substitute(
            self._colours,
            soft_edge=self._colours["on_soft" if self._scheme is Scheme.CONTRAST else "soft"],
            families=", ".join(f'"{family}"' for family in typeface.families()),
            **made,
            **{name: self.px(size) for name, size in sizes.items()},
        )
