"""打印哪些: papers are ticked on one page and opened one after the other; what did not come out stops it."""

from PySide6.QtWidgets import QWidget

from resettle_desktop.households.pages.print_set_page import PrintSetPage
from resettle_desktop.households.rules.print_set import SET
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.households.use_cases.person_papers import (
    PersonPaperDraft,
    issue_residence_certificate,
)
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.households.keyboard import Keyboard
from tests.households.town import Town
from tests.kit.screen import Screen

CERTIFICATE = "households.certificate"
RESIDENCE = "households.residence_certificate"
COPY = "households.id_copy"


def back_on(screen: Screen, page: PrintSetPage, uid: str) -> None:
    """Come back to the page as the window does."""
    page.show_subject(uid)
    screen.settle()


def test_a_household_has_its_papers_and_those_of_the_head(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    page = PrintSetPage(screen.context)
    screen.open(page, uid)
    assert list(page.boxes) == [paper.page for paper in SET]
    assert page.person.text() == "王国梁"
    assert all(box.isEnabled() for box in page.boxes.values())
    Keyboard(screen).press("F9")
    assert screen.opened == []


def test_ticked_papers_follow_each_other_once_each_came_out(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    wife = town.person(uid, "李改莲")
    page = PrintSetPage(screen.context)
    screen.open(page, wife)
    hands = Keyboard(screen)
    hands.press("Space")
    page.boxes[RESIDENCE].setChecked(True)
    page.boxes[COPY].setChecked(True)
    hands.press("F9")
    assert screen.opened == [(CERTIFICATE, uid)]
    paper = town.desk.do(issue_relocation_certificate, CertificateDraft(uid))
    back_on(screen, page, wife)
    assert screen.opened == [(CERTIFICATE, uid)], "nobody said yet that it came out"
    assert page.boxes[CERTIFICATE].isChecked()
    hands.press("F9")
    town.desk.do(answer_print, AnswerDraft(paper, Answer.PRINTED))
    back_on(screen, page, wife)
    assert screen.opened[2:] == [(RESIDENCE, wife)]
    assert not page.boxes[CERTIFICATE].isChecked()
    assert "今天开过" in page.said[CERTIFICATE].text()
    paper = town.desk.do(issue_residence_certificate, PersonPaperDraft(wife, "bank"))
    town.desk.do(answer_print, AnswerDraft(paper, Answer.PRINTED))
    back_on(screen, page, wife)
    assert screen.opened[3:] == [(COPY, wife)]
    back_on(screen, page, wife)
    assert not any(box.isChecked() for box in page.boxes.values())
    assert len(screen.opened) == 4


def test_all_are_ticked_with_one_key_and_elsewhere_is_one_key_away(town: Town, screen: Screen) -> None:
    page = PrintSetPage(screen.context)
    screen.open(page, town.register())
    hands = Keyboard(screen)
    hands.press("F4")
    assert all(box.isChecked() for box in page.boxes.values())
    hands.press("F4")
    assert not any(box.isChecked() for box in page.boxes.values())
    hands.press("F7")
    assert screen.opened == [("matters.directory", None)]


def test_every_tick_is_reached_by_the_keyboard(town: Town, screen: Screen) -> None:
    page = PrintSetPage(screen.context)
    screen.open(page, town.register())
    hands = Keyboard(screen)
    seen: list[QWidget] = [hands.cursor]
    for _ in range(len(page.boxes) + 1):
        hands.press("Tab")
        seen.append(hands.cursor)
    assert set(page.boxes.values()) <= set(seen)
