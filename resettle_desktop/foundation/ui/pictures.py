"""Pictures on their way into the file: upright, small, without what a camera noted about place and time.

Nothing here needs the GUI thread; a page has it done on the press.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from resettle_desktop.foundation.attachments import LARGEST_PICTURE
from resettle_desktop.foundation.errors import Refusal

LARGEST_FILE: Final = 60_000_000
LONGEST_SIDE: Final = 1600
QUALITIES: Final = (88, 75, 60, 40, 20)

NOT_A_PICTURE: Final = "“{}”打不开：不是照片，或者文件坏了，请换一张（JPG、PNG）"
TOO_LARGE: Final = "“{}”太大，不像一张照片，请换一张"
NOT_READ: Final = "“{}”读不出来，请看看 U 盘或文件夹还在不在"


def small_picture(path: Path) -> bytes:
    """The picture in a file as a JPEG small enough to be kept; a Refusal in one sentence when it is none."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refusal(TOO_LARGE.format(path.name))
        content = path.read_bytes()
    except OSError:
        raise Refusal(NOT_READ.format(path.name)) from None
    image = _read(content)
    if image is None:
        raise Refusal(NOT_A_PICTURE.format(path.name))
    return _compressed(image)


def _read(content: bytes) -> QImage | None:
    """The picture upright and no larger than it need be, on white where it is see-through."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LONGEST_SIDE:
        room = QSize(LONGEST_SIDE, LONGEST_SIDE)
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    if not image.hasAlphaChannel():
        return image
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


def _compressed(image: QImage) -> bytes:
    """As JPEG: less quality first, then half the size, until it is small enough."""
    while True:
        for quality in QUALITIES:
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            writer = QImageWriter(buffer, QByteArray(b"jpeg"))
            writer.setQuality(quality)
            writer.write(image)
            content = bytes(buffer.data().data())
            if len(content) <= LARGEST_PICTURE:
                return content
        image = image.scaledToWidth(image.width() // 2, Qt.TransformationMode.SmoothTransformation)
