"""The extract in the window: of which day, as known when, with which numbers; issued and kept by keys."""

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.pages.extract_page import ExtractPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.looking_back import Carried
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import PaperStage
from tests.households.keyboard import Keyboard
from tests.households.town import Town, number, on
from tests.kit.office import raw
from tests.kit.screen import Screen

YEAR = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)


@pytest.fixture
def uid(town: Town) -> str:
    """The five since 2018; the son split off in September."""
    made = town.register(room="3-1-101", items=HouseholdItems(moved_in=YEAR))
    leaving = ((town.person(made, "王小军"), "02"),)
    town.desk.do(split_household, SplitDraft(made, leaving, on(2026, 9, 1)))
    return made


@pytest.fixture
def page(uid: str, screen: Screen, tmp_path: Path) -> ExtractPage:
    made = ExtractPage(screen.context)
    made.folder.setText(str(tmp_path))
    screen.open(made, uid)
    drawn(screen, made)
    return made


def drawn(screen: Screen, page: ExtractPage) -> str:
    """What the preview shows once it is drawn."""
    screen.qtbot.waitUntil(page.may_do_verb)
    screen.settle()
    assert page.preview.pdf is not None
    return text_of(page.preview.pdf)


def text_of(pdf: bytes) -> str:
    return "".join("".join(one.extract_text().split()) for one in PdfReader(BytesIO(pdf)).pages)


def book(town: Town) -> list[queries.PaperRow]:
    return list(town.desk.ask(queries.issued_papers, (REGISTER_EXTRACT.name,)))


def stopped_by(page: ExtractPage, told: str) -> bool:
    return told in page.trouble.text()


def chosen(screen: Screen, page: ExtractPage, field: str, typed: str) -> Keyboard:
    """Type into one of the fields and wait until what is typed was read."""
    hands = Keyboard(screen)
    line = getattr(page, field)
    line.setFocus()
    line.selectAll()
    hands.type(typed, *(("Return",) if field == "numbers" else ()))
    screen.qtbot.waitUntil(lambda: not page._chosen.isActive())
    screen.settle()
    return hands


def test_the_household_page_opens_it_by_its_key(town: Town, uid: str, screen: Screen) -> None:
    made = HouseholdPage(screen.context)
    screen.open(made, uid)
    screen.settle()
    made.members.table.setFocus()
    Keyboard(screen).press("Ctrl+D")
    assert screen.opened == [("households.extract", uid)]


def test_looking_back_it_is_of_the_days_looked_at(town: Town, uid: str, screen: Screen) -> None:
    made = HouseholdPage(screen.context)
    screen.open(made, uid)
    made.members.table.setFocus()
    hands = Keyboard(screen)
    hands.press("Ctrl+B")
    screen.settle()
    hands.line("20260831")
    made.members.table.setFocus()
    hands.press("Ctrl+D")
    ((name, about),) = screen.opened
    assert name == "households.extract"
    extract = ExtractPage(screen.context)
    screen.open(extract, about)
    text = drawn(screen, extract)
    assert "共5人" in text
    assert "2026年8月31日" in text
    assert (extract.subject_uid, extract.as_of.text()) == (uid, "2026-08-31")
    screen.open(extract, uid)
    assert "共4人" in drawn(screen, extract)


def test_what_is_carried_to_a_page_is_read_there() -> None:
    days = (None, date(2018, 1, 2)), (date(2018, 1, 2), None), (date(2018, 1, 2), date(2026, 11, 3))
    for day, known_on in days:
        told = Carried("0192-ab", day, known_on)
        assert Carried.of(told.text) == told
    assert Carried.of("0192-ab") == Carried("0192-ab")


def test_it_is_issued_and_saved_as_it_was_seen(
    page: ExtractPage, town: Town, screen: Screen, tmp_path: Path
) -> None:
    text = drawn(screen, page)
    assert "共4人" in text
    assert "分户，转到" in text
    assert page.number.text() == "练档摘字〔2026〕____号"
    page.verb_button.setFocus()
    hands = Keyboard(screen)
    hands.press("F9")
    (row,) = book(town)
    assert row.number == "练档摘字〔2026〕1号"
    assert not page.as_of.isEnabled()
    hands.press("F9")
    screen.qtbot.waitUntil(lambda: page.answers.is_open)
    hands.press("1")
    assert book(town)[0].stage is PaperStage.PRINTED
    (saved,) = tmp_path.glob("*.pdf")
    assert saved.read_bytes() == town.desk.ask(queries.paper_bytes, row.uid)


def test_another_day_shows_the_household_of_that_day(
    page: ExtractPage, town: Town, screen: Screen, uid: str
) -> None:
    chosen(screen, page, "as_of", "20260831")
    text = drawn(screen, page)
    assert "截至2026年8月31日" in text
    assert "共5人" in text
    assert "分户" not in text
    page.verb_button.setFocus()
    Keyboard(screen).press("F9")
    (row,) = book(town)
    assert "共5人" in text_of(town.desk.ask(queries.paper_bytes, row.uid)), (
        "the issued one is of that day too"
    )


def test_a_day_that_cannot_be_is_told_and_stops_the_verb(page: ExtractPage, screen: Screen) -> None:
    for typed, told in (("20261231", "还没有到"), ("2016", "还没有人"), ("2026130", "日期")):
        chosen(screen, page, "as_of", typed)
        screen.qtbot.waitUntil(partial(stopped_by, page, told))
        assert not page.may_do_verb()
    chosen(screen, page, "as_of", "2018")
    assert "截至2018年12月31日" in drawn(screen, page)
    assert page.trouble.text() == ""
    assert page.asked[0].error == ""


def test_what_was_known_before_it_was_registered_is_nothing(page: ExtractPage, screen: Screen) -> None:
    chosen(screen, page, "known_on", "20261102")
    screen.qtbot.waitUntil(lambda: "还没有登记" in page.trouble.text())
    assert not page.may_do_verb()


def test_whole_numbers_want_a_purpose_and_are_noted(page: ExtractPage, town: Town, screen: Screen) -> None:
    whole = number("19780512", 11)
    assert whole not in drawn(screen, page)
    hands = chosen(screen, page, "numbers", "完整")
    screen.qtbot.waitUntil(lambda: whole in drawn(screen, page))
    looks = raw(town.desk.store, "SELECT kind, count(*) FROM access_entry GROUP BY kind")
    assert ("unmasked", 1) in looks
    page.verb_button.setFocus()
    hands.press("F9")
    assert book(town) == []
    assert page.use_field.error == "请改一改"
    hands.type("办理落户")
    assert "本摘要用于办理落户。" in drawn(screen, page)
    page.verb_button.setFocus()
    hands.press("F9")
    assert len(book(town)) == 1


def test_the_next_household_starts_from_today(page: ExtractPage, town: Town, screen: Screen) -> None:
    chosen(screen, page, "as_of", "20260831")
    page.show_subject(page.subject_uid)
    assert "截至2026年11月3日" in drawn(screen, page)
    assert page.as_of.text() == ""
