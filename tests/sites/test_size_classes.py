"""Classes of size: data the office settles from a day on; which one a site of so many people is in."""

from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.sites.pages.size_classes_page import SizeClassesPage
from resettle_desktop.sites.queries import size_classes
from resettle_desktop.sites.rules import SIZE_CLASSES, Governance, SizeClass, size_class_of
from resettle_desktop.sites.use_cases import SizeClassesDraft, set_size_classes
from tests.households.keyboard import Keyboard
from tests.kit.office import Desk
from tests.kit.screen import Screen

TODAY, EARLIER = date(2026, 11, 3), date(2026, 1, 1)
LARGE, SMALL = SizeClass("大", 800), SizeClass("小", 0)
VILLAGE = SizeClass("村", 0, Governance.RURAL)


@pytest.mark.parametrize(
    ("people", "name"), [(0, "小型"), (799, "小型"), (800, "中型"), (3_000, "大型"), (10_000, "特大型")]
)
def test_a_site_is_in_the_largest_class_it_reaches(people: int, name: str) -> None:
    assert size_class_of(people, Governance.URBAN, SIZE_CLASSES) == name


def test_classes_of_a_governance_go_before_those_of_both() -> None:
    classes = (LARGE, SMALL, VILLAGE)
    assert size_class_of(900, Governance.RURAL, classes) == "村"
    assert size_class_of(900, Governance.URBAN, classes) == "大"
    assert size_class_of(10, Governance.URBAN, (LARGE, VILLAGE)) == ""


def test_the_office_settles_its_own_from_a_day_on(desk: Desk) -> None:
    assert desk.ask(size_classes, TODAY) == SIZE_CLASSES
    before = desk.clock.instant
    desk.clock.advance(days=1)
    desk.do(set_size_classes, SizeClassesDraft((SMALL, LARGE), EARLIER))
    assert desk.ask(size_classes, TODAY) == (LARGE, SMALL)
    desk.do(set_size_classes, SizeClassesDraft((SMALL, LARGE, VILLAGE), TODAY))
    assert desk.ask(size_classes, EARLIER) == (LARGE, SMALL)
    assert desk.ask(size_classes, TODAY) == (LARGE, SMALL, VILLAGE)
    assert desk.ask(size_classes, TODAY, before) == SIZE_CLASSES
    desk.do(set_size_classes, SizeClassesDraft((SMALL,), TODAY))
    assert desk.ask(size_classes, TODAY) == (SMALL,)
    with pytest.raises(Refusal, match="更晚开始"):
        desk.do(set_size_classes, SizeClassesDraft((SMALL,), EARLIER))


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ((), "至少填写一档"),
        ((SizeClass(" ", 0),), "请填写规模名称"),
        ((SizeClass("大", -1),), "人数应在"),
        ((LARGE, SizeClass("大", 5)), "填了两次"),
        ((LARGE, SizeClass("中", 800)), "都从800人起"),
        (tuple(SizeClass(f"第{place}档", place) for place in range(13)), "最多12档"),
    ],
)
def test_classes_that_tell_nothing_apart_are_refused(
    desk: Desk, classes: tuple[SizeClass, ...], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(set_size_classes, SizeClassesDraft(classes))


def test_the_page_shows_what_holds_and_saves_what_is_typed(desk: Desk, screen: Screen) -> None:
    page = SizeClassesPage(screen.context)
    screen.open(page)
    hands = Keyboard(screen)
    assert [row["name"] for row in page.classes.values()] == ["特大型", "大型", "中型", "小型"]
    page.classes.cell(0, "least").setFocus()
    hands.press("Ctrl+A")
    hands.type("八千", "F9")
    assert "请填数字" in page.fields["classes"].error
    page.classes.cell(0, "least").setFocus()
    hands.press("Ctrl+A")
    hands.type("8000", "F9")
    assert screen.went_back
    assert desk.ask(size_classes, screen.context.today())[0] == SizeClass("特大型", 8_000)
