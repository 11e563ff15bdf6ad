"""J10: the letter jams in the printer: the same number again, then a spoiled sheet and the next number."""

from collections.abc import Callable
from pathlib import Path

from resettle_desktop.households.pages.certificate_page import CertificatePage
from tests.households.town import Town
from tests.journeys.conftest import Counter
from tests.journeys.test_j3_register import register_family
from tests.kit.office import raw


def issue(counter: Counter, folder: Path) -> CertificatePage:
    """From the household's page to the question whether it came out."""
    counter.press("F9")
    page = counter.page
    assert isinstance(page, CertificatePage)
    counter.qtbot.waitUntil(page.may_do_verb, timeout=10_000)
    counter.press("Alt+D", "Ctrl+A")
    counter.type(str(folder))
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: page.row is not None and page.may_do_verb(), timeout=10_000)
    print_it(counter, page)
    return page


def print_it(counter: Counter, page: CertificatePage) -> None:
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: page.answers.is_open, timeout=10_000)


def number_of(page: CertificatePage) -> str:
    assert page.row is not None
    return page.row.number


def test_a_jam_costs_no_number_and_a_spoiled_sheet_is_booked(
    town: Town, open_counter: Callable[[], Counter], tmp_path: Path
) -> None:
    counter = open_counter()
    register_family(counter)
    page = issue(counter, tmp_path)
    first = number_of(page)
    counter.press("2")  # 没打出来
    assert number_of(page) == first
    counter.qtbot.waitUntil(page.may_do_verb, timeout=10_000)
    print_it(counter, page)
    counter.press("3")  # 打坏了
    counter.type("A000417", "Return")
    counter.qtbot.waitUntil(page.may_do_verb, timeout=10_000)
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: number_of(page) != first and page.may_do_verb(), timeout=10_000)
    print_it(counter, page)
    counter.press("1")  # 打印好了
    counter.settle()
    book = raw(town.desk.store, "SELECT number, stage FROM issued_paper ORDER BY id")
    assert [stage for _number, stage in book] == ["spoiled", "to_seal"]
    assert [number.rpartition("〕")[2] for number, _stage in book] == ["1号", "2号"]
    sheets = raw(town.desk.store, "SELECT sheet_number FROM issued_paper WHERE stage = 'spoiled'")
    assert sheets == [("A000417",)]
