"""Papers still to be brought: one list, a line on the desk, Enter brings one."""

from datetime import date

import pytest

from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.households.queries.events import evidence_owed
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.matters.pages.evidence_owed_page import EvidenceOwedPage
from resettle_desktop.matters.queries import Waiting, desk_sheet
from resettle_desktop.office.rules import Role
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, on, town_of
from tests.kit.office import Desk, actor_of
from tests.kit.screen import Screen, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
LATER = Evidence(later=True, told_by="女儿")


@pytest.fixture
def town(desk: Desk) -> Town:
    """A family: the grandmother has died, the son has split off; neither paper is there yet."""
    town = town_of(desk)
    uid = town.register(items=MOVED)
    granny, son = town.person(uid, "张秀英"), town.person(uid, "王小军")
    town.desk.do(record_death, DeathDraft(granny, on(2026, 9, 1), evidence=LATER))
    town.desk.do(split_household, SplitDraft(uid, ((son, "02"),), on(2026, 10, 1), evidence=LATER))
    return town


def test_what_one_act_recorded_is_one_line_with_its_age(town: Town) -> None:
    first, second = town.desk.ask(evidence_owed, date(2026, 12, 20))
    assert (first.whom, first.waits, first.due) == ("张秀英", 47, date(2026, 12, 3))
    assert (second.event.name, second.whom) == ("分户", "王小军")


def test_the_desk_says_how_many_and_how_long(town: Town) -> None:
    def line(day: date, actor: Actor) -> list[str]:
        sheet = town.desk.ask(desk_sheet, actor, day)
        return [f"{i.text} {i.note} {i.page}" for i in sheet.items if i.waiting is Waiting.EVIDENCE]

    assert line(TODAY, town.desk.actor) == ["2件变更还没交证明材料 今天刚记的 matters.evidence_owed"]
    assert line(date(2026, 12, 20), town.desk.actor)[0].split()[1] == "2件超过30天"
    assert line(TODAY, actor_of(Role.AUDITOR)) == []


def test_the_list_is_sifted_and_enter_brings_the_paper(town: Town, screen: Screen) -> None:
    page = EvidenceOwedPage(screen.context)
    screen.open(page)
    page.table.setFocus()
    screen.settle()
    assert len(page.model.rows) == 2
    hands = Keyboard(screen)
    hands.press("Return")
    assert screen.opened == [("matters.supply_evidence", page.model.rows[0].uid)]
    type_text(page.typed, "分户")
    assert [row.whom for row in page.model.rows] == ["王小军"]
    page.late.setChecked(True)
    assert page.empty.isVisible()
