"""Lists on paper and on sheets: every page has its head, nothing is cut, nothing typed is a formula."""

import os
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.inputs import Choice
from resettle_desktop.households.pages.list_handout import REASONS
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.printing.pages import list_delivery
from resettle_desktop.printing.pages.printers import SAVE, SAVE_WORDS
from resettle_desktop.printing.sheets import put_list
from tests.households.keyboard import Keyboard
from tests.households.town import Town
from tests.kit.office import raw
from tests.kit.screen import Screen

PAPER = ListPaper(
    "人员名册",
    "截至2026年11月24日；云水苑",
    "共90人　李春梅　2026年11月24日 09:05",
    (PaperColumn("姓名", 6), PaperColumn("身份证号码", 10), PaperColumn("年龄", 3, right=True)),
    (
        *((f"张{place}", "149999197805120012", "48岁") for place in range(89)),
        ("=HYPERLINK(1)", "暂无号码", "1岁"),
    ),
)


def test_a_list_on_paper() -> None:
    pdf = draw_list(PAPER)
    assert pdf == draw_list(PAPER)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert page.mediabox.width > page.mediabox.height
        for words in ("人员名册", "截至2026年11月24日", "李春梅", "身份证号码", f"— {number} —"):
            assert words in text.replace("\n", ""), words
    assert "张88" in pages[-1].extract_text()


def test_a_list_of_invented_people_says_so_on_every_page(tmp_path: Path) -> None:
    practice = replace(PAPER, practice=True)
    pages = PdfReader(BytesIO(draw_list(practice))).pages
    assert all("练习用，无效" in page.extract_text() for page in pages)
    assert "练习用" not in PdfReader(BytesIO(draw_list(PAPER))).pages[0].extract_text()
    with zipfile.ZipFile(put_list(practice, tmp_path / "名册.xlsx")) as book:
        assert "练习用，无效" in book.read("xl/sharedStrings.xml").decode()


def test_nothing_typed_is_a_formula(tmp_path: Path) -> None:
    path = put_list(PAPER, tmp_path / "new" / "名册.xlsx")
    content = path.read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=HYPERLINK(1)" in words
    assert "149999197805120012" in words
    assert 'state="frozen"' in sheet


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFailure):
        put_list(PAPER, tmp_path / "file" / "名册.xlsx")


@pytest.mark.parametrize(("reason", "number"), [("", "149999********0"), (REASONS[0], "149999197805120")])
def test_numbers_leave_whole_only_for_a_reason(
    town: Town,
    screen: Screen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reason: str,
    number: str,
) -> None:
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    town.register(room="3-1-101")
    page = screen.show(PeoplePage(screen.context))
    page.show_subject(None)
    page.handout.hand_out(AccessKind.EXPORTED, reason)
    page.handout.hand_out(AccessKind.PRINTED, reason)
    screen.qtbot.waitUntil(lambda: len(list(tmp_path.glob("人员名册*.[px]*"))) == 2, timeout=20_000)
    screen.qtbot.waitUntil(lambda: screen.context.worker.idle)
    with zipfile.ZipFile(next(tmp_path.glob("*.xlsx"))) as book:
        assert number in book.read("xl/sharedStrings.xml").decode()
    text = "".join(one.extract_text() for one in PdfReader(next(tmp_path.glob("*.pdf"))).pages)
    assert number in text.replace("\n", "")
    noted = raw(town.desk.store, "SELECT kind, subject_uid FROM access_entry ORDER BY id")
    assert noted == [("exported", "households.people"), ("printed", "households.people")]


SPOOLER = """#!/bin/sh
echo "$@" > "{folder}/asked"
cat > "{folder}/paper.pdf"
exit {code}
"""


@pytest.fixture(params=[0, 1])
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    """A print system of our own with two printers; it takes what it is given, or is out of order."""
    program = tmp_path / "bin" / "lp"
    program.parent.mkdir()
    program.write_text(SPOOLER.format(folder=tmp_path, code=request.param))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    choices = (Choice("二楼", "二楼", "默认"), Choice("窗口", "窗口"), Choice(SAVE, SAVE_WORDS))
    monkeypatch.setattr(list_delivery, "printer_choices", lambda: choices)
    return int(request.param)


def test_a_list_goes_to_the_printer_that_is_chosen(
    town: Town, screen: Screen, tmp_path: Path, spooler: int
) -> None:
    town.register(room="3-1-101")
    page = screen.show(PeoplePage(screen.context))
    page.show_subject(None)
    screen.settle()
    hands = Keyboard(screen)
    page.table.setFocus()
    hands.press("Ctrl+P", "Left", "Return")  # masked
    assert page.open_question is not None
    assert page.open_question.accessibleName() == "打到哪里？"
    assert [button.text() for button in page.open_question.buttons] == ["二楼", "窗口", SAVE_WORDS, "先不打"]
    hands.press("Left", "Left", "Return")
    told = "没有送到打印机" if spooler else "人员名册已送到打印机 窗口"
    screen.qtbot.waitUntil(lambda: told in screen.context.notices.text, timeout=20_000)
    assert (tmp_path / "asked").read_text().startswith("-d 窗口 -t 人员名册")
    text = PdfReader(tmp_path / "paper.pdf").pages[0].extract_text()
    assert "练习用，无效" in text
    assert raw(town.desk.store, "SELECT kind FROM access_entry") == [("printed",)]
