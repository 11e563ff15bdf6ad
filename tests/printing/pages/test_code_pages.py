"""Codes are switched on, scanned and checked by keys; signing keys are changed, given away, taken in."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from resettle_desktop.foundation.signing import fingerprint, new_key_pair, sign
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.check_code_page import CheckCodePage
from resettle_desktop.printing.pages.code_key_forms import ChangeKeyForm, DropOfficeForm, KnownOfficeForm
from resettle_desktop.printing.pages.codes_page import CodesPage
from resettle_desktop.printing.queries.codes import CodesStanding, codes_standing
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.rules.key_file import KeyFile, PublicKey, read_key_file, write_key_file
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen, forget, type_text
from tests.printing.code_makers import NUMBER, code_text
from tests.printing.desk import PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import strike
from tests.printing.test_codes import CODED, TODAY, issue, say, switch, take
from tests.printing.test_codes import others_file as others_text

OTHER: Final = new_key_pair()


def standing_of(papers: PaperDesk) -> CodesStanding:
    with papers.store.reading() as session:
        return codes_standing(session, TODAY)


def words_on(page: QWidget) -> str:
    forget()  # lines that were taken away are gone with the next turn of the loop
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def others_file(folder: Path, *, void: tuple[str, ...] = ()) -> Path:
    file = KeyFile(
        office_uid="other",
        office_name="柳沟镇人民政府",
        phone="0350-7654321",
        practice=False,
        made_on=date(2026, 11, 2),
        keys=(PublicKey(OTHER.public, date(2026, 1, 1)),),
        void=void,
        issuers={},
        kinds={1: "搬迁安置证明"},
    )
    path = folder / "keys.json"
    path.write_bytes(write_key_file(file, lambda message: sign(OTHER.private, message)))
    return path


def scan(screen: Screen, page: CheckCodePage, scanned: str) -> None:
    """A scanner types what it read and presses Enter."""
    page.text.setFocus()
    type_text(page.text, scanned)
    strike(screen, "Return")


def test_the_head_switches_codes_on_and_off_again(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    page = CodesPage(screen.context)
    open_page(page, None)
    box = page.boxes[CODED.name]
    assert not any(each.isChecked() for each in page.boxes.values())
    box.setFocus()
    strike(screen, "Space", "F9")
    made = standing_of(papers)
    assert made.kinds == (CODED.name,)
    assert made.current is not None
    assert made.current.fingerprint in words_on(page)
    box.setFocus()
    strike(screen, "Space", "F9")
    assert standing_of(papers).kinds == ()
    assert standing_of(papers).keys == made.keys


def test_a_scanned_code_is_answered_and_the_field_is_ready_for_the_next(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    switch(papers, CODED.name)
    uid, scanned = issue(papers)
    page = CheckCodePage(screen.context)
    open_page(page, None)
    scan(screen, page, scanned)
    assert page.said.text().startswith("真：试证字〔2026〕1号是青山镇人民政府开具的")
    assert {"王桂兰", "户号 QS0036", "2026-11-03"} <= set(words_on(page).splitlines())
    assert page.text.text() == ""
    strike(screen, "F4")
    assert screen.opened[-1] == ("printing.paper", uid)
    scan(screen, page, scanned.replace("0350-1234567", "0350-7654321"))
    assert page.said.text().startswith("不能认定：")
    say(papers, uid, Answer.SPOILED)
    scan(screen, page, scanned)
    assert page.said.text().startswith("已作废：")
    scan(screen, page, "白纸一张")
    assert page.said.text().startswith("没有读到核验码")
    assert "王桂兰" not in words_on(page)


def test_another_offices_code_is_checked_by_a_file_that_is_brought_along(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not standing_of(papers).offices
    path = others_file(tmp_path, void=(NUMBER,))
    monkeypatch.setattr(CheckCodePage, "choose_file", staticmethod(lambda _parent: path))
    page = CheckCodePage(screen.context)
    open_page(page, None)
    scan(screen, page, code_text(OTHER))
    assert page.said.text().startswith("不认识这把钥匙：")
    strike(screen, "F6")
    assert fingerprint(OTHER.public) in words_on(page)
    scan(screen, page, code_text(OTHER))
    assert page.said.text() == f"已作废：{NUMBER}已经作废，不能再用"
    path.write_bytes(b"{}")
    strike(screen, "F6")
    assert "不是核验公钥文件" in screen.context.notices.text


def test_the_head_takes_in_another_offices_keys_after_comparing_them(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = others_file(tmp_path)
    monkeypatch.setattr(KnownOfficeForm, "choose_file", staticmethod(lambda _parent: path))
    page = KnownOfficeForm(screen.context)
    open_page(page, None)
    strike(screen, "F9")
    assert "请先按 F6" in screen.context.notices.text
    strike(screen, "F6")
    assert fingerprint(OTHER.public) in words_on(page)
    strike(screen, "F9")
    assert "核对指纹" in words_on(page)
    type_text(page.compared, "王所长")
    strike(screen, "F9")
    assert [office.office_name for office in standing_of(papers).offices] == ["柳沟镇人民政府"]
    assert screen.went_back


def test_the_head_trusts_another_office_no_longer(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    take(papers, others_text(), "王所长")
    codes = CodesPage(screen.context)
    open_page(codes, None)
    strike(screen, "Ctrl+D")
    assert screen.opened[-1] == (DropOfficeForm.name, None)
    page = DropOfficeForm(screen.context)
    open_page(page, None)
    page.office.setFocus()
    strike(screen, "Down", "Return")
    page.reason.setFocus()
    type_text(page.reason, "指纹核对错了")
    strike(screen, "F9")
    assert standing_of(papers).offices == ()


def test_the_key_is_changed_for_a_reason(screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
    switch(papers, CODED.name)
    page = ChangeKeyForm(screen.context)
    open_page(page, None)
    strike(screen, "F9")
    assert len(standing_of(papers).keys) == 1
    type_text(page.reason, "电脑被盗")
    page.leaked.setFocus()
    strike(screen, "Space", "F9")
    new, old = standing_of(papers).keys
    assert (new.retired_at, old.leaked, old.retired_because) == (None, True, "电脑被盗")


def test_the_key_file_is_written_where_the_head_says(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "公钥.json"
    monkeypatch.setattr(CodesPage, "choose_where", staticmethod(lambda _parent, _name: target))
    switch(papers, CODED.name)
    open_page(CodesPage(screen.context), None)
    strike(screen, "F7")
    file = read_key_file(target.read_bytes())
    assert file.fingerprint in screen.context.notices.text


def test_the_pages_are_opened_from_the_book(screen: Screen, open_page: OpenPage) -> None:
    page = BookPage(screen.context)
    open_page(page, None)
    page.table.setFocus()
    strike(screen, "F6", "F7")
    assert screen.opened == [("printing.check_code", None), ("printing.codes", None)]


@pytest.mark.parametrize(
    ("width", "height", "scale", "scheme"),
    [(1150, 560, 1.0, Scheme.LIGHT), (1290, 560, 1.75, Scheme.CONTRAST), (900, 640, 1.0, Scheme.DARK)],
)
def test_nothing_is_cut_off(
    screen: Screen, papers: PaperDesk, width: int, height: int, scale: float, scheme: Scheme
) -> None:
    switch(papers, CODED.name)
    theme = screen.context.theme
    theme.set_scheme(scheme)
    theme.set_scale(scale)
    for factory in (CheckCodePage, CodesPage, ChangeKeyForm, KnownOfficeForm, DropOfficeForm):
        page = factory(screen.context)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        screen.show(area, width, height)
        page.show_subject(None)
        screen.settle()
        screen.qtbot.waitUntil(partial(whole, page))


def whole(page: QWidget) -> None:
    """Nothing to complain of, once Qt has laid the page out."""
    assert complaints(page) == []
