"""Icons: Lucide's drawings, given the theme's colour when they are shown."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resettle_desktop.foundation.resources import resource_path

SHARPNESS = 2
"""Pixmaps are drawn at twice their size, so that a scaled screen shows them sharp."""


@lru_cache(maxsize=128)
def drawing(name: str) -> str:
    """The SVG source of one icon of ``resources/icons``."""
    return (resource_path("icons") / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap_of(name: str, colour: str, size: int) -> QPixmap:
    """One icon in one colour (``#RRGGBB``) at one size in pixels."""
    renderer = QSvgRenderer(QByteArray(drawing(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(size, size) * SHARPNESS)
    pixmap.setDevicePixelRatio(SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_of(name: str, colour: QColor, size: int, disabled: QColor | None = None) -> QIcon:
    """An icon for a button; ``disabled`` is its colour when it cannot be pressed."""
    icon = QIcon(pixmap_of(name, colour.name(), size))
    if disabled is not None:
        icon.addPixmap(pixmap_of(name, disabled.name(), size), QIcon.Mode.Disabled)
    return icon
