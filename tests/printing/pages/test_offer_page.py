"""A paper is issued, printed and answered by keys, and what goes wrong costs no paper and no number."""

import os
from pathlib import Path

import pytest

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.ui.inputs.choices import Choice
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.kit.screen import Screen, keys, type_text
from tests.printing.desk import ALL, PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import NotePage, strike, uid_of


@pytest.fixture
def page(screen: Screen, office: PaperDesk, open_page: OpenPage, tmp_path: Path) -> NotePage:
    """The page of 王桂兰's note; saved papers go to a folder of the test."""
    made = NotePage(screen.context)
    made.folder.setText(str(tmp_path / "papers"))
    open_page(made, uid_of("a"))
    return made


def asking(page: NotePage) -> bool:
    return page.answers.is_open


def book(papers: PaperDesk) -> list[queries.PaperRow]:
    with papers.store.reading() as session:
        return list(queries.issued_papers(session, ALL))


def test_before_issuing_it_is_a_draft_and_nothing_is_booked(page: NotePage, papers: PaperDesk) -> None:
    assert page.number.text() == "便字〔2026〕____号"
    assert "下一号是 1号" in page.remark.text()
    assert page.chip is not None
    assert page.chip.text == "样稿，还没有编号"
    assert page.preview.pdf is not None
    assert len(page.preview.pages.images) == 1
    assert book(papers) == []


def test_a_clerks_whole_way_by_keys(
    page: NotePage, screen: Screen, papers: PaperDesk, tmp_path: Path
) -> None:
    strike(screen, "F9")
    (row,) = book(papers)
    assert row.stage is PaperStage.ISSUED
    assert page.number.text() == row.number == "便字〔2026〕1号"
    assert page.preview.pdf is not None
    assert digest_of(page.preview.pdf) == row.digest
    assert not asking(page)
    strike(screen, "F9")
    saved = tmp_path / "papers" / "便字〔2026〕1号 王桂兰户.pdf"
    assert digest_of(saved.read_bytes()) == row.digest
    assert asking(page)
    strike(screen, "1")
    assert book(papers)[0].stage is PaperStage.PRINTED
    assert screen.went_back
    assert screen.context.notices.text == "便字〔2026〕1号 打印好了"
    page.show_subject(page.subject_uid)
    screen.qtbot.waitUntil(page.may_do_verb)
    assert page.verb_button.isVisible(), "the next one is offered with its button"


def test_the_cursor_waits_on_the_page_and_comes_to_the_button(page: NotePage, screen: Screen) -> None:
    page.verb_button.setFocus()
    page.set_busy(busy=True)
    assert page.panel.hasFocus(), "and not in some field behind the button"
    page.set_busy(busy=False)
    assert page.verb_button.hasFocus()
    page.use.setFocus()
    page.set_busy(busy=True)
    page.set_busy(busy=False)
    assert page.use.hasFocus(), "who types goes on typing"


def test_what_it_is_for_is_drawn_at_once(page: NotePage, screen: Screen) -> None:
    before = page.preview.pdf
    page.use.setFocus()
    type_text(page.use, "子女入学")
    screen.qtbot.waitUntil(lambda: page.preview.pdf != before)
    screen.settle()
    keys(page.use, "Return")
    assert page.printer.hasFocus()
    keys(page.printer, "Return")
    keys(page.folder, "Return")
    assert page.verb_button.hasFocus()


def test_it_did_not_come_out_and_is_printed_again(page: NotePage, screen: Screen, papers: PaperDesk) -> None:
    strike(screen, "F9", "F9", "2")
    assert book(papers)[0].stage is PaperStage.ISSUED
    assert not asking(page)
    assert "编号还留着" in screen.context.notices.text
    strike(screen, "F9")
    assert asking(page)
    strike(screen, "1")
    assert [row.stage for row in book(papers)] == [PaperStage.PRINTED]


def test_a_spoiled_sheet_is_booked_and_the_next_number_follows(
    page: NotePage, screen: Screen, papers: PaperDesk
) -> None:
    strike(screen, "F9", "F9", "3")
    assert page.answers.detail.hasFocus()
    type_text(page.answers.detail, "000123")
    strike(screen, "Return")
    (spoiled,) = book(papers)
    assert (spoiled.stage, spoiled.sheet_number) == (PaperStage.SPOILED, "000123")
    assert page.number.text() == "便字〔2026〕____号"
    assert "替代 便字〔2026〕1号" in page.remark.text()
    strike(screen, "F9")
    following, _ = book(papers)
    assert (following.number, following.replaces) == ("便字〔2026〕2号", "便字〔2026〕1号")


def test_plain_paper_has_no_number_and_enter_is_enough(
    page: NotePage, screen: Screen, papers: PaperDesk
) -> None:
    strike(screen, "F9", "F9", "3", "Return")
    assert book(papers)[0].stage is PaperStage.SPOILED


def test_void_asks_for_the_reason(page: NotePage, screen: Screen, papers: PaperDesk) -> None:
    strike(screen, "F9", "F9", "4", "Return")
    assert page.answers.error == "请填写作废的原因"
    assert book(papers)[0].stage is PaperStage.ISSUED
    type_text(page.answers.detail, "姓名写错")
    strike(screen, "Return")
    assert book(papers)[0].stage is PaperStage.VOID
    with papers.store.reading() as session:
        assert queries.paper_steps(session, book(papers)[0].uid)[-1].reason == "姓名写错"


def test_escape_leaves_the_detail_and_then_the_question(
    page: NotePage, screen: Screen, papers: PaperDesk
) -> None:
    strike(screen, "F9", "F9", "4", "Escape")
    assert page.answers.later_button.hasFocus()
    strike(screen, "Escape")
    assert not asking(page)
    assert "编号留着" in screen.context.notices.text
    strike(screen, "F6", "Left")
    assert page.answers.buttons[Answer.VOID].hasFocus()
    strike(screen, "Escape")
    assert book(papers)[0].stage is PaperStage.ISSUED


def test_an_unanswered_paper_is_offered_again_and_the_next_resident_is_not_held_up(
    page: NotePage, screen: Screen, papers: PaperDesk
) -> None:
    strike(screen, "F9", "F9", "Escape")
    page.show_subject(uid_of("b"))
    screen.settle()
    assert page.number.text() == "便字〔2026〕____号"
    assert "协议编号" in page.remark.text()
    strike(screen, "F9")
    assert [row.subject_label for row in book(papers)] == ["李建国户", "王桂兰户"]
    page.show_subject(uid_of("a"))
    screen.settle()
    assert page.number.text() == "便字〔2026〕1号"
    assert asking(page)
    strike(screen, "1")
    assert book(papers)[1].stage is PaperStage.PRINTED


def test_a_name_no_font_has_stops_before_paper_is_spent(
    page: NotePage, screen: Screen, papers: PaperDesk
) -> None:
    page.show_subject(uid_of("c"))
    screen.settle()
    assert "U+31328" in page.trouble.text()
    assert not page.verb_button.isEnabled()
    keys(page, "F9")
    screen.settle()
    assert book(papers) == []


def test_another_desk_answered_meanwhile(page: NotePage, screen: Screen, papers: PaperDesk) -> None:
    strike(screen, "F9", "F9")
    with papers.store.working(screen.context.actor) as work:
        answer_print(work, AnswerDraft(book(papers)[0].uid, Answer.PRINTED))
    strike(screen, "2")
    assert "已经回答过了" in page.answers.error


def test_a_folder_that_cannot_be_written_loses_nothing(
    page: NotePage, screen: Screen, papers: PaperDesk, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    page.folder.setText(str(blocked))
    strike(screen, "F9", "F9")
    assert "存不了文件" in screen.context.notices.text
    assert not asking(page)
    assert book(papers)[0].stage is PaperStage.ISSUED


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print system that keeps what it is given; the file "jam" makes it fail."""
    folder = tmp_path / "spool"
    folder.mkdir()
    program = folder / "lp"
    program.write_text(
        f'#!/bin/sh\ncat > "{folder}/given.pdf"\necho "$@" > "{folder}/arguments"\ntest ! -e "{folder}/jam"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def with_printer(page: NotePage) -> None:
    printer = Choice("HP-1020", "HP-1020", "默认")
    page.printer.set_choices([printer])
    page.printer.choose(printer)


@pytest.mark.skipif(os.name == "nt", reason="the print system takes PDF on Linux only")
def test_the_print_system_gets_the_very_bytes_at_their_true_size(
    page: NotePage, screen: Screen, papers: PaperDesk, spooler: Path
) -> None:
    with_printer(page)
    assert not page.folder_field.isVisible()
    strike(screen, "F9", "F9")
    screen.qtbot.waitUntil(lambda: asking(page))
    assert digest_of((spooler / "given.pdf").read_bytes()) == book(papers)[0].digest
    told = (spooler / "arguments").read_text()
    assert "-d HP-1020" in told
    assert "print-scaling=none" in told
    assert "media=A4" in told


@pytest.mark.skipif(os.name == "nt", reason="the print system takes PDF on Linux only")
def test_a_printer_that_takes_nothing_is_told_and_the_number_stays(
    page: NotePage, screen: Screen, papers: PaperDesk, spooler: Path
) -> None:
    (spooler / "jam").touch()
    with_printer(page)
    strike(screen, "F9", "F9")
    screen.qtbot.waitUntil(lambda: "没有送到打印机" in screen.context.notices.text)
    assert not asking(page)
    assert not page.busy
    assert book(papers)[0].stage is PaperStage.ISSUED


def test_a_printer_nobody_has_is_named(page: NotePage, screen: Screen) -> None:
    strike(screen, "F9")
    page.printer.setFocus()
    page.printer.selectAll()
    type_text(page.printer, "zzz")
    keys(page, "F9")
    screen.settle()
    assert "zzz" in page.trouble.text()
    assert page.printer.hasFocus()
