"""Lists on paper and on sheets: every page has its head, nothing is cut, nothing typed is a formula."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.households.pages import list_handout
from resettle_desktop.households.pages.list_handout import REASONS
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.sheets import put_list
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
    monkeypatch.setattr(list_handout, "default_folder", lambda: str(tmp_path))
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
