"""The issued book shows every number and what became of it; its papers are answered, reprinted, voided."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.printing import queries
from resettle_desktop.printing.pages import PAGES
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.kit.office import actor_of
from tests.kit.screen import Screen, type_text
from tests.printing.desk import CLERK, LETTER, PARTY, PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import NoteFacts, draw_note, strike


def issue(papers: PaperDesk, subject: str, said: Answer | None = None) -> str:
    """Issue a note drawn by the kit and answer the question, if anything was said."""
    facts = NoteFacts("", subject, papers.office)
    uid = papers.issue(subject, draw=lambda head: draw_note(facts, head, ""))
    if said is not None:
        with papers.store.working(CLERK) as work:
            answer_print(work, AnswerDraft(uid, said, reason="写错" if said is Answer.VOID else ""))
    return uid


def row_of(papers: PaperDesk, uid: str) -> queries.PaperRow:
    with papers.store.reading() as session:
        return queries.paper(session, uid)


def test_every_number_stands_in_the_book_with_the_open_ones_on_top(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    waiting = issue(papers, "甲")
    issue(papers, "乙", Answer.PRINTED)
    issue(papers, "丙", Answer.SPOILED)
    papers.issue("丁", actor=PARTY, kind=LETTER)
    page = BookPage(screen.context)
    open_page(page, None)
    assert [row.number for row in page.model.rows] == [
        "信字〔2026〕1号",
        "便字〔2026〕1号",
        "便字〔2026〕3号",
        "便字〔2026〕2号",
    ]
    assert page.waiting.text() == "2 份还没回答“出来了吗”"
    page.table.setFocus()
    strike(screen, "Down", "Return")
    assert screen.opened[-1] == ("printing.paper", waiting)


def test_the_book_of_an_earlier_year_is_a_key_away_and_open_papers_follow(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    issue(papers, "甲", Answer.PRINTED)
    waiting = issue(papers, "乙")
    papers.clock.instant = datetime(2027, 1, 4, tzinfo=UTC)
    page = BookPage(screen.context)
    open_page(page, None)
    assert [row.uid for row in page.model.rows] == [waiting]
    assert page.waiting.text().endswith("其中 1 份是今天以前的")
    strike(screen, "Ctrl+PgUp")
    assert len(page.model.rows) == 2
    assert "2026" in page.title
    strike(screen, "Ctrl+PgDown", "Ctrl+PgDown")
    assert page.year == 2027


def test_an_empty_book_says_what_to_do(screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
    page = BookPage(screen.context)
    open_page(page, None)
    assert page.empty.isVisible()


class TestSomebodyOfOneRole:
    """What a clerk sees who is not the head and not in the Party's office."""

    @pytest.fixture
    def clerk(self) -> Actor:
        return CLERK

    def test_papers_of_other_subjects_are_not_in_the_book(
        self, screen: Screen, papers: PaperDesk, open_page: OpenPage
    ) -> None:
        papers.issue("丁", actor=PARTY, kind=LETTER)
        page = BookPage(screen.context)
        open_page(page, None)
        assert list(page.model.rows) == []

    def test_only_the_head_voids(self, screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
        uid = issue(papers, "甲", Answer.PRINTED)
        page = IssuedPage(screen.context)
        open_page(page, uid)
        strike(screen, "F4")
        assert not page.reason_field.isVisible()


def test_an_open_question_is_put_again_and_answered(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    uid = issue(papers, "甲")
    page = IssuedPage(screen.context)
    open_page(page, uid)
    assert page.answers.is_open
    assert page.preview.pdf is not None
    assert digest_of(page.preview.pdf) == row_of(papers, uid).digest
    strike(screen, "1")
    assert row_of(papers, uid).stage is PaperStage.PRINTED
    assert page.verb() == "补打"


def test_a_reprint_is_confirmed_booked_and_the_same_bytes(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, tmp_path: Path
) -> None:
    uid = issue(papers, "甲", Answer.PRINTED)
    page = IssuedPage(screen.context)
    page.folder.setText(str(tmp_path))
    open_page(page, uid)
    strike(screen, "F9")
    assert page.open_question is not None
    strike(screen, "Escape")
    assert row_of(papers, uid).reprints == 0
    strike(screen, "F9", "Left", "Return")
    assert row_of(papers, uid).reprints == 1
    assert screen.context.notices.text == "便字〔2026〕1号 补打第 1 次"
    assert "补打过 1 次" in page.remark.text()
    (saved,) = tmp_path.glob("*.pdf")
    assert digest_of(saved.read_bytes()) == row_of(papers, uid).digest


def test_the_head_voids_with_a_reason(screen: Screen, papers: PaperDesk, open_page: OpenPage) -> None:
    uid = issue(papers, "甲", Answer.PRINTED)
    page = IssuedPage(screen.context)
    open_page(page, uid)
    strike(screen, "F4", "Return")
    assert page.reason_field.error == "请写明作废的原因"
    type_text(page.reason, "姓名写错")
    strike(screen, "Return")
    assert row_of(papers, uid).stage is PaperStage.VOID
    assert page.verb() == ""
    assert not page.verb_button.isVisible()
    assert not page.reason_field.isVisible()
    with papers.store.reading() as session:
        assert queries.paper_steps(session, uid)[-1].reason == "姓名写错"


def test_pages_are_data_and_their_names_are_known() -> None:
    assert [spec.name for spec in PAGES] == [
        "printing.book",
        "printing.custody",
        "printing.series",
        "printing.seal",
        "printing.collect",
        "printing.blocks",
        "printing.reserve",
        "printing.handwritten",
        "printing.stationery",
        "printing.sheets",
        "printing.forms",
        "printing.layout",
        "printing.calibration",
        "printing.opening",
        "printing.paper",
        "printing.check_code",
        "printing.codes",
        "printing.change_key",
        "printing.known_office",
        "printing.drop_office",
        "printing.brought_back",
    ]
    assert issubclass(OfferPage, Page)
    for spec in PAGES:
        assert spec.may_open(actor_of().roles)
        assert not spec.may_open(frozenset({"auditor"}))
