"""Pictures on their way into the file: small, upright, or refused in one sentence."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from resettle_desktop.foundation.attachments import LARGEST_PICTURE
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.pictures import LONGEST_SIDE, small_picture

pytestmark = pytest.mark.usefixtures("qapp")


def read(content: bytes) -> QImage:
    """A kept picture, read again."""
    image = QImage.fromData(content)
    assert not image.isNull()
    return image


def noise(width: int, height: int) -> QImage:
    """The hardest to compress."""
    pixels = random.Random(7).randbytes(width * height * 4)
    return QImage(pixels, width, height, QImage.Format.Format_RGB32).copy()


def test_a_large_photo_becomes_small(tmp_path: Path) -> None:
    path = tmp_path / "大照片.png"
    assert noise(2400, 1800).save(str(path))
    content = small_picture(path)
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) <= LARGEST_PICTURE
    image = read(content)
    assert max(image.width(), image.height()) <= LONGEST_SIDE
    assert abs(image.width() / image.height() - 4 / 3) < 0.01


def test_a_small_photo_keeps_its_size_and_what_is_see_through_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "小照片.png"
    image = QImage(120, 160, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    assert image.save(str(path))
    kept = read(small_picture(path))
    assert (kept.width(), kept.height()) == (120, 160)
    assert kept.pixelColor(60, 80) == QColor("white")


@pytest.mark.qt_log_ignore("JPEG", "marker")
@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 broken", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "照片.jpg"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=r"^“照片\.jpg”打不开：不是照片，或者文件坏了，请换一张"):
        small_picture(path)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="读不出来"):
        small_picture(tmp_path / "没有.jpg")
