"""Papers are sealed by the tick and handed over; numbers, sheets and blocks are kept by keyboard."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import QuestionBar
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.printing import queries
from resettle_desktop.printing.pages import (
    block_pages,
    custody_page,
    list_delivery,
    series_page,
    stationery_pages,
)
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.queries import custody
from resettle_desktop.printing.rules import Answer, PaperHead, PaperStage
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from resettle_desktop.printing.use_cases.custody import CollectDraft, SealDraft, collect_paper, seal_papers
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen, type_text
from tests.printing.desk import ALL, CLERK, LETTER, NOTE, PARTY, PROOF, PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import strike
from tests.printing.test_custody import NUMBER, SEAL, do, printed, row, sealed


def whole(window: QWidget) -> None:
    assert complaints(window) == []


def drawn(head: PaperHead) -> bytes:
    sheet = Sheet(About("证明"))
    sheet.text(28, 40, head.number)
    return sheet.finish()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what is handed out goes."""
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path / "out"))
    return tmp_path / "out"


def fill(screen: Screen, form: Form, **values: str) -> None:
    """Type into the fields that are named, then F9."""
    for name, value in values.items():
        field = form.fields.get(name)
        assert field is not None
        widget: Any = field.widget
        widget.setFocus()
        widget.selectAll()
        type_text(widget, value)
    strike(screen, "F9")
    screen.settle()


def test_ticked_papers_are_sealed_in_one_go(screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
    uids = [printed(papers, subject) for subject in "甲乙丙"]
    page = custody_page.CustodyPage(screen.context)
    open_page(page, None)
    page.table.setFocus()
    strike(screen, "F6", "F6")
    assert page.ticked == set(uids[:2])
    assert page.said.text().endswith("已勾 2 份")
    strike(screen, "F9")
    name, subject = screen.opened[-1]
    assert name == "printing.seal"
    form = custody_page.SealPage(screen.context)
    open_page(form, subject)
    fill(screen, form, seal="公章", keeper="李保管", approver="王主任")
    assert [row(papers, uid).stage for uid in uids] == [PaperStage.SEALED] * 2 + [PaperStage.TO_SEAL]
    again = custody_page.SealPage(screen.context)
    open_page(again, uids[2])
    assert again.seal_name.value() == "公章"


def test_a_paper_is_handed_over_or_put_aside(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, folder: Path
) -> None:
    uid = sealed(papers)
    papers.clock.advance(days=31)
    page = custody_page.CustodyPage(screen.context)
    open_page(page, None)
    assert "1 份该催领" in page.said.text()
    strike(screen, "Ctrl+P")
    screen.settle()
    screen.qtbot.waitUntil(lambda: len(list(folder.glob("文书领取签收表*.pdf"))) == 1)
    page.table.setFocus()
    strike(screen, "F7")
    screen.settle()
    assert row(papers, uid).stage is PaperStage.UNCOLLECTED
    strike(screen, "F4")
    assert screen.opened[-1] == ("printing.collect", uid)
    form = custody_page.CollectPage(screen.context)
    open_page(form, uid)
    fill(screen, form, collector="王桂兰", number=NUMBER)
    assert row(papers, uid).stage is PaperStage.COLLECTED


def test_who_collected_is_masked_on_the_papers_page(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    uid = papers.issue("甲", kind=PROOF, draw=drawn)
    do(papers, answer_print, AnswerDraft(uid, Answer.PRINTED))
    do(papers, seal_papers, SealDraft((uid,), *SEAL))
    form = custody_page.CollectPage(screen.context)
    open_page(form, uid)
    fill(screen, form, collector="王桂兰", number=NUMBER)
    page = IssuedPage(screen.context)
    open_page(page, uid)
    said = " ".join(label.text() for label in page.history.findChildren(type(page.number)))
    said += " ".join(label.text() for label in page.history.findChildren(type(page.remark)))
    assert NUMBER not in said
    with papers.store.reading() as session:
        found = custody.collection(session, uid)
    assert found is not None
    assert found.number == NUMBER


@pytest.mark.parametrize(("answer", "said"), [(0, "王桂兰交回"), (1, "没有收回：王桂兰")])
def test_a_collected_paper_is_voided_with_what_became_of_its_sheet(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, answer: int, said: str
) -> None:
    uid = papers.issue("甲", kind=PROOF, draw=drawn)
    do(papers, answer_print, AnswerDraft(uid, Answer.PRINTED))
    do(papers, seal_papers, SealDraft((uid,), *SEAL))
    do(papers, collect_paper, CollectDraft(uid, "王桂兰", NUMBER))
    page = IssuedPage(screen.context)
    open_page(page, uid)
    strike(screen, "F4")
    bar = page.findChild(QuestionBar)
    assert bar is not None
    bar.buttons[answer].click()
    type_text(page.reason, "王桂兰")
    strike(screen, "Return")
    screen.settle()
    assert row(papers, uid).stage is PaperStage.VOID
    with papers.store.reading() as session:
        assert queries.paper_steps(session, uid)[-1].reason == said


def test_an_interrupted_number_is_booked_from_its_page(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    uid = papers.issue("甲", draw=drawn)
    page = IssuedPage(screen.context)
    open_page(page, uid)
    page.ask_interrupted()
    page.interrupt()
    screen.settle()
    assert row(papers, uid).stage is PaperStage.SPOILED
    assert not page.may_interrupt()


def test_series_are_opened_counted_and_printed(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, folder: Path
) -> None:
    form = series_page.OpeningPage(screen.context)
    open_page(form, None)
    fill(screen, form, kind="试用便字", last_serial="57", book="第1本")
    assert row(papers, papers.issue("甲")).number == "便字〔2026〕58号"
    page = series_page.SeriesPage(screen.context)
    open_page(page, None)
    assert [(one.first, one.last, one.unanswered) for one in page.model.rows] == [(58, 58, 1)]
    strike(screen, "F9", "Ctrl+P")
    screen.settle()
    screen.qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 2)
    strike(screen, "F6", "F7", "F4", "Ctrl+PgUp")
    opened = [name for name, _ in screen.opened[-3:]]
    assert opened == ["printing.blocks", "printing.stationery", "printing.opening"]
    screen.settle()
    assert not page.model.rows


def test_a_block_is_kept_by_keyboard(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, folder: Path
) -> None:
    form = block_pages.ReservePage(screen.context)
    open_page(form, None)
    fill(screen, form, kind="试用便字", count="2")
    page = block_pages.BlocksPage(screen.context)
    open_page(page, None)
    assert [one.serial for one in page.model.rows] == [1, 2]
    strike(screen, "Ctrl+P")
    screen.settle()
    screen.qtbot.waitUntil(lambda: len(list(folder.glob("*应急本*.pdf"))) == 1)
    page.table.setFocus()
    strike(screen, "F9")
    name, uid = screen.opened[-1]
    assert name == "printing.handwritten"
    entered = block_pages.HandwrittenPage(screen.context)
    open_page(entered, uid)
    fill(screen, entered, paper_date="20261103", subject_label="王桂兰家", content="住在甲区")
    page.give_up(page.model.rows[-1])
    screen.settle()
    screen.qtbot.waitUntil(lambda: not page.model.rows)
    with papers.store.reading() as session:
        book = queries.issued_papers(session, ALL)
    assert [(one.number, one.stage) for one in book] == [
        ("便字〔2026〕2号", PaperStage.VOID),
        ("便字〔2026〕1号", PaperStage.PRINTED),
    ]


def test_sheets_are_received_and_counted(screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
    form = stationery_pages.SheetsPage(screen.context)
    open_page(form, None)
    fill(screen, form, kind="试用信字", move="领入", first="A0001", last="A0010")
    page = stationery_pages.StationeryPage(screen.context)
    open_page(page, None)
    (line,) = page.model.rows
    assert (line.count.remaining, line.count.next) == (10, "A0001")
    uid = papers.issue("甲", actor=PARTY, kind=LETTER)
    do(papers, answer_print, AnswerDraft(uid, Answer.PRINTED), PARTY)
    page.reload()
    screen.settle()
    assert page.model.rows[0].count.next == "A0002"
    waiting = papers.issue("乙", actor=PARTY, kind=LETTER, draw=drawn)
    shown = IssuedPage(screen.context)
    open_page(shown, waiting)
    assert shown.answers.accessibleName().endswith("（该用 A0002 这张纸）")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.CONTRAST])
@pytest.mark.parametrize(
    "make",
    [
        custody_page.CustodyPage,
        custody_page.SealPage,
        custody_page.CollectPage,
        series_page.SeriesPage,
        series_page.OpeningPage,
        block_pages.BlocksPage,
        block_pages.ReservePage,
        block_pages.HandwrittenPage,
        stationery_pages.StationeryPage,
        stationery_pages.SheetsPage,
    ],
)
def test_every_page_stands_in_both_looks(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, make: type[Page], scheme: Scheme
) -> None:
    uid = sealed(papers)
    printed(papers, "乙")
    papers.issue("丙", kind=NOTE, actor=CLERK)
    screen.context.theme.set_scheme(scheme)
    screen.context.theme.set_scale(1.75 if scheme is Scheme.CONTRAST else 1.0)
    window = open_page(make(screen.context), uid if issubclass(make, Form) else None)
    screen.settle()
    screen.qtbot.waitUntil(partial(whole, window))
