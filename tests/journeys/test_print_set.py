"""Several papers in one go: ticked on one page, each printed and answered, the next one opens by itself."""

from collections.abc import Callable
from pathlib import Path

from resettle_desktop.households.pages.certificate_page import CertificatePage
from resettle_desktop.households.pages.person_paper_pages import ResidencePage
from resettle_desktop.households.pages.print_set_page import ALL_DONE, PrintSetPage
from resettle_desktop.matters.pages.directory.page import DirectoryPage
from resettle_desktop.matters.pages.directory.referral_page import ReferralPage
from resettle_desktop.printing.pages.paper_page import PaperPage
from resettle_desktop.printing.queries.directory import directory_asks
from tests.households.town import Town
from tests.journeys.conftest import Counter


def print_and_answer(counter: Counter, folder: Path) -> None:
    """Issue what is offered, save it, and say that it came out."""
    page = counter.page
    assert isinstance(page, PaperPage)
    counter.qtbot.waitUntil(page.may_do_verb)
    counter.press("F9")
    page.folder.setText(str(folder))
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: page.answers.is_open)
    counter.press("1")


def test_two_papers_follow_each_other(
    town: Town, open_counter: Callable[[], Counter], tmp_path: Path
) -> None:
    town.register(room="3-2-501")
    counter = open_counter()
    counter.type("wgl", "Return", "Ctrl+W")
    chooser = counter.page
    assert isinstance(chooser, PrintSetPage)
    counter.press("Space")
    chooser.boxes["households.residence_certificate"].setFocus()
    counter.press("Space", "F9")
    assert isinstance(counter.page, CertificatePage)
    print_and_answer(counter, tmp_path)
    counter.qtbot.waitUntil(lambda: isinstance(counter.page, ResidencePage))
    page = counter.page
    assert isinstance(page, ResidencePage)
    counter.settle()
    page.use.setFocus()
    counter.type("子女入学")
    print_and_answer(counter, tmp_path)
    counter.qtbot.waitUntil(lambda: counter.page is chooser)
    counter.settle()
    assert counter.desk.notices.text == ALL_DONE
    assert not any(box.isChecked() for box in chooser.boxes.values())
    assert "今天开过" in chooser.said["households.residence_certificate"].text()
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_what_did_not_come_out_stops_the_row(town: Town, open_counter: Callable[[], Counter]) -> None:
    town.register(room="3-2-501")
    counter = open_counter()
    counter.type("wgl", "Return", "Ctrl+W")
    chooser = counter.page
    assert isinstance(chooser, PrintSetPage)
    counter.press("F4", "F9")
    assert isinstance(counter.page, CertificatePage)
    counter.press("Esc")
    counter.qtbot.waitUntil(lambda: counter.page is chooser)
    assert chooser.boxes["households.certificate"].isChecked()
    counter.press("F9")
    assert isinstance(counter.page, CertificatePage)


def test_who_asks_for_what_is_not_given_takes_a_sheet_home(
    town: Town, open_counter: Callable[[], Counter], tmp_path: Path
) -> None:
    town.register()
    counter = open_counter()
    counter.press("Ctrl+W")
    directory = counter.page
    assert isinstance(directory, DirectoryPage)
    counter.type("单身", "Return")
    page = counter.page
    assert isinstance(page, ReferralPage)
    page.whom.setFocus()
    counter.type("王国梁")
    print_and_answer(counter, tmp_path)
    assert [(ask.title, ask.whom) for ask in town.desk.ask(directory_asks)] == [("婚姻状况证明", "王国梁")]
    assert isinstance(counter.page, DirectoryPage)
