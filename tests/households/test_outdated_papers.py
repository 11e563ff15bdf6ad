"""J27: what was printed stays printed; the papers with the old words are found, taken back and replaced."""

import pytest
from PySide6.QtWidgets import QLabel

from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries.outdated_papers import (
    outdated_about_household,
    outdated_papers,
    wrong_on_paper,
)
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases import CorrectPersonDraft, MemberDraft, correct_person
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.queries import paper, paper_bytes, paper_steps
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.use_cases import (
    BACK_OR_NOT,
    WHO_BROUGHT,
    AnswerDraft,
    TakePaperBackDraft,
    answer_print,
    take_paper_back,
)
from tests.households.town import Town, member, number
from tests.kit.layout_guards import complaints
from tests.kit.office import actor_of, raw
from tests.kit.screen import Screen

OLD_WARNED = "印出来还是旧的内容"
KINDS = (RELOCATION_CERTIFICATE.name,)


def printed(town: Town, household: str, replaces: str | None = None) -> str:
    uid = town.desk.do(issue_relocation_certificate, CertificateDraft(household, replaces_uid=replaces))
    town.desk.do(answer_print, AnswerDraft(uid, Answer.PRINTED))
    return uid


def correct(town: Town, person: str, name: str = "王晓军", key: str | None = None) -> None:
    told = NumberDraft(number("20050101", 13))
    draft = CorrectPersonDraft(person, name, Sex.MALE, None, told, "户口簿写法", relocated=True)
    town.desk.do(correct_person, draft, key=key)


def wrong(town: Town, person: str, *, settled: bool = False) -> list[tuple[str, str]]:
    """Each outdated paper's number and what is wrong on it."""
    found = town.desk.ask(outdated_papers, KINDS, person, settled=settled)
    return [
        (one.paper.number, "；".join(f"{item.label} {item.before} → {item.after}" for item in one.wrong))
        for one in found
    ]


def test_the_papers_with_the_old_name_are_found_taken_back_and_replaced(town: Town) -> None:
    household, other = town.register(), town.register(*_another())
    person = town.person(household, "王小军")
    old, elsewhere = printed(town, household), printed(town, other)
    before = town.desk.ask(paper_bytes, old)
    assert town.desk.ask(outdated_papers, KINDS, person) == ()
    correct(town, person)
    assert [row.uid for row in town.desk.ask(outdated_papers, KINDS, person)] == [old]
    assert [row.uid for row in town.desk.ask(outdated_papers, KINDS)] == [old]
    assert town.desk.ask(outdated_about_household, household) == {old}
    assert town.desk.ask(outdated_about_household, other) == frozenset()
    assert town.desk.ask(wrong_on_paper, old) == ("姓名 王小军 → 王晓军",)
    assert town.desk.ask(wrong_on_paper, elsewhere) == ()
    assert town.desk.do(take_paper_back, TakePaperBackDraft(old, "王国梁")) == PaperStage.VOID
    assert town.desk.ask(wrong_on_paper, old) == ()
    assert town.desk.ask(outdated_about_household, household) == frozenset()
    assert town.desk.ask(outdated_papers, KINDS, person) == ()
    new = printed(town, household, replaces=old)
    assert town.desk.ask(paper, new).replaces == town.desk.ask(paper, old).number
    assert town.desk.ask(outdated_papers, KINDS) == ()
    assert town.desk.ask(paper_bytes, old) == before
    assert town.desk.ask(paper_bytes, new) != before
    assert town.desk.ask(paper_steps, old)[-1].reason == "王国梁交回"
    assert town.desk.ask(paper, elsewhere).stage is PaperStage.TO_SEAL


def test_a_sheet_that_does_not_come_back_says_why(town: Town) -> None:
    old = printed(town, town.register())
    with pytest.raises(Refusal, match=WHO_BROUGHT):
        town.desk.do(take_paper_back, TakePaperBackDraft(old))
    with pytest.raises(Refusal, match=BACK_OR_NOT):
        town.desk.do(take_paper_back, TakePaperBackDraft(old, "王国梁", "已遗失"))
    town.desk.do(take_paper_back, TakePaperBackDraft(old, not_back_because="本人说已遗失"))
    assert town.desk.ask(paper_steps, old)[-1].reason == "没有收回：本人说已遗失"


def test_only_the_head_takes_back_and_until_then_the_paper_waits(town: Town) -> None:
    household = town.register()
    old = printed(town, household)
    correct(town, town.person(household, "王小军"))
    with pytest.raises(Refusal, match=NOT_YOURS):
        town.desk.do(take_paper_back, TakePaperBackDraft(old, "王国梁"), by=actor_of(Role.HOUSEHOLD_CLERK))
    assert [row.uid for row in town.desk.ask(outdated_papers, KINDS)] == [old]


def test_each_paper_says_what_is_wrong_on_it_and_what_was_put_back_is_not(town: Town) -> None:
    household = town.register()
    person = town.person(household, "王小军")
    first = printed(town, household)
    correct(town, person)
    town.desk.do(take_paper_back, TakePaperBackDraft(first, "王国梁"))
    printed(town, household, replaces=first)
    correct(town, person, "王啸军")
    assert wrong(town, person) == [("练搬证字〔2026〕2号", "姓名 王晓军 → 王啸军")]
    assert wrong(town, person, settled=True) == [
        ("练搬证字〔2026〕2号", "姓名 王晓军 → 王啸军"),
        ("练搬证字〔2026〕1号", "姓名 王小军 → 王啸军"),
    ]
    correct(town, person, "王晓军")
    assert wrong(town, person) == [], "the paper shows what the record says again"


def test_what_no_certificate_shows_makes_none_outdated(town: Town) -> None:
    household = town.register()
    person = town.person(household, "王小军")
    printed(town, household)
    told = NumberDraft(number("20050101", 13))
    draft = CorrectPersonDraft(person, "王小军", Sex.MALE, None, told, "不是搬迁人口", relocated=False)
    town.desk.do(correct_person, draft)
    assert wrong(town, person) == []


def test_a_correction_taken_back_makes_none_outdated(town: Town) -> None:
    household = town.register()
    person = town.person(household, "王小军")
    printed(town, household)
    key = "0198c000-0000-7000-8000-00000000c0de"
    correct(town, person, key=key)
    assert wrong(town, person) == [("练搬证字〔2026〕1号", "姓名 王小军 → 王晓军")]
    town.desk.do(take_back, TakeBackDraft(command_key=key))
    assert wrong(town, person) == []
    assert raw(town.desk.store, "SELECT count(*) FROM correction WHERE withdrawn_act_id IS NULL") == [(0,)]


def test_a_correction_is_not_taken_back_once_a_paper_was_issued_on_it(town: Town) -> None:
    household = town.register()
    key = "0198c000-0000-7000-8000-00000000c0de"
    old = printed(town, household)
    correct(town, town.person(household, "王小军"), key=key)
    town.desk.do(take_paper_back, TakePaperBackDraft(old, "王国梁"))
    new = printed(town, household, replaces=old)
    with pytest.raises(Refusal) as told:
        town.desk.do(take_back, TakeBackDraft(command_key=key))
    assert told.value.text == "这之后开具了练搬证字〔2026〕2号，请先把那张作废再撤回"
    assert town.person(household, "王晓军")
    town.desk.do(take_paper_back, TakePaperBackDraft(new, "王国梁"))
    town.desk.do(take_back, TakeBackDraft(command_key=key))
    assert town.person(household, "王小军")


def test_who_prints_an_old_paper_again_is_told_what_is_old_on_it(town: Town, screen: Screen) -> None:
    household = town.register()
    old = printed(town, household)
    page = IssuedPage(screen.context)
    screen.open(page, old)
    screen.qtbot.waitUntil(lambda: page.row is not None)
    assert page.old.isHidden()
    correct(town, town.person(household, "王小军"))
    screen.open(page, old)
    screen.qtbot.waitUntil(page.old.isVisible)
    assert page.old.text() == "这张纸上还是旧的内容：姓名 王小军 → 王晓军"
    screen.qtbot.waitUntil(page.may_do_verb)
    page.do_verb()
    bar = page.open_question
    assert bar is not None
    assert any(OLD_WARNED in label.text() for label in bar.findChildren(QLabel))
    assert complaints(page) == []


def _another() -> tuple[MemberDraft, ...]:
    return (member("赵铁柱", "02", "19700101", 21),)
