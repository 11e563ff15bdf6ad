"""What this PC remembers apart from any office's records: look, last sign-in name, last office."""

from pathlib import Path

from PySide6.QtCore import QSettings

from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import SCALES, Scheme

DESK = "1号窗口"
SETTINGS = "desk.ini"


class Settings:
    """A small file of plain texts; a lost one costs nothing but a few keys."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str) -> str:
        """A remembered text; empty when there is none."""
        return str(self._kept.value(name, ""))

    def keep(self, name: str, value: str) -> None:
        """Remember a text."""
        self._kept.setValue(name, value)

    @property
    def desk(self) -> str:
        """What this PC is called in the audit."""
        return self.text("desk") or DESK

    def theme(self) -> Theme:
        """The look as it was left."""
        schemes = {scheme.value: scheme for scheme in Scheme}
        scale = next((scale for scale in SCALES if str(scale) == self.text("scale")), 1.0)
        return Theme(schemes.get(self.text("scheme"), Scheme.LIGHT), scale)

    def keep_theme(self, theme: Theme) -> None:
        """Remember the look."""
        self.keep("scheme", theme.scheme.value)
        self.keep("scale", str(theme.scale))
