"""A person's photo as it is shown, and as it is chosen."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from resettle_desktop.foundation.ui.theme import Theme

HEIGHT: Final = 168
WIDTH: Final = 132


class Portrait(QLabel):
    """The photo in the room of a passport picture; hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QPixmap()
        self.setAccessibleName("照片")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._fit)
        self.hide()

    def show_photo(self, content: bytes | None) -> None:
        """Show a photo, or nothing."""
        self._picture = QPixmap()
        if content:
            self._picture.loadFromData(content)
        self._fit()
        self.setVisible(not self._picture.isNull())

    @property
    def is_empty(self) -> bool:
        """Whether there is no photo."""
        return self._picture.isNull()

    def _fit(self) -> None:
        room = QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))
        if self._picture.isNull():
            self.clear()
            return
        shown = self._picture.scaled(
            room * self.devicePixelRatioF(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self.setPixmap(shown)
        self.setFixedSize(shown.deviceIndependentSize().toSize())
