"""The recovery sheet: what stands on it, read back by independent readers."""

from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader
from PySide6.QtGui import QImage

from resettle_desktop.foundation.database import recovery
from resettle_desktop.foundation.documents.preview import render_page
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.documents import RecoveryPaper, recovery_sheet

KEY = bytes(range(100, 132))
LINES = recovery.sheet_lines(KEY)
PAPER = RecoveryPaper(
    office="青石镇人民政府",
    mark="7K3MQA",
    lines=LINES,
    qr_text="".join(LINES).replace(" ", ""),
    made_on=date(2026, 11, 3),
)


def words_of(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text().split())


def test_it_says_whose_it_is_what_it_is_for_and_where_to_keep_it() -> None:
    words = words_of(recovery_sheet(PAPER))
    for said in (
        "恢复单",
        "青石镇人民政府",
        "编号7K3MQA",
        "2026年11月3日打印",
        "最后一把钥匙",
        "选“用恢复单”，",  # the words of the button
        "保险柜",
        "不要拍照",
    ):
        assert said in words
    assert "练习" not in words


def test_the_lines_on_it_open_the_file_again() -> None:
    words = words_of(recovery_sheet(PAPER))
    for line in LINES:
        assert line.replace(" ", "") in words
    assert recovery.private_key("\n".join(LINES)) == KEY


def test_a_scanner_reads_the_same() -> None:
    page = render_page(recovery_sheet(PAPER), dpi=150)
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    (code,) = zxingcpp.read_barcodes(rows)
    assert recovery.private_key(code.text) == KEY


def test_equal_facts_give_equal_bytes() -> None:
    assert recovery_sheet(PAPER) == recovery_sheet(PAPER)


def test_a_practice_sheet_says_so() -> None:
    practice = RecoveryPaper(PAPER.office, PAPER.mark, LINES, PAPER.qr_text, PAPER.made_on, practice=True)
    assert "练习用恢复单" in words_of(recovery_sheet(practice))


def test_an_office_with_a_character_no_font_has_is_refused() -> None:
    strange = RecoveryPaper("\U0010fffd镇人民政府", PAPER.mark, LINES, PAPER.qr_text, PAPER.made_on)
    with pytest.raises(Refusal):
        recovery_sheet(strange)
