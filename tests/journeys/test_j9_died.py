"""J9: somebody has died: one act, shown whole before it is confirmed; a new head before any paper."""

from collections.abc import Callable

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.certificate_page import CertificatePage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.queries.events import evidence_owed
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.pages.events.death_pages import DeathPage
from resettle_desktop.matters.pages.events.head_page import HeadChangedPage
from resettle_desktop.matters.pages.evidence_owed_page import EvidenceOwedPage
from resettle_desktop.matters.pages.supply_evidence import SupplyEvidencePage
from resettle_desktop.matters.queries import Waiting
from tests.households.town import TODAY, Town, on
from tests.journeys.conftest import Counter


def shown(counter: Counter) -> Page:
    """The page on top now."""
    return counter.page


def waiting_on_the_desk(counter: Counter) -> dict[Waiting, int]:
    """The desk's lines, each with its place."""
    counter.desk.go_home()
    counter.settle()
    desk = shown(counter)
    assert isinstance(desk, DeskPage)
    assert desk.sheet is not None
    return {item.waiting: place for place, item in enumerate(desk.sheet.items)}


def open_line(counter: Counter, waiting: Waiting) -> None:
    """Go on with one line of the desk."""
    place = waiting_on_the_desk(counter)[waiting]
    desk = shown(counter)
    assert isinstance(desk, DeskPage)
    desk.table.setFocus()
    desk.table.go_to(place)
    counter.press("Return")


def test_a_head_has_died_and_the_family_has_not_yet_agreed(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    uid = town.register(items=HouseholdItems(moved_in=on(2018, 11, 10)), room="3-2-501")
    counter = open_counter()
    counter.type("wgl", "Return", "Ctrl+E", "4")
    form = shown(counter)
    assert isinstance(form, DeathPage)
    counter.type("王国梁", "Return")
    counter.type("202610", "Return")
    assert (form.spouse.text(), form.widowed.isChecked()) == ("李改莲", True)
    form.evidence_later.setFocus()
    counter.press("Space")
    form.told_by.setFocus()
    counter.type("女儿")
    form.try_out()
    counter.settle()
    told = "；".join(effect.text for effect in form.effects.effects)
    assert "王国梁 不再是" in told
    assert "死亡" in told
    assert {one.what for one in form.follow_ups.follow_ups} >= {"选新户主", "停发按人发的待遇"}
    counter.press("F9")
    page = shown(counter)
    assert isinstance(page, HouseholdPage)
    assert counter.desk.notices.text.startswith("王国梁的去世已登记，请节哀")
    assert page.chip is not None
    assert page.chip.text == "还没有新户主"
    counter.press("F9")
    chooser = shown(counter)
    assert isinstance(chooser, HeadChangedPage), "nothing is printed before a head is chosen"
    assert chooser.on.text().startswith("2026")
    counter.desk.open_page("households.certificate", uid)
    counter.settle()
    paper = shown(counter)
    assert isinstance(paper, CertificatePage)
    assert not paper.may_do_verb()
    counter.press("F4")
    assert isinstance(shown(counter), HeadChangedPage)
    assert {Waiting.HEADLESS, Waiting.TASKS, Waiting.EVIDENCE} <= waiting_on_the_desk(counter).keys()
    open_line(counter, Waiting.HEADLESS)
    chooser = shown(counter)
    assert isinstance(chooser, HeadChangedPage)
    counter.type("李改莲", "Return")
    counter.press("F9")
    view = town.view(uid)
    assert view.head is not None
    assert view.head.person.name == "李改莲"
    assert Waiting.HEADLESS not in waiting_on_the_desk(counter)
    open_line(counter, Waiting.EVIDENCE)
    assert isinstance(shown(counter), EvidenceOwedPage)
    counter.press("Return")
    assert isinstance(shown(counter), SupplyEvidencePage)
    counter.type("医学死亡证明", "Return")
    counter.press("F9")
    counter.qtbot.waitUntil(lambda: town.desk.ask(evidence_owed, TODAY) == ())
