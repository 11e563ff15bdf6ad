"""The list of people: conditions that combine, the order, the past, filters kept under a name."""

from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.list_filters import ages_of
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import CorrectPersonDraft, correct_person
from resettle_desktop.sites.rules import Governance
from tests.households.keyboard import Keyboard
from tests.households.town import Town, number, on
from tests.kit.screen import Screen


def at(screen: Screen, page: Page) -> Keyboard:
    screen.show(page)
    page.show_subject(None)
    hands = Keyboard(screen)
    screen.qtbot.waitUntil(lambda: screen.context.worker.idle)
    return hands


def names(screen: Screen, page: PeoplePage) -> list[str]:
    def texts() -> list[str]:
        return [page.model.index(row, 0).data() for row in range(len(page.model))]

    screen.qtbot.waitUntil(lambda: screen.context.worker.idle)
    texts()
    screen.qtbot.waitUntil(lambda: "…" not in texts())
    return texts()


def test_conditions_combine_and_a_title_sorts(town: Town, screen: Screen) -> None:
    town.register(room="3-1-101")
    page = PeoplePage(screen.context)
    hands = at(screen, page)
    assert page.title == "人员名册  共5人"
    assert names(screen, page) == ["李改莲", "王国梁", "王小红", "王小军", "张秀英"]
    hands.press("F4")
    assert page.filters.ages.isVisible()
    page.filters.ages.setFocus()
    hands.type("16-59", "Return")
    assert names(screen, page) == ["李改莲", "王国梁", "王小红", "王小军"]
    birth = next(place for place, column in enumerate(page.columns) if column.key == "birth")
    page.table.horizontalHeader().sectionClicked.emit(birth)
    assert names(screen, page) == ["王国梁", "李改莲", "王小军", "王小红"]
    page.table.horizontalHeader().sectionClicked.emit(birth)
    assert names(screen, page) == ["王小红", "王小军", "李改莲", "王国梁"]
    assert page.filters.order.text() == "出生，倒过来"
    page.filters.governance.choose_value(Governance.RURAL)
    assert names(screen, page) == []


def test_the_list_of_then_is_had_by_a_day(town: Town, screen: Screen) -> None:
    home = town.register(room="3-1-101")
    town.desk.clock.advance(days=3)
    person = town.person(home, "王小军")
    right = town.view(home).members[2].person
    draft = CorrectPersonDraft(
        person,
        "王晓军",
        right.sex,
        on(2005),
        NumberDraft(number("20050101", 13)),
        "登记时听错了",
        evidence="户口簿",
    )
    town.desk.do(correct_person, draft)
    page = PeoplePage(screen.context)
    at(screen, page)
    assert "王晓军" in names(screen, page)
    page.filters.known_on.setText("20261104")
    page.filters.known_on.editingFinished.emit()
    assert "王小军" in names(screen, page)
    assert page.filters.when.text() == "按2026年11月4日当时所知" or screen.context.today() <= date(
        2026, 11, 4
    )


def test_conditions_are_kept_under_a_name(town: Town, screen: Screen) -> None:
    town.register(room="3-1-101")
    page = PeoplePage(screen.context)
    hands = at(screen, page)
    hands.press("F4")
    page.filters.ages.setFocus()
    hands.type("60-", "Return")
    page.kept.setFocus()
    page.kept.setText("老人")
    page.keep()
    screen.qtbot.waitUntil(lambda: [row.name for row in page._kept_rows.values()] == ["老人"])
    page.deleteLater()
    other = PeoplePage(screen.context)
    at(screen, other)
    assert len(names(screen, other)) == 5
    other.kept.choose_value(next(iter(other._kept_rows)))
    assert names(screen, other) == ["张秀英"]
    assert other.filters.ages.text() == "60-"
    other.drop()
    screen.qtbot.waitUntil(lambda: other._kept_rows == {})


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("", (None, None)),
        ("16-59", (16, 59)),
        ("60-", (60, None)),
        ("-15", (None, 15)),
        ("6岁", (6, 6)),
        ("16到59岁", (16, 59)),
    ],
)
def test_ages_are_typed_as_clerks_say_them(typed: str, ages: tuple[int | None, int | None]) -> None:
    assert ages_of(typed) == ages


def test_what_is_no_age_is_refused() -> None:
    with pytest.raises(Refusal):
        ages_of("老人")
